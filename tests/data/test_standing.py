"""How an application stands, and how a list of them is sorted."""

from __future__ import annotations

from datetime import date

import pytest
from thanks_tui.data.dates import say_age
from thanks_tui.data.models import Note, Purpose, SortOrder, Stage, State
from thanks_tui.data.standing import (
    Standing,
    in_order,
    next_follow_up,
    next_words,
    standing,
    standings,
    thank_you_of,
)

from tests.factories import TODAY, make_application, make_contact, make_follow_up, make_note, make_standing

SENT, ANSWERED, DRAFT, READY = State.SENT, State.ANSWERED, State.DRAFT, State.READY


def test_counts_who_is_thanked_and_names_who_is_next():
    row = make_standing(people={"Ana": SENT, "Ben": ANSWERED, "Cem": READY, "Dee": None})
    assert (row.thanked, row.to_thank) == (2, 2)
    assert row.next_person is not None
    assert row.next_person.name == "Cem"


def test_with_nobody_left_nobody_is_next():
    assert make_standing(people={"Ana": SENT}).next_person is None
    assert make_standing().next_person is None
    assert make_standing().to_thank == 0


def test_only_thank_you_notes_count_and_of_several_the_newest():
    ana = make_contact("Ana")
    first, second = make_note(ana), make_note(ana, SENT)
    follow_up = Note(contact_id=ana.id, purpose=Purpose.FOLLOW_UP)
    assert thank_you_of([first, second, follow_up]) == {ana.id: second}


def test_the_open_follow_up_that_is_due_first_is_next():
    application = make_application()
    done = make_follow_up(application, date(2026, 11, 1), done_on=date(2026, 11, 2))
    late, soon = (make_follow_up(application, date(2026, 12, day)) for day in (20, 3))
    assert next_follow_up([done, late, soon]) == soon
    assert next_follow_up([done]) is None


def test_one_standing_is_that_of_all():
    northwind, contoso = make_application(), make_application("Contoso")
    ana, ben = (make_contact(name, application_id=northwind.id) for name in ("Ana", "Ben"))
    eve = make_contact("Eve", application_id=contoso.id)
    notes = [make_note(ana, SENT), make_note(eve)]
    due = make_follow_up(northwind, date(2026, 12, 12))
    rows = standings([contoso, northwind, make_application("Empty")], [eve, ana, ben], notes, [due])
    assert rows[0] == standing(contoso, [eve], notes[1:], [])
    assert rows[1] == standing(northwind, [ana, ben], notes[:1], [due])
    assert rows[1].people == ((ana, notes[0]), (ben, None))
    assert rows[1].next_follow_up == due
    assert rows[2].people == ()
    assert [row.application.company for row in rows] == ["Contoso", "Northwind Robotics", "Empty"]


def test_records_of_what_is_gone_are_passed_over():
    stray = make_contact("Stray", application_id="0" * 32)
    assert standings([], [stray], [make_note(stray)], [make_follow_up(make_application(), TODAY)]) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (make_standing(), "list the people you met"),
        (make_standing(people={"Ana": DRAFT}), "write to Ana"),
        (make_standing(people={"Eve": SENT, "": None}), "write to them"),
        (make_standing(people={"Ana": None}, stage=Stage.CLOSED), ""),
        (make_standing(people={"Ana": SENT}), ""),
        (make_standing(people={"Ana": SENT}, follow_up=date(2026, 11, 27)), "follow up in 4 days"),
        (make_standing(people={"Ana": SENT}, follow_up=TODAY), "follow up today"),
        (make_standing(people={"Ana": SENT}, follow_up=date(2026, 10, 22)), "was due 4 weeks ago"),
    ],
)
def test_says_what_comes_next(row: Standing, words: str):
    assert next_words(row, TODAY, lambda day: say_age(day, TODAY)) == words


# Order.

ZULU = make_standing("zulu", {"Ana": SENT}, rejected_on=date(2026, 11, 1))
ALPHA = make_standing("Alpha", {"Ana": None}, date(2026, 12, 24), rejected_on=date(2026, 3, 1))
EPSILON = make_standing("Élan", {"Ana": SENT}, date(2026, 12, 3), rejected_on=date(2026, 10, 1))
UNDATED = make_standing("Beta", rejected_on=None)
ROWS = [UNDATED, ALPHA, ZULU, EPSILON]


@pytest.mark.parametrize(
    ("order", "rows"),
    [
        (SortOrder.NEWEST, [ZULU, EPSILON, ALPHA, UNDATED]),
        (SortOrder.COMPANY, [ALPHA, UNDATED, EPSILON, ZULU]),
        (SortOrder.TO_THANK, [ALPHA, ZULU, EPSILON, UNDATED]),
        (SortOrder.FOLLOW_UP, [EPSILON, ALPHA, ZULU, UNDATED]),
    ],
)
def test_sorts_in_every_order(order: SortOrder, rows: list[Standing]):
    assert in_order(ROWS, order) == rows


@pytest.mark.parametrize("order", SortOrder)
def test_whatever_the_order_the_newest_comes_first_among_equals(order: SortOrder):
    old, new = (make_standing("Same", rejected_on=date(2026, month, 1)) for month in (3, 9))
    assert in_order([old, new], order) == [new, old]
