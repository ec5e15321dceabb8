"""Which follow-up is next, and which ones a note or a mark uses up."""

from __future__ import annotations

from msgspec.structs import replace
from thanks_tui.data.followup.settle import current, settle, settle_by_note
from thanks_tui.data.models import FollowUp

from tests.data.followup.stories import day


def step(number: int, due: int | None = None, **fields: object) -> FollowUp:
    due_on = day(number if due is None else due)
    return FollowUp(id=f"{number:032}", application_id="a", due_on=due_on, step=number, **fields)


OPEN = [step(30), step(60), step(90), step(180)]
OWN = FollowUp(id="e" * 32, application_id="a", due_on=day(50), reason="they reopen then")


def test_the_next_one_is_the_first_ahead():
    assert current(OPEN, day(10)) == OPEN[0]
    assert current(OPEN, day(30)) == OPEN[0]
    assert current([], day(10)) is None
    assert current([replace(OPEN[0], done_on=day(3))], day(10)) is None


def test_of_several_overdue_it_is_the_latest_whose_reason_is_true_by_now():
    assert current(OPEN, day(100)) == OPEN[2]
    assert current(list(reversed(OPEN)), day(100)) == OPEN[2]


def test_a_day_of_the_users_own_goes_first_once_it_has_come():
    assert current([*OPEN, OWN], day(49)) == OPEN[0]
    assert current([*OPEN, OWN], day(100)) == OWN


def test_done_passes_over_the_steps_before():
    changed = settle([*OPEN, OWN], OPEN[2], day(95), skipped=False)
    assert [(each.step, each.done_on, each.skipped) for each in changed] == [
        (90, day(95), False),
        (30, day(95), True),
        (60, day(95), True),
    ]


def test_done_ends_the_putting_off_of_those_ahead_and_skipped_does_not():
    later = step(180, snoozed_until=day(200))
    done = settle([OPEN[0], later], OPEN[0], day(30), skipped=False)
    assert [each.snoozed_until for each in done] == [None, None]
    assert len(done) == 2
    assert settle([OPEN[0], later], OPEN[0], day(30), skipped=True) == [
        replace(OPEN[0], done_on=day(30), skipped=True)
    ]


def test_a_note_uses_up_what_is_due_or_comes_next():
    (early,) = settle_by_note(OPEN, day(12))
    assert (early.step, early.done_on, early.skipped) == (30, day(12), False)
    late = settle_by_note(OPEN, day(70))
    assert [(each.step, each.skipped) for each in late] == [(60, False), (30, True)]


def test_a_note_does_the_users_own_days_that_had_come():
    assert settle_by_note([OWN], day(49)) == []
    assert settle_by_note([OWN], day(50)) == [replace(OWN, done_on=day(50))]
    assert [each.step for each in settle_by_note([OWN, *OPEN], day(61))] == [0, 60, 30]
