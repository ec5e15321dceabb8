"""Whom a text may name: never fewer than a look at everybody finds, and few in a large store."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from thanks_tui.data.models import Application, Contact, Note
from thanks_tui.data.nameable import Nameable
from thanks_tui.data.notes.review import Finding, review
from thanks_tui.data.store.store import Store

NAMES = (
    "Dana Ortiz",
    "Dana",
    "Ortiz",
    "Anne-Marie Roux",
    "Marie Roux",
    "Anne",
    "Dr. Lee Park",
    "Lee Park, PhD",
    "O'Brien",
    "Sinéad O'Brien",
    "王小明",
    "王芳",
    "דנה כהן",
    "Park Jae-won",
    "J. R. Smith",
    "Grace May",
    "Will Hope",
    "van der Berg",
    "dana@example.com",
    "",
)
COMPANIES = (
    "Northwind",
    "Northwind Ltd.",
    "Contoso GmbH & Co. KG",
    "Indeed",
    "Fabrikam-Weber AG",
    "3M",
    "IT",
    "HP",
    "株式会社さくら",
    "Acme, Inc.",
    ".NET People",
    "!!!",
    "",
)
PIECES = (
    *NAMES,
    *COMPANIES,
    "and",
    "Ltd",
    "with",
    "told me",
    "-",
    "s",
    "’s",
    ".",
    "x",
    "may",
    "will",
    "hope",
)
BODIES = st.lists(st.sampled_from(PIECES), max_size=12).flatmap(
    lambda pieces: st.sampled_from((" ", "", ", ", "\n")).map(lambda glue: glue.join(pieces))
)
HOMES = st.lists(
    st.tuples(st.sampled_from(COMPANIES), st.lists(st.sampled_from(NAMES), max_size=3)),
    min_size=1,
    max_size=5,
)


def put(store: Store, homes: list[tuple[str, list[str]]]) -> list[Contact]:
    people: list[Contact] = []
    for company, names in homes:
        application = Application(company=company)
        people += [Contact(application_id=application.id, name=name) for name in names]
        store.put(application)
    store.put(*people)
    return people


def looked_over(store: Store, contact: Contact, text: str) -> tuple[list[Finding], list[Finding]]:
    """Return what is found by a look at everybody, and by a look at those that are near."""
    application = store.application(contact.application_id)
    note = Note(contact_id=contact.id, edited=True)
    everybody = [other for other in store.all_contacts() if other.id != contact.id]
    companies = [each.company for each in store.applications()]
    near = Nameable.of(store).near(text, contact)
    return (
        sorted(review(note, text, contact, application, everybody, companies), key=repr),
        sorted(review(note, text, contact, application, *near), key=repr),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.sampled_from(NAMES), st.sampled_from(COMPANIES), HOMES, BODIES)
def test_nobody_is_left_out_who_would_be_found(
    tmp_path_factory, name: str, company: str, homes: list[tuple[str, list[str]]], body: str
):
    folder: Path = tmp_path_factory.mktemp("store")
    with Store.open(folder / "thanks.json") as store:
        contact, *_ = put(store, [(company, [name]), *homes])
        everybody, near = looked_over(store, contact, f"Dear {name},\n\n{body}\n\nKind regards,\nSam")
        assert near == everybody


def test_only_those_that_the_text_may_name(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        dana, lee, _ = put(
            store, [("Northwind", ["Dana Ortiz"]), ("Contoso", ["Lee Park"]), ("Acme", ["Ana Ruiz"])]
        )
        index = Nameable.of(store)
        assert index.near("Dear Dana, thank you.", dana) == ([], [])
        assert index.near("I told Lee of Northwind.", dana) == ([lee], ["Northwind"])


def test_what_changes_is_found_as_it_is_now(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        dana, lee = put(store, [("Northwind", ["Dana Ortiz"]), ("Contoso", ["Lee Park"])])
        index = Nameable.of(store)
        assert index.near("Lee", dana)[0] == [lee]
        store.remove(lee)
        assert index.near("Lee", dana)[0] == []
        store.undo()
        assert index.near("Lee", dana)[0] == [lee]
        store.remove(store.application(lee.application_id))
        assert index.near("Lee at Contoso", dana) == ([], [])
