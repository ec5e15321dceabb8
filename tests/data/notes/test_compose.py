"""The letter that a note makes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import (
    Application,
    Channel,
    Contact,
    Kind,
    MailThread,
    Note,
    OwnPoint,
    PointChoice,
    Profile,
    State,
    Tone,
)
from thanks_tui.data.notes.choose import plan
from thanks_tui.data.notes.compose import compose, letter_text


@pytest.fixture
def note(contact, application, profile) -> Note:
    return Note(id="note", contact_id=contact.id, points=plan(contact, application, profile, []))


def _own(note: Note, **own: str) -> Note:
    """Return `note` saying nothing but these own words, in this order."""
    points = tuple(PointChoice(id=id_.replace("_", "-"), own=text) for id_, text in own.items())
    return replace(note, points=points)


def test_a_letter_has_all_its_parts(note, contact, application, profile):
    letter = compose(note, contact, application, profile)
    assert letter.greeting == "Dear Dana,"
    assert len(letter.paragraphs) == 3
    assert letter.signature == ("Sam Okonkwo", "sam@okonkwo.example")
    end = f"{letter.closing}\nSam Okonkwo\nsam@okonkwo.example"
    assert letter.text == "\n\n".join(("Dear Dana,", *letter.paragraphs, end))
    assert letter.words == sum(len(paragraph.split()) for paragraph in letter.paragraphs)
    assert 60 <= letter.words <= 150


def test_neighbours_that_belong_together_share_a_paragraph(note, contact, application, profile):
    said = _own(
        note,
        outcome="A",
        time="B.",
        learning="C",
        moment="D!",
        disappointment="E",
        interest="F",
        contact_me="G",
    )
    assert compose(said, contact, application, profile).paragraphs == ("A. B.", "C. D!", "E. F. G.")


def test_the_order_is_the_users_and_there_are_four_paragraphs_at_most(note, contact, application, profile):
    said = _own(
        note,
        contact_me="Write.",
        time="Thanks.",
        learning="Learnt a lot, all in all, in so many ways.",
        outcome="News came, and it was kind of you.",
        moment="The tour.",
        interest="Still keen.",
    )
    paragraphs = compose(said, contact, application, profile).paragraphs
    assert len(paragraphs) == 4
    assert " ".join(paragraphs) == (
        "Write. Thanks. Learnt a lot, all in all, in so many ways. News came, and it was kind of you. "
        "The tour. Still keen."
    )
    assert paragraphs[0] == "Write. Thanks."


def test_a_point_that_is_not_ticked_is_not_made(note, contact, application, profile):
    points = tuple(replace(choice, ticked=False) for choice in note.points)
    letter = compose(replace(note, points=points), contact, application, profile)
    assert letter.paragraphs == ()
    assert letter.text.startswith("Dear Dana,\n\n")
    assert letter.words == 0


def test_own_words_are_taken_as_they_are(note, contact, application, profile):
    said = _own(note, time="I typed {company} and {foo}\n  and { on two lines")
    assert compose(said, contact, application, profile).paragraphs == (
        "I typed {company} and {foo} and { on two lines.",
    )


@pytest.mark.parametrize("end", [".", "!", "?", "…", ":", '."', ".)"])
def test_own_words_keep_the_mark_they_end_with(note, contact, application, profile, end):
    assert compose(_own(note, time=f"Yes{end}"), contact, application, profile).paragraphs == (f"Yes{end}",)


def test_an_own_point_is_made_with_its_fields_filled(note, contact, application):
    profile = Profile(own_points=(OwnPoint(id="own.p", title="Hike", text="See {company}, {name} {{x}"),))
    said = replace(note, points=(PointChoice(id="own.p", wording="own.p"),))
    letter = compose(said, contact, application, profile)
    assert letter.paragraphs == ("See Northwind Robotics, Dana {x}.",)


def test_an_own_point_that_needs_what_is_unknown_is_left_out(note, contact, application):
    profile = Profile(own_points=(OwnPoint(id="own.p", title="Then", text="About {moment}."),))
    said = replace(note, points=(PointChoice(id="own.p", wording="own.p"), PointChoice(id="own.q")))
    letter = compose(said, contact, application, profile)
    assert letter.paragraphs == ()


@pytest.mark.parametrize(
    ("tone", "name", "kind", "greeting"),
    [
        (Tone.WARM, "Dana Ortiz", Kind.OTHER, "Dear Dana,"),
        (Tone.PLAIN, "Dana Ortiz", Kind.OTHER, "Hello Dana,"),
        (Tone.FORMAL, "Dr. Dana Ortiz", Kind.OTHER, "Dear Dr. Ortiz,"),
        (Tone.FORMAL, "", Kind.RECRUITER, "Dear hiring team,"),
        (Tone.FORMAL, "", Kind.REFERRER, "Hello,"),
        (Tone.WARM, "", Kind.RECRUITER, "Hello,"),
        (Tone.PLAIN, "", Kind.OTHER, "Hello,"),
    ],
)
def test_the_greeting(note, application, profile, tone, name, kind, greeting):
    contact = Contact(application_id="app", name=name, kind=kind)
    assert compose(replace(note, tone=tone), contact, application, profile).greeting == greeting


def test_the_closing_fits_the_tone_and_stays(note, contact, application, profile):
    closings = {
        tone: {
            compose(replace(note, tone=tone), replace(contact, id=f"{n}"), application, profile).closing
            for n in range(20)
        }
        for tone in Tone
    }
    assert all(len(found) >= 3 for found in closings.values())
    assert "All the best," not in closings[Tone.FORMAL]
    chief = replace(contact, kind=Kind.SENIOR_MANAGER)
    formal = {
        compose(replace(note, tone=Tone.FORMAL), replace(chief, id=f"{n}"), application, profile).closing
        for n in range(20)
    }
    assert "Respectfully," in formal
    assert all(closing.endswith(",") for found in closings.values() for closing in found)


def test_nothing_is_invented_for_the_signature(note, contact, application):
    letter = compose(note, contact, application, Profile(phone=" +1 555 0100 ", link="https://sam.example"))
    assert letter.signature == ("+1 555 0100", "https://sam.example")
    bare = compose(note, contact, application, Profile())
    assert bare.signature == ()
    assert bare.text.endswith(bare.closing)


@pytest.mark.parametrize(
    ("thread", "subject"),
    [
        ("Your application", "Re: Your application"),
        ("Re: Your application", "Re: Your application"),
        ("AW: Re: FW: re[2]: Your application", "Re: Your application"),
        ("Regarding you", "Re: Regarding you"),
        ("Re: ", "Thank you: Staff Engineer at Northwind Robotics"),
        ("", "Thank you: Staff Engineer at Northwind Robotics"),
    ],
)
def test_a_mail_answers_in_the_thread(note, contact, application, profile, thread, subject):
    threaded = replace(application, thread=MailThread(subject=thread, sender="dana@x.com"))
    told = replace(contact, email="Dana@x.com")
    assert compose(note, told, threaded, profile).subject == subject
    told = replace(contact, gave_news=True)
    assert compose(note, told, threaded, profile).subject == subject


def test_who_never_got_the_mail_is_not_answered_in_its_thread(note, contact, application, profile):
    threaded = replace(application, thread=MailThread(subject="Your application", sender="dana@x.com"))
    subject = "Thank you: Staff Engineer at Northwind Robotics"
    for email in ("", "lee@x.com"):
        assert compose(note, replace(contact, email=email), threaded, profile).subject == subject


def test_only_a_mail_answers_in_the_thread(note, contact, application, profile):
    threaded = replace(application, thread=MailThread(subject="Your application"))
    contact = replace(contact, gave_news=True)
    card = replace(contact, channel=Channel.CARD)
    assert compose(note, card, threaded, profile).subject == "Thank you: Staff Engineer at Northwind Robotics"
    own = replace(note, subject=" My  subject\n")
    assert compose(own, contact, threaded, profile).subject == "My subject"


@pytest.mark.parametrize(
    ("company", "role", "subject"),
    [
        ("Acme", "", "Thank you: my application to Acme"),
        ("", "Cook (m/w/d)", "Thank you: Cook"),
        ("", "", "Thank you: my application"),
    ],
)
def test_a_subject_without_company_or_role(note, contact, profile, company, role, subject):
    assert compose(note, contact, Application(company=company, role=role), profile).subject == subject


def test_a_note_edited_or_sent_keeps_its_text(note, contact, application, profile):
    composed = compose(note, contact, application, profile).text
    assert letter_text(note, contact, application, profile) == composed
    assert letter_text(replace(note, text="old"), contact, application, profile) == composed
    assert letter_text(replace(note, edited=True), contact, application, profile) == composed
    assert letter_text(replace(note, text="mine", edited=True), contact, application, profile) == "mine"
    for state in (State.SENT, State.ANSWERED):
        assert letter_text(replace(note, text="sent", state=state), contact, application, profile) == "sent"
