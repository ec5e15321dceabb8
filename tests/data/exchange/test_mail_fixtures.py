"""Every mail in tests/data/mails, and what must be read from it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest
from thanks_tui.data.exchange.mail import read_mail
from thanks_tui.data.exchange.rejection import Sureness, Verdict, read_rejection
from thanks_tui.data.models import Kind, Outcome, ToldBy

MAILS = Path(__file__).parent.parent / "mails"
TODAY = date(2026, 11, 22)


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    verdict: Verdict
    company: str | None = None
    role: str | None = None
    rejected_on: date
    sender: str | None = None
    kind: Kind | None = None
    no_reply: bool
    message_id: str


ROWS = msgspec.convert(tomllib.loads((MAILS / "expected.toml").read_text(encoding="utf-8")), dict[str, Row])
REFUSALS = [name for name, row in ROWS.items() if row.verdict in {Verdict.REJECTION, Verdict.WITHDRAWN}]


def reading(name: str):
    return read_rejection(read_mail((MAILS / f"{name}.eml").read_bytes()), TODAY)


def test_there_is_a_row_for_every_mail():
    assert {path.stem for path in MAILS.glob("*.eml")} == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_reads_the_verdict(name):
    found = reading(name)
    assert found.verdict is ROWS[name].verdict
    assert found.is_rejection == (name in REFUSALS)
    assert found.reasons or found.verdict is Verdict.UNSURE


@pytest.mark.parametrize("name", ROWS)
def test_reads_company_and_role(name):
    found, row = reading(name), ROWS[name]
    assert row.company in {None, found.company}
    assert row.role in {None, found.role}
    assert (found.company_sure is Sureness.UNKNOWN) == (not found.company)
    assert (found.role_sure is Sureness.UNKNOWN) == (not found.role)


@pytest.mark.parametrize("name", ROWS)
def test_reads_the_day_and_the_thread(name):
    found, row = reading(name), ROWS[name]
    assert found.rejected_on == row.rejected_on
    assert found.thread.message_id == row.message_id
    assert found.told_by is ToldBy.EMAIL


@pytest.mark.parametrize("name", ROWS)
def test_proposes_the_sender_and_never_an_address_that_nobody_reads(name):
    found, row = reading(name), ROWS[name]
    assert found.no_reply == row.no_reply
    assert (found.sender and found.sender.name) == row.sender
    assert (found.sender and found.sender.kind) == row.kind
    if found.sender:
        assert bool(found.sender.email) != row.no_reply


@pytest.mark.parametrize("name", ROWS)
def test_the_applicant_is_never_the_contact(name):
    found = reading(name)
    assert not found.sender or "okonkwo" not in f"{found.sender.name} {found.sender.email}".lower()


@pytest.mark.parametrize("name", REFUSALS)
def test_their_words_carry_the_refusal_and_stay_short(name):
    words = reading(name).their_words
    assert 10 < len(words) < 700
    assert "> " not in words
    assert "okonkwo" not in words.lower()


def test_outcomes_follow_the_verdict():
    assert reading("withdrawn").outcome is Outcome.WITHDRAWN
    assert reading("on_hold").outcome is Outcome.ON_HOLD
    assert reading("greenhouse").outcome is Outcome.REJECTED


def test_the_words_of_a_quoted_thread_are_left_out():
    found = reading("recruiter_quoted_thread")
    assert "someone who has run a wet lab" in found.their_words
    assert "invite" not in found.their_words
    assert found.thread.references == ("<CAFx1=aa@mail.verdantbiolabs.example>", "<b7719e@posteo.example>")


def test_titles_come_from_the_signature():
    assert reading("lever_recruiter").sender.title == "Talent Acquisition Partner"
    assert reading("hiring_manager_cp1252").sender.title == "Head of Engineering"
    assert reading("forwarded_gmail").sender.title == "CTO"


def test_a_forwarded_mail_counts_as_its_first_sender_wrote_it():
    mail = read_mail((MAILS / "forwarded_gmail.eml").read_bytes())
    assert mail.sender_email == "bjorn.lindqvist@skerry-maps.example"
    assert mail.subject == "GIS Developer – our decision"
    assert mail.forwarded_by == "sam.okonkwo@posteo.example"
    assert mail.references == ("<skerry-70@skerry-maps.example>",)
    assert "for the tracker" not in mail.text
    attached = read_mail((MAILS / "forwarded_attachment.eml").read_bytes())
    assert attached.sender_email == "careers@meridianpress.example"
    assert attached.forwarded_by == "sam.okonkwo@posteo.example"


def test_hidden_parts_of_html_are_not_read():
    assert "Update on your application" not in read_mail((MAILS / "greenhouse.eml").read_bytes()).text
    assert not read_mail((MAILS / "smartrecruiters.eml").read_bytes()).text.startswith("An update")


PURE_ASCII = [path.stem for path in sorted(MAILS.glob("*.eml")) if path.read_bytes().isascii()]


@pytest.mark.parametrize("name", PURE_ASCII)
def test_a_pasted_source_reads_like_the_file(name):
    raw = (MAILS / f"{name}.eml").read_bytes()
    assert read_mail(raw.decode("ascii")) == read_mail(raw)
