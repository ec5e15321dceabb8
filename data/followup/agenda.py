"""What there is to do: the next follow-up of each application, and all one needs to know to write it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from operator import attrgetter
from textwrap import shorten
from typing import TypeVar

import msgspec

from ..folding import fold
from ..models import Application, Contact, Event, EventKind, FollowUp, Note
from ..standing import THANKED
from ..text import clean_line
from .cadence import is_quiet
from .history import history
from .settle import current

T = TypeVar("T")

THIS_WEEK = timedelta(days=7)
"""How far ahead `Group.THIS_WEEK` looks, the last day included."""

MOST_LETTERS = 200
"""How much of the last words is shown."""


class Group(Enum):
    """The parts of the agenda, in their order; the value is the heading."""

    OVERDUE = "Overdue"
    THIS_WEEK = "This week"
    LATER = "Later"


class LastWords(msgspec.Struct, frozen=True, kw_only=True):
    """The last that was said, by them or by the user."""

    whole: str
    """All of it."""
    on: date
    theirs: bool
    """Whether they said it."""
    contact: Contact | None = None
    """Who said it, or to whom it was said."""

    @property
    def text(self) -> str:
        """Its beginning, on one line."""
        return _beginning(self.whole)


class AgendaRow(msgspec.Struct, frozen=True, kw_only=True):
    """The next follow-up of one application."""

    application: Application
    contact: Contact | None
    """Whom to write to; None for a day that the user put down for nobody in particular."""
    follow_up: FollowUp
    group: Group
    days_late: int
    """How many days ago it was due; negative for days ahead."""
    days_since: int | None = None
    """How many days ago the last real contact was."""
    last_words: LastWords | None = None
    better_stop: bool = False
    """Whether so many follow-ups got no answer that one is advised to stop."""
    unanswered: int = 0
    """How many follow-ups were sent since the latest answer."""

    @property
    def due_on(self) -> date:
        """The day on which to write."""
        return self.follow_up.due_on

    @property
    def reason(self) -> str:
        """Why on that day."""
        return self.follow_up.reason

    @property
    def moment(self) -> str:
        """What the user remembers of the person; empty if nothing was noted."""
        return self.contact.moment if self.contact is not None else ""


def agenda(
    applications: Iterable[Application],
    contacts: Iterable[Contact],
    notes: Iterable[Note],
    events: Iterable[Event],
    follow_ups: Iterable[FollowUp],
    today: date,
) -> tuple[AgendaRow, ...]:
    """Return the next follow-up of each application that has one, by day, from all the records of a store.

    Applications that rest, are closed, or have led to the job have none.
    """
    people = {contact.id: contact for contact in contacts}
    notes_of = _grouped(
        (note for note in notes if note.contact_id in people),
        lambda note: people[note.contact_id].application_id,
    )
    events_of = _grouped(events, attrgetter("application_id"))
    waiting_of = _grouped(follow_ups, attrgetter("application_id"))
    rows = (
        next_row(each, people, notes_of[each.id], events_of[each.id], waiting_of[each.id], today)
        for each in applications
    )
    return by_day(row for row in rows if row is not None)


def next_row(
    application: Application,
    people: Mapping[str, Contact],
    notes: Sequence[Note],
    events: Sequence[Event],
    follow_ups: Sequence[FollowUp],
    today: date,
) -> AgendaRow | None:
    """Return the next follow-up of an application, from its own records; None if there is none."""
    follow_up = following(application, follow_ups, today)
    if follow_up is None:
        return None
    return _row(application, follow_up, people, notes, events, follow_ups, today)


def following(application: Application, follow_ups: Sequence[FollowUp], today: date) -> FollowUp | None:
    """Return which of `follow_ups`, those of an application, is next; None if none is, or is to be."""
    return None if is_quiet(application) else current(follow_ups, today)


def by_day(rows: Iterable[AgendaRow]) -> tuple[AgendaRow, ...]:
    """Return the rows in the order of the agenda: by day, then by company."""
    return tuple(sorted(rows, key=lambda row: (row.due_on, fold(row.application.company), row.follow_up.id)))


def due(rows: Iterable[AgendaRow], today: date, within: int = 0) -> tuple[AgendaRow, ...]:
    """Return those rows that are due until `within` days from `today`."""
    return tuple(row for row in rows if (row.due_on - today).days <= within)


def in_groups(rows: Iterable[AgendaRow]) -> tuple[tuple[Group, tuple[AgendaRow, ...]], ...]:
    """Return the rows under their headings, in order; a heading without rows is left out."""
    rows_of = _grouped(rows, attrgetter("group"))
    return tuple((group, tuple(rows_of[group])) for group in Group if rows_of[group])


def last_words(
    notes: Iterable[Note], events: Iterable[Event], people: Mapping[str, Contact], whom: str = ""
) -> LastWords | None:
    """Return the last words of which the text was kept; on one day an answer comes after a note.

    Of what was written to several people on one day it is what `whom`, a contact's id, has read.
    """
    said = [
        (note.sent_on, False, note.text, note.contact_id)
        for note in notes
        if note.state in THANKED and note.sent_on is not None and note.text.strip()
    ]
    said += [
        (event.on, True, event.detail, event.contact_id or "")
        for event in events
        if event.what is EventKind.ANSWERED and event.detail.strip()
    ]
    if not said:
        return None
    on, theirs, text, contact_id = max(said, key=lambda each: (each[0], each[1], each[3] == whom, each))
    return LastWords(whole=text, on=on, theirs=theirs, contact=people.get(contact_id))


def _row(
    application: Application,
    follow_up: FollowUp,
    people: Mapping[str, Contact],
    notes: Sequence[Note],
    events: Sequence[Event],
    follow_ups: Sequence[FollowUp],
    today: date,
) -> AgendaRow:
    past = history(notes, events, follow_ups)
    return AgendaRow(
        application=application,
        contact=people.get(follow_up.contact_id or ""),
        follow_up=follow_up,
        group=_group(follow_up.due_on, today),
        days_late=(today - follow_up.due_on).days,
        days_since=past.days_since(today),
        last_words=last_words(notes, events, people, follow_up.contact_id or ""),
        better_stop=past.better_stop,
        unanswered=past.unanswered,
    )


def _group(due_on: date, today: date) -> Group:
    if due_on < today:
        return Group.OVERDUE
    return Group.THIS_WEEK if due_on - today <= THIS_WEEK else Group.LATER


def _beginning(text: str) -> str:
    line = clean_line(text)
    short = shorten(line, MOST_LETTERS, placeholder="…")
    # A text without a space in its beginning would be nothing but the dots.
    return short if len(short) > 1 or len(line) <= 1 else f"{line[: MOST_LETTERS - 1]}…"


def _grouped(records: Iterable[T], key: Callable[[T], object]) -> defaultdict[object, list[T]]:
    groups: defaultdict[object, list[T]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return groups
