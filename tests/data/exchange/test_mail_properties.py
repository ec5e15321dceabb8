"""Whatever comes in, a mail or one sentence comes out, and of any mail a reading."""

from __future__ import annotations

from datetime import UTC, date, datetime
from string import ascii_letters

from hypothesis import given, settings
from hypothesis import strategies as st
from thanks_tui.data.errors import UnreadableError
from thanks_tui.data.exchange import html_text
from thanks_tui.data.exchange.mail import Mail, read_mail
from thanks_tui.data.exchange.rejection import Reading, read_rejection
from thanks_tui.data.text import clean_text

TODAY = date(2026, 11, 22)

PIECES = st.sampled_from(
    [
        "From: Dana <dana@northwind.example>\n",
        "MIME-Version: 1.0\n",
        "Subject: =?utf-8?q?=C3=A4?= ",
        "Content-Type: multipart/mixed; boundary=b\n",
        "Content-Type: text/html; charset=",
        "Content-Type: message/rfc822\n",
        "Content-Transfer-Encoding: base64\n",
        "Date: 12/11/2026 9:05 PM\n",
        "\n",
        "\n\n",
        "--b\n",
        "--b--\n",
        "> ",
        "On Monday Sam wrote:\n",
        "---------- Forwarded message ---------\n",
        "Von: ",
        "Betreff: Fwd: ",
        "<div style='display:none'>",
        "</p><p>",
        "&#99999999999;",
        "unfortunately we have decided to go with another candidate. ",
        "the position of ",
        "at Northwind ",
        "Best regards,\n",
        "Dana Ortiz, Recruiter | Northwind\n",
        "\u202e\x1b[31m\x00",
        "İ",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=25).map("".join))


def read(raw: bytes | str) -> Mail | None:
    try:
        return read_mail(raw)
    except UnreadableError:
        return None


def check(mail: Mail | None) -> None:
    if mail is None:
        return
    for words in (mail.subject, mail.sender_name, mail.sender_email, mail.text, mail.quoted, mail.to_name):
        assert clean_text(words) == words
    found = read_rejection(mail, TODAY)
    assert isinstance(found, Reading)
    assert found.rejected_on <= TODAY
    assert "\n" not in found.company + found.role + found.their_words
    assert not (found.no_reply and found.sender and found.sender.email)


@given(st.binary(max_size=2_000))
def test_any_bytes(raw):
    check(read(raw))


@given(TEXTS)
@settings(deadline=None)
def test_any_text(text):
    check(read(text))


@given(TEXTS)
@settings(deadline=None)
def test_any_source(text):
    check(read(f"MIME-Version: 1.0\n{text}".encode("utf-8", "replace")))


@given(TEXTS)
@settings(deadline=None)
def test_any_html(text):
    words = html_text.to_text(text)
    assert len(words) <= 2 * len(text) + 10


ANY_LINE = st.text(st.sampled_from(ascii_letters + " ,.:@<>|-&éİß"), max_size=60)


@given(
    st.builds(
        Mail,
        subject=ANY_LINE,
        sender_name=ANY_LINE,
        sender_email=ANY_LINE,
        reply_to=ANY_LINE,
        to_name=ANY_LINE,
        date=st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
        text=TEXTS,
        bulk=st.booleans(),
    )
)
@settings(deadline=None)
def test_any_mail_has_a_reading(mail):
    assert isinstance(read_rejection(mail, TODAY), Reading)


def test_the_ends_of_time():
    for moment in (datetime.min, datetime.max):
        mail = Mail(text="words", date=moment.replace(tzinfo=UTC))
        assert read_rejection(mail, TODAY).rejected_on == TODAY
