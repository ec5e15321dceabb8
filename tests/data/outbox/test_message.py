"""A note as a mail, read again with the parser of the standard library."""

from __future__ import annotations

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.errors import NotWrittenError
from thanks_tui.data.models import Application, Contact, MailThread, Profile
from thanks_tui.data.outbox import message as module
from thanks_tui.data.outbox.message import build_eml

TEXT = "Dear Dana,\n\nthank you for everything.\n\nKind regards,\nSam Okonkwo\n"
PROFILE = Profile(name="Sam Okonkwo", email="sam@example.org")
CONTENT = ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]


def contact(name: str = "Dana Ortiz", email: str = "dana@x.com", gave_news: bool = True) -> Contact:
    return Contact(application_id="a", name=name, email=email, gave_news=gave_news)


def application(thread: MailThread | None = None) -> Application:
    return Application(company="Northwind", thread=thread)


def read(data: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=SMTP).parsebytes(data)


def build(
    subject: str = "Thank you", text: str = TEXT, who: Contact | None = None, thread: MailThread | None = None
) -> bytes:
    return build_eml(subject, text, who or contact(), application(thread), PROFILE)


def test_a_draft_to_one_person_and_nothing_more():
    data = build()
    mail = read(data)
    assert mail.keys() == ["X-Unsent", "Subject", "To", *CONTENT]
    assert (mail["X-Unsent"], mail["Subject"], mail["To"]) == ("1", "Thank you", "Dana Ortiz <dana@x.com>")
    assert mail.get_content().replace("\r\n", "\n") == TEXT
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_without_an_address_there_is_no_recipient():
    assert read(build(who=contact(email=""))).keys() == ["X-Unsent", "Subject", *CONTENT]


def test_without_a_name_or_a_subject_there_is_just_the_address():
    mail = read(build(subject=" ", who=contact(name="")))
    assert mail.keys() == ["X-Unsent", "To", *CONTENT]
    assert mail["To"] == "dana@x.com"


@pytest.mark.parametrize(
    "name",
    [
        "Ortiz, Dana",
        'Dana "Dee" Ortiz',
        "Dana (HR) Ortiz",
        "Müller, Zoë",
        "李伟",
        "Dana\\",
        "a@b.c",
        "Łucja " * 20,
        "'D'",
    ],
)
def test_any_name_reads_as_one_recipient(name: str):
    (person,) = read(build(who=contact(name=name)))["To"].addresses
    assert "".join(person.display_name.split()) == "".join(name.split())
    assert person.addr_spec == "dana@x.com"


def test_an_international_domain_goes_out_in_ascii():
    data = build(who=contact(email="dana@Müller.de"))
    assert b"<dana@xn--mller-kva.de>" in data
    data.decode("ascii")


def test_answers_in_the_thread_of_the_rejection():
    long_id = "<" + "a" * 120 + "@mail.example.com>"
    thread = MailThread(
        message_id=long_id, references=("<first@x.com>", long_id, "no id", "<b c@x>", "<2@x.com>")
    )
    data = build(subject="Re: Your application", thread=thread)
    assert b"In-Reply-To: " + long_id.encode() + b"\r\n" in data
    mail = read(data)
    assert mail.keys() == ["X-Unsent", "Subject", "To", "In-Reply-To", "References", *CONTENT]
    assert mail["References"].split() == ["<first@x.com>", "<2@x.com>", long_id]


def test_who_is_not_in_the_thread_does_not_answer_in_it():
    thread = MailThread(message_id="<last@x.com>", sender="Dana@x.com")
    assert "In-Reply-To" in read(build(who=contact(gave_news=False), thread=thread))
    stranger = contact("Lee Park", "lee@x.com", gave_news=False)
    assert read(build(who=stranger, thread=thread)).keys() == ["X-Unsent", "Subject", "To", *CONTENT]


def test_a_long_thread_keeps_its_beginning_and_its_end():
    thread = MailThread(message_id="<last@x.com>", references=tuple(f"<{n}@x.com>" for n in range(100)))
    named = read(build(thread=thread))["References"].split()
    assert len(named) == 20
    assert (named[0], named[1], named[-1]) == ("<0@x.com>", "<82@x.com>", "<last@x.com>")


@pytest.mark.parametrize(
    "hostile",
    [
        "", "x", "<x>", "a@b.c", "<a@b.c>\r\nBcc: e@x.com", "<a@b.c> <d@e.f>", "<" + "a" * 250 + "@b.c>",
        "<ä@b.c>", "<=?utf-8?q?x=0ABcc=3A?=>",
    ],
)  # fmt: skip
def test_what_is_no_message_id_starts_no_thread(hostile: str):
    assert "In-Reply-To" not in read(build(thread=MailThread(message_id=hostile)))


@pytest.mark.parametrize(
    "hostile",
    [
        "Hi\r\nBcc: evil@x.com", "Hi\nBcc: evil@x.com\n\nbody", "Hi\x00\x0bBcc: evil@x.com",
        "Hi\u2028Bcc: evil@x.com",
        "=?utf-8?q?Hi=0ABcc=3A_evil=40x=2Ecom?=", "=?utf-8?b?SGkKQmNjOiBldmlsQHguY29t?=",
        "Hi\x85Bcc: evil@x.com",
        'Bob, evil@x.com <a@b.c>', '"Bob" <evil@x.com>, Dana', "Dana\ud800",
        "é" * 150, "x " * 150, "Bob;,:@()[]",
    ],
)  # fmt: skip
def test_no_text_becomes_a_header_or_a_recipient(hostile: str):
    mail = read(build(subject=hostile, who=contact(name=hostile)))
    assert mail.keys() == ["X-Unsent", "Subject", "To", *CONTENT]
    assert [person.addr_spec for person in mail["To"].addresses] == ["dana@x.com"]
    assert "\n" not in mail["Subject"]
    assert "\r" not in mail["Subject"]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=300))
def test_any_text_makes_the_expected_headers(subject: str, name: str, text: str):
    mail = read(build(subject=subject, text=text, who=contact(name=name)))
    assert [key for key in mail.keys() if key != "Subject"] == ["X-Unsent", "To", *CONTENT]  # noqa: SIM118
    assert len(mail["To"].addresses) == 1


@pytest.mark.parametrize(
    "address",
    [
        "a@b.c,x@evil.com",
        "a@b.c?attach=/etc/passwd&bcc=x",
        "-oQ/tmp@x.com",
        "dana",
        "dána@x.com",
        "a" * 400 + "@x.com",
        "a@b.c\nBcc: x@y.z",
    ],
)
def test_refuses_what_is_not_one_plain_address(address: str):
    with pytest.raises(NotWrittenError, match="is not a mail address"):
        build(who=contact(email=address))


def test_refuses_to_write_to_oneself():
    with pytest.raises(NotWrittenError, match=r"is your own address\. Give Dana Ortiz theirs"):
        build(who=contact(email="Sam@Example.org "))


def test_refuses_a_subject_without_end():
    with pytest.raises(NotWrittenError, match="too long for a mail: 401 characters"):
        build(subject="x" * 401)


@pytest.mark.parametrize(
    "text",
    [
        "From me\n.\n..\n",
        "x" * 2000,
        "a\r\nb\rc\n",
        "🎉 déjà vu = 100 %",
        "=?utf-8?q?x?=",
        "\x1b[31mred\x1b[0m",
        "",
        "  a",
    ],
)
def test_the_text_comes_through(text: str):
    expected = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x1b", "").strip() + "\n"
    data = build(text=text)
    assert read(data).get_content().replace("\r\n", "\n") == expected
    assert max(map(len, data.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Subject: Thank you", b"Subject: Thank you\r\nBcc: evil@x.com"),
        (b"Subject: Thank you", b"Subject: Thanks"),
        (b"dana@x.com", b"evil@x.com"),
        (b"<dana@x.com>", b"<dana@x.com>, evil@x.com"),
        (b"everything", b"nothing"),
        (b'charset="utf-8"', b'charset="no-such-charset"'),
    ],
)
def test_notices_when_the_mail_reads_otherwise_than_meant(old: bytes, new: bytes):
    data = build().replace(old, new)
    with pytest.raises(NotWrittenError, match="would not read as it was meant"):
        module._read_again(
            data, ["X-Unsent", "Subject", "To"], "Thank you", ("Dana Ortiz", "dana@x.com"), TEXT
        )
