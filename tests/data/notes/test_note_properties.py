"""What holds of every note, whatever is ticked, in whatever order, to whomever."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
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
    Profile,
    Tone,
)
from thanks_tui.data.notes.choose import plan, retone
from thanks_tui.data.notes.compose import compose, point_text
from thanks_tui.data.notes.names import read_name
from thanks_tui.data.text import clean_line

NAMES = [
    *("Dana Ortiz", "Lee Park", "Suharto", "Anna van der Berg", "NGUYEN Van An", "Kim Min-jun", "田中太郎"),
    *("Prof. Dr. Hans Müller", "Ortiz, Dana", "J. R. Smith", "Sammy Davis Jr.", "María José García", ""),
]
COMPANIES = ["Northwind Robotics", "Acme Inc.", "The Lantern Press", "Yahoo!", "Systems", "eBay", "Åkerø AS"]
ROLES = ["", "Staff Engineer", "ward clerk", "Summer Internship", "Head of Data (EMEA)", "Engineer (m/w/d)"]
MOMENTS = [
    "",
    "our talk about the night shifts",
    "Your stories.",
    "how you waited",
    "the tour of the workshop",
]
OTHERS = ["Tomasz Zieliński", "Priya Raman", "Oluwaseun Adeyemi"]

contacts = st.builds(
    Contact,
    id=st.uuids().map(lambda id_: id_.hex),
    application_id=st.just("app"),
    name=st.sampled_from(NAMES),
    kind=st.sampled_from(Kind),
    moment=st.sampled_from(MOMENTS),
    gave_news=st.booleans(),
)
applications = st.builds(
    Application,
    id=st.just("app"),
    company=st.sampled_from(COMPANIES),
    role=st.sampled_from(ROLES),
    outcome=st.sampled_from(Outcome),
)
profiles = st.builds(
    Profile,
    name=st.just("Sam Okonkwo"),
    tone=st.sampled_from(Tone),
    own_points=st.sampled_from(
        [(), (OwnPoint(id="own.p", title="Hike", text="I hiked to {company} for {name}, {{twice}}"),)]
    ),
    own_wordings=st.just((OwnWording(id="own.w", point="interest", text="I like {company}."),)),
)


@st.composite
def notes(draw: st.DrawFn) -> tuple[Note, Contact, Application, Profile]:
    """A note with any ticks in any order, planned after notes to others, and perhaps put in another tone."""
    contact, application, profile = draw(contacts), draw(applications), draw(profiles)
    others = [Contact(id=f"o{place}", application_id="app", name=name) for place, name in enumerate(OTHERS)]
    siblings: list[Note] = []
    for other in others[: draw(st.integers(0, 3))]:
        siblings.append(Note(contact_id=other.id, points=plan(other, application, profile, siblings)))
    choices = draw(st.permutations(plan(contact, application, profile, siblings)))
    points = tuple(replace(choice, ticked=draw(st.booleans())) for choice in choices)
    note = Note(id="n", contact_id=contact.id, tone=profile.tone, points=points)
    if draw(st.booleans()):
        note = retone(note, draw(st.sampled_from(Tone)), contact, application, profile, siblings)
    return note, contact, application, profile


@given(notes())
@settings(max_examples=300, deadline=None)
def test_every_note_is_whole_and_clean(made):
    note, contact, application, profile = made
    letter = compose(note, contact, application, profile)
    text = letter.text.replace("{twice}", "twice")
    assert not re.search(r"[{}]", text)
    assert "  " not in text
    assert not re.search(r"\.\.|,,|\s[.,;:!?]", text)
    assert len(letter.paragraphs) <= 4
    assert all(paragraph.endswith((".", "!", "?")) for paragraph in letter.paragraphs)
    assert letter == compose(note, contact, application, profile)


@given(notes())
@settings(max_examples=200, deadline=None)
def test_the_ticked_points_are_made_in_their_order(made):
    note, contact, application, profile = made
    letter = compose(note, contact, application, profile)
    made_texts = [point_text(choice, note, contact, application, profile) for choice in note.points]
    ticked = [text for choice, text in zip(note.points, made_texts, strict=True) if choice.ticked and text]
    assert " ".join(letter.paragraphs) == " ".join(ticked)


@given(notes())
@settings(max_examples=200, deadline=None)
def test_nobody_else_is_named(made):
    note, contact, application, profile = made
    text = compose(note, contact, application, profile).text
    own = set(read_name(contact.name).full.split()) | set(application.company.split())
    others = [word for name in NAMES + OTHERS for word in read_name(name).full.split() if len(word) > 2]
    for word in others:
        assert word in own or not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)


@given(contact=contacts, application=applications, profile=profiles)
@settings(max_examples=300, deadline=None)
def test_the_usual_note_has_the_right_length(contact, application, profile):
    stranger = replace(contact, moment="")
    usual = replace(profile, own_points=())
    note = Note(contact_id=contact.id, tone=usual.tone, points=plan(stranger, application, usual, []))
    letter = compose(note, stranger, application, usual)
    assert letter.words >= 60
    assert len(letter.text.split()) <= 150
    assert len(letter.paragraphs) == 3
    full = tuple(replace(choice, ticked=True) for choice in note.points)
    assert compose(replace(note, points=full), contact, application, usual).words <= 150


@given(own=st.text(max_size=60), contact=contacts, application=applications)
@settings(max_examples=200, deadline=None)
def test_the_users_own_words_stand_as_they_are(own, contact, application):
    note = Note(contact_id=contact.id, points=(PointChoice(id="time", own=own),))
    letter = compose(note, contact, application, Profile())
    if clean_line(own):
        assert letter.paragraphs[0] in {clean_line(own), f"{clean_line(own)}."}
