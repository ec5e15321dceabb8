"""What was deleted: to look at, to bring back, or to let go of for ever."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from ...data.deleted import DAYS_KEPT
from ...data.errors import NotFoundError, UnreadableError
from ...data.models import AnyRecord, Trashed
from ...data.trash import application_of, bring_back, delete_for_ever, newest_first, records_in
from ...widgets.row_list import RowList
from ...widgets.text import lit
from ...widgets.trash_detail import TrashDetail
from ...widgets.trash_list import TrashList
from ..asking import FLOW, ask
from .dialogs.confirm import Confirm
from .step import StepScreen

EMPTY = (
    "Nothing lies here.\n\n"
    f"What you delete, a rejection or a person, waits here for {DAYS_KEPT} days with its notes, in case you "
    "miss it. Then it is gone."
)


class TrashScreen(StepScreen[None]):
    """The list of what was deleted, with what is in it beside it."""

    CSS_PATH = "trash.tcss"
    STEP = None
    HELP = (
        f"What you deleted is kept for {DAYS_KEPT} days, with the notes and days that belong to it; then it "
        "goes by itself. A person can come back only together with the application they belong to."
    )
    WRITES = frozenset({"bring_back", "delete"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,b", "bring_back", "bring back", tooltip="Put it back where it was, with all of it"),
        Binding("d", "delete", "delete for ever", tooltip="Let go of it now; this cannot be undone"),
        Binding("escape", "leave", "back", tooltip="Back to where you were"),
    ]

    rows = getters.query_one(TrashList)
    detail = getters.query_one(TrashDetail)

    def compose_body(self) -> ComposeResult:
        """Lay the list and the detail side by side."""
        with Horizontal():
            with Vertical(classes="master"):
                yield Static(classes="heading")
                yield Static(EMPTY, classes="empty", markup=False)
                yield TrashList(self.today())
            with VerticalScroll(classes="beside", can_focus=False):
                yield TrashDetail(self.today())

    def on_mount(self) -> None:
        """Begin on the list."""
        self.rows.focus()

    def show_records(self) -> None:
        """Draw what lies in the trash now."""
        rows = newest_first(self.store)
        self.query_one(".heading", Static).update(lit(f"Deleted  {len(rows) or ''}".rstrip()))
        self.query_one(".empty", Static).display = not rows
        self.rows.display = bool(rows)
        self.rows.show(rows)
        self.refresh_bindings()

    @on(RowList.Highlighted)
    def _show_detail(self) -> None:
        row = self.rows.current
        self.query_one(".beside").display = row is not None
        if row is not None:
            records, complaint = _read(row)
            self.detail.show(row, records, complaint)

    @on(RowList.Selected)
    def _open_selected(self) -> None:
        self.action_bring_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that speak of an entry are live only when there is one."""
        if action in self.WRITES:
            return self.rows.current is not None and not self.store.read_only
        return super().check_action(action, parameters)

    @work(exclusive=True, group=FLOW)
    async def action_bring_back(self) -> None:
        """Bring back what is under the cursor; ask when its application has to come with it."""
        row = self.rows.current
        if row is None or self.store.read_only:
            return
        try:
            application = application_of(self.store, row)
            if application is not None and not await ask(self, _both(row)):
                return
            kept = self.attempt(lambda: bring_back(self.store, row))
        except (NotFoundError, UnreadableError) as error:
            self.banner.trouble(str(error))
            return
        if kept:
            self.notify(f"{row.label} is back. Press u to take that back.", markup=False)

    @work(exclusive=True, group=FLOW)
    async def action_delete(self) -> None:
        """Delete what is under the cursor for ever, once that is sure."""
        row = self.rows.current
        if row is None:
            return
        question = (
            f"{row.label} and all that went with it is taken out of the trash now. This cannot be undone; "
            "only backups may still hold it."
        )
        sure = await ask(
            self, Confirm("Delete for ever", question, yes="Delete it for ever", no="Keep it here", safe=True)
        )
        if sure and self.attempt(lambda: delete_for_ever(self.store, row)):
            self.notify(f"{row.label} is gone for ever.", markup=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def _read(row: Trashed) -> tuple[list[AnyRecord], str]:
    try:
        return records_in(row), ""
    except UnreadableError as error:
        return [], str(error)


def _both(row: Trashed) -> Confirm:
    return Confirm(
        "Both together",
        f"The application to {row.company} was deleted as well. {row.label} can come back only together with "
        "it and all that is its.",
        yes="Bring both back",
        no="Leave both here",
    )
