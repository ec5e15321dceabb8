"""The doors that open, counted honestly."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from msgspec.structs import replace
from thanks_tui.data.demo.fill import fill_demo
from thanks_tui.data.followup.ledger import (
    DOORS,
    Month,
    Share,
    last_months,
    path,
)
from thanks_tui.data.followup.stages import stage_detail, stage_of
from thanks_tui.data.models import Channel, Event, EventKind, Stage, State
from thanks_tui.data.store.store import Store

from tests.data.followup.stories import NOW, Story, day
from tests.data.followup.whole_ledger import ledger, ledger_of


def step(stage: Stage, number: int, words: str = "") -> Event:
    """The event of a step to a stage."""
    return Event(
        application_id="a" * 32, what=EventKind.STAGE, on=day(number), detail=stage_detail(stage, words)
    )


def way(story: Story):
    return path(story.application, story.notes, story.events)


def whole(*stories: Story, now: int = 400):
    """The ledger, so many days after the rejection, of applications that are told apart by their places."""
    applications, contacts, notes, events = [], [], [], []
    for index, story in enumerate(stories):
        id_ = f"{index:032}"
        applications.append(replace(story.application, id=id_))
        contacts += [replace(each, id=f"{index}{each.id}", application_id=id_) for each in story.contacts]
        notes += [replace(each, contact_id=f"{index}{each.contact_id}") for each in story.notes]
        events += [replace(each, application_id=id_) for each in story.events]
    return ledger(applications, contacts, notes, events, day(now))


def test_a_way_from_the_rejection_to_the_job():
    story = Story(people=2, stage=Stage.HIRED).thanked(2).thanked(1, whom=1).answered(5)
    story.events += [step(Stage.TALKING, 40, "Lee rang"), step(Stage.INTERVIEWING, 50)]
    assert way(story) == {
        Stage.REJECTED: NOW,
        Stage.THANKED: day(1),
        Stage.ANSWERED: day(5),
        Stage.TALKING: day(40),
        Stage.INTERVIEWING: day(50),
        Stage.HIRED: None,
    }


def test_whoever_talks_again_was_answered_but_not_therefore_thanked():
    story = Story(stage=Stage.TALKING)
    assert set(way(story)) == {Stage.REJECTED, Stage.ANSWERED, Stage.TALKING}


def test_a_closed_one_keeps_what_it_had_reached():
    story = Story(stage=Stage.CLOSED).thanked(1)
    story.events += [step(Stage.TALKING, 20), step(Stage.CLOSED, 60)]
    assert max(way(story), key=DOORS.index) is Stage.TALKING
    assert set(way(Story(stage=Stage.CLOSED))) == {Stage.REJECTED}


def test_an_answered_note_counts_without_an_event():
    story = Story().thanked(1)
    story.notes[0] = replace(story.notes[0], state=State.ANSWERED)
    assert way(story)[Stage.ANSWERED] is None


def test_the_rejection_without_a_date_is_that_of_the_timeline():
    story = Story(rejected_on=None)
    story.events.append(Event(application_id="a", what=EventKind.REJECTED, on=day(0)))
    assert way(story)[Stage.REJECTED] == NOW


def test_counts_and_rates_with_enough_of_them():
    stories = [Story(stage=Stage.REJECTED) for _ in range(2)]
    stories += [Story().thanked(1) for _ in range(6)]
    stories += [Story(stage=Stage.ANSWERED).thanked(1).answered(4) for _ in range(2)]
    doors = {door.stage: door for door in whole(*stories).doors}
    assert [door.count for door in doors.values()] == [10, 8, 2, 0, 0, 0]
    assert doors[Stage.THANKED].share.words == "8 of 10, 80 %"
    assert doors[Stage.ANSWERED].share.rate == pytest.approx(0.25)
    assert doors[Stage.THANKED].median_days == 1
    assert (doors[Stage.ANSWERED].median_days, doors[Stage.ANSWERED].waits) == (None, (3, 3))


def test_a_door_that_opened_without_thanks_is_counted_but_not_as_their_fruit():
    stories = [Story().thanked(1) for _ in range(5)] + [Story(stage=Stage.TALKING)]
    talking = whole(*stories).doors[3]
    assert (talking.count, talking.share) == (1, Share(part=0, whole=5))


def test_of_a_handful_it_says_too_few():
    assert Share(part=1, whole=4).rate is None
    assert Share(part=1, whole=4).words == "1 of 4, too few to say"
    assert Share(part=1, whole=5).words == "1 of 5, 20 %"


def test_waits_that_run_backwards_are_left_out():
    assert whole(Story().thanked(-3650)).doors[1].waits == ()


def test_nothing_yet():
    assert whole().is_empty
    assert whole(Story(stage=Stage.REJECTED)).is_empty
    assert not whole(Story().thanked(1)).is_empty
    assert not whole(Story(stage=Stage.TALKING)).is_empty


def test_months_tell_what_happened_in_them():
    story = Story().thanked(1).followed_up(31).answered(32)
    story.events += [step(Stage.TALKING, 33), step(Stage.ANSWERED, 33), step(Stage.CLOSED, 90)]
    assert whole(story).months == (
        Month(first=date(2026, 11, 1), rejected=1, thanked=1),
        Month(first=date(2026, 12, 1), followed_up=1, answered=1, opened=1),
    )
    story.notes = [replace(each, state=State.DRAFT) for each in story.notes]
    assert whole(story).months[0].thanked == 0


def test_the_last_months_have_no_gaps():
    known = Month(first=date(2026, 2, 1), rejected=3)
    months = last_months([known, Month(first=date(2096, 2, 1), rejected=9)], date(2026, 3, 31), count=4)
    assert months == (
        Month(first=date(2025, 12, 1)),
        Month(first=date(2026, 1, 1)),
        known,
        Month(first=date(2026, 3, 1)),
    )
    assert len(last_months([], date(2026, 3, 31))) == 12
    assert last_months([], date.min) == (Month(first=date.min),)


def test_channels_that_were_used():
    story = Story(people=2).thanked(1).thanked(1, whom=1).followed_up(30)
    story.notes[0] = replace(story.notes[0], state=State.ANSWERED)
    story.notes[1] = replace(story.notes[1], channel=Channel.CARD)
    story.notes[2] = replace(story.notes[2], channel=None)
    assert [(tally.channel, tally.answered) for tally in whole(story).channels] == [
        (Channel.EMAIL, Share(part=1, whole=1)),
        (Channel.CARD, Share(part=0, whole=1)),
    ]


def test_a_note_counts_by_its_channel_once_it_is_time_to_write_again():
    stories = [Story().thanked(1) for _ in range(6)]
    stories[0].notes[0] = replace(stories[0].notes[0], state=State.ANSWERED)
    (email,) = whole(*stories, now=30).channels
    assert (email.sent, email.answered) == (6, Share())
    assert email.words == "6 sent, too early to say"
    (email,) = whole(*stories, now=31).channels
    assert (email.sent, email.answered) == (6, Share(part=1, whole=6))
    assert email.words == "answered 1 of 6, 17 %"
    (email,) = whole(*stories[:4], now=31).channels
    assert email.words == "4 sent, too few to say"


def test_a_note_without_a_day_counts_at_once():
    story = Story().thanked(1)
    story.notes[0] = replace(story.notes[0], sent_on=None)
    assert whole(story, now=1).channels[0].answered == Share(part=0, whole=1)


def test_a_detail_that_names_no_stage_is_none():
    assert stage_of(step(Stage.TALKING, 1, "a: b")) is Stage.TALKING
    assert stage_of(Event(application_id="a", what=EventKind.STAGE, on=NOW, detail="hm")) is None
    assert stage_of(Event(application_id="a", what=EventKind.ANSWERED, on=NOW, detail="hired")) is None


def test_the_order_of_the_records_does_not_matter(store: Store, today: date):
    fill_demo(store, today)
    tables = [store.applications(), store.all_contacts(), store.all_notes(), store.events()]
    for table in tables:
        Random(1).shuffle(table)
    assert ledger(*tables, today) == ledger_of(store, today)
    assert not ledger_of(store, today).is_empty
