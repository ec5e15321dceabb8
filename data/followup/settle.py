"""Which follow-ups a note, a mark or a skip uses up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from ..models import FollowUp


def is_open(follow_up: FollowUp) -> bool:
    """Return whether it is neither done nor passed over."""
    return follow_up.done_on is None


def current(follow_ups: Iterable[FollowUp], today: date) -> FollowUp | None:
    """Return the open follow-up that is next; None if there is none.

    A day that the user chose goes before the cadence once it has come. Of several steps that are overdue it
    is the latest, for its reason is the one that is true by now; else it is the one that comes first.
    """
    waiting = [each for each in follow_ups if is_open(each)]
    if len(waiting) < 2:
        return waiting[0] if waiting else None
    waiting.sort(key=lambda each: (each.due_on, each.step, each.id))
    due = [each for each in waiting if each.due_on <= today]
    own = [each for each in due if each.step == 0]
    if own:
        return own[0]
    return due[-1] if due else next(iter(waiting), None)


def settle(follow_ups: Iterable[FollowUp], chosen: FollowUp, on: date, *, skipped: bool) -> list[FollowUp]:
    """Return the records that change when `chosen` is done or skipped on a day.

    The steps of the cadence before it are passed over with it. Once it is done, nothing waits to the day that
    it was put off to: the days ahead are counted anew.
    """
    waiting = list(filter(is_open, follow_ups))
    changed = [replace(chosen, done_on=on, skipped=skipped), *pass_over_before(waiting, chosen, on)]
    if not skipped:
        settled = {each.id for each in changed}
        changed += [
            replace(each, snoozed_until=None)
            for each in waiting
            if each.id not in settled and each.snoozed_until is not None
        ]
    return changed


def pass_over_before(follow_ups: Iterable[FollowUp], chosen: FollowUp, on: date) -> list[FollowUp]:
    """Return the open steps of the cadence before `chosen`, passed over: their time went by unused."""
    before = [each for each in follow_ups if is_open(each) and 0 < each.step < chosen.step]
    return [replace(each, done_on=on, skipped=True) for each in before]


def settle_by_note(follow_ups: Iterable[FollowUp], on: date) -> list[FollowUp]:
    """Return the records that change because a follow-up was written: the step that is due, or comes next.

    Days of the user's own that had come are done with it.
    """
    waiting = list(filter(is_open, follow_ups))
    changed = [replace(each, done_on=on) for each in waiting if each.step == 0 and each.due_on <= on]
    steps = [each for each in waiting if each.step > 0]
    chosen = current(steps, on)
    return changed if chosen is None else [*changed, *settle(steps, chosen, on, skipped=False)]
