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

from ...data.followup import reopen
from ...data.followup.agenda import Row, agenda_of, in_groups
from ...data.followup.window import window
from ...widgets.agenda_detail import AgendaDetail
from ...widgets.agenda_list import AgendaList
from ...widgets.row_list import RowList
from ...widgets.text import lit
from ...widgets.window_bar import WindowBar
from .calendar import save_calendar
from .coming_back import answer_came, move_stage_of
from .dialogs.snooze import Snooze
from .follow_up import open_follow_up
from .step import StepScreen

EMPTY = """\
Nobody to write to again just now.

When everyone at a company is thanked, the days to follow up are put down by themselves:
30, 60, 90, 180 and 330 days after the last word. They will wait for you here."""


class AgendaScreen(StepScreen[None]):
    """Follow-ups, overdue first, with all one needs to know beside them."""

    CSS_PATH = "agenda.tcss"
    STEP = None
    HELP = (
        "Whom to write to again. A follow-up is proposed 30, 60, 90, 180 and 330 days after the last real "
        "contact; an answer starts the count afresh; days off move to the next working day. After three "
        "notes without an answer it is kinder to let it rest.\n\n"
        "The bar shows when those who leave a new job early leave it: of those gone within six months, 16 % "
        "in week 1, 17 % in month 1, 17 % in month 2, 17 % in month 3, 11 % in month 4, 5 % in month 5, 14 % "
        "in month 6 (BambooHR survey). Over a third of new hires leave within the first year (Work "
        "Institute); 33 % of accepted offers were abandoned in 2024, 50 % in 2023 (Gartner). That is about "
        "others; nobody can promise anything about this one."
    )
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
                yield Static(EMPTY, classes="empty", markup=False)
                yield AgendaList(self.today())
            with VerticalScroll(classes="beside", can_focus=False):
                yield AgendaDetail(self.today())
                yield WindowBar()

    def on_mount(self) -> None:
        """Begin on the list."""
        self.rows.focus()

    def show_records(self) -> None:
        """Draw the agenda as the store has it now."""
        rows = agenda_of(self.store, self.today())
        groups = in_groups(rows)
        self.query_one(".empty", Static).display = not rows
        self.rows.display = bool(rows)
        counts = "  ·  ".join(f"{len(found)} {group.value.lower()}" for group, found in groups)
        self.query_one(".heading", Static).update(lit(f"Follow-ups  {counts}"))
        self.rows.show([row for _, found in groups for row in found])
        self.refresh_bindings()

    @on(RowList.Highlighted)
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
        if action == "write":
            return self.rows.current is not None and self.rows.current.contact is not None
        if action in ("snooze", "finish", "skip", "answer", "stage", "rest", "calendar"):
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

    def _act(self, act: Callable[[Row, date], object], told: str) -> None:
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

    @work(exclusive=True, group="form")
    async def action_snooze(self) -> None:
        """Put it off."""
        row = self.rows.current
        if row is None:
            return
        who = row.contact.name if row.contact is not None else row.application.company

        def form(_: date | None = None) -> Snooze:
            return Snooze(who, self.today())

        await self.ask_until_kept(
            form(), lambda until: reopen.snooze(self.store, row.follow_up, until), again=form
        )

    @work(exclusive=True, group="form")
    async def action_answer(self) -> None:
        """Keep an answer that came."""
        row = self.rows.current
        if row is not None:
            await answer_came(self, row.application, row.contact)

    @work(exclusive=True, group="form")
    async def action_stage(self) -> None:
        """Move the application on."""
        if self.rows.current is not None:
            await move_stage_of(self, self.rows.current.application)

    @work(exclusive=True, group="form")
    async def action_calendar(self) -> None:
        """Save the follow-ups for a calendar."""
        await save_calendar(self, self.rows.rows)
