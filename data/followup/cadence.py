"""When to write again: the open follow-ups of an application, as its history says that they should be.

Pure, and without a clock: the days follow from the last real contact alone, so that a clock that is wrong
today neither moves nor prunes nor doubles anything. Doing it again changes nothing, whatever the order of the
records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from ..errors import UnreadableError
from ..models import (
    LONGEST_STEP,
    MOST_MOVES,
    Application,
    Contact,
    Event,
    FollowUp,
    Note,
    Profile,
    Purpose,
    Stage,
)
from ..standing import THANKED
from .days import days_after, next_working_day
from .history import History, history
from .reasons import is_ours, reason_words

CADENCE = (30, 60, 90, 180, 330)
"""Days after the last real contact on which a follow-up is proposed, where the user has not said otherwise.

The steps stand where the published curve of early leavers bends; `reasons.REASONS` has the figures.
"""

OVER = (Stage.HIRED, Stage.CLOSED)
"""The stages in which there is nothing to follow up."""


class _Start(msgspec.Struct, frozen=True):
    """Where the days of a cadence are counted from."""

    anchor: date
    base: int
    """The step that was used up on that day; 0 for a thank-you or an answer."""


def read_cadence(words: str) -> tuple[int, ...]:
    """Return the days of a cadence as people write them, `30, 60 and 90`, in their order; none for none.

    UnreadableError if there is anything in it that is no number of days.
    """
    steps: set[int] = set()
    for word in words.replace(",", " ").split():
        if word in {"and", "day", "days", "·"}:
            continue
        if not word.isascii() or not word.isdigit() or not 0 < int(word[:9]) <= LONGEST_STEP:
            raise UnreadableError(f"“{word}” is no number of days. Try 30 60 90.")
        steps.add(int(word))
    return tuple(sorted(steps))


def steps_of(application: Application, profile: Profile) -> tuple[int, ...]:
    """Return the cadence that counts for `application`: its own, else the user's, else the usual one."""
    chosen = application.cadence or profile.cadence or CADENCE
    return tuple(sorted({step for step in chosen if step > 0}))


def is_quiet(application: Application) -> bool:
    """Return whether no follow-up is to be proposed: hired, closed, or told to rest."""
    return application.resting or application.stage in OVER


def lead_of(contacts: Sequence[Contact]) -> Contact | None:
    """Return whom follow-ups go to: the lead contact, else the first, None if nobody was met."""
    first = contacts[0] if contacts else None
    return next((contact for contact in contacts if contact.lead), first)


def open_follow_ups(
    application: Application,
    contacts: Sequence[Contact],
    notes: Sequence[Note],
    events: Sequence[Event],
    follow_ups: Sequence[FollowUp],
    profile: Profile,
) -> tuple[FollowUp, ...]:
    """Return the open follow-ups of the cadence of `application` as they should now be, earliest first.

    All records are those of this application. Nothing is proposed before everybody met is thanked or somebody
    has answered. The days are counted from the last real contact: the whole step after a thank-you or an
    answer; after a follow-up only what lies between its step and the next, so that a late one does not make
    the next come too soon. An answer begins the cadence afresh. What falls on a day off moves to the next
    working day, and what the user put off stays where they put it, with the later steps as far behind it as
    before.

    A step is open once at most. It keeps its record while its day moves, with a reason that is true on that
    day, and is not proposed again once it is done or skipped, until somebody answers. Days that the user
    chose (step 0) are not among them. A step whose day cannot be told, because no contact has a date, stays
    as it is.
    """
    lead = lead_of(contacts)
    if lead is None or is_quiet(application):
        return ()
    waiting = _waiting(follow_ups)
    past = history(notes, events, follow_ups)
    start = _start(past, follow_ups)
    if start is None:
        return tuple(waiting.values())
    if not _begun(contacts, notes, past, follow_ups):
        return ()
    since = past.last_answer
    steps = _left(steps_of(application, profile), follow_ups, since)
    taken = {follow_up.id for follow_up in follow_ups}
    begun = past.last_note_or_answer or start.anchor
    opened: list[FollowUp] = []
    for step, due_on in _due_days(steps, start, waiting, since, profile):
        kept = waiting.get(step) or _fresh(application, step, due_on, since, taken)
        snoozed = kept.snoozed_until if kept.since == since else None
        moved = min(kept.moved + (due_on != kept.due_on), MOST_MOVES)
        reason = reason_words(step, (due_on - begun).days) if is_ours(kept.reason) else kept.reason
        opened.append(
            replace(
                kept,
                contact_id=lead.id,
                due_on=due_on,
                reason=reason,
                since=since,
                snoozed_until=snoozed,
                moved=moved,
            )
        )
    return tuple(opened)


def _waiting(follow_ups: Iterable[FollowUp]) -> dict[int, FollowUp]:
    """Return the open record of each step, by step; of two that a merge brought together, always the same."""
    found: dict[int, FollowUp] = {}
    for each in sorted(follow_ups, key=lambda each: (each.step, each.id)):
        if each.done_on is None and each.step > 0:
            found.setdefault(each.step, each)
    return found


def _begun(
    contacts: Sequence[Contact], notes: Iterable[Note], past: History, follow_ups: Iterable[FollowUp]
) -> bool:
    """Whether it is time for a cadence: everybody is thanked, or it was begun, or there is an answer."""
    if past.last_answer or past.last_follow_up or any(each.step > 0 for each in follow_ups):
        return True
    sent = (note for note in notes if note.purpose is Purpose.THANK_YOU and note.state in THANKED)
    return {contact.id for contact in contacts} <= {note.contact_id for note in sent}


def _start(past: History, follow_ups: Iterable[FollowUp]) -> _Start | None:
    start, sent = past.last_note_or_answer, past.last_follow_up
    if sent is not None and (start is None or sent >= start):
        return _Start(sent, _last_done(follow_ups, past.last_answer))
    return None if start is None else _Start(start, 0)


def _last_done(follow_ups: Iterable[FollowUp], since: date | None) -> int:
    """Return the latest step of this cadence that was written, 0 if none was."""
    done = (each.step for each in follow_ups if each.done_on and not each.skipped and each.since == since)
    return max(done, default=0)


def _left(steps: Iterable[int], follow_ups: Sequence[FollowUp], since: date | None) -> list[int]:
    """Return the steps that are neither used up nor passed over by a later one."""
    used = {each.step for each in follow_ups if each.done_on is not None and each.since == since}
    done = _last_done(follow_ups, since)
    return [step for step in steps if step > done and step not in used]


def _due_days(
    steps: Iterable[int], start: _Start, waiting: dict[int, FollowUp], since: date | None, profile: Profile
) -> Iterator[tuple[int, date]]:
    """Yield each step with its day, as far as there is a calendar."""
    late = 0
    for step in steps:
        day = days_after(start.anchor, step - start.base + late)
        kept = waiting.get(step)
        until = kept.snoozed_until if kept is not None and kept.since == since else None
        if day is not None and until is not None and until > start.anchor:
            late += max(0, (until - day).days)
            day = until
        due_on = None if day is None else next_working_day(day, profile)
        if due_on is None:
            return
        yield step, due_on


def _fresh(
    application: Application, step: int, due_on: date, since: date | None, taken: Collection[str]
) -> FollowUp:
    """Return a record for a step that has none; its id follows from what it is."""
    # Composing the days is rare; asking for them is not.
    from uuid import NAMESPACE_URL, uuid5

    name, again = f"thanks-tui:{application.id}/{since or 'first'}/{step}", 0
    id_ = uuid5(NAMESPACE_URL, name).hex
    while id_ in taken:
        # Its record went to a later cadence, and the answer that began that is no longer there.
        again += 1
        id_ = uuid5(NAMESPACE_URL, f"{name}/{again}").hex
    return FollowUp(id=id_, application_id=application.id, due_on=due_on, step=step, since=since)
