"""What two files say differently: ours and theirs side by side, to choose from."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from ...data.clock import Today
from ...data.dates import show_date
from ...data.errors import NotFoundError, UnreadableError
from ...data.merging.choosing import called, choose, now
from ...data.merging.naming import label_of, said_of
from ...data.models import Clash
from ...data.store.store import Store
from ...widgets.clash_list import ClashList, ClashRow, FieldList, FieldRow
from ...widgets.row_list import RowList
from ...widgets.text import lit
from .step import StepScreen

EMPTY = "All is settled: there is nothing left to choose."


class ClashesScreen(StepScreen[None]):
    """The records that clash, and beside them what both sides say in each field."""

    CSS_PATH = "clashes.tcss"
    STEP = None
    TELLS_CLASHES = False
    HELP = (
        "Two machines, or a sync tool, have changed the same record in two ways. Yours is kept until you "
        "choose. Only what differs is shown: take theirs or keep ours as a whole, or field by field."
    )
    WRITES = frozenset({"ours", "theirs"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "fields", "fields", tooltip="Choose field by field"),
        Binding("o", "ours", "ours", tooltip="Keep ours in every field of this record"),
        Binding("t", "theirs", "theirs", tooltip="Take theirs in every field of this record"),
        Binding("escape", "leave", "back", tooltip="Back to the list, and to where you were"),
    ]

    rows = getters.query_one(ClashList)
    fields = getters.query_one(FieldList)

    def __init__(self, store: Store, today: Today) -> None:
        super().__init__(store, today)
        self._theirs: dict[str, frozenset[str]] = {}
        """By clash the fields in which theirs is marked."""

    def compose_body(self) -> ComposeResult:
        """Lay the records and their fields side by side."""
        with Horizontal():
            with Vertical(classes="master"):
                yield Static(classes="heading")
                yield Static(EMPTY, classes="empty", markup=False)
                yield ClashList()
            with Vertical(classes="beside"):
                yield FieldList()

    def on_mount(self) -> None:
        """Begin on the list."""
        self.rows.focus()

    def show_records(self) -> None:
        """Draw what clashes now."""
        clashes = self.store.clashes()
        count = f"{len(clashes)} " if clashes else ""
        self.query_one(".heading", Static).update(lit(f"Ours or theirs  {count}".rstrip()))
        self.query_one(".empty", Static).display = not clashes
        self.rows.display = bool(clashes)
        self.rows.show([self._row(clash) for clash in clashes])
        if not clashes:
            self.query_one(".beside").display = False

    def _row(self, clash: Clash) -> ClashRow:
        fields = ", ".join(label_of(field) for field in clash.theirs)
        found = f"{clash.source}, {show_date(clash.found_on, self.today())}"
        return ClashRow(clash.id, called(self.store, clash), fields, found)

    @property
    def current(self) -> Clash | None:
        """The clash under the cursor, None when nothing clashes."""
        row = self.rows.current
        return next((each for each in self.store.clashes() if row and each.id == row.id), None)

    @on(RowList.Highlighted, "ClashList")
    def _show_fields(self) -> None:
        clash = self.current
        self.query_one(".beside").display = clash is not None
        if clash is not None:
            self.fields.show([self._field(clash, field) for field in clash.theirs])
        self.refresh_bindings()

    def _field(self, clash: Clash, field: str) -> FieldRow:
        ours, theirs = (
            said_of(field, value) for value in (now(self.store, clash, field), clash.theirs[field])
        )
        taken = field in self._theirs.get(clash.id, ())
        return FieldRow(field, label_of(field), ours, theirs, taken)

    @on(FieldList.Toggled)
    def _toggle(self, event: FieldList.Toggled) -> None:
        clash = self.current
        if clash is not None and not self.store.read_only:
            self._theirs[clash.id] = self._theirs.get(clash.id, frozenset()) ^ {event.row.field}
            self._show_fields()

    @on(RowList.Selected, "ClashList")
    def _open_selected(self) -> None:
        self.action_fields()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that speak of a record are live only when there is one."""
        if action in {*self.WRITES, "fields"} and self.rows.current is None:
            return False
        return super().check_action(action, parameters)

    def action_fields(self) -> None:
        """Go to the fields."""
        self.fields.focus()

    @on(FieldList.Kept)
    def _keep_as_marked(self) -> None:
        clash = self.current
        if clash is not None and not self.store.read_only:
            self._choose(clash, self._theirs.get(clash.id, frozenset()))

    def action_ours(self) -> None:
        """Keep ours in every field."""
        if (clash := self.current) is not None:
            self._choose(clash, frozenset())

    def action_theirs(self) -> None:
        """Take theirs in every field."""
        if (clash := self.current) is not None:
            self._choose(clash, frozenset(clash.theirs))

    def _choose(self, clash: Clash, theirs: frozenset[str]) -> None:
        name = called(self.store, clash)
        try:
            kept = self.attempt(lambda: choose(self.store, clash, theirs))
        except (NotFoundError, UnreadableError) as error:
            self.banner.trouble(str(error))
            return
        if kept:
            self.rows.focus()
            self.notify(f"Chosen for {name}. Press u to take that back.", markup=False)

    def action_leave(self) -> None:
        """Go back to the list, and from there to where the user was."""
        if self.fields.has_focus:
            self.rows.focus()
        else:
            self.dismiss(None)
