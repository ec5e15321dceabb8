"""Which words a note is given, and how the user changes them."""

from __future__ import annotations

import re
from itertools import pairwise, product

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import (
    Application,
    Contact,
    Kind,
    Note,
    Outcome,
    OwnPoint,
    OwnWording,
    PointChoice,
    PointTick,
    Profile,
    Tone,
)
from thanks_tui.data.notes.choose import next_wording, offered, plan, repin, retone, standing
from thanks_tui.data.notes.compose import compose
from thanks_tui.data.notes.points import STANDARD_POINTS

KINDS = list(Kind)


def _sentences(note: Note, contact: Contact, application: Application, profile: Profile) -> set[str]:
    letter = compose(note, contact, application, profile)
    return {one for text in letter.paragraphs for one in re.split(r"(?<=[.!?])\s+", text)}


def _notes(contacts: list[Contact], application: Application, profile: Profile) -> list[Note]:
    """Return a note to each, with every point ticked, planned one after the other."""
    notes: list[Note] = []
    for contact in contacts:
        choices = plan(contact, application, profile, notes)
        ticked = tuple(replace(choice, ticked=True) for choice in choices)
        notes.append(Note(id=f"n{contact.id}", contact_id=contact.id, tone=profile.tone, points=ticked))
    return notes


def _people(kinds: list[Kind], gave_news: bool = False) -> list[Contact]:
    return [
        Contact(
            id=f"c{place}",
            application_id="app",
            name=f"Person {place}",
            kind=kind,
            moment="our talk about ships",
            gave_news=gave_news,
        )
        for place, kind in enumerate(kinds)
    ]


def _assert_nothing_in_common(notes, contacts, application, profile):
    seen: set[str] = set()
    for note, contact in zip(notes, contacts, strict=True):
        sentences = _sentences(note, contact, application, profile)
        assert not seen & sentences
        seen |= sentences


@pytest.mark.parametrize(("tone", "kind", "outcome"), list(product(Tone, Kind, Outcome)))
def test_six_of_a_kind_have_no_sentence_in_common(tone, kind, outcome):
    application = Application(id="app", company="Northwind", role="Cook", outcome=outcome)
    profile = Profile(tone=tone)
    for gave_news in (False, True):
        contacts = _people([kind] * 6, gave_news)
        _assert_nothing_in_common(_notes(contacts, application, profile), contacts, application, profile)


@pytest.mark.parametrize(("tone", "outcome", "turn"), list(product(Tone, Outcome, range(7))))
def test_a_mixed_six_have_no_sentence_in_common(tone, outcome, turn):
    application = Application(id="app", company="Northwind", outcome=outcome)
    profile = Profile(tone=tone)
    contacts = _people((KINDS[turn:] + KINDS[:turn])[:6])
    contacts[0] = replace(contacts[0], gave_news=True)
    _assert_nothing_in_common(_notes(contacts, application, profile), contacts, application, profile)


def test_another_tone_keeps_them_apart(application, profile):
    contacts = _people([Kind.INTERVIEWER] * 6)
    notes = _notes(contacts, application, profile)
    for place, contact in enumerate(contacts):
        notes[place] = retone(notes[place], Tone.FORMAL, contact, application, profile, notes)
    assert all(note.tone is Tone.FORMAL for note in notes)
    assert all(choice.wording.split(".")[1] == "formal" for note in notes for choice in note.points)
    _assert_nothing_in_common(notes, contacts, application, profile)


def test_when_all_are_in_use_the_least_used_is_taken(application, profile):
    contacts = _people([Kind.OTHER] * 20)
    notes = _notes(contacts, application, profile)
    used = [note.points[1].wording for note in notes]
    counts = {wording: used.count(wording) for wording in used}
    assert max(counts.values()) - min(counts.values()) <= 1
    assert len(counts) == 7


def test_a_plan_follows_the_profile(contact, application):
    profile = Profile(
        tone=Tone.PLAIN,
        points=(PointTick(id="interest", ticked=False), PointTick(id="own.p", ticked=True)),
        own_points=(OwnPoint(id="own.p", title="Hike", text="The hike was fun."),),
        own_wordings=(OwnWording(id="own.w", point="interest", text="Ask me."),),
    )
    choices = plan(contact, application, profile, [])
    assert [choice.id for choice in choices][:2] == ["interest", "own.p"]
    assert not choices[0].ticked
    assert choices[0].wording.startswith("interest.plain.")
    assert choices[1].wording == "own.p"
    assert len(choices) == len(STANDARD_POINTS) + 1
    moment = next(choice for choice in choices if choice.id == "moment")
    assert moment.wording == ""


def test_the_same_plan_comes_out_each_time_and_differs_between_applications(application, profile):
    people = [Contact(id=f"{place}", application_id="app", name="Dana Ortiz") for place in range(12)]
    plans = [plan(person, application, profile, []) for person in people]
    assert plans == [plan(person, application, profile, []) for person in people]
    assert len({choices[0].wording for choices in plans}) >= 4
    assert len(set(plans)) >= 10


def test_a_plan_seldom_begins_two_sentences_alike(application, profile):
    """Within a note, hardly any two points in a row may open with the same two words."""
    clashes = 0
    contacts = [
        Contact(id=f"{place}", application_id="app", name="Dana", kind=KINDS[place % 7])
        for place in range(70)
    ]
    for contact in contacts:
        note = Note(contact_id=contact.id, points=plan(contact, application, profile, []))
        texts = [
            wording.text.split()[:2]
            for choice in note.points
            if (wording := standing(choice, note, contact, application, profile))
        ]
        clashes += sum(one == other for one, other in pairwise(texts))
    assert clashes == 0


def test_left_and_right_walk_through_what_others_do_not_use(application, profile):
    contacts = _people([Kind.INTERVIEWER] * 3)
    notes = _notes(contacts, application, profile)
    note, contact = notes[0], contacts[0]
    choice = note.points[1]
    free = offered(choice, note, contact, application, profile, notes)
    theirs = {other.points[1].wording for other in notes[1:]}
    assert choice.wording in {one.id for one in free}
    assert not theirs & {one.id for one in free}
    seen = []
    for _ in free:
        seen.append(choice.wording)
        choice = next_wording(choice, 1, note, contact, application, profile, notes)
    assert choice == note.points[1]
    assert sorted(seen) == sorted(one.id for one in free)
    back = next_wording(next_wording(choice, 1, note, contact, application, profile, notes), -1,
                        note, contact, application, profile, notes)  # fmt: skip
    assert back == choice


def test_all_are_offered_when_others_use_them_all(application, profile):
    contacts = _people([Kind.OTHER] * 8)
    notes = _notes(contacts, application, profile)
    choice = notes[0].points[1]
    assert len(offered(choice, notes[0], contacts[0], application, profile, notes)) == 7


def test_own_words_give_way_to_the_wording_beneath(contact, application, profile):
    choices = plan(contact, application, profile, [])
    note = Note(contact_id=contact.id, points=choices)
    own = replace(choices[0], own="My own words.")
    assert next_wording(own, 1, note, contact, application, profile, []) == choices[0]


def test_kept_wordings_are_reached_too(contact, application):
    profile = Profile(own_wordings=(OwnWording(id="own.w", point="time", text="Thank you for all that."),))
    note = Note(contact_id=contact.id, points=plan(contact, application, profile, []))
    choice = replace(note.points[1], wording="own.w")
    assert standing(choice, note, contact, application, profile).text == "Thank you for all that."
    toned = retone(replace(note, points=(choice,)), Tone.FORMAL, contact, application, profile, [])
    assert toned.points[0].wording == "own.w"


def test_a_point_that_can_say_nothing_stays_as_it_is(contact, application, profile):
    choice = PointChoice(id="moment")
    note = Note(contact_id=contact.id, points=(choice,))
    assert next_wording(choice, 1, note, contact, application, profile, []) == choice
    assert standing(choice, note, contact, application, profile) is None


def test_a_wording_that_is_not_true_any_more_is_replaced(contact, application, profile):
    own = PointChoice(id="own.gone", own="Kept.")
    lost = PointChoice(id="own.lost")
    note = Note(contact_id=contact.id, points=(*plan(contact, application, profile, []), own, lost))
    withdrawn = replace(application, outcome=Outcome.WITHDRAWN)
    later = replace(profile, own_points=(OwnPoint(id="own.new", title="New", text="New."),))
    new = repin(note, contact, withdrawn, later, [])
    assert new.points[0].wording.startswith("outcome.warm.withdrawn-heard.")
    assert new.points[1] == note.points[1]
    assert [choice.id for choice in new.points][-2:] == ["own.gone", "own.new"]
    assert not new.points[-1].ticked
    # Even a note that was not repinned says nothing untrue.
    assert standing(note.points[0], note, contact, withdrawn, profile).pool.outcomes == (Outcome.WITHDRAWN,)


def test_a_moment_added_later_finds_its_words(contact, application, profile):
    note = Note(contact_id=contact.id, points=plan(contact, application, profile, []))
    met = replace(contact, moment="our talk about ships")
    assert "our talk about ships" in compose(note, met, application, profile).text
    assert repin(note, met, application, profile, []).points[3].wording.startswith("moment.warm.")
