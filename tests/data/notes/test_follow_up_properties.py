"""What holds of every follow-up, whatever is ticked, to whomever, and whatever happened since."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from thanks_tui.data.models import Application, Contact, Kind, Note, Outcome, Profile, Purpose, Tone
from thanks_tui.data.notes.choose import plan, retone
from thanks_tui.data.notes.compose import compose, point_text
from thanks_tui.data.notes.review import Level, review

NAMES = ["Dana Ortiz", "Suharto", "Anna van der Berg", "田中太郎", "Prof. Dr. Hans Müller", "Ortiz, Dana"]
COMPANIES = ["Northwind Robotics", "Acme Inc.", "The Lantern Press", "Yahoo!", "eBay", "Åkerø AS", ""]
ROLES = ["", "Staff Engineer", "ward clerk", "Summer Internship", "Engineer (m/w/d)"]
MOMENTS = ["", "our talk about the night shifts", "Your stories.", "how you waited"]
NEWS = [
    *("", "I have finished my certificate.", "i've moved to Leeds", "Your new plant has opened!"),
    *("the bridge is open again", "Northwind Robotics has a new home", "  ", "that you have been promoted"),
]

contacts = st.builds(
    Contact,
    id=st.uuids().map(lambda id_: id_.hex),
    application_id=st.just("app"),
    name=st.sampled_from(NAMES),
    email=st.just("person@example.org"),
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
profiles = st.builds(Profile, name=st.just("Sam Okonkwo"), tone=st.sampled_from(Tone))


@st.composite
def follow_ups(draw: st.DrawFn) -> tuple[Note, Contact, Application, Profile, list[Note]]:
    """A follow-up after the thanks and up to three earlier ones, perhaps in another tone than they were."""
    contact, application, profile = draw(contacts), draw(applications), draw(profiles)
    before = [Note(contact_id=contact.id, points=plan(contact, application, profile, []))]
    for _ in range(draw(st.integers(0, 3))):
        before.append(_note(contact, application, profile, before, draw(st.sampled_from(NEWS))))
    note = _note(contact, application, profile, before, draw(st.sampled_from(NEWS)))
    if draw(st.booleans()):
        note = retone(note, draw(st.sampled_from(Tone)), contact, application, profile, before)
    return note, contact, application, profile, before


def _note(
    contact: Contact, application: Application, profile: Profile, before: list[Note], news: str
) -> Note:
    points = plan(contact, application, profile, before, Purpose.FOLLOW_UP, news)
    return Note(contact_id=contact.id, purpose=Purpose.FOLLOW_UP, tone=profile.tone, news=news, points=points)


def _sentences(note: Note, contact: Contact, application: Application, profile: Profile) -> set[str]:
    plain = replace(application, company="Northwind")  # a full stop in a name would part its sentence
    letter = compose(note, contact, plain, profile)
    return {one for text in letter.paragraphs for one in re.split(r"(?<=[.!?])\s+", text)}


@given(follow_ups())
@settings(max_examples=300, deadline=None)
def test_every_follow_up_is_whole_clean_and_short(made):
    note, contact, application, profile, _ = made
    letter = compose(note, contact, application, profile)
    text = letter.text
    assert not re.search(r"[{}]", text)
    assert "  " not in text
    assert not re.search(r"\.\.|,,|\s[.,;:!?]", text)
    assert all(paragraph.endswith((".", "!", "?")) for paragraph in letter.paragraphs)
    assert len(letter.paragraphs) == 3
    assert 60 <= letter.words <= 120
    assert letter.subject.startswith("Re: Thank you: ")
    assert letter == compose(note, contact, application, profile)


@given(follow_ups())
@settings(max_examples=200, deadline=None)
def test_no_sentence_comes_back(made):
    note, contact, application, profile, before = made
    mine = _sentences(note, contact, application, profile)
    for earlier in before:
        assert not mine & _sentences(earlier, contact, application, profile)


@given(follow_ups(), st.data())
@settings(max_examples=200, deadline=None)
def test_the_ticked_points_are_made_in_their_order(made, data):
    note, contact, application, profile, _ = made
    choices = data.draw(st.permutations(note.points))
    shuffled = replace(
        note, points=tuple(replace(choice, ticked=data.draw(st.booleans())) for choice in choices)
    )
    letter = compose(shuffled, contact, application, profile)
    texts = [point_text(choice, shuffled, contact, application, profile) for choice in shuffled.points]
    ticked = [text for choice, text in zip(shuffled.points, texts, strict=True) if choice.ticked and text]
    assert " ".join(letter.paragraphs) == " ".join(ticked)
    assert len(letter.paragraphs) <= 4


@given(follow_ups())
@settings(max_examples=200, deadline=None)
def test_what_we_composed_has_nothing_to_warn_of(made):
    note, contact, application, profile, _ = made
    text = compose(note, contact, application, profile).text
    findings = review(note, text, contact, application, [], [])
    assert not [finding for finding in findings if finding.level is Level.WARNING]
    assert len(findings) == (not contact.moment.strip()) + (not note.news.strip())


@given(news=st.text(max_size=60), contact=contacts, application=applications, profile=profiles)
@settings(max_examples=200, deadline=None)
def test_any_news_can_be_told(news, contact, application, profile):
    note = _note(contact, application, profile, [], news)
    letter = compose(note, contact, application, profile)
    assert letter.paragraphs
    assert all(paragraph == " ".join(paragraph.split()) for paragraph in letter.paragraphs)
