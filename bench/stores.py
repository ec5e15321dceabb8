"""Stores of any size, made up: five contacts and a note to each, in all states, of plausible lengths.

The same size gives the same records on each run, ids included.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from msgspec.structs import replace
from thanks_tui.data.models import (
    AnyRecord,
    Application,
    Channel,
    Contact,
    Event,
    EventKind,
    FollowUp,
    Kind,
    Note,
    Outcome,
    PointChoice,
    Profile,
    Stage,
    State,
    ToldBy,
)
from thanks_tui.data.notes.choose import plan
from thanks_tui.data.notes.compose import compose
from thanks_tui.data.paths import STORE_NAME
from thanks_tui.data.standing import THANKED
from thanks_tui.data.store.store import Store

PEOPLE = 5
"""The contacts of each application."""
YEARS = 6
"""Over how many years the rejections are spread."""
CADENCE = (30, 60, 90, 180, 330)

_WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
_KINDS = (Kind.RECRUITER, Kind.HIRING_MANAGER, Kind.INTERVIEWER, Kind.SENIOR_MANAGER, Kind.COORDINATOR)
_PROFILE = Profile(name="Sam Okonkwo", email="sam@example.com", phone="+49 30 5550 1234")
# How far the notes of an application are; the stages after it follow from the luck of the draw.
_PROGRESS = (
    (State.DRAFT,) * PEOPLE,
    (State.SENT, State.READY, State.DRAFT, State.DRAFT, State.DRAFT),
    (State.SENT, State.SENT, State.SENT, State.DRAFT, State.DRAFT),
    (State.SENT,) * PEOPLE,
    (State.ANSWERED, State.SENT, State.SENT, State.SENT, State.SENT),
    (State.ANSWERED, State.ANSWERED, State.SENT, State.SENT, State.SENT),
)


def write_store(folder: Path, size: int, today: date) -> Path:
    """Write a store of `size` applications into `folder`, which is made, and return the path of its file."""
    path = folder / STORE_NAME
    with Store.open(path) as store, store.transaction(undoable=False) as change:
        change.put(_PROFILE)
        for number in range(size):
            change.put(*family(number, today))
    return path


def copy_store(path: Path, folder: Path) -> Path:
    """Copy the store at `path` into another folder, for what changes it, and return the path of the copy."""
    shutil.copytree(path.parent, folder)
    return folder / path.name


def family(number: int, today: date) -> Iterator[AnyRecord]:
    """Yield the application with this number and all that belongs to it, parents first."""
    luck = Random(number)
    told_on = today - timedelta(days=luck.randrange(1, YEARS * 365) if number else 0)
    # The newest is still to be thanked, so that there is something to tick in a store of any size.
    progress = luck.choice(_PROGRESS) if number else _PROGRESS[0]
    application = _application(number, luck, told_on, progress)
    yield application
    yield Event(id=_id("e", number), application_id=application.id, what=EventKind.REJECTED, on=told_on)
    contacts = [_contact(number, place, application, luck) for place in range(PEOPLE)]
    yield from contacts
    for place, (contact, state) in enumerate(zip(contacts, progress, strict=True)):
        yield from _note_and_events(number, place, application, contact, state, told_on, luck)
    if all(state in THANKED for state in progress):
        yield from _follow_ups(number, application, contacts[1], told_on, today)


def _application(number: int, luck: Random, told_on: date, progress: tuple[State, ...]) -> Application:
    stage = Stage.REJECTED
    if State.ANSWERED in progress:
        stage = luck.choice((Stage.ANSWERED, Stage.TALKING, Stage.INTERVIEWING, Stage.HIRED, Stage.CLOSED))
    elif all(state in THANKED for state in progress):
        stage = Stage.THANKED
    return Application(
        id=_id("a", number),
        company=f"{luck.choice(_WORDS['places'])} {luck.choice(_WORDS['trades'])} {number}",
        role=f"{luck.choice(_WORDS['levels'])} {luck.choice(_WORDS['roles'])}".strip(),
        outcome=luck.choice((*[Outcome.REJECTED] * 6, *Outcome)),
        stage=stage,
        applied_on=told_on - timedelta(days=luck.randrange(10, 80)),
        rejected_on=told_on,
        told_by=luck.choice(list(ToldBy)),
        their_words=_some(luck, "their_words"),
        source=luck.choice(("", "the company's own page", "a former colleague")),
        resting=luck.random() < 0.05,
    )


def _contact(number: int, place: int, application: Application, luck: Random) -> Contact:
    first, last = _some(luck, "first"), _some(luck, "last")
    return Contact(
        id=_id("c", number, place),
        application_id=application.id,
        name=f"{first} {last}",
        kind=_KINDS[place],
        title=luck.choice(("", "Head of Platform", "Talent Acquisition Partner")),
        email=f"contact-{number}-{place}@company-{number}.example",
        moment=_some(luck, "moments"),
        lead=place == 1,
        gave_news=place == 0,
    )


def _note_and_events(
    number: int,
    place: int,
    application: Application,
    contact: Contact,
    state: State,
    told_on: date,
    luck: Random,
) -> Iterator[AnyRecord]:
    points, text = _pattern(place, luck.randrange(_PATTERNS))
    note = Note(id=_id("n", number, place), contact_id=contact.id, points=points)
    if state in THANKED:
        sent_on = told_on + timedelta(days=luck.randrange(1, 4))
        text = text.replace(_SOMEBODY, contact.name.split()[0]).replace(_COMPANY, application.company)
        channel = luck.choice(list(Channel))
        note = replace(note, state=state, text=text, sent_on=sent_on, channel=channel)
    else:
        note = replace(note, state=state)
    yield note
    links = {"application_id": application.id, "contact_id": contact.id}
    if note.sent_on is not None:
        yield Event(id=_id("f", number, place), what=EventKind.THANKED, on=note.sent_on, **links)
    if note.sent_on is not None and state is State.ANSWERED:
        on = note.sent_on + timedelta(days=luck.randrange(1, 30))
        detail = _some(luck, "answers")
        yield Event(id=_id("d", number, place), what=EventKind.ANSWERED, on=on, detail=detail, **links)


def _follow_ups(
    number: int, application: Application, lead: Contact, told_on: date, today: date
) -> Iterator[FollowUp]:
    for place, days in enumerate(CADENCE):
        due_on = told_on + timedelta(days=3 + days)
        # What lies long back was written or passed over; the last of each hundred days is still open.
        done = due_on < today - timedelta(days=100)
        yield FollowUp(
            id=_id("b", number, place),
            application_id=application.id,
            contact_id=lead.id,
            due_on=due_on,
            step=days,
            reason="A first choice may not stay; a kind word is welcome now.",
            done_on=due_on if done else None,
            skipped=done and place % 2 == 1,
        )


_PATTERNS = 7
"""Of so many different notes to each kind of contact the texts are taken: composing all would take long."""
_SOMEBODY, _COMPANY = "Somebody", "Companyname"


@cache
def _pattern(place: int, variant: int) -> tuple[tuple[PointChoice, ...], str]:
    application = Application(
        id=_id("0", variant), company=_COMPANY, role="Engineer", their_words=_WORDS["their_words"][1]
    )
    contact = Contact(
        id=_id("0", variant, place),
        application_id=application.id,
        name=f"{_SOMEBODY} Surname",
        kind=_KINDS[place],
        moment=_WORDS["moments"][variant % len(_WORDS["moments"])],
        gave_news=place == 0,
    )
    points = plan(contact, application, _PROFILE, ())
    note = Note(contact_id=contact.id, points=points)
    return points, compose(note, contact, application, _PROFILE).text


def _some(luck: Random, kind: str) -> str:
    return luck.choice(_WORDS[kind])


def _id(letter: str, number: int, place: int = 0) -> str:
    """Return an id as long as a real one."""
    return f"{letter}{place}{number:030d}"
