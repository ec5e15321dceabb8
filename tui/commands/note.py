"""`note`: the text of somebody's note, for a pipe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ...data.errors import NotFoundError
from ...data.folding import fold
from ...data.models import Application, Contact, Note, Purpose
from ...data.standing import THANKED, kept_text
from ...data.store.ahead import Ahead
from ...data.store.reads import Reads
from ...data.text import clean_text
from .naming import in_one_line
from .output import complain, say, write
from .reading import look_up

MOST_CANDIDATES = 12
"""How many people are listed when a name fits several."""


def print_note(ahead: Ahead, who: str, *, follow_up: bool = False) -> int:
    """Print the text of the note to `who`: kept, or composed as the app would begin it.

    With `follow_up` it is the follow-up, where they are thanked. Returns 0; 1 if several are called so, whom
    it lists. NotFoundError if nobody is, StoreError if the store cannot be read.
    """
    found = look_up(ahead, lambda store: _look_for(store, who, follow_up=follow_up))
    if not found.people:
        raise NotFoundError(f"Nobody here is called {who!r}; give a name, a mail address, or name, company.")
    if found.note is None:
        _list_candidates(who, found.people)
        return 1
    if follow_up and found.note.purpose is Purpose.THANK_YOU:
        say(f"{found.people[0][0].name or who} is not thanked yet; this is the thank-you.")
    write(clean_text(found.text).rstrip("\n") + "\n")
    return 0


class Found(NamedTuple):
    """What there is for somebody's name."""

    people: list[tuple[Contact, Application]]
    """All whom it may mean."""
    note: Note | None = None
    """The note, where it can mean nobody else."""
    text: str = ""


def _look_for(store: Reads, who: str, *, follow_up: bool) -> Found:
    found = find_people(store, who)
    people = [(contact, store.application(contact.application_id)) for contact in found]
    if len(found) != 1:
        return Found(people)
    note = note_to(store, found[0], follow_up=follow_up)
    return Found(people, note, _text_of(store, note))


def _text_of(store: Reads, note: Note) -> str:
    text = kept_text(note)
    if text:
        return text
    # Only what is composed now needs all that composes.
    from ...data.walk import text_of

    return text_of(store, note)


def note_to(store: Reads, contact: Contact, *, follow_up: bool = False) -> Note:
    """Return the note to `contact` that is being written: the follow-up if there is one, else the thank-you.

    With `follow_up`, a follow-up is made up for somebody thanked who has none; nothing of it is kept.
    """
    begun = store.note_for(contact.id, Purpose.FOLLOW_UP)
    if begun is not None and begun.state not in THANKED:
        return begun
    thanks = store.note_for(contact.id)
    if thanks is not None and not (follow_up and thanks.state in THANKED):
        return thanks
    from ...data.walk import draft_follow_up, draft_notes

    if thanks is not None:
        return draft_follow_up(store, contact.id)
    return next(note for note in draft_notes(store, contact.application_id) if note.contact_id == contact.id)


def find_people(store: Reads, who: str) -> list[Contact]:
    """Return the contacts that `who` may mean, by the first of these that fits anybody.

    An id, a mail address, a whole name, `name, company`, the beginning of a part of a name, anything in a
    name. Case and accents do not matter.
    """
    people = store.all_contacts()
    wanted = fold(who.strip())
    if not wanted:
        return []
    ways: tuple[Callable[[Contact], bool], ...] = (
        lambda each: each.id == wanted,
        lambda each: fold(each.email) == wanted,
        lambda each: fold(each.name) == wanted,
        lambda each: _is_at(each, store.application(each.application_id), wanted),
        lambda each: f" {wanted}" in f" {fold(each.name)}",
        lambda each: wanted in fold(each.name),
    )
    for way in ways:
        found = [each for each in people if way(each)]
        if found:
            return found
    return []


def _is_at(contact: Contact, application: Application, wanted: str) -> bool:
    """Whether `wanted` is a part of the name, a comma, and a part of `company, role`."""
    name, place = fold(contact.name), fold(f"{application.company}, {application.role}")
    parts = wanted.split(",")
    splits = ((",".join(parts[:at]).strip(), ",".join(parts[at:]).strip()) for at in range(1, len(parts)))
    return any(person and where and person in name and where in place for person, where in splits)


def _list_candidates(who: str, found: Sequence[tuple[Contact, Application]]) -> None:
    complain(f"{who!r} may be any of {len(found)} people; say which:")
    for contact, application in found[:MOST_CANDIDATES]:
        mail = f" <{contact.email}>" if contact.email else ""
        say(f"{contact.name}, {in_one_line(application)}{mail}")
    if len(found) > MOST_CANDIDATES:
        say(f"and {len(found) - MOST_CANDIDATES} more")
