"""Records of one application, told in days after its rejection, and the follow-ups that they lead to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from thanks_tui.data.followup.cadence import open_follow_ups
from thanks_tui.data.models import (
    Application,
    Channel,
    Contact,
    Event,
    EventKind,
    FollowUp,
    Note,
    Profile,
    Purpose,
    Stage,
    State,
)

NOW = date(2026, 11, 12)
"""The day of the rejection: a Thursday."""

EVERY_DAY = Profile(days_off=())
"""Somebody without days off, so that the days can be counted."""


def day(number: int) -> date:
    """The day so many days after the rejection."""
    return NOW + timedelta(days=number)


def numbers(follow_ups: tuple[FollowUp, ...]) -> list[tuple[int, int]]:
    """Each step with the day on which it is due."""
    return [(each.step, (each.due_on - NOW).days) for each in follow_ups]


class Story:
    """One application and what happened, in whatever order it is told."""

    def __init__(self, people: int = 1, profile: Profile = EVERY_DAY, **fields: Any) -> None:
        given = {"company": "Northwind", "rejected_on": NOW, "stage": Stage.THANKED, **fields}
        self.application = Application(id="a" * 32, **given)
        names = ("Dana Ortiz", "Lee Park", "Ana Ruiz")
        self.contacts = [
            Contact(id=str(index) * 32, application_id=self.application.id, name=name)
            for index, name in enumerate(names[:people])
        ]
        self.profile = profile
        self.notes: list[Note] = []
        self.events: list[Event] = []
        self.follow_ups: list[FollowUp] = []

    def thanked(self, number: int, *, whom: int = 0) -> Story:
        self._sent(number, whom, Purpose.THANK_YOU)
        return self

    def followed_up(self, number: int, *, whom: int = 0, step: int = 0) -> Story:
        """A follow-up that was sent, and with it the step that it used up."""
        self._sent(number, whom, Purpose.FOLLOW_UP)
        if step:
            self.apply()
            self._use_up(step, number, skipped=False)
        return self

    def skipped(self, step: int, number: int) -> Story:
        self.apply()
        self._use_up(step, number, skipped=True)
        return self

    def answered(self, number: int, *, whom: int = 0, text: str = "") -> Story:
        self.events.append(
            Event(
                application_id=self.application.id,
                contact_id=self.contacts[whom].id,
                what=EventKind.ANSWERED,
                on=day(number),
                detail=text,
            )
        )
        return self

    def open(self) -> tuple[FollowUp, ...]:
        """The follow-ups that should be open now."""
        return open_follow_ups(
            self.application, self.contacts, self.notes, self.events, self.follow_ups, self.profile
        )

    def apply(self) -> tuple[FollowUp, ...]:
        """Keep the follow-ups that should be open now, and no others that are."""
        opened = self.open()
        self.follow_ups = [each for each in self.follow_ups if each.done_on or each.step == 0]
        self.follow_ups += opened
        return opened

    def numbers(self) -> list[tuple[int, int]]:
        return numbers(self.open())

    def _sent(self, number: int, whom: int, purpose: Purpose) -> None:
        self.notes.append(
            Note(
                contact_id=self.contacts[whom].id,
                purpose=purpose,
                state=State.SENT,
                channel=Channel.EMAIL,
                sent_on=day(number),
                text=f"Dear {self.contacts[whom].name},\n\nthank you.",
            )
        )

    def _use_up(self, step: int, number: int, *, skipped: bool) -> None:
        from msgspec.structs import replace

        at = next(i for i, each in enumerate(self.follow_ups) if each.step == step and not each.done_on)
        self.follow_ups[at] = replace(self.follow_ups[at], done_on=day(number), skipped=skipped)
