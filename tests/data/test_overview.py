"""The overview: after whatever change it says what all the records say, and looks only at what changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.derived import Derived
from thanks_tui.data.folding import fold
from thanks_tui.data.followup.read import agenda_of
from thanks_tui.data.models import Application, Event, EventKind, State
from thanks_tui.data.overview import Overview
from thanks_tui.data.paths import STORE_NAME
from thanks_tui.data.standing import Standing, standings, text_of
from thanks_tui.data.store.store import Store

from tests.data.followup.whole_ledger import ledger_of
from tests.factories import (
    TODAY,
    make_application,
    make_contact,
    make_follow_up,
    make_note,
    make_standing,
)


def fill(store: Store, company: str = "Northwind Robotics") -> Application:
    """Put an application into `store`, with two people, a note that was sent, and a day to write again."""
    application = make_application(company)
    people = [make_contact(name, application_id=application.id) for name in ("Dana Ortiz", "Zoë Łuczak")]
    told = Event(application_id=application.id, what=EventKind.REJECTED, on=date(2026, 11, 12))
    store.put(
        application,
        *people,
        make_note(people[0], State.SENT),
        told,
        make_follow_up(application, TODAY, contact_id=people[0].id),
    )
    return application


def bulk(store: Store) -> list[Standing]:
    return standings(store.applications(), store.all_contacts(), store.all_notes(), store.follow_ups())


def assert_as_all_records_say(store: Store, today: date = TODAY) -> None:
    overview = Overview.of(store)
    assert overview.standings() == bulk(store)
    assert overview.agenda(today) == agenda_of(store, today)
    assert overview.ledger(TODAY) == ledger_of(store, TODAY)
    for query in ("", "nor", "LUCZAK dana", "nobody"):
        matching = [row for row in bulk(store) if all(word in text_of(row) for word in fold(query).split())]
        assert overview.matching(bulk(store), query) == matching


CHANGES: dict[str, Callable[[Store], object]] = {
    "an application is added": lambda store: fill(store, "Juniper & Vellum"),
    "one is changed": lambda store: store.put(replace(store.applications()[0], company="Oxbarrow")),
    "one is removed": lambda store: store.remove(store.applications()[0]),
    "a person is renamed": lambda store: store.put(replace(store.all_contacts()[0], name="Mei Tanaka")),
    "a person is removed": lambda store: store.remove(store.all_contacts()[0]),
    "a note was answered": lambda store: store.put(replace(store.all_notes()[0], state=State.ANSWERED)),
    "a follow-up is done": lambda store: store.put(replace(store.follow_ups()[0], done_on=TODAY)),
    "an event is removed": lambda store: store.remove(store.events()[0]),
    "the last change is undone": lambda store: store.undo(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_it_follows_when(store: Store, what: str):
    fill(store)
    fill(store, "Lanternwick Paper")
    assert_as_all_records_say(store)
    CHANGES[what](store)
    assert_as_all_records_say(store)


def test_it_follows_the_day(store: Store):
    fill(store)
    assert_as_all_records_say(store)
    assert_as_all_records_say(store, TODAY + timedelta(days=9))


def test_it_follows_what_another_window_wrote(store: Store):
    fill(store)
    with Store.open(store.path) as second:
        assert_as_all_records_say(second)
        store.put(replace(store.applications()[0], company="Oxbarrow Foods"))
        store.close()
        assert second.try_take_over()
        assert_as_all_records_say(second)
        assert second.applications()[0].company == "Oxbarrow Foods"


def test_whoever_draws_after_a_change_finds_it_there_already(tmp_path: Path):
    with Store.open(tmp_path / STORE_NAME) as store:
        seen: list[int] = []
        # As a screen does, which follows the store before it first looks at it.
        store.subscribe(lambda _: seen.append(len(Overview.of(store).standings())))
        fill(store)
        fill(store)
        assert seen == [1, 2]


def test_prepared_it_computes_nothing_more(store: Store, monkeypatch: pytest.MonkeyPatch):
    fill(store)
    overview = Overview.of(store)
    overview.prepare(TODAY)
    for _ in overview.preparing():
        pass
    monkeypatch.setattr(Store, "contacts", None)
    monkeypatch.setattr(Store, "notes", None)
    (row,) = overview.standings()
    assert overview.matching([row], "luczak") == [row]
    assert len(overview.agenda(TODAY)) == 1
    assert not overview.ledger(TODAY).is_empty


def test_only_what_is_forgotten_is_computed_again():
    computed: list[str] = []
    applications = [make_application(name) for name in ("Northwind", "Juniper", "Oxbarrow")]

    def derive(application: Application) -> str:
        computed.append(application.company)
        return application.company.upper()

    derived = Derived(derive)
    assert derived.of(applications) == derived.of(applications) == ["NORTHWIND", "JUNIPER", "OXBARROW"]
    derived.forget([applications[1].id, "one that was never known"])
    derived.of(applications)
    assert computed == ["Northwind", "Juniper", "Oxbarrow", "Juniper"]
    derived.forget()
    derived.of(applications[:1])
    assert computed[4:] == ["Northwind"]


def test_what_changes_while_it_is_prepared_is_as_it_is_afterwards(store: Store):
    first, second = fill(store), fill(store, "Juniper & Vellum")
    preparing = Overview.of(store).preparing()
    next(preparing)
    store.remove(first)
    store.put(replace(second, company="Oxbarrow"))
    for _ in preparing:
        pass
    assert_as_all_records_say(store)
    assert [row.application.company for row in Overview.of(store).matching(bulk(store), "oxb")] == [
        "Oxbarrow"
    ]


# Search.

LUCZAK = make_standing("株式会社星雲", {"Zoë Łuczak": None, "Tomasz Zieliński": None}, role="Ingénieure")
NORTHWIND = make_standing("Northwind (R&D) 100%", {"Dana O’Brien": None}, role="C++ Engineer")


def found(store: Store, rows: list[Standing], query: str) -> list[Standing]:
    """Return those of `rows` that `query` finds, once they are in the store."""
    for row in rows:
        store.put(row.application, *(contact for contact, _ in row.people))
    return Overview.of(store).matching(rows, query)


@pytest.mark.parametrize(
    "query", ["星雲", "luczak", "ŁUCZAK", "zoe tomasz", "ingenieure", "  zielinski  ", "ING luc"]
)
def test_finds_by_company_role_and_person_whatever_the_case_and_the_accents(store: Store, query: str):
    assert found(store, [NORTHWIND, LUCZAK], query) == [LUCZAK]


@pytest.mark.parametrize("query", ["c++", "(r&d)", "100%", "o'brien", "o’brien"])
def test_takes_the_words_to_the_letter(store: Store, query: str):
    assert found(store, [LUCZAK, NORTHWIND], query) == [NORTHWIND]


@pytest.mark.parametrize("query", [".*", "(a+)+$", "[", "\\", "zoe northwind", "robotics"])
def test_finds_nothing_where_there_is_nothing(store: Store, query: str):
    assert found(store, [LUCZAK, NORTHWIND], query) == []


def test_without_words_finds_all(store: Store):
    assert found(store, [LUCZAK, NORTHWIND], "  ") == [LUCZAK, NORTHWIND]


def test_a_word_is_never_found_across_two_fields(store: Store):
    assert found(store, [make_standing("North", role="wind")], "northwind") == []
