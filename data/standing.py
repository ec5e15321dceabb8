"""How an application stands: who was thanked, who is to be written to next, when the next follow-up is.

Pure functions of records; lists, details and the command line all show what these say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec

from .folding import fold
from .models import Application, Contact, FollowUp, Note, Purpose, SortOrder, Stage, State

THANKED = (State.SENT, State.ANSWERED)
"""The states of a note that went out."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One application with what a list says of it."""

    application: Application
    people: tuple[tuple[Contact, Note | None], ...] = ()
    """Everyone met, in the order of the list of contacts, each with their thank-you note if there is one."""
    next_follow_up: FollowUp | None = None
    """The open follow-up that is due first."""

    @property
    def thanked(self) -> int:
        """How many of the people have been sent their thank-you note."""
        return sum(1 for _, note in self.people if note is not None and note.state in THANKED)

    @property
    def to_thank(self) -> int:
        """How many of the people have not been sent their note yet."""
        return len(self.people) - self.thanked

    @property
    def next_person(self) -> Contact | None:
        """Who is to be thanked next, or None when nobody is left."""
        return next(
            (contact for contact, note in self.people if note is None or note.state not in THANKED),
            None,
        )


def kept_text(note: Note) -> str:
    """Return the text of a note that was edited by hand or sent; empty while it follows from its points."""
    return note.text if note.edited or note.state in THANKED else ""


def next_words(row: Standing, today: date, say_day: Callable[[date], str]) -> str:
    """Return what there is to do next for an application, in a few words; empty when there is nothing.

    `say_day` puts the day of a follow-up into words.
    """
    if row.application.stage is Stage.CLOSED:
        return ""
    if not row.people:
        return "list the people you met"
    person = row.next_person
    if person is not None:
        return f"write to {person.name or 'them'}"
    following = row.next_follow_up
    return "" if following is None else due_words(following.due_on, today, say_day(following.due_on))


def due_words(due_on: date, today: date, day: str) -> str:
    """Return that one writes again on `day`, which is `due_on` in words, or that one was to."""
    return f"was due {day}" if due_on < today else f"follow up {day}"


def thank_you_of(notes: Iterable[Note]) -> dict[str, Note]:
    """Return the thank-you note of each contact id that has one; the newest where there are several."""
    return {note.contact_id: note for note in notes if note.purpose is Purpose.THANK_YOU}


def next_follow_up(follow_ups: Iterable[FollowUp]) -> FollowUp | None:
    """Return the one of `follow_ups` that is due first among those not done, or None."""
    waiting = [follow_up for follow_up in follow_ups if follow_up.done_on is None]
    return min(waiting, key=lambda follow_up: follow_up.due_on, default=None)


def standing(
    application: Application,
    contacts: Iterable[Contact],
    notes: Iterable[Note],
    follow_ups: Iterable[FollowUp],
) -> Standing:
    """Return how `application` stands; the other records are those that belong to it."""
    thanks = thank_you_of(notes)
    return Standing(
        application=application,
        people=tuple((contact, thanks.get(contact.id)) for contact in contacts),
        next_follow_up=next_follow_up(follow_ups),
    )


def standings(
    applications: Iterable[Application],
    contacts: Iterable[Contact],
    notes: Iterable[Note],
    follow_ups: Iterable[FollowUp],
) -> list[Standing]:
    """Return how each application stands, in the order given, from all the records of a store."""
    thanks = thank_you_of(notes)
    people: dict[str, list[tuple[Contact, Note | None]]] = defaultdict(list)
    for contact in contacts:
        people[contact.application_id].append((contact, thanks.get(contact.id)))
    waiting: dict[str, FollowUp] = {}
    for follow_up in follow_ups:
        if follow_up.done_on is None:
            first = waiting.setdefault(follow_up.application_id, follow_up)
            if follow_up.due_on < first.due_on:
                waiting[follow_up.application_id] = follow_up
    return [
        Standing(
            application=application,
            people=tuple(people.get(application.id, ())),
            next_follow_up=waiting.get(application.id),
        )
        for application in applications
    ]


def in_order(rows: Iterable[Standing], order: SortOrder) -> list[Standing]:
    """Return `rows` sorted; whatever the order, the newest rejection comes first among equals."""
    newest = sorted(rows, key=lambda row: row.application.rejected_on or date.min, reverse=True)
    match order:
        case SortOrder.NEWEST:
            return newest
        case SortOrder.COMPANY:
            return sorted(newest, key=lambda row: fold(row.application.company))
        case SortOrder.TO_THANK:
            return sorted(newest, key=lambda row: row.to_thank == 0)
        case SortOrder.FOLLOW_UP:  # pragma: no branch (there is no other)
            return sorted(
                newest, key=lambda row: row.next_follow_up.due_on if row.next_follow_up else date.max
            )


def text_of(row: Standing) -> str:
    """Return what a search looks through, folded."""
    names: Sequence[str] = [contact.name for contact, _ in row.people]
    return fold("\n".join((row.application.company, row.application.role, *names)))
