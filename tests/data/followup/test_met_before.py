"""People met before: at the same company, or for another application."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from thanks_tui.data.company_key import company_key
from thanks_tui.data.followup.people import earlier_people, meetings, same_company, take_over
from thanks_tui.data.models import Application, Channel, Contact, Kind
from thanks_tui.data.store.store import Store

EARLIER = Application(id="a" * 32, company="Acme Inc.", role="Analyst", rejected_on=date(2025, 3, 1))
LATER = Application(id="b" * 32, company="ACME", role="Engineer", rejected_on=date(2026, 3, 1))
ELSEWHERE = Application(id="c" * 32, company="Contoso", rejected_on=date(2026, 1, 1))
NEW = Application(id="d" * 32, company="Acme, Inc", role="Head of Tools")
DANA = Contact(
    id="1" * 32,
    application_id=EARLIER.id,
    name="Dana Ortiz",
    form_of_address="Dr Ortiz",
    kind=Kind.RECRUITER,
    title="Talent Partner",
    email="dana@acme.example",
    phone="+1 555 0100",
    linkedin="https://www.linkedin.com/in/dana-ortiz",
    channel=Channel.LINKEDIN,
    moment="your call late in the evening",
    lead=True,
    gave_news=True,
)
AGAIN = replace(DANA, id="2" * 32, application_id=LATER.id, moment="the second tour")
LEE = Contact(id="3" * 32, application_id=EARLIER.id, name="Lee Park")
NAMESAKE = Contact(id="4" * 32, application_id=ELSEWHERE.id, name="Lee Park")
MOVED = Contact(id="5" * 32, application_id=ELSEWHERE.id, name="D. Ortiz", email="Dana@Acme.example")


@pytest.fixture(autouse=True)
def filled(store: Store) -> Store:
    store.put(EARLIER, LATER, ELSEWHERE, NEW, DANA, AGAIN, LEE, NAMESAKE, MOVED)
    return store


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme", "Acme Inc."),
        ("ACME, Inc", "acme gmbh"),
        ("The Acme GmbH & Co. KG", "Acme e.V."),
        ("Zoë & Söhne", "Zoe Sohne"),
        ("株式会社星雲",) * 2,
    ],
)
def test_one_company_under_several_names(one: str, other: str):
    assert company_key(one) == company_key(other) != ""


def test_other_companies_are_others():
    assert len({company_key(name) for name in ("Acme", "Acme Labs", "星雲", "Contoso", "Inc.")}) == 5


def test_applications_to_one_company_the_newest_first(store: Store):
    assert same_company(store, "acme", but=NEW.id) == [LATER, EARLIER]
    assert same_company(store, "acme") == [LATER, EARLIER, NEW]
    assert same_company(store, "  ") == []


def test_everybody_met_there_once_as_they_were_met_last(store: Store):
    assert earlier_people(store, "Acme", but=NEW.id) == [AGAIN, LEE]
    assert earlier_people(store, "Nobody Ltd") == []


def test_taking_people_over_leaves_the_moment_behind(store: Store):
    (dana, lee) = take_over(store, [AGAIN, LEE], NEW)
    assert dana == replace(AGAIN, id=dana.id, application_id=NEW.id, moment="", lead=False, gave_news=False)
    assert dana.id != AGAIN.id
    assert store.contacts(NEW.id) == [dana, lee]
    assert store.undo() == "Took over 2 people"
    assert store.contacts(NEW.id) == []


def test_whoever_is_there_already_is_not_taken_twice(store: Store):
    assert len(take_over(store, [DANA, AGAIN], NEW)) == 1
    assert store.undo_label == "Took over Dana Ortiz"
    assert take_over(store, [DANA], NEW) == []


def test_a_person_met_twice_shows_both(store: Store):
    assert [each.contact for each in meetings(store, DANA)] == [AGAIN, MOVED]
    assert [each.application for each in meetings(store, AGAIN)] == [ELSEWHERE, EARLIER]


def test_a_namesake_at_another_company_is_somebody_else(store: Store):
    assert meetings(store, LEE) == []
    (lee,) = take_over(store, [LEE], NEW)
    assert [each.contact for each in meetings(store, lee)] == [LEE]
