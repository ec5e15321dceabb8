"""Forgetting a person, step by step, each of which can be done again: the store, the copies, the proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ..errors import StoreError
from ..followup.family import refresh
from ..store.folder import resolve
from ..store.layout import Tables
from ..store.store import Store
from .files import copies_of, is_concerned, mend_drafts, remove_file, rewrite_copy, survey
from .person import Person
from .redacting import contacts_in, redact
from .searching import Searched, search


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What forgetting somebody would do."""

    person: Person
    """With all names and addresses that the store and its copies know."""
    removed: Counter[str]
    """How many records of each table go."""
    mended: Counter[str]
    """How many other records of each table mention them."""
    copies: tuple[Path, ...]
    """The copies of the store that hold them, or may."""


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """What was done with the copies of the store."""

    rewritten: tuple[Path, ...]
    refused: tuple[tuple[Path, str], ...]
    """Those that cannot be rewritten, each with a sentence that says why."""


def plan(store: Store, person: Person) -> Plan:
    """Return what forgetting `person` would do; nothing is changed."""
    person, copies = survey(store.path, person.widened(contacts_in(store.tables())))
    found = redact(store.tables(), person)
    return Plan(person=person, removed=found.removed, mended=found.mended, copies=tuple(copies))


def forget_here(store: Store, person: Person) -> None:
    """Take `person` out of the store, its `.prev`, the trash, the clashes and the drafts.

    It cannot be undone, and nothing that was done before can be undone any more. StoreError if something
    cannot be written; what was done by then is done, and doing it again does the rest.
    """
    touched: set[str] = set()

    def without(tables: Tables) -> Tables:
        touched.update(
            str(each["application_id"])
            for each in contacts_in(tables)
            if person.is_meant_by(each) and "application_id" in each
        )
        return redact(tables, person).tables

    store.make_over(without)
    mend_drafts(store.path, person)
    refresh(store, *(each.id for each in store.applications() if each.id in touched))


def forget_in_copies(store: Path, person: Person) -> Copies:
    """Rewrite every copy of the store at `store` that holds `person`; return which those are."""
    rewritten: list[Path] = []
    refused: list[tuple[Path, str]] = []
    for path in copies_of(store):
        if not is_concerned(path, person):
            continue
        try:
            rewrite_copy(path, person)
        except StoreError as problem:
            refused.append((path, str(problem)))
        else:
            rewritten.append(path)
    return Copies(rewritten=tuple(rewritten), refused=tuple(refused))


def remove_copies(paths: Sequence[Path]) -> None:
    """Remove copies that could not be rewritten; NotSavedError if one cannot be removed."""
    for path in paths:
        remove_file(path)


def look_for(store: Path, person: Person) -> Searched:
    """Read every file in the folder of the store at `store`, and return where `person` still stands."""
    return search(resolve(store).parent, person.mentions, person.ids)
