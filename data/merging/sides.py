"""One of the files that are merged: its documents, found by the ids of their records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, cast

import msgspec

from ..store.documents import Documents, Fields, pack

Entry: TypeAlias = Fields | msgspec.Raw
"""A record as a plain document; or the bytes of what is none: a second one with the same id, or no object."""
Entries: TypeAlias = dict[str, Entry]
"""The documents of one table by the ids of their records."""

_ODD = "\0"
"""What the key begins with of an entry that has no id of its own; no id that was cleaned has it."""


class Side(msgspec.Struct, frozen=True):
    """Every table of a file, those that this version does not know among them."""

    tables: dict[str, Entries]
    doc_ids: dict[str, dict[str, int]] = {}
    """The TinyDB id of each entry, where it has one."""

    def entries(self, table: str) -> Entries:
        """Return the documents of one table, not to be changed."""
        return self.tables.get(table, {})

    def find(self, table: str, key: str) -> Entry | None:
        """Return one document, None if it is not there."""
        return self.entries(table).get(key)

    def record(self, table: str, key: str) -> Fields:
        """Return one document; empty if it is not there, or no record."""
        entry = self.find(table, key)
        return entry if isinstance(entry, dict) else {}

    def has_the_same(self, other: Side) -> bool:
        """Return whether both hold the same; tables without anything in them do not count."""
        return all(self.entries(table) == other.entries(table) for table in {**self.tables, **other.tables})


def side_of(tables: Mapping[str, Documents]) -> Side:
    """Return what the tables of a file hold, in the order of their TinyDB ids."""
    entries: dict[str, Entries] = {}
    doc_ids: dict[str, dict[str, int]] = {}
    for table, documents in tables.items():
        kept, numbers = entries.setdefault(table, {}), doc_ids.setdefault(table, {})
        for doc_id in sorted(documents):
            key, entry = _named(documents.packed(doc_id), kept)
            if key not in kept:
                kept[key] = entry
                numbers[key] = doc_id
    return Side(entries, doc_ids)


def _named(packed: msgspec.Raw, taken: Mapping[str, Entry]) -> tuple[str, Entry]:
    """Return an entry and its key: the id of its record, else all that stands in it."""
    try:
        document: object = msgspec.json.decode(packed)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return f"{_ODD}{bytes(packed)!r}", packed
    if isinstance(document, dict):
        fields = cast("Fields", document)
        id_ = fields.get("id")
        if isinstance(id_, str) and id_ and id_ not in taken:
            return id_, fields
    canonical = msgspec.json.encode(document, order="sorted")
    return f"{_ODD}{canonical!r}", packed


def tables_of(merged: Side, first: Side, second: Side) -> dict[str, Documents]:
    """Return the tables of a file that holds `merged`, which was made of both sides.

    What was in the first keeps its TinyDB id, and so does what was in the second unless something else has
    it in the first: then it gets one that nothing has had.
    """
    tables: dict[str, Documents] = {}
    for table, entries in merged.tables.items():
        ids, others = first.doc_ids.get(table, {}), second.doc_ids.get(table, {})
        taken = set(ids.values())
        last = max((0, *ids.values(), *others.values()))
        numbered: dict[int, Entry] = {}
        for key, entry in entries.items():
            doc_id = ids.get(key, others.get(key))
            if doc_id is None or (key not in ids and doc_id in taken):
                doc_id = last = last + 1
            numbered[doc_id] = entry
        tables[table] = Documents(
            {number: pack(entry) if isinstance(entry, dict) else entry for number, entry in numbered.items()}
        )
    return tables


def is_odd(key: str) -> bool:
    """Return whether an entry of that key is no record that could be merged field by field."""
    return key.startswith(_ODD)
