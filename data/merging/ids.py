"""What has another id on the other side: there it is given ours, wherever it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, cast

from ..store.documents import Fields
from ..store.records import CLASHES, LINKS
from .families import Key
from .sides import Entries, Entry, Side

OurIds: TypeAlias = Mapping[Key, str]
"""For a table and an id of theirs, the id that we have for the same record."""


def with_our_ids(side: Side, ids: OurIds) -> Side:
    """Return `side` with our ids in the place of its own, in records, links, clashes and the trash."""
    return Side({table: _renamed(table, entries, ids) for table, entries in side.tables.items()})


def without_these(base: Side, ids: OurIds) -> Side:
    """Return what both sides once were, as if it had known nothing of what was written in twice.

    What one of the two was once says nothing of what was taken out of the other.
    """
    gone = {*ids, *((table, ours) for (table, _), ours in ids.items())}
    left = {
        table: {key: entry for key, entry in entries.items() if (table, key) not in gone}
        for table, entries in base.tables.items()
    }
    return with_our_ids(Side(left), ids)


def with_ids(table: str, fields: Fields, ids: OurIds) -> Fields:
    """Return a record with our ids in it, its own and those that it points to."""
    renamed = dict(fields)
    _put(renamed, "id", table, ids)
    for field, target in LINKS.get(table, ()):
        _put(renamed, field, target, ids)
    if table == CLASHES:
        _put(renamed, "record_id", str(fields.get("table")), ids)
    if table == "trash":
        _put(renamed, "application_id", "applications", ids)
        removed: object = fields.get("removed")
        if isinstance(removed, list):
            renamed["removed"] = [_removed(each, ids) for each in cast("list[object]", removed)]
    return renamed


def _removed(part: object, ids: OurIds) -> object:
    """Return one document of the trash with our ids in it."""
    if not isinstance(part, dict):
        return part
    fields = cast("Fields", part)
    document: object = fields.get("document")
    if not isinstance(document, dict):
        return fields
    return {**fields, "document": with_ids(str(fields.get("table")), cast("Fields", document), ids)}


def _put(fields: Fields, field: str, table: str, ids: OurIds) -> None:
    id_ = fields.get(field)
    if isinstance(id_, str) and (table, id_) in ids:
        fields[field] = ids[table, id_]


def _renamed(table: str, entries: Entries, ids: OurIds) -> Entries:
    renamed: Entries = {}
    for key, entry in entries.items():
        fresh: Entry = with_ids(table, entry, ids) if isinstance(entry, dict) else entry
        renamed[ids.get((table, key), key)] = fresh
    return renamed
