"""The newest part of a mail, what it quotes, and the mail that it passes on."""

from __future__ import annotations

import pytest
from thanks_tui.data.exchange.mail import read_mail

HEAD = b"From: Dana Ortiz <dana@northwind.example>\nMIME-Version: 1.0\nSubject: Hello\n"


@pytest.mark.parametrize(
    "attribution",
    [
        "On Tue, 3 Nov 2026 at 10:02, Sam <sam@okonkwo.example> wrote:",
        "On Tue, 3 Nov 2026 at 10:02, Sam Okonkwo with a long name\n<sam@okonkwo.example>\nwrote:",
        "Am 3. November 2026 um 10:02 schrieb Sam Okonkwo:",
        "Le mar. 3 nov. 2026 à 10:02, Sam a écrit :",
        "El mar, 3 nov 2026, Sam escribió:",
        "Op di 3 nov 2026 schreef Sam:\n".strip().replace("schreef Sam:", "heeft Sam schreef:"),
    ],
)
def test_only_the_newest_part_is_the_text(attribution):
    mail = read_mail(f"The news.\n\n{attribution}\n\n> older words\n> more")
    assert mail.text == "The news."
    assert "older words" in mail.quoted


@pytest.mark.parametrize(
    "separator",
    [
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "________________________________\nFrom: Sam <s@o.example>\nSent: Monday\nTo: Dana\nSubject: x",
        "Von: Sam <s@o.example>\nGesendet: Montag\nAn: Dana\nBetreff: x",
    ],
)
def test_outlook_separators(separator):
    mail = read_mail(f"The news.\n\n{separator}\n\nolder words")
    assert mail.text.rstrip("_\n") == "The news."
    assert "older words" in mail.quoted


def test_an_answer_under_its_quotation():
    mail = read_mail("On Monday Sam wrote:\n> my question\n> again\n\nThe answer.")
    assert mail.text == "The answer."
    mail = read_mail("> my question\nThe answer.\n> another\nMore.")
    assert (mail.text, mail.quoted) == ("The answer.\nMore.", "> my question\n> another")


def test_a_mail_that_is_all_quoted_is_read_as_such():
    assert read_mail("> Hi Sam,\n> not this time.").text == "Hi Sam,\nnot this time."


def test_prose_that_looks_like_an_attribution():
    text = "On Monday we met.\n" + "On reflection " * 40 + "\nAt last: done"
    assert read_mail(text).text.endswith("done")
    assert read_mail("On " + "a " * 140 + "\n" + "b " * 140 + "\nwrote:").quoted == ""


def test_a_pasted_forward_without_outer_headers():
    mail = read_mail(
        "fyi\n\n-------- Weitergeleitete Nachricht --------\nBetreff: Absage\n"
        "Datum: Thu, 12 Nov 2026 09:00:00 +0000\n"
        "Von: Dana <dana@northwind.example>\nAn: sam@okonkwo.example\n\nLeider nicht."
    )
    assert (mail.subject, mail.sender_email, mail.text) == (
        "Absage",
        "dana@northwind.example",
        "Leider nicht.",
    )


def test_a_forward_mark_in_the_senders_own_mail_is_a_quotation():
    raw = (
        HEAD
        + b"\nThe news.\n\n---------- Forwarded message ---------\nFrom: a@b.example\nSubject: x\n\nolder"
    )
    mail = read_mail(raw)
    assert (mail.sender_email, mail.text) == ("dana@northwind.example", "The news.")


def test_a_forward_mark_with_nothing_behind_it():
    raw = b"MIME-Version: 1.0\nSubject: Fwd: x\nFrom: s@o.example\n\nwords\n\n-- Forwarded message --"
    assert read_mail(raw).sender_email == "s@o.example"


def test_a_forward_without_a_subject_of_its_own_takes_the_outer_one():
    raw = b"MIME-Version: 1.0\nSubject: WG: AW: Fwd: Your application\nFrom: s@o.example\n\n"
    mail = read_mail(raw + b"Von: dana@northwind.example\nDatum: 12.11.2026\n\nwords")
    assert (mail.subject, mail.sender_email) == ("Your application", "dana@northwind.example")


def test_an_attached_mail_beside_a_long_text_is_only_an_attachment():
    inner = b"Content-Type: message/rfc822\n\nFrom: other@x.example\nSubject: inner\n\nInner."
    words = b"Content-Type: text/plain\n\n" + b"Many words. " * 100
    raw = (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"
        + words
        + b"\n--b\n"
        + inner
        + b"\n--b--\n"
    )
    mail = read_mail(raw)
    assert mail.sender_email == "dana@northwind.example"


def test_a_quoted_forward_may_end_unquoted():
    mail = read_mail(
        "Begin forwarded message:\n\n> From: a@b.example\n> Subject: x\n>\n> The news.\nfrom my phone"
    )
    assert (mail.sender_email, mail.text) == ("a@b.example", "The news.\nfrom my phone")


def test_a_forward_in_apples_way_within_an_answer_is_a_quotation():
    raw = HEAD + b"\nThe news.\n\nBegin forwarded message:\n\nFrom: a@b.example\nSubject: x\n\nolder"
    assert read_mail(raw).text == "The news."


def test_a_subject_of_nothing_but_answers():
    raw = b"MIME-Version: 1.0\nSubject: WG: " + b"Re: " * 20 + b"\nFrom: s@o.example\n\n"
    mail = read_mail(raw + b"Von: dana@northwind.example\nDatum: 12.11.2026\n\nwords")
    assert mail.subject.startswith("Re: Re:")
