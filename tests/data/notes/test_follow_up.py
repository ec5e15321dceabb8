"""Writing again: never the same words twice, to the same person or to another, and only what is known."""

from __future__ import annotations

import re
from itertools import product

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import (
    Application,
    Contact,
    Kind,
    Note,
    Outcome,
    OwnPoint,
    PointChoice,
    PointTick,
    Profile,
    Purpose,
    State,
    Tone,
)
from thanks_tui.data.notes.checklist import NO_MOMENT, NO_NEWS, point_lines
from thanks_tui.data.notes.choose import next_wording, offered, plan, repin, retone
from thanks_tui.data.notes.compose import compose, letter_text
from thanks_tui.data.notes.points import FOLLOW_UP_POINTS

KINDS = list(Kind)
NEWS = "I have finished my certificate"
IDS = [point.id for point in FOLLOW_UP_POINTS]


def _follow_up(
    contact: Contact,
    application: Application,
    profile: Profile,
    siblings: list[Note],
    news: str = NEWS,
) -> Note:
    return Note(
        contact_id=contact.id,
        purpose=Purpose.FOLLOW_UP,
        tone=profile.tone,
        news=news,
        points=plan(contact, application, profile, siblings, Purpose.FOLLOW_UP, news),
    )


def _person(place: int, kind: Kind) -> Contact:
    return Contact(
        id=f"c{place}", application_id="app", name=f"Person {place}", kind=kind, moment="our talk about ships"
    )


def _sentences(note: Note, contact: Contact, application: Application, profile: Profile) -> set[str]:
    letter = compose(note, contact, application, profile)
    return {one for text in letter.paragraphs for one in re.split(r"(?<=[.!?])\s+", text)}


def _assert_nothing_in_common(
    letters: list[tuple[Note, Contact]], application: Application, profile: Profile
):
    seen: set[str] = set()
    for note, contact in letters:
        sentences = _sentences(note, contact, application, profile)
        assert not seen & sentences
        seen |= sentences


def _wordings(note: Note) -> set[str]:
    return {choice.wording for choice in note.points if choice.wording}


@pytest.mark.parametrize(("tone", "kind", "outcome"), list(product(Tone, Kind, Outcome)))
def test_six_of_a_kind_have_no_sentence_in_common(tone, kind, outcome):
    application = Application(id="app", company="Northwind", role="Cook", outcome=outcome)
    profile = Profile(tone=tone)
    letters: list[tuple[Note, Contact]] = []
    for place in range(6):
        contact = _person(place, kind)
        siblings = [note for note, _ in letters]
        letters.append((_follow_up(contact, application, profile, siblings), contact))
    _assert_nothing_in_common(letters, application, profile)


@pytest.mark.parametrize(("tone", "outcome", "turn"), list(product(Tone, Outcome, range(7))))
def test_a_mixed_six_have_no_sentence_in_common(tone, outcome, turn):
    application = Application(id="app", company="Northwind", outcome=outcome)
    profile = Profile(tone=tone)
    letters: list[tuple[Note, Contact]] = []
    for place, kind in enumerate((KINDS[turn:] + KINDS[:turn])[:6]):
        siblings = [note for note, _ in letters]
        contact = _person(place, kind)
        letters.append((_follow_up(contact, application, profile, siblings), contact))
    _assert_nothing_in_common(letters, application, profile)


@pytest.mark.parametrize(("tone", "kind", "outcome"), list(product(Tone, Kind, Outcome)))
def test_nobody_reads_a_sentence_twice_in_five_follow_ups_and_the_thanks(tone, kind, outcome):
    application = Application(id="app", company="Northwind", role="Cook", outcome=outcome)
    profile = Profile(tone=tone)
    contact = _person(1, kind)
    first = Note(contact_id=contact.id, tone=tone, points=plan(contact, application, profile, []))
    notes = [first]
    for step in range(5):
        notes.append(_follow_up(contact, application, profile, notes, f"I have finished part {step}"))
    _assert_nothing_in_common([(note, contact) for note in notes], application, profile)


@pytest.mark.parametrize("tone", Tone)
def test_another_tone_or_wording_does_not_bring_an_earlier_one_back(application, tone):
    profile = Profile(tone=tone)
    contact = _person(1, Kind.REFERRER)
    notes: list[Note] = []
    for _ in range(3):
        notes.append(_follow_up(contact, application, profile, notes))
    second = retone(notes[1], Tone.FORMAL, contact, application, profile, notes)
    assert all(".formal." in choice.wording for choice in second.points)
    assert not _wordings(second) & (_wordings(notes[0]) | _wordings(notes[2]))
    for choice in notes[1].points:
        walked = choice
        for _ in range(9):
            walked = next_wording(walked, 1, notes[1], contact, application, profile, notes)
            assert walked.wording not in _wordings(notes[0]) | _wordings(notes[2])
        assert choice.wording in {
            one.id for one in offered(choice, notes[1], contact, application, profile, notes)
        }


def test_the_thank_you_to_the_same_person_does_not_count_as_anothers(contact, application, profile):
    first = Note(id="one", contact_id=contact.id, points=plan(contact, application, profile, []))
    again = plan(contact, application, profile, [first])
    assert again == first.points


def test_the_same_plan_comes_out_each_time(contact, application, profile):
    plans = [plan(contact, application, profile, [], Purpose.FOLLOW_UP) for _ in range(2)]
    assert plans[0] == plans[1]
    assert [choice.id for choice in plans[0]] == IDS
    assert all(choice.ticked for choice in plans[0])


def test_a_plan_follows_the_profile(contact, application):
    profile = Profile(
        tone=Tone.PLAIN,
        points=(PointTick(id="interest", ticked=False),),
        follow_up_points=(PointTick(id="question", ticked=False), PointTick(id="own.p", ticked=True)),
        own_points=(OwnPoint(id="own.p", title="Hike", text="The hike was fun."),),
    )
    choices = plan(contact, application, profile, [], Purpose.FOLLOW_UP)
    assert [choice.id for choice in choices][:3] == ["question", "own.p", "greet"]
    assert [choice.ticked for choice in choices][:3] == [False, True, True]
    assert choices[0].wording.startswith("question.plain.")
    assert len(choices) == len(IDS) + 1


def test_a_repinned_follow_up_keeps_its_own_points(contact, application, profile):
    note = _follow_up(contact, application, profile, [], news="")
    withdrawn = replace(application, outcome=Outcome.WITHDRAWN)
    own = OwnPoint(id="own.p", title="Hike", text="The hike was fun.")
    again = repin(note, contact, withdrawn, replace(profile, own_points=(own,)), [])
    assert [choice.id for choice in again.points] == [*IDS, "own.p"]
    assert not again.points[-1].ticked
    assert again.points[0] == note.points[0]


def test_news_that_come_later_find_words_that_no_other_note_has(application, profile):
    contact = _person(1, Kind.INTERVIEWER)
    earlier = [_follow_up(contact, application, profile, [])]
    for _ in range(5):
        note = _follow_up(contact, application, profile, earlier, news="")
        assert note.points[2].wording == ""
        told = repin(replace(note, news=NEWS), contact, application, profile, earlier)
        assert told.points[2].wording not in {other.points[2].wording for other in earlier}
        assert NEWS in compose(told, contact, application, profile).text
        earlier.append(told)


def test_news_that_change_sides_change_their_words(contact, application, profile):
    note = _follow_up(contact, application, profile, [])
    told = replace(note, points=(PointChoice(id="news", wording="news.warm.mine.like"),))
    assert compose(told, contact, application, profile).paragraphs == (
        "You might like to hear that I have finished my certificate.",
    )
    theirs = replace(told, news="Your new plant has opened.")
    (paragraph,) = compose(theirs, contact, application, profile).paragraphs
    assert "your new plant has opened" in paragraph
    assert "You might like to hear" not in paragraph
    pinned = repin(theirs, contact, application, profile, []).points[0]
    assert pinned.wording != "news.warm.mine.like"


def test_a_follow_up_has_three_paragraphs(contact, application, profile):
    note = _follow_up(replace(contact, moment="our talk"), application, profile, [])
    own = {"greet": "A", "recall": "B", "news": "C", "still-interested": "D", "question": "E?"}
    choices = [PointChoice(id=point, own=own.get(point, "F")) for point in IDS]
    said = replace(note, points=tuple(choices))
    assert compose(said, contact, application, profile).paragraphs == ("A. B.", "C. D.", "E? F.")


def test_what_is_not_known_is_left_out_in_silence(contact, application, profile):
    note = _follow_up(contact, application, profile, [], news="")
    letter = compose(note, contact, application, profile)
    assert len(letter.paragraphs) == 3
    assert 60 <= letter.words <= 120
    assert letter.greeting == "Dear Dana,"
    assert letter.signature == ("Sam Okonkwo", "sam@okonkwo.example")
    assert letter_text(note, contact, application, profile) == letter.text


def test_a_follow_up_that_was_sent_keeps_its_text(contact, application, profile):
    note = _follow_up(contact, application, profile, [])
    sent = replace(note, text="As it went out.", state=State.SENT)
    assert letter_text(sent, contact, application, profile) == "As it went out."


def test_the_checklist_says_what_is_missing(contact, application, profile):
    note = _follow_up(contact, application, profile, [], news="")
    lines = {line.choice.id: line for line in point_lines(note, contact, application, profile, [])}
    assert list(lines) == IDS
    assert lines["recall"].words == NO_MOMENT
    assert lines["news"].words == NO_NEWS
    assert not lines["news"].usable
    assert lines["question"].title == "A light question"
    assert lines["question"].place >= 1
    told = replace(note, news=NEWS)
    lines = {line.choice.id: line for line in point_lines(told, contact, application, profile, [note])}
    assert NEWS in lines["news"].words
    assert lines["news"].usable
    assert lines["news"].places >= 6
