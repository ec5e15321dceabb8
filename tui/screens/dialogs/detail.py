"""Everything noted of one application, on a page of its own; for screens too narrow to show both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ....data.followup.window import window
from ....data.models import Event
from ....data.standing import Standing
from ....widgets.application_detail import ApplicationDetail
from ....widgets.window_bar import WindowBar
from .dialog import Dialog


class DetailDialog(Dialog[None]):
    """The detail of an application."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v,q", "leave", "back", show=False),
    ]

    def __init__(self, row: Standing, events: Sequence[Event], today: date) -> None:
        super().__init__()
        self._row = row
        self._events = events
        self._detail = ApplicationDetail(today)
        self._bar = WindowBar()
        self._today = today

    def title_words(self) -> str:
        """Return the company."""
        return self._row.application.company

    def compose_body(self) -> ComposeResult:
        """Compose the detail."""
        yield self._detail
        yield self._bar

    def on_mount(self) -> None:
        """Show the records."""
        super().on_mount()
        self._detail.show(self._row, self._events)
        self._bar.window = window(self._row.application, self._today)
        self.scroll_by_keys()
