"""The copies of the store: to see whether they are whole, and to go back to one."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from ...data.backups.comparing import Difference, compare, records_in, records_now
from ...data.backups.examined import Examined
from ...data.backups.examining import backups, examine, from_outside
from ...data.backups.why import Why
from ...data.clock import Today
from ...data.errors import NotFoundError, StoreError
from ...data.exchange.archive import count_records
from ...data.models import AnyRecord, Application
from ...data.store.store import Store
from ...widgets.backup_detail import BackupDetail
from ...widgets.backup_list import BackupList, say_when
from ...widgets.row_list import RowList
from ...widgets.text import lit
from ..asking import FLOW, ask
from ..flows.encrypt_backups import choose_encryption, open_backup
from .dialogs.confirm import Confirm
from .step import StepScreen

EMPTY = (
    "No backups yet.\n\n"
    "The first one is made when you start thanks-tui the next time; n makes one now. They lie in the folder "
    "backups beside your data, on this disk: a copy elsewhere is yours to make."
)
MOST_NAMES = 3
"""How many applications are named in a question."""


class BackupsScreen(StepScreen[None]):
    """The list of copies, with what is known of one of them beside it."""

    CSS_PATH = "backups.tcss"
    STEP = None
    HELP = (
        "Whole copies of your data. One is made when you start and something has changed, and one before an "
        "import, a merge, and before you go back. The ten newest stay, then one for each of a dozen days, "
        "ten weeks and nine months; damaged files that were set aside stay until you delete them. Going back "
        "to a copy makes what there is now a copy as well. With w they are encrypted to a public key of age; "
        "your data itself is not."
    )
    WRITES = frozenset({"go_back", "make", "encrypt"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,r", "go_back", "go back", tooltip="See what going back to it would change, and do it"),
        Binding("n", "make", "new", tooltip="Make a backup now"),
        Binding("c", "check", "check all", tooltip="Read every one of them again"),
        Binding("w", "encrypt", "encrypt", tooltip="Choose who can read the backups, with a public key"),
        Binding("escape", "leave", "back", tooltip="Back to where you were"),
    ]

    rows = getters.query_one(BackupList)
    detail = getters.query_one(BackupDetail)

    def __init__(self, store: Store, today: Today) -> None:
        super().__init__(store, today)
        self._known: dict[Path, Examined] = {}

    def compose_body(self) -> ComposeResult:
        """Lay the list and the detail side by side."""
        with Horizontal():
            with Vertical(classes="master"):
                yield Static(classes="heading")
                yield Static(EMPTY, classes="empty", markup=False)
                yield BackupList(self.today())
            with VerticalScroll(classes="beside", can_focus=False):
                yield BackupDetail(self.today())

    def on_mount(self) -> None:
        """Begin on the list."""
        self.rows.focus()

    def show_records(self) -> None:
        """List the copies that there are now, and read those that are not read yet."""
        try:
            found = [each for path in backups(self.store.path) if (each := _seen(path)) is not None]
        except StoreError as problem:
            self.banner.trouble(str(problem))
            found = []
        known = [self._known.get(each.path, each) for each in found]
        rows = [old if _is_same(old, new) else new for old, new in zip(known, found, strict=True)]
        self._known = {row.path: row for row in rows}
        self._show()
        self._read()

    def _show(self) -> None:
        rows = sorted(self._known.values(), key=_moment, reverse=True)
        self.query_one(".heading", Static).update(lit(f"Backups  {len(rows) or ''}".rstrip()))
        self.query_one(".empty", Static).display = not rows
        self.rows.display = bool(rows)
        self.rows.show(rows)
        self.refresh_bindings()

    @work(exclusive=True, group="examine")
    async def _read(self) -> None:
        for row in [row for row in self._known.values() if not row.was_read]:
            # It may have made room for a newer one meanwhile.
            with suppress(NotFoundError, StoreError):
                self._known[row.path] = await asyncio.to_thread(examine, row.path)
            if not self.query(BackupList):
                # The app was closed meanwhile.
                return
            self._show()

    @on(RowList.Highlighted)
    def _show_detail(self) -> None:
        row = self.rows.current
        self.query_one(".beside").display = row is not None
        if row is not None:
            self.detail.show(row)

    @on(RowList.Selected)
    def _open_selected(self) -> None:
        self.action_go_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say which keys are live: those that speak of a copy only where there is one."""
        if action in {"go_back", "check"} and self.rows.current is None:
            return False
        return super().check_action(action, parameters)

    @work(exclusive=True, group=FLOW)
    async def action_go_back(self) -> None:
        """Show what going back to the copy under the cursor would change, ask, and do it."""
        row = self.rows.current
        if row is None or self.store.read_only:
            return
        opened = await open_backup(self, row.path) if row.encrypted else None
        if row.encrypted and opened is None:
            return
        try:
            then = await asyncio.to_thread(records_in, row.path, opened)
        except StoreError as problem:
            self.banner.trouble(str(problem))
            return
        difference = compare(records_now(self.store), then)
        if await ask(self, _question(say_when(row, self.today()), difference)):
            self._restore(row, opened)

    def _restore(self, row: Examined, opened: bytes | None) -> None:
        restored = self.attempt_for(lambda: self.store.restore(row.path, opened))
        if restored is None:
            return
        self.show_records()
        self.notify(f"All is as it was: {say_when(row, self.today())}.", markup=False)
        if restored.given.trouble:
            self.banner.trouble(restored.given.trouble)

    def action_make(self) -> None:
        """Make a copy now."""
        made = self.attempt_for(lambda: self.store.back_up(Why.ASKED))
        if made is None:
            return
        backup = made.given
        if backup is None:
            self.notify("Nothing was kept here yet, so there is nothing to back up.")
            return
        if backup.trouble:
            self.banner.trouble(backup.trouble)
        self.show_records()
        self.rows.show(self.rows.rows, at=str(backup.path))
        self.notify(f"The backup is made: {backup.path.name}", markup=False)

    @work(exclusive=True, group=FLOW)
    async def action_encrypt(self) -> None:
        """Choose to whom backups are encrypted, and what becomes of those that are not."""
        if not self.store.read_only and await choose_encryption(self, self.store.path):
            self.show_records()

    def action_check(self) -> None:
        """Read every copy again."""
        self._known = {}
        self.show_records()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def _moment(row: Examined) -> float:
    moment = row.made or row.changed
    return 0.0 if moment is None else moment.timestamp()


def _seen(path: Path) -> Examined | None:
    with suppress(NotFoundError):
        return from_outside(path)
    return None


def _is_same(old: Examined, new: Examined) -> bool:
    return old.was_read and (old.size, old.changed) == (new.size, new.changed)


def _question(when: str, difference: Difference) -> Confirm:
    if difference.is_none:
        told = "Nothing would change: what there is now says the same."
    else:
        told = "\n".join(
            f"{what}: {_named(records)}"
            for what, records in (
                ("Comes back", difference.back),
                ("Goes", difference.gone),
                ("Is as it was", difference.otherwise),
            )
            if records
        )
    kept = "What there is now becomes a backup itself, so that you can come back to it. u does not undo this."
    return Confirm(
        f"Go back to {when}",
        f"{told}\n\n{kept}",
        yes="Go back to it",
        no="Stay here",
        safe=True,
    )


def _named(records: tuple[AnyRecord, ...]) -> str:
    names = [record.company for record in records if isinstance(record, Application)]
    more = ["…"] if len(names) > MOST_NAMES else []
    told = f" ({', '.join(names[:MOST_NAMES] + more)})" if names else ""
    return f"{count_records(records)}{told}"
