"""Coming back to an application: each action of the user one transaction, which can be undone.

Every action that touches the dates brings the follow-ups along.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from ..models import (
    MOST_MOVES,
    Application,
    Contact,
    Event,
    EventKind,
    FollowUp,
    Note,
    Stage,
    State,
)
from ..outcomes import stage_words
from ..store.store import Store
from .days import working_day
from .family import keep
from .history import history
from .settle import pass_over_before, settle
from .stages import order_of, stage_detail


def log_answer(store: Store, to: Contact | Note, on: date, text: str = "") -> Event:
    """Keep an answer on the timeline, with its text, and return its event.

    `to` is the note that was answered, or whoever answered; then it is the note last sent to them that
    counts as answered. The stage goes on to answered, and the follow-ups begin afresh from that day.
    """
    contact = to if isinstance(to, Contact) else store.contact(to.contact_id)
    note = to if isinstance(to, Note) else _last_sent(store, contact)
    application = store.application(contact.application_id)
    event = Event(
        application_id=application.id,
        contact_id=contact.id,
        what=EventKind.ANSWERED,
        on=on,
        detail=text.strip(),
    )
    records: list[Event | Note | Application] = [event]
    if note is not None and note.state is State.SENT:
        records.append(replace(note, state=State.ANSWERED))
    if order_of(application.stage) < order_of(Stage.ANSWERED):
        records.append(replace(application, stage=Stage.ANSWERED))
    keep(store, f"Kept the answer of {contact.name or 'them'}", application.id, *records)
    return event


def _last_sent(store: Store, contact: Contact) -> Note | None:
    sent = [
        note
        for note in store.notes(contact.application_id)
        if note.contact_id == contact.id and note.state is State.SENT
    ]
    return max(sent, key=lambda note: note.sent_on or date.min, default=None)


def move_stage(store: Store, application: Application, stage: Stage, on: date, detail: str = "") -> Event:
    """Move an application to a stage, in the user's words, and return the event that the timeline keeps.

    Hired and closed end the follow-ups; any other stage proposes them again.
    """
    event = Event(
        application_id=application.id, what=EventKind.STAGE, on=on, detail=stage_detail(stage, detail)
    )
    moved = replace(store.application(application.id), stage=stage)
    keep(store, f"{application.company}: {stage_words(stage)}", application.id, moved, event)
    return event


def snooze(store: Store, follow_up: FollowUp, until: date) -> FollowUp:
    """Put a follow-up off to a day, or to the first working day after it, and return it as it is kept.

    The steps of its cadence before it are passed over, and the later ones keep their distance. The next real
    contact ends it.
    """
    day = working_day(until, store.profile)
    id_ = follow_up.application_id
    past = history(store.notes(id_), store.events(id_), store.follow_ups(id_))
    snoozed = replace(
        follow_up,
        due_on=day,
        since=past.last_answer if follow_up.step else None,
        snoozed_until=day if follow_up.step else None,
        moved=min(follow_up.moved + (day != follow_up.due_on), MOST_MOVES),
    )
    before = pass_over_before(store.follow_ups(id_), follow_up, follow_up.due_on)
    opened = keep(store, "Put a follow-up off", id_, snoozed, *before)
    return next((each for each in opened if each.id == snoozed.id), snoozed)


def finish(store: Store, follow_up: FollowUp, on: date) -> Event:
    """Mark a follow-up as done without a note of ours, and return the event that the timeline keeps.

    The steps before it are passed over, and those ahead are counted from that day.
    """
    event = Event(
        application_id=follow_up.application_id,
        contact_id=follow_up.contact_id,
        what=EventKind.FOLLOWED_UP,
        on=on,
    )
    waiting = store.follow_ups(follow_up.application_id)
    changed = settle(waiting, follow_up, on, skipped=False)
    keep(store, "Marked a follow-up as done", follow_up.application_id, event, *changed)
    return event


def skip(store: Store, follow_up: FollowUp, on: date) -> None:
    """Pass over a follow-up, and over the steps before it; those ahead stay where they are."""
    changed = settle(store.follow_ups(follow_up.application_id), follow_up, on, skipped=True)
    keep(store, "Skipped a follow-up", follow_up.application_id, *changed)


def rest(store: Store, application: Application) -> None:
    """Propose no more follow-ups for an application, until it is woken."""
    resting = replace(store.application(application.id), resting=True)
    keep(store, f"Let {application.company} rest", application.id, resting)


def wake(store: Store, application: Application) -> None:
    """Propose follow-ups for an application again."""
    awake = replace(store.application(application.id), resting=False)
    keep(store, f"Woke {application.company}", application.id, awake)


def add_follow_up(
    store: Store, application: Application, contact: Contact | None, on: date, reason: str = ""
) -> FollowUp:
    """Put down a day of the user's own on which to write, and return it. It stays where it was put."""
    own = FollowUp(
        application_id=application.id,
        contact_id=None if contact is None else contact.id,
        due_on=on,
        reason=reason.strip(),
    )
    store.put(own, label=f"Added a follow-up for {application.company}")
    return own
