"""From a reading to the records that are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.exchange import take
from thanks_tui.data.exchange.mail import read_mail
from thanks_tui.data.exchange.rejection import Reading, Sender, Verdict, read_rejection
from thanks_tui.data.models import Application, Kind, MailThread, Outcome
from thanks_tui.data.store.store import Store

DAY = date(2026, 11, 12)
READING = Reading(
    verdict=Verdict.REJECTION,
    company="Northwind Robotics",
    role="Staff Engineer",
    rejected_on=DAY,
    sender=Sender(name="Dana Ortiz", email="dana@northwind.example", title="Recruiter", kind=Kind.RECRUITER),
    their_words="It was a very close call.",
    thread=MailThread(subject="Your application", message_id="<1@northwind.example>"),
)
NOBODY = Reading(verdict=Verdict.REJECTION, company="Contoso", rejected_on=DAY, thread=MailThread())


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        yield store


def test_the_sender_is_the_first_contact_and_gave_the_news():
    proposed = take.proposal(READING)
    (contact,) = proposed.contacts
    assert (contact.name, contact.email, contact.title) == (
        "Dana Ortiz",
        "dana@northwind.example",
        "Recruiter",
    )
    assert (contact.kind, contact.gave_news, contact.lead) == (Kind.RECRUITER, True, False)
    assert contact.application_id == proposed.application.id == proposed.event.application_id
    assert proposed.event.contact_id == contact.id


def test_without_a_sender_or_headers_there_is_neither_contact_nor_thread():
    proposed = take.proposal(NOBODY)
    assert proposed.contacts == ()
    assert proposed.event.contact_id is None
    assert proposed.application.thread is None


def test_what_the_user_says_wins():
    other = date(2026, 11, 10)
    proposed = take.proposal(
        READING, company="  Nordwind\n", role="", outcome=Outcome.ON_HOLD, rejected_on=other
    )
    application = proposed.application
    assert (application.company, application.role, application.outcome) == ("Nordwind", "", Outcome.ON_HOLD)
    assert application.rejected_on == proposed.event.on == other


def test_what_is_kept_is_one_change_and_known_afterwards(store: Store):
    assert take.known(store, READING) is None
    take.keep(store, take.proposal(READING, company="Quite Another Name"))
    known = take.known(store, READING)
    assert known is not None
    assert known.company == "Quite Another Name"
    assert store.undo() == "Took Quite Another Name from its mail"
    assert store.applications() == store.events() == []


@pytest.mark.parametrize(
    ("application", "is_known"),
    [
        (Application(company="northwind robotics", role="staff engineer", rejected_on=DAY), True),
        (Application(company="Northwind Robotics", role="Staff Engineer"), True),
        (Application(company="Northwind Robotics", role="Team Lead", rejected_on=DAY), False),
        (
            Application(company="Northwind Robotics", role="Staff Engineer", rejected_on=date(2025, 1, 1)),
            False,
        ),
        (
            Application(
                company="Northwind Robotics",
                role="Staff Engineer",
                thread=MailThread(message_id="<another@northwind.example>"),
            ),
            False,
        ),
    ],
)
def test_an_application_typed_in_before_its_mail_came_is_known(
    store: Store, application: Application, is_known: bool
):
    store.put(application)
    assert (take.known(store, READING) == application) is is_known


def test_a_mail_that_names_nothing_is_never_known(store: Store):
    nothing = Reading(verdict=Verdict.REJECTION, rejected_on=DAY, thread=MailThread())
    take.keep(store, take.proposal(nothing))
    assert take.known(store, nothing) is None


def test_those_who_got_a_copy_are_contacts_too_but_neither_the_user_nor_a_mailbox():
    mail = read_mail(
        "From: Dana Ortiz <dana@northwind.example>\n"
        "To: Sam Okonkwo <sam@example.com>\n"
        'Cc: "Park, Lee" <lee@northwind.example>, jobs@northwind.example, Sam <SAM@example.com>,\n'
        " no-reply@northwind.example, Dana <dana@northwind.example>\n"
        "Subject: Your application as Cook\n\n"
        "Dear Sam,\n\nunfortunately we have decided to move forward with another candidate.\n\nDana Ortiz\n"
    )
    contacts = take.proposal(read_rejection(mail, DAY)).contacts
    assert [(contact.name, contact.email, contact.gave_news) for contact in contacts] == [
        ("Dana Ortiz", "dana@northwind.example", True),
        ("Lee Park", "lee@northwind.example", False),
    ]


def test_without_its_day_the_news_is_not_on_the_timeline(store: Store):
    taken = replace(take.proposal(READING), event=None)
    take.keep(store, taken)
    assert store.applications() == [taken.application]
    assert store.events() == []
