"""The agenda: whom to write to again, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from ...data.called import called
from ...data.drafts.draft import DraftKind, Origin
from ...data.followup import reopen
from ...data.followup.agenda import AgendaRow, in_groups
from ...data.followup.cadence import CADENCE
from ...data.followup.explain import curve_words, days_words, reasons_words, sources_words
from ...data.followup.window import window
from ...data.overview import Overview
from ...widgets.agenda_detail import AgendaDetail
from ...widgets.agenda_list import AgendaList
from ...widgets.row_list import RowList
from ...widgets.text import lit, lit_lines
from ...widgets.window_bar import WindowBar
from ..asking import FLOW
from ..flows.coming_back import answer_came, move_stage_of
from ..flows.follow_up import open_follow_up
from ..flows.save_calendar import save_calendar
from .dialogs.follow_up_page import FollowUpPage
from .dialogs.snooze import Snooze
from .step import StepScreen

EMPTY = (
    "Nobody to write to again just now.\n\n"
    "When everyone at a company is thanked, the days to follow up are put down by themselves, {days} after "
    "the last word. They will wait for you here."
)


class AgendaScreen(StepScreen[None]):
    """Follow-ups, overdue first, with all one needs to know beside them."""

    CSS_PATH = "agenda.tcss"
    STEP = None
    HELP = (
        f"Whom to write to again: as a rule {days_words(CADENCE)} after the last real contact, an answer or "
        "a note. An answer starts the count afresh, days off move to the next working day, and after three "
        "notes without an answer it is kinder to let it rest. The days are yours to change: ctrl+p, When to "
        f"follow up.\n\n{reasons_words(CADENCE)}\n\n"
        f"The bar shows where today stands in the year. {curve_words()}\n\n"
        f"Where the figures come from:\n{sources_words()}"
    )
    WRITES = frozenset({"snooze", "finish", "skip", "answer", "stage", "rest"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "write", tooltip="The follow-up note to this person"),
        Binding("z", "snooze", "later", tooltip="Put it off: a week, a month, or until a day"),
        Binding("space", "finish", "done", tooltip="It is done without a note from here"),
        Binding("minus", "skip", "skip", key_display="-", tooltip="Pass over this one; the next ones stay"),
        Binding("a", "answer", "answer came", tooltip="Keep an answer that came, with its text"),
        Binding(
            "g", "stage", "stage", tooltip="Move the application on: talking again, interviewing again, …"
        ),
        Binding("R", "rest", "let rest", tooltip="Propose no more follow-ups for this application"),
        Binding("x", "calendar", "calendar", tooltip="Save the follow-ups for your calendar (.ics)"),
        Binding("v", "view", "view", tooltip="All there is to know before you write, on a page"),
        Binding("escape", "leave", "back", tooltip="Back to the rejections"),
    ]

    rows = getters.query_one(AgendaList)
    detail = getters.query_one(AgendaDetail)
    bar_of_year = getters.query_one(WindowBar)

    def compose_body(self) -> ComposeResult:
        """Lay the list and the detail side by side."""
        with Horizontal():
            with Vertical(classes="master"):
                yield Static(classes="heading")
                yield Static(classes="empty")
                yield AgendaList(self.today())
            with VerticalScroll(classes="beside", can_focus=False):
                yield AgendaDetail(self.today())
                yield WindowBar()

    def on_mount(self) -> None:
        """Begin on the list."""
        self.rows.focus()

    def show_records(self) -> None:
        """Draw the agenda as the store has it now."""
        rows = Overview.of(self.store).agenda(self.today())
        groups = in_groups(rows)
        empty = self.query_one(".empty", Static)
        empty.display = not rows
        empty.update(lit_lines(EMPTY.format(days=days_words(self.store.profile.cadence or CADENCE))))
        self.rows.display = bool(rows)
        counts = "  ·  ".join(f"{len(found)} {group.value.lower()}" for group, found in groups)
        self.query_one(".heading", Static).update(lit(f"Follow-ups  {counts}"))
        self.rows.show([row for _, found in groups for row in found])
        self.refresh_bindings()

    @on(RowList.Highlighted)
    def _detail_follows(self) -> None:
        # The cursor is drawn before what stands beside it, so that a key is answered at once.
        self.call_after_refresh(self._show_detail)

    def _show_detail(self) -> None:
        row = self.rows.current
        self.query_one(".beside").display = row is not None
        if row is not None:
            self.detail.show(row)
            self.bar_of_year.window = window(row.application, self.today())

    @on(RowList.Selected)
    def _open_selected(self) -> None:
        self.action_write()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that speak of a follow-up are live only when there is one."""
        if action in self.WRITES and self.store.read_only:
            return False
        if action == "write":
            return self.rows.current is not None and self.rows.current.contact is not None
        if action == "answer":
            row = self.rows.current
            return row is not None and bool(self.store.contacts(row.application.id))
        if action in ("snooze", "finish", "skip", "stage", "rest", "view", "calendar"):
            return self.rows.current is not None
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_write(self) -> None:
        """Go to the follow-up note."""
        row = self.rows.current
        if row is not None and row.contact is not None:
            open_follow_up(self, row.contact)

    def _act(self, act: Callable[[AgendaRow, date], object], told: str) -> None:
        row = self.rows.current
        if row is not None and self.attempt(lambda: act(row, self.today())):
            self.notify(f"{told} Press u to take it back.", markup=False)

    def action_finish(self) -> None:
        """Mark it as done without a note from here."""
        self._act(lambda row, today: reopen.finish(self.store, row.follow_up, today), "Done.")

    def action_skip(self) -> None:
        """Pass over it."""
        self._act(lambda row, today: reopen.skip(self.store, row.follow_up, today), "Passed over.")

    def action_rest(self) -> None:
        """Propose no more follow-ups for the application."""
        self._act(lambda row, _: reopen.rest(self.store, row.application), "It may rest now.")

    @work(exclusive=True, group=FLOW)
    async def action_snooze(self) -> None:
        """Put it off."""
        if self.rows.current is not None:
            await self.put_off(self.rows.current)

    async def put_off(self, row: AgendaRow) -> None:
        """Ask until when a follow-up is put off, and keep that."""
        who = called(row.contact) if row.contact is not None else row.application.company

        def form(given: date | None) -> Snooze:
            return Snooze(who, row.follow_up, self.today(), self.store.profile, given=given)

        await self.ask_until_kept(
            form(None),
            lambda until: reopen.snooze(self.store, row.follow_up, until),
            again=form,
            about=Origin(
                kind=DraftKind.SNOOZE, application_id=row.application.id, follow_up_id=row.follow_up.id
            ),
        )

    @work(exclusive=True, group=FLOW)
    async def action_answer(self) -> None:
        """Keep an answer that came."""
        row = self.rows.current
        if row is not None:
            await answer_came(self, row.application, row.contact)

    @work(exclusive=True, group=FLOW)
    async def action_stage(self) -> None:
        """Move the application on."""
        if self.rows.current is not None:
            await move_stage_of(self, self.rows.current.application)

    @work(exclusive=True, group=FLOW)
    async def action_calendar(self) -> None:
        """Save the follow-ups for a calendar."""
        await save_calendar(self, self.rows.rows)

    def action_view(self) -> None:
        """Show all there is to know on a page, for screens too low to show it below the list."""
        if self.rows.current is not None:
            self.app.push_screen(FollowUpPage(self.rows.current, self.today()))
