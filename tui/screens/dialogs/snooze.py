"""Putting a follow-up off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual import on
from textual.widget import Widget

from ....data.followup.days import later_by, working_day
from ....data.models import FollowUp, Profile
from ....widgets.choice import Choice
from ....widgets.date_input import DateInput
from ....widgets.field import Field
from .form import FormProblem, QuickForm

_WEEK = 7
_MONTH = 30


class Snooze(QuickForm[date]):
    """Asks until when: a week, a month, or a day of the user's own."""

    def __init__(
        self, who: str, follow_up: FollowUp, today: date, profile: Profile, *, given: date | None = None
    ) -> None:
        """Ask until when to put off what is to be written to `who`; `profile` says which days are off."""
        super().__init__(unsaved=given is not None)
        self._who = who
        self._due_on = follow_up.due_on
        self._today = today
        self._profile = profile
        options = [("a week", _WEEK), ("a month", _MONTH), ("until a day", None)]
        self._by = Choice[int | None](options, _WEEK if given is None else None)
        self._until = DateInput(given or self._later(_WEEK), today, future=True, moved=self._kept)

    def title_words(self) -> str:
        """Return whose follow-up it is."""
        return f"Write to {self._who} later"

    def fields(self) -> Iterable[Widget]:
        """Return how long, and the day that it comes to."""
        return Field("Put off", self._by), Field("Until", self._until)

    def on_mount(self) -> None:
        """Begin at the choice."""
        super().on_mount()
        self._by.focus()

    @on(Choice.Changed)
    def _follow_choice(self) -> None:
        by = self._by.value
        if by is None:
            self._until.focus()
        else:
            self._until.show(self._later(by))

    def _later(self, days: int) -> date:
        return later_by(days, self._due_on, self._today, self._profile)

    def _kept(self, day: date) -> date:
        return working_day(day, self._profile)

    def read(self) -> date:
        """Return the day."""
        until = self._until.value
        if until is None:
            raise FormProblem("Until when? Try in 3 weeks, or 12 dec.", self._until)
        if until <= self._today:
            raise FormProblem("That day is not ahead.", self._until)
        return self._kept(until)
