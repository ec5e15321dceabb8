"""When to write again: counted from the last real contact, never twice, never on a day off."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace
from thanks_tui.data.followup.cadence import CADENCE, is_quiet, lead_of, steps_of
from thanks_tui.data.models import Application, FollowUp, Note, Profile, Stage, State

from tests.data.followup.stories import EVERY_DAY, NOW, Story, day, numbers

WHOLE = [(30, 31), (60, 61), (90, 91), (180, 181), (330, 331)]


def test_the_whole_cadence_is_counted_from_the_last_note():
    story = Story(people=2).thanked(0).thanked(1, whom=1)
    assert story.numbers() == WHOLE
    assert {each.contact_id for each in story.open()} == {story.contacts[0].id}


def test_nothing_is_proposed_before_everybody_is_thanked():
    story = Story(people=2).thanked(1)
    assert story.open() == ()
    assert story.thanked(1, whom=1).numbers() == WHOLE


def test_an_answer_begins_the_cadence_before_that():
    assert Story(people=2).thanked(1).answered(1).numbers() == WHOLE


def test_somebody_added_late_does_not_stop_a_cadence_that_was_begun():
    story = Story(people=2)
    last = story.contacts.pop()
    story.thanked(1).apply()
    story.contacts.append(last)
    assert story.numbers() == WHOLE


def test_a_note_that_was_answered_counts_as_sent():
    story = Story().thanked(1)
    story.notes[0] = replace(story.notes[0], state=State.ANSWERED)
    assert story.numbers() == WHOLE


def test_a_late_follow_up_does_not_make_the_next_one_come_too_soon():
    story = Story().thanked(0).followed_up(52, step=30)
    assert story.numbers() == [(60, 82), (90, 112), (180, 202), (330, 352)]


def test_an_early_one_brings_the_next_one_near():
    assert Story().thanked(0).followed_up(20, step=30).numbers()[0] == (60, 50)


def test_an_answer_moves_what_is_still_ahead():
    story = Story().thanked(0)
    before = story.apply()
    story.answered(12)
    after = story.apply()
    assert numbers(after) == [(30, 42), (60, 72), (90, 102), (180, 192), (330, 342)]
    assert [each.id for each in after] == [each.id for each in before]
    assert {each.moved for each in after} == {1}


def test_after_an_answer_what_was_done_comes_round_again():
    story = Story().thanked(0).followed_up(30, step=30).answered(33)
    (done, *_) = [each for each in story.follow_ups if each.done_on]
    opened = story.apply()
    assert numbers(opened) == [(30, 63), (60, 93), (90, 123), (180, 213), (330, 363)]
    assert done in story.follow_ups
    assert len({each.id for each in story.follow_ups}) == 6


def test_an_answer_on_the_day_of_the_follow_up_came_after_it():
    assert Story().thanked(0).followed_up(30, step=30).answered(30).numbers()[0] == (30, 60)


def test_what_is_done_or_skipped_is_not_proposed_again():
    story = Story().thanked(0).followed_up(31, step=30).skipped(60, 61)
    assert story.numbers() == [(90, 91), (180, 181), (330, 331)]
    assert story.skipped(180, 70).numbers() == [(90, 91), (330, 331)]


def test_skipping_leaves_the_others_where_they_are():
    assert Story().thanked(0).skipped(30, 30).numbers()[0] == (60, 60)


def test_steps_before_the_one_that_was_written_are_over():
    assert Story().thanked(0).followed_up(95, step=90).numbers() == [(180, 185), (330, 335)]


def test_a_follow_up_without_a_record_is_a_contact_too():
    assert Story().thanked(0).followed_up(10).numbers()[0] == (30, 40)


def test_a_thank_you_after_a_follow_up_is_the_last_contact():
    story = Story(people=2).thanked(0).thanked(0, whom=1).followed_up(30, step=30).thanked(40, whom=1)
    assert story.numbers()[0] == (60, 100)


def test_nobody_is_written_to_on_a_day_off():
    story = Story(profile=Profile(holidays=(date(2027, 1, 13), date(2027, 1, 14)))).thanked(1)
    days = [each.due_on for each in story.open()]
    # 13 December 2026 is a Sunday; the 12 January falls on no day off, 11 February neither.
    assert days[:3] == [date(2026, 12, 14), date(2027, 1, 12), date(2027, 2, 11)]
    story = Story(profile=Profile(holidays=(date(2026, 12, 14),))).thanked(1)
    assert story.open()[0].due_on == date(2026, 12, 15)


def test_somebody_with_seven_days_off_is_not_looked_for_for_ever():
    assert Story(profile=Profile(days_off=tuple(range(7)))).thanked(1).numbers() == WHOLE


@pytest.mark.parametrize(
    "fields", [{"resting": True}, {"stage": Stage.CLOSED}, {"stage": Stage.HIRED}], ids=str
)
def test_nothing_while_it_rests_or_is_over(fields: dict[str, object]):
    assert Story(**fields).thanked(1).open() == ()


@pytest.mark.parametrize("stage", [Stage.TALKING, Stage.INTERVIEWING, Stage.ANSWERED])
def test_what_is_still_open_is_followed_up(stage: Stage):
    assert not is_quiet(Application(company="x", stage=stage))


def test_nobody_met_nothing_proposed():
    assert Story(people=0).open() == ()


def test_without_a_date_nothing_is_proposed_and_nothing_lost():
    story = Story().thanked(1)
    story.notes[0] = replace(story.notes[0], sent_on=None)
    assert story.open() == ()
    kept = FollowUp(application_id=story.application.id, due_on=NOW, step=30)
    story.follow_ups = [kept]
    assert story.open() == (kept,)


def test_the_lead_is_written_to_else_the_first():
    story = Story(people=3).thanked(1).thanked(1, whom=1).thanked(1, whom=2)
    story.apply()
    story.contacts[1] = replace(story.contacts[1], lead=True)
    assert lead_of(story.contacts) == story.contacts[1]
    assert {each.contact_id for each in story.open()} == {story.contacts[1].id}


def test_days_of_the_users_own_are_left_alone():
    own = FollowUp(application_id="a" * 32, due_on=day(2), reason="they reopen then")
    story = Story().thanked(1)
    story.follow_ups = [own]
    assert story.numbers() == WHOLE
    assert own not in story.open()


def test_the_cadence_of_an_application_goes_before_that_of_the_user():
    profile = Profile(cadence=(90, 14, 14, -3, 0), days_off=())
    assert steps_of(Application(company="x"), Profile()) == CADENCE
    assert Story(profile=profile).thanked(1).numbers() == [(14, 15), (90, 91)]
    assert Story(profile=profile, cadence=(7,)).thanked(1).numbers() == [(7, 8)]


def test_a_step_taken_out_of_the_cadence_is_not_open_any_more():
    story = Story().thanked(1)
    story.apply()
    story.profile = replace(EVERY_DAY, cadence=(60,))
    assert story.numbers() == [(60, 61)]


def test_what_was_put_off_stays_there_and_the_later_ones_keep_their_distance():
    story = Story().thanked(0)
    story.apply()
    story.follow_ups[0] = replace(story.follow_ups[0], snoozed_until=day(44))
    assert story.numbers() == [(30, 44), (60, 74), (90, 104), (180, 194), (330, 344)]
    story.follow_ups[0] = replace(story.follow_ups[0], snoozed_until=day(25))
    assert story.numbers()[:2] == [(30, 25), (60, 60)]


def test_the_next_contact_ends_the_putting_off():
    story = Story().thanked(0)
    story.apply()
    story.follow_ups[0] = replace(story.follow_ups[0], snoozed_until=day(44))
    story.answered(10)
    (first, *_) = story.apply()
    assert (first.snoozed_until, first.due_on) == (None, day(40))


def test_a_day_put_off_to_before_the_last_contact_counts_no_more():
    story = Story().thanked(0)
    story.apply()
    story.follow_ups[0] = replace(story.follow_ups[0], snoozed_until=day(5))
    assert story.thanked(6).numbers()[0] == (30, 36)


def test_every_date_says_why():
    for step, each in zip(CADENCE, Story().thanked(1).open(), strict=True):
        assert each.reason.startswith(f"day {step}: ")
    reasons = {each.reason for each in Story().thanked(1).open()}
    assert "day 90: many first choices have left or settled by now" in reasons
    assert len(reasons) == 5


def reasons(story: Story) -> list[str]:
    return [each.reason for each in story.apply()]


def test_a_reason_names_no_day_but_the_one_on_which_it_stands():
    story = Story().thanked(0)
    story.apply()
    story.followed_up(4, step=30)
    assert story.numbers()[:3] == [(60, 34), (90, 64), (180, 154)]
    assert reasons(story)[:3] == [
        "a light word keeps the door open",
        "half of those who leave early have left by now",
        "many first choices have left or settled by now",
    ]


def test_a_reason_follows_what_was_put_off():
    story = Story().thanked(0)
    assert reasons(story)[0] == "day 30: a light word keeps the door open"
    story.follow_ups[0] = replace(story.follow_ups[0], snoozed_until=day(44))
    assert reasons(story)[:2] == [
        "a light word keeps the door open",
        "half of those who leave early have left by now",
    ]
    story.follow_ups[0] = replace(story.follow_ups[0], snoozed_until=day(61))
    assert reasons(story)[0] == "half of those who leave early have left by now"
    story.follow_ups[0] = replace(story.follow_ups[0], snoozed_until=None)
    assert reasons(story)[0] == "day 30: a light word keeps the door open"


def test_a_reason_counts_from_the_answer_that_its_cadence_began_with():
    story = Story().thanked(0).answered(200)
    assert story.numbers()[0] == (30, 230)
    assert reasons(story)[0] == "day 30: a light word keeps the door open"


def test_a_day_that_moves_off_a_day_off_is_not_that_of_the_step_any_more():
    # 13 December 2026 is a Sunday.
    assert reasons(Story(profile=Profile()).thanked(1))[0] == "a light word keeps the door open"


def test_a_reason_in_words_that_are_not_ours_stays():
    story = Story().thanked(0)
    story.apply()
    story.follow_ups[0] = replace(story.follow_ups[0], reason="they reopen then", snoozed_until=day(44))
    assert reasons(story)[0] == "they reopen then"


def test_29_february_is_a_day_like_any_other():
    story = Story(rejected_on=date(2028, 1, 29), cadence=(31, 366))
    story.thanked((date(2028, 1, 29) - NOW).days)
    assert [each.due_on for each in story.open()] == [date(2028, 2, 29), date(2029, 1, 29)]
    leap = Story(cadence=(30, 365)).thanked((date(2028, 2, 29) - NOW).days)
    assert [each.due_on for each in leap.open()] == [date(2028, 3, 30), date(2029, 2, 28)]


@pytest.mark.parametrize("years", [-10, 70])
def test_a_follow_up_sent_by_a_wrong_clock_prunes_and_doubles_nothing(years: int):
    story = Story().thanked(0).followed_up(years * 365, step=30)
    steps = [each.step for each in story.apply()]
    assert steps == [60, 90, 180, 330]
    assert story.open() == story.apply()
    # None comes sooner than it would have by the thank-you.
    assert all(due >= step for step, due in story.numbers())


def test_the_end_of_the_calendar_is_the_end_of_the_cadence():
    last = (date.max - NOW).days
    assert Story().thanked(last - 70).numbers() == [(30, last - 40), (60, last - 10)]
    weekends = Story(cadence=(30,), profile=Profile(holidays=(date.max,), days_off=()))
    assert weekends.thanked(last - 30).open() == ()
    assert Story(cadence=(10**12,)).thanked(1).open() == ()


def test_two_records_of_one_step_become_one():
    story = Story().thanked(0)
    (first, *_) = story.apply()
    twin = replace(first, id="0" * 32)
    for order in ([*story.follow_ups, twin], [twin, *story.follow_ups]):
        story.follow_ups = order
        assert [each.id for each in story.open() if each.step == 30] == [twin.id]


def test_a_record_that_went_to_a_later_cadence_is_not_written_over():
    story = Story().thanked(0)
    story.apply()
    story.answered(10).followed_up(40, step=30)
    (done,) = [each for each in story.follow_ups if each.done_on]
    story.events.clear()
    opened = story.open()
    assert done.id not in {each.id for each in opened}
    assert len({each.id for each in opened}) == len(opened) == 5


def test_days_grow_with_the_steps():
    for earlier, later in pairwise(Story(profile=Profile()).thanked(1).open()):
        assert later.due_on - earlier.due_on > timedelta()


def test_two_thank_yous_to_one_person_count_in_either_order():
    story = Story().thanked(1)
    draft = Note(contact_id=story.contacts[0].id)
    before, after = [draft, *story.notes], [*story.notes, draft]
    story.notes = before
    first = story.numbers()
    story.notes = after
    assert story.numbers() == first != []
