"""A day of the user's own on which to write again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from textual.widget import Widget

from ....widgets.date_input import DateInput
from ....widgets.field import Field
from .form import Form, FormProblem, line, text_field


class OwnDay(msgspec.Struct, frozen=True):
    """The day, and why."""

    on: date
    reason: str = ""


class FollowUpOn(Form[OwnDay]):
    """Asks for a day ahead and a reason."""

    def __init__(self, who: str, today: date, *, given: OwnDay | None = None) -> None:
        super().__init__(unsaved=given is not None)
        self._who = who
        self._today = today
        self._on = DateInput(given.on if given else None, today, future=True)
        self._reason = text_field(given.reason if given else "", "the trade fair is over by then")

    def title_words(self) -> str:
        """Return to whom one writes again."""
        return f"Write to {self._who} again"

    def fields(self) -> Iterable[Widget]:
        """Return the day and the reason."""
        return Field("On", self._on), Field("Why", self._reason)

    def on_mount(self) -> None:
        """Begin at the day."""
        super().on_mount()
        self._on.focus()

    def read(self) -> OwnDay:
        """Return the day."""
        on = self._on.value
        if on is None:
            raise FormProblem("On which day? Try in 3 weeks, or 12 dec.", self._on)
        if on < self._today:
            raise FormProblem("That day is over.", self._on)
        return OwnDay(on, line(self._reason))
