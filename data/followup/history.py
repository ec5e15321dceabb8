"""What has passed between the user and the people of one application: notes out, answers in.

Notes and the timeline are read together, for either may be missing from what was imported. A note and its
event count once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from ..models import Event, EventKind, FollowUp, Note, Purpose
from ..standing import THANKED

STOP_AFTER = 3
"""After how many follow-ups without an answer one is advised to stop.

The thank-yous are not counted: they ask for nothing, and most go to several people on one day.
"""


class TouchKind(StrEnum):
    """What sort of contact it was."""

    THANKED = "thanked"
    FOLLOWED_UP = "followed up"
    ANSWERED = "answered"


class Touch(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A note that was sent or an answer that came; in order of their days."""

    on: date
    kind: TouchKind
    contact_id: str = ""
    """Whom it went to or came from; empty where that was not kept."""


_EVENTS = {
    EventKind.THANKED: TouchKind.THANKED,
    EventKind.FOLLOWED_UP: TouchKind.FOLLOWED_UP,
    EventKind.ANSWERED: TouchKind.ANSWERED,
}
_NOTES = {Purpose.THANK_YOU: TouchKind.THANKED, Purpose.FOLLOW_UP: TouchKind.FOLLOWED_UP}


class History(msgspec.Struct, frozen=True, kw_only=True):
    """The contacts of one application, in order of their days."""

    touches: tuple[Touch, ...] = ()

    @property
    def last(self) -> Touch | None:
        """The last real contact: the latest note that was sent or answer that came."""
        return self.touches[-1] if self.touches else None

    @property
    def last_contact(self) -> date | None:
        """The day of the last real contact, None if there was none."""
        return None if self.last is None else self.last.on

    @property
    def last_answer(self) -> date | None:
        """The day of the latest answer, None if there was none."""
        return self._latest(TouchKind.ANSWERED)

    @property
    def last_note_or_answer(self) -> date | None:
        """The day of the latest thank-you or answer: what a cadence is counted from."""
        return self._latest(TouchKind.THANKED, TouchKind.ANSWERED)

    @property
    def last_follow_up(self) -> date | None:
        """The day on which a follow-up was last sent, None if none was."""
        return self._latest(TouchKind.FOLLOWED_UP)

    @property
    def since_answer(self) -> tuple[Touch, ...]:
        """What was sent since the latest answer, or since the beginning; its own day does not count."""
        answered = self.last_answer
        return tuple(
            touch
            for touch in self.touches
            if touch.kind is not TouchKind.ANSWERED and (answered is None or touch.on > answered)
        )

    @property
    def unanswered(self) -> int:
        """How many follow-ups were sent since the latest answer."""
        return sum(touch.kind is TouchKind.FOLLOWED_UP for touch in self.since_answer)

    @property
    def better_stop(self) -> bool:
        """Whether `STOP_AFTER` follow-ups got no answer, so that one is advised to stop."""
        return self.unanswered >= STOP_AFTER

    def days_since(self, today: date) -> int | None:
        """Return how many days ago the last contact was; None if there was none, or only in days to come."""
        days = None if self.last_contact is None else (today - self.last_contact).days
        return None if days is None or days < 0 else days

    def _latest(self, *kinds: TouchKind) -> date | None:
        return max((touch.on for touch in self.touches if touch.kind in kinds), default=None)


def history(notes: Iterable[Note], events: Iterable[Event], follow_ups: Iterable[FollowUp] = ()) -> History:
    """Return the history of an application, from its records in whatever order.

    A follow-up that was marked done counts as one that was sent on that day, if nothing else says so.
    """
    found = {
        Touch(on=note.sent_on, kind=_NOTES[note.purpose], contact_id=note.contact_id)
        for note in notes
        if note.state in THANKED and note.sent_on is not None
    }
    found |= {
        Touch(on=event.on, kind=_EVENTS[event.what], contact_id=event.contact_id or "")
        for event in events
        if event.what in _EVENTS
    }
    days = {touch.on for touch in found if touch.kind is TouchKind.FOLLOWED_UP}
    found |= {
        Touch(on=done.done_on, kind=TouchKind.FOLLOWED_UP, contact_id=done.contact_id or "")
        for done in follow_ups
        if done.done_on is not None and not done.skipped and done.done_on not in days
    }
    return History(touches=tuple(sorted(found)))
