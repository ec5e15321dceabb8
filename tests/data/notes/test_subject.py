"""The subject of a follow-up: it answers in the thread of the first note."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import Channel, MailThread, Note, Purpose
from thanks_tui.data.notes.compose import compose


@pytest.fixture
def note(contact) -> Note:
    return Note(contact_id=contact.id, purpose=Purpose.FOLLOW_UP)


@pytest.mark.parametrize("known", [False, True])
def test_it_answers_the_thank_you(note, contact, application, profile, known):
    first = Note(contact_id=contact.id, channel=Channel.EMAIL) if known else None
    subject = compose(note, contact, application, profile, first).subject
    assert subject == "Re: Thank you: Staff Engineer at Northwind Robotics"


@pytest.mark.parametrize(
    ("own", "subject"),
    [
        ("My thanks", "Re: My thanks"),
        ("Re: My  thanks", "Re: My thanks"),
        ("AW: Re: My thanks", "Re: My thanks"),
        ("Re: ", "Re: Thank you: Staff Engineer at Northwind Robotics"),
    ],
)
def test_the_subject_of_the_thank_you_may_be_the_users(note, contact, application, profile, own, subject):
    first = Note(contact_id=contact.id, subject=own)
    assert compose(note, contact, application, profile, first).subject == subject


def test_who_is_in_the_rejections_thread_stays_in_it(note, contact, application, profile):
    threaded = replace(application, thread=MailThread(subject="Re: Your application", sender="dana@x.com"))
    first = Note(contact_id=contact.id)
    dana = replace(contact, email="dana@x.com")
    assert compose(note, dana, threaded, profile, first).subject == "Re: Your application"
    assert compose(note, contact, threaded, profile, first).subject == (
        "Re: Thank you: Staff Engineer at Northwind Robotics"
    )


@pytest.mark.parametrize("channel", [Channel.LINKEDIN, Channel.CARD, Channel.LETTER])
def test_where_no_mail_went_before_there_is_nothing_to_answer(note, contact, application, profile, channel):
    first = Note(contact_id=contact.id, channel=channel, subject="Thanks")
    subject = compose(note, contact, application, profile, first).subject
    assert subject == "Staying in touch: Staff Engineer at Northwind Robotics"


def test_an_own_subject_wins(note, contact, application, profile):
    own = replace(note, subject=" Hello\nagain ")
    assert compose(own, contact, application, profile, Note(contact_id="x")).subject == "Hello again"
