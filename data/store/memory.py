"""The records in memory: frozen, in the order in which they were added, and found by what they point to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView
from operator import attrgetter
from typing import Generic, TypeAlias, TypeVar, cast

import msgspec

from ..errors import NotFoundError
from ..models import AnyRecord, Application, Clash, Contact, Event, FollowUp, Note, Profile, Trashed
from .documents import Fields
from .records import CLASHES, LINKS, TYPES

R = TypeVar("R", bound=AnyRecord)
Key: TypeAlias = tuple[str, str]
"""A table and an id: what names a record in the whole store."""

_NAMES = {
    "profile": "profile",
    "applications": "application",
    "contacts": "contact",
    "notes": "note",
    "follow_ups": "follow-up",
    "events": "event",
    "trash": "deleted record",
    "clashes": "clash",
}


class Shelf(Generic[R]):
    """The records of one table."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.records: dict[str, R] = {}
        self.doc_ids: dict[str, int] = {}
        """The TinyDB id of each record; it tells the order and is never given to another record."""
        self._children: dict[str, dict[str, list[str]]] = {}
        """For each field that links, once it was asked for: which records point to which parent, in order."""

    def get(self, id_: str) -> R:
        """Return the record with this id, or raise NotFoundError."""
        try:
            return self.records[id_]
        except KeyError:
            raise NotFoundError(f"There is no such {_NAMES[self.table]} ({id_}).") from None

    def all(self) -> list[R]:
        """Return every record in order."""
        return list(self.records.values())

    def of(self, field: str, parent: str) -> list[R]:
        """Return the records whose `field` points to `parent`, in order."""
        return [self.records[id_] for id_ in self._by(field).get(parent, ())]

    def put(self, record: R, doc_id: int) -> None:
        """Add a record at the place that its TinyDB id says, or replace the one with its id."""
        for field, _ in LINKS[self.table]:
            self._by(field)
        self.remove(record.id, leaving=True)
        self.records[record.id] = record
        self.doc_ids[record.id] = doc_id
        for field, parent in self._parents_of(record):
            siblings = self._by(field).setdefault(parent, [])
            siblings.append(record.id)
            siblings.sort(key=self.doc_ids.__getitem__)

    def fill(self, records: Iterable[tuple[int, R]]) -> None:
        """Put records on an empty shelf, in the order in which they come."""
        kept = list(records)
        self.take({record.id: record for _, record in kept}, [doc_id for doc_id, _ in kept])

    def take(self, records: dict[str, R], doc_ids: Iterable[int]) -> None:
        """Take records, by their ids, for those of an empty shelf, with the TinyDB id of each."""
        self.records = records
        # Step by step, so that another thread may draw meanwhile.
        self.doc_ids = {id_: doc_id for id_, doc_id in zip(records, doc_ids, strict=True)}  # noqa: C416
        self._children.clear()

    def remove(self, id_: str, *, leaving: bool = False) -> None:
        """Take a record out, if it is there; `leaving` keeps its place for one that replaces it."""
        old = self.records.get(id_)
        if old is None:
            return
        for field, parent in self._parents_of(old):
            self._by(field)[parent].remove(id_)
        if not leaving:
            del self.records[id_], self.doc_ids[id_]

    def sort(self) -> None:
        """Bring the records into the order of their TinyDB ids."""
        order = sorted(self.doc_ids, key=self.doc_ids.__getitem__)
        self.records = {id_: self.records[id_] for id_ in order}

    def _by(self, field: str) -> dict[str, list[str]]:
        children = self._children.get(field)
        if children is None:
            # Commands that go through everything once never ask; the records must not be changing meanwhile.
            children = self._children[field] = {}
            for id_, parent in zip(self.records, map(attrgetter(field), self.records.values()), strict=True):
                if parent in children:
                    children[parent].append(id_)
                elif parent is not None:
                    children[parent] = [id_]
        return children

    def _parents_of(self, record: R) -> Iterator[tuple[str, str]]:
        for field, _ in LINKS[self.table]:
            parent: str | None = getattr(record, field)
            if parent is not None:
                yield field, parent


class Former(msgspec.Struct, frozen=True, kw_only=True):
    """Where a record that comes back had been, and as what."""

    doc_id: int
    document: Fields
    """With the fields that we do not know."""


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """What a transaction does to one record."""

    table: str
    id: str
    before: AnyRecord | None
    after: AnyRecord | None
    former: Former | None = None
    """For a record that comes back: what it had been."""


class Memory:
    """Every record of a store."""

    profile: Shelf[Profile]
    applications: Shelf[Application]
    contacts: Shelf[Contact]
    notes: Shelf[Note]
    follow_ups: Shelf[FollowUp]
    events: Shelf[Event]
    trash: Shelf[Trashed]
    clashes: Shelf[Clash]

    def __init__(self) -> None:
        for table in TYPES:
            setattr(self, table, Shelf(table))

    def shelf(self, table: str) -> Shelf[AnyRecord]:
        """Return the shelf of a table."""
        return cast("Shelf[AnyRecord]", getattr(self, table))

    def ids(self, table: str) -> KeysView[str]:
        """Return the ids of the records of a table."""
        return self.shelf(table).records.keys()

    def find(self, key: Key) -> AnyRecord | None:
        """Return the record of that table and id, None if there is none."""
        table, id_ = key
        return self.shelf(table).records.get(id_)

    def pointing_to(self, key: Key) -> list[Key]:
        """Return the keys of the records that point straight to that of `key`."""
        target, id_ = key
        clashes = [
            (CLASHES, clash.id) for clash in self.clashes.all() if (clash.table, clash.record_id) == key
        ]
        return clashes + [
            (table, record.id)
            for table in TYPES
            for field, linked in LINKS[table]
            if linked == target
            for record in self.shelf(table).of(field, id_)
        ]

    def application_ids(self) -> frozenset[str]:
        """Return the id of every application."""
        return frozenset(self.applications.records)

    def apply(self, edits: Iterable[tuple[Edit, int]]) -> None:
        """Make the records as `edits` leave them; with each its record's TinyDB id."""
        unsorted: set[str] = set()
        for edit, doc_id in edits:
            shelf = self.shelf(edit.table)
            if edit.after is None:
                shelf.remove(edit.id)
                continue
            last = next(reversed(shelf.records), None)
            if edit.before is None and last is not None and doc_id < shelf.doc_ids[last]:
                unsorted.add(edit.table)
            shelf.put(edit.after, doc_id)
        for table in unsorted:
            self.shelf(table).sort()

    def applications_of(self, records: Iterable[AnyRecord | None]) -> set[str]:
        """Return the ids of the applications that records belong to."""
        found: set[str] = set()
        for record in records:
            if isinstance(record, Application):
                found.add(record.id)
            elif isinstance(record, Note):
                found.add(self.contacts.get(record.contact_id).application_id)
            elif isinstance(record, Contact | FollowUp | Event):
                found.add(record.application_id)
        return found
