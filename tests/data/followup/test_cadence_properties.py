"""What holds of the cadence for any history, any clock, and any order of the records."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.followup.cadence import open_follow_ups
from thanks_tui.data.followup.days import is_day_off
from thanks_tui.data.followup.history import history as past
from thanks_tui.data.models import (
    Application,
    Contact,
    Event,
    EventKind,
    FollowUp,
    Note,
    Profile,
    Purpose,
    Stage,
    State,
)

ID = "a" * 32
PEOPLE = [
    Contact(id=letter * 32, application_id=ID, name=name, lead=lead)
    for letter, name, lead in (("b", "Dana", False), ("c", "Lee", True))
]

ids = st.uuids().map(lambda each: each.hex)
near = st.dates(date(2026, 1, 1), date(2028, 12, 31))
# A clock ten years back or seventy ahead, 29 February, and both ends of the calendar.
clocks = near | st.sampled_from([date(2016, 2, 29), date(2096, 2, 29)]) | st.dates()
steps = st.sampled_from((30, 60, 90, 180, 330))
people = st.sampled_from(PEOPLE).map(lambda each: each.id)
cadences = st.just(()) | st.lists(st.integers(-5, 400), max_size=6).map(tuple)
applications = st.builds(
    Application,
    id=st.just(ID),
    company=st.just("Northwind"),
    stage=st.sampled_from(Stage),
    resting=st.booleans(),
    cadence=cadences,
)
profiles = st.builds(
    Profile,
    cadence=cadences,
    days_off=st.lists(st.integers(0, 6), max_size=6).map(tuple),
    holidays=st.lists(near, max_size=5).map(tuple),
)
notes = st.lists(
    st.builds(
        Note,
        id=ids,
        contact_id=people,
        purpose=st.sampled_from(Purpose),
        state=st.sampled_from(State),
        sent_on=st.none() | clocks,
    ),
    max_size=6,
)
events = st.lists(
    st.builds(Event, id=ids, application_id=st.just(ID), what=st.sampled_from(EventKind), on=clocks),
    max_size=4,
)
follow_ups = st.lists(
    st.builds(
        FollowUp,
        id=ids,
        application_id=st.just(ID),
        contact_id=people,
        due_on=clocks,
        step=st.just(0) | steps,
        done_on=st.none() | clocks,
        skipped=st.booleans(),
        since=st.none() | clocks,
        snoozed_until=st.none() | clocks,
    ),
    max_size=6,
    unique_by=lambda each: each.id,
)
histories = st.tuples(applications, notes, events, follow_ups, profiles)


def opened(
    application: Application,
    notes: list[Note],
    events: list[Event],
    follow_ups: list[FollowUp],
    profile: Profile,
) -> tuple[FollowUp, ...]:
    return open_follow_ups(application, PEOPLE, notes, events, follow_ups, profile)


def kept_with(follow_ups: list[FollowUp], now_open: tuple[FollowUp, ...]) -> list[FollowUp]:
    return [each for each in follow_ups if each.done_on or each.step == 0] + list(now_open)


@given(histories)
def test_applying_it_twice_changes_nothing(history):
    application, notes, events, follow_ups, profile = history
    once = opened(*history)
    assert opened(application, notes, events, kept_with(follow_ups, once), profile) == once


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(history, random: Random):
    application, notes, events, follow_ups, profile = history
    for records in (mixed := [list(notes), list(events), list(follow_ups)]):
        random.shuffle(records)
    assert opened(application, *mixed, profile) == opened(*history)


@given(histories)
def test_a_step_is_open_once_at_most_and_nothing_is_done_again(history):
    _, notes, events, follow_ups, _ = history
    now_open = opened(*history)
    assert all(times == 1 for times in Counter(each.step for each in now_open).values())
    assert len({each.id for each in now_open}) == len(now_open)
    done = [each for each in follow_ups if each.done_on]
    assert not {each.id for each in now_open} & {each.id for each in done}
    if past(notes, events, follow_ups).last_contact is not None:
        used = {(each.step, each.since) for each in done if each.step}
        assert not used & {(each.step, each.since) for each in now_open}
    assert all(each.step > 0 and each.done_on is None for each in now_open)


@given(histories)
def test_nothing_falls_on_a_day_off_and_days_grow(history):
    application, notes, events, follow_ups, profile = history
    plain = [each for each in follow_ups if each.done_on or not each.step]
    now_open = opened(application, notes, events, plain, profile)
    for each in now_open:
        assert not is_day_off(each.due_on, profile.days_off, profile.holidays)
    for earlier, later in pairwise(now_open):
        assert earlier.step < later.step
        assert earlier.due_on <= later.due_on


@given(histories)
def test_quiet_applications_have_none(history):
    application, *_ = history
    if application.resting or application.stage in (Stage.HIRED, Stage.CLOSED):
        assert opened(*history) == ()


@given(histories)
def test_they_all_go_to_the_lead(history):
    _, _, _, follow_ups, _ = history
    new = [each for each in opened(*history) if each not in follow_ups]
    assert {each.contact_id for each in new} <= {PEOPLE[1].id}
