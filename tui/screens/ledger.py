"""The doors that open: what has come of the notes."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from ...data.followup.ledger import TIME_TO_ANSWER, last_months
from ...data.overview import Overview
from ...widgets.ledger_view import LedgerView
from .step import StepScreen

EMPTY = (
    "Nothing to show yet, and that is as it should be.\n\n"
    "Doors open slowly, if they do. When the first notes are sent, this page begins to count: who was "
    "thanked, who answered, who talks with you again."
)


class LedgerScreen(StepScreen[None]):
    """The ledger as a page."""

    CSS_PATH = "ledger.tcss"
    STEP = None
    HELP = (
        "What has come of it: how many rejections were thanked for, how many of those were answered, and how "
        "many doors opened again. The bars count applications; the months people, notes and answers. Of "
        "fewer than five no share is told, for it would say nothing. Last come the ways in which you wrote. "
        f"A note counts among them once {TIME_TO_ANSWER} days have gone by, when it is time to write again; "
        "until then it is too early to say."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", tooltip="Back to where you were"),
    ]

    view = getters.query_one(LedgerView)

    def compose_body(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(classes="page"):
            yield Static("The doors that open", classes="heading")
            yield Static(EMPTY, classes="empty", markup=False)
            yield LedgerView()

    def on_mount(self) -> None:
        """Let the keys scroll the page."""
        self.query_one(".page").focus()

    def show_records(self) -> None:
        """Count anew."""
        ledger = Overview.of(self.store).ledger(self.today())
        self.query_one(".empty").display = ledger.is_empty
        self.view.display = not ledger.is_empty
        self.view.show(ledger, last_months(ledger.months, self.today()))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
