"""All there is to know before one writes again, on a page of its own; for screens too small to show it."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult

from ....data.followup.agenda import AgendaRow
from ....data.followup.window import window
from ....widgets.agenda_detail import AgendaDetail
from ....widgets.window_bar import WindowBar
from .dialog import Dialog


class FollowUpPage(Dialog[None]):
    """The detail of a follow-up, and the bar of the year."""

    def __init__(self, row: AgendaRow, today: date) -> None:
        super().__init__()
        self._row = row
        self._detail = AgendaDetail(today)
        self._bar = WindowBar()
        self._bar.set_reactive(WindowBar.window, window(row.application, today))

    def title_words(self) -> str:
        """Return the company."""
        return self._row.application.company

    def compose_body(self) -> ComposeResult:
        """Compose the detail and the bar."""
        yield self._detail
        yield self._bar

    def on_mount(self) -> None:
        """Show the follow-up, and let the keys scroll the page."""
        super().on_mount()
        self._detail.show(self._row)
        self.scroll_by_keys()
