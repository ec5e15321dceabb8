"""Everything noted of one application, on a page of its own; for screens too narrow to show both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.app import ComposeResult

from ....data.models import Event
from ....data.standing import Standing
from ....widgets.application_detail import ApplicationDetail
from .dialog import Dialog


class DetailDialog(Dialog[None]):
    """The detail of an application."""

    def __init__(self, row: Standing, events: Sequence[Event], today: date) -> None:
        super().__init__()
        self._row = row
        self._events = events
        self._detail = ApplicationDetail(today)

    def title_words(self) -> str:
        """Return the company."""
        return self._row.application.company

    def compose_body(self) -> ComposeResult:
        """Compose the detail."""
        yield self._detail

    def on_mount(self) -> None:
        """Show the records."""
        super().on_mount()
        self._detail.show(self._row, self._events)
        self.query_one(".dialog-body").can_focus = True
        self.query_one(".dialog-body").focus()
