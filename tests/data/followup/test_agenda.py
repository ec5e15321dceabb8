"""What there is to do: one row for each application, with all one needs to know to write."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from msgspec.structs import replace
from thanks_tui.data.demo.fill import fill_demo
from thanks_tui.data.followup.agenda import (
    MOST_LETTERS,
    AgendaRow,
    Group,
    agenda,
    due,
    in_groups,
    last_words,
)
from thanks_tui.data.followup.read import agenda_of
from thanks_tui.data.models import FollowUp, Stage
from thanks_tui.data.store.store import Store

from tests.data.followup.stories import Story, day


def rows_of(*stories: Story, today: date) -> tuple[AgendaRow, ...]:
    """The agenda of applications that are told apart by the order in which they are given."""
    applications, contacts, notes, events, follow_ups = [], [], [], [], []
    for index, story in enumerate(stories):
        id_ = f"{index:032}"
        moved = {contact.id: f"{index}{contact.id}" for contact in story.contacts}
        applications.append(replace(story.application, id=id_))
        contacts += [replace(each, id=moved[each.id], application_id=id_) for each in story.contacts]
        notes += [replace(each, contact_id=moved[each.contact_id]) for each in story.notes]
        events += [
            replace(each, application_id=id_, contact_id=moved.get(each.contact_id or ""))
            for each in story.events
        ]
        follow_ups += [
            replace(each, id=f"{index}{each.id}", application_id=id_, contact_id=moved.get(each.contact_id))
            for each in story.follow_ups
        ]
    return agenda(applications, contacts, notes, events, follow_ups, today)


def test_a_row_says_whom_one_writes_to():
    story = Story().thanked(0).answered(3, text="Sam, thank you.\nKeep in touch.")
    story.contacts[0] = replace(story.contacts[0], moment="our talk about the night shifts")
    story.apply()
    (row,) = rows_of(story, today=day(35))
    assert row.contact is not None
    assert row.contact.name == "Dana Ortiz"
    assert (row.due_on, row.days_late, row.group) == (day(33), 2, Group.OVERDUE)
    assert row.days_since == 32
    assert row.moment == "our talk about the night shifts"
    assert row.reason == "day 30: a light word keeps the door open"
    assert row.last_words is not None
    assert row.last_words.text == "Sam, thank you. Keep in touch."
    assert (row.last_words.theirs, row.last_words.on) == (True, day(3))
    assert row.last_words.contact == row.contact
    assert not row.better_stop


@pytest.mark.parametrize(
    ("today", "group"),
    [(31, Group.OVERDUE), (30, Group.THIS_WEEK), (23, Group.THIS_WEEK), (22, Group.LATER)],
)
def test_overdue_this_week_and_later(today: int, group: Group):
    story = Story().thanked(0)
    story.apply()
    rows = rows_of(story, today=day(today))
    assert [(each, len(its)) for each, its in in_groups(rows)] == [(group, 1)]


def test_the_earliest_comes_first_and_equals_by_company():
    stories = [Story(company="Zebra").thanked(0), Story(company="äon").thanked(0), Story().thanked(-9)]
    for story in stories:
        story.apply()
    rows = rows_of(*stories, today=day(25))
    assert [row.application.company for row in rows] == ["Northwind", "äon", "Zebra"]
    assert [group for group, _ in in_groups(rows)] == [Group.OVERDUE, Group.THIS_WEEK]


@pytest.mark.parametrize("fields", [{"resting": True}, {"stage": Stage.CLOSED}, {"stage": Stage.HIRED}])
def test_what_rests_or_is_over_is_left_out(fields: dict[str, object]):
    story = Story(**fields)
    story.follow_ups = [FollowUp(application_id="a", due_on=day(3))]
    assert rows_of(story, today=day(10)) == ()


def test_one_row_for_each_application_and_none_without_a_day():
    story = Story().thanked(0)
    story.apply()
    rows = rows_of(story, Story(), today=day(100))
    # Of those overdue it is the one whose reason is true by now.
    assert [row.follow_up.step for row in rows] == [90]


def test_due_until_so_many_days_from_today():
    stories = [Story(company=str(number)).thanked(number) for number in (0, 1, 8)]
    for story in stories:
        story.apply()
    rows = rows_of(*stories, today=day(30))
    assert [row.application.company for row in due(rows, day(30))] == ["0"]
    assert [row.application.company for row in due(rows, day(30), within=7)] == ["0", "1"]
    assert len(due(rows, day(30), within=8)) == 3
    assert due(rows, date.min) == ()


def test_three_follow_ups_without_an_answer_and_it_advises_to_stop():
    story = Story().thanked(0)
    for step in (30, 60, 90):
        story.followed_up(step, step=step)
    story.apply()
    (row,) = rows_of(story, today=day(100))
    assert (row.better_stop, row.unanswered, row.due_on) == (True, 3, day(180))


def test_a_clock_that_is_behind_says_no_days_and_loses_no_row():
    story = Story().thanked(0)
    story.apply()
    (row,) = rows_of(story, today=day(-3650))
    assert (row.days_since, row.group) == (None, Group.LATER)
    (row,) = rows_of(story, today=day(70 * 365))
    assert row.group is Group.OVERDUE


def test_a_day_for_nobody_in_particular():
    story = Story()
    story.follow_ups = [FollowUp(application_id="a", due_on=day(3), reason="they reopen then")]
    (row,) = rows_of(story, today=day(3))
    assert (row.contact, row.moment, row.last_words) == (None, "", None)


def test_last_words_are_the_latest_and_theirs_come_after_ours():
    story = Story().thanked(0)
    people = {contact.id: contact for contact in story.contacts}
    mine = last_words(story.notes, story.events, people)
    assert mine is not None
    assert (mine.theirs, mine.text) == (False, "Dear Dana Ortiz, thank you.")
    theirs = last_words(story.notes, story.answered(0, text="Gladly.").events, people)
    assert theirs is not None
    assert (theirs.theirs, theirs.text) == (True, "Gladly.")
    story.answered(9, text="  ")
    assert last_words(story.notes, story.events, people) == theirs


def test_long_words_are_shortened_between_two_of_them():
    story = Story().answered(1, text="so kind " * 60).answered(2, text="長" * 600)
    first = last_words([], story.events[:1], {})
    assert first is not None
    assert first.text.endswith("so kind…")
    assert len(first.text) <= MOST_LETTERS
    assert first.contact is None
    second = last_words([], story.events, {})
    assert second is not None
    assert second.text == "長" * (MOST_LETTERS - 1) + "…"


def test_the_order_of_the_records_does_not_matter(store: Store, today: date):
    fill_demo(store, today)
    whole = agenda_of(store, today)
    assert whole
    tables = [
        store.applications(),
        store.all_contacts(),
        store.all_notes(),
        store.events(),
        store.follow_ups(),
    ]
    for table in tables:
        Random(1).shuffle(table)
    assert agenda(*tables, today) == whole


def test_of_notes_sent_on_one_day_the_last_words_are_those_to_whom_one_writes():
    story = Story(people=3).thanked(0).thanked(0, whom=1).thanked(0, whom=2)
    people = {contact.id: contact for contact in story.contacts}
    for contact in story.contacts:
        found = last_words(story.notes, story.events, people, contact.id)
        assert found is not None
        assert found.contact == contact
        assert found.text.startswith(f"Dear {contact.name}")
    later = last_words(story.thanked(1, whom=1).notes, story.events, people, story.contacts[0].id)
    assert later is not None
    assert later.contact == story.contacts[1]
