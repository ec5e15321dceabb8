"""The index of companies and people: it finds what looking through everything finds, whatever changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from thanks_tui.data.followup.acquaintances import Acquaintances
from thanks_tui.data.store.store import Store

from tests.factories import make_application, make_contact

PAGE = "https://www.linkedin.com/in/dana-ortiz"


def fill(store: Store) -> None:
    """Put three jobs into `store`, with Dana at each: by name, by address, by page."""
    jobs = [make_application(name) for name in ("Acme", "Juniper", "ACME, Inc.")]
    ways = ({}, {"email": "Dana@Juniper.example"}, {"linkedin": f"{PAGE}/?trk=x"})
    people = [
        make_contact("Dana Ortiz", application_id=job.id, **way) for job, way in zip(jobs, ways, strict=True)
    ]
    store.put(*jobs, *people)


def names(store: Store, company: str) -> list[str]:
    return [each.company for each in Acquaintances.of(store).at(company)]


def near(store: Store, **ways: str) -> list[str]:
    contact = make_contact("Somebody", application_id=store.applications()[1].id, **ways)
    return [each.company for each in Acquaintances.of(store).near(contact)]


def test_a_company_is_found_however_it_is_written(store: Store):
    fill(store)
    assert names(store, "acme gmbh") == ["ACME, Inc.", "Acme"]
    assert names(store, "Oxbarrow") == []


def test_somebody_is_looked_for_at_their_company_and_wherever_their_address_or_page_is(store: Store):
    fill(store)
    assert near(store) == ["Juniper"]
    assert near(store, email="dana@juniper.example") == ["Juniper"]
    assert near(store, linkedin=PAGE) == ["ACME, Inc.", "Juniper"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda store: store.put(make_application("Acme AG")), ["Acme AG", "ACME, Inc.", "Acme"]),
        (lambda store: store.put(replace(store.applications()[0], company="Oxbarrow")), ["ACME, Inc."]),
        (lambda store: store.remove(store.applications()[2]), ["Acme"]),
        (lambda store: (store.remove(store.applications()[2]), store.undo()), ["ACME, Inc.", "Acme"]),
    ],
)
def test_it_follows_the_store(store: Store, change: Callable[[Store], object], found: list[str]):
    fill(store)
    assert names(store, "Acme") == ["ACME, Inc.", "Acme"]
    change(store)
    assert names(store, "Acme") == found
