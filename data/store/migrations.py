"""From the schemas of older versions to today's, step by step, in memory.

The number in `meta` says how many of the steps a file has behind it. A step is given every table but `meta`
as plain dicts and returns them as the next schema wants them; a step that was released is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from ..errors import DamagedStoreError, NewerStoreError
from ..models import new_id
from .documents import Documents, Fields, pack
from .layout import TABLES, Tables

PlainTables: TypeAlias = dict[str, dict[int, Fields]]
Migration: TypeAlias = Callable[[PlainTables], PlainTables]


def name_records(tables: PlainTables) -> PlainTables:
    """0 to 1: give each record an id of its own, and turn links by TinyDB number into links by id.

    That is the shape of a file that somebody made with stock TinyDB, which has neither ids nor `meta`.
    """
    for documents in tables.values():
        for fields in documents.values():
            fields.setdefault("id", new_id())
    if "profile" in tables:
        tables["profile"] = {
            number: {**fields, "id": "profile"} for number, fields in tables["profile"].items()
        }
    for documents in tables.values():
        for fields in documents.values():
            for link, target in (("application_id", "applications"), ("contact_id", "contacts")):
                linked = tables.get(target, {}).get(fields[link]) if type(fields.get(link)) is int else None
                if linked is not None:
                    fields[link] = linked["id"]
    return tables


MIGRATIONS: tuple[Migration, ...] = (name_records,)
"""The steps, oldest first."""
SCHEMA = len(MIGRATIONS)
"""The number of the schema that this version writes."""


def schema_of(meta: Fields, tables: Tables, name: str) -> int:
    """Return the schema of the file called `name`.

    NewerStoreError if it is newer than this program, DamagedStoreError if the file is no store of ours.
    """
    if not meta:
        if tables.keys().isdisjoint(TABLES):
            raise DamagedStoreError(f"{name} is not a store of this program: it has none of the tables.")
        return 0
    schema = meta.get("schema")
    if type(schema) is not int or schema < 0:
        raise DamagedStoreError(
            f"{name} is damaged: its schema is {schema!r}, which is no number of a schema."
        )
    if schema > SCHEMA:
        raise NewerStoreError(
            f"{name} was written by a newer version of this program; it was left untouched."
        )
    return schema


def migrate(tables: Tables, schema: int, steps: Sequence[Migration] = MIGRATIONS) -> Tables:
    """Return `tables` of an older `schema` as today's; what is no JSON object stays as it is."""
    plain: PlainTables = {}
    odd: Tables = {}
    for name, documents in tables.items():
        plain[name], odd[name] = {}, Documents()
        for doc_id in documents:
            try:
                plain[name][doc_id] = documents.fields(doc_id)
            except (msgspec.DecodeError, ValueError, RecursionError):
                odd[name][doc_id] = documents.packed(doc_id)
    for step in steps[schema:]:
        plain = step(plain)
    return {
        name: Documents(
            {number: pack(fields) for number, fields in documents.items()} | odd.get(name, Documents())
        )
        for name, documents in plain.items()
    }
