"""What the list of points shows of a note."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import Application, Contact, Kind, Note, OwnPoint, PointChoice, Profile
from thanks_tui.data.notes.checklist import NO_MOMENT, PointLine, point_lines
from thanks_tui.data.notes.choose import next_wording, plan
from thanks_tui.data.notes.compose import compose
from thanks_tui.data.notes.points import MOMENT, OUTCOME, STANDARD_POINTS, TIME

from tests.factories import make_application, make_contact

NORTHWIND = make_application(id="a" * 32)
ANA = make_contact("Ana Ruiz", id="1" * 32, kind=Kind.INTERVIEWER, moment="our talk about the night shifts")
BEN = make_contact("Ben Okri", id="2" * 32, kind=Kind.INTERVIEWER)
PROFILE = Profile(name="Sam")


def note_to(contact: Contact, siblings: tuple[Note, ...] = (), profile: Profile = PROFILE) -> Note:
    return Note(contact_id=contact.id, points=plan(contact, NORTHWIND, profile, siblings))


def lines_of(
    note: Note,
    contact: Contact = ANA,
    profile: Profile = PROFILE,
    siblings: tuple[Note, ...] = (),
    application: Application = NORTHWIND,
) -> dict[str, PointLine]:
    lines = point_lines(note, contact, application, profile, siblings)
    return {line.choice.id: line for line in lines}


def with_choice(note: Note, point_id: str, choice: PointChoice) -> Note:
    return replace(note, points=tuple(choice if each.id == point_id else each for each in note.points))


def test_there_is_a_line_for_every_point_in_the_order_of_the_note():
    note = note_to(ANA)
    backwards = replace(note, points=note.points[::-1])
    ids = [point.id for point in STANDARD_POINTS]
    assert list(lines_of(note)) == ids
    assert list(lines_of(backwards)) == ids[::-1]
    assert [line.title for line in lines_of(note).values()] == [point.title for point in STANDARD_POINTS]


def test_the_words_are_those_of_the_note():
    note = note_to(ANA)
    text = compose(note, ANA, NORTHWIND, PROFILE).text
    lines = lines_of(note).values()
    assert all(line.usable for line in lines)
    assert all((line.words in text) is line.choice.ticked for line in lines)


def test_says_which_of_how_many_wordings_it_is():
    note = note_to(ANA)
    for line in lines_of(note).values():
        assert 1 <= line.place <= line.places
        assert line.places >= 6


@pytest.mark.parametrize("step", [1, -1])
def test_another_wording_is_another_place(step: int):
    note = note_to(ANA)
    before = lines_of(note)[TIME]
    choice = next_wording(before.choice, step, note, ANA, NORTHWIND, PROFILE, ())
    after = lines_of(with_choice(note, TIME, choice))[TIME]
    assert after.words != before.words
    assert after.places == before.places
    assert after.place == (before.place + step - 1) % before.places + 1


def test_wordings_that_others_have_are_not_counted():
    ana = note_to(ANA)
    ben = note_to(BEN, (ana,))
    alone, beside = lines_of(ben, BEN)[TIME], lines_of(ben, BEN, siblings=(ana,))[TIME]
    assert beside.places < alone.places
    assert beside.words == alone.words


def test_own_words_have_no_place_among_the_wordings():
    note = with_choice(note_to(ANA), OUTCOME, PointChoice(id=OUTCOME, own="Thank you for the news"))
    line = lines_of(note)[OUTCOME]
    assert line.words == "Thank you for the news."
    assert line.place == 0
    assert line.usable


def test_a_moment_that_is_not_remembered_says_how_to_add_it():
    line = lines_of(note_to(BEN), BEN)[MOMENT]
    assert line.words == NO_MOMENT
    assert not line.usable
    assert line.place == line.places == 0


def test_a_point_of_ones_own_has_its_own_title():
    own = OwnPoint(id="own.1", title="Good luck", text="Good luck to everyone at {company}.")
    profile = replace(PROFILE, own_points=(own,))
    line = lines_of(note_to(ANA, profile=profile), profile=profile)["own.1"]
    assert (line.title, line.words) == ("Good luck", "Good luck to everyone at Northwind Robotics.")
    assert line.places == 1


def test_a_point_that_is_gone_leaves_only_the_words_that_were_ones_own():
    gone, said = PointChoice(id="own.1"), PointChoice(id="own.2", own="Good luck!")
    note = replace(note_to(ANA), points=(gone, said))
    lines = lines_of(note)
    assert list(lines) == ["own.2"]
    assert (lines["own.2"].title, lines["own.2"].words) == ("Your own point", "Good luck!")
