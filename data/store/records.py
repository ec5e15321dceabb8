"""Which record lives in which table, what its links are, and how it is cleaned, checked and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, KeysView, Mapping
from functools import cache
from typing import TypeVar, cast

import msgspec

from ..errors import NotSavedError
from ..models import (
    AnyRecord,
    Application,
    Clash,
    Contact,
    Event,
    FollowUp,
    MailThread,
    Note,
    OwnPoint,
    OwnWording,
    PointChoice,
    PointTick,
    Profile,
    Removed,
    Trashed,
)
from ..text import clean_line, clean_text
from .documents import Documents, Fields, pack

R = TypeVar("R", bound=AnyRecord)

PROFILE_ID = "profile"
"""The id of the one profile."""

CLASHES = "clashes"
"""The table of what two files say differently."""

TYPES: dict[str, type[AnyRecord]] = {
    "profile": Profile,
    "applications": Application,
    "contacts": Contact,
    "notes": Note,
    "follow_ups": FollowUp,
    "events": Event,
    "trash": Trashed,
    CLASHES: Clash,
}
"""The type of the records of each table; a record stands after those that its links point to."""

LINKS: dict[str, tuple[tuple[str, str], ...]] = {
    "profile": (),
    "applications": (),
    "contacts": (("application_id", "applications"),),
    "notes": (("contact_id", "contacts"),),
    "follow_ups": (("application_id", "applications"), ("contact_id", "contacts")),
    "events": (("application_id", "applications"), ("contact_id", "contacts")),
    "trash": (),
    CLASHES: (),
}
"""The links of the records of each table: the field, and the table that it points into.

A clash points to a record of any table.
"""

HOUSEKEEPING = frozenset({"trash", CLASHES})
"""The tables that serve the store alone; exports, imports and counts leave them out."""
EXPORTED = tuple(table for table in TYPES if table not in HOUSEKEEPING)
"""The tables that exports hold, in the order of `TYPES`."""

_TABLES = {type_: table for table, type_ in TYPES.items()}
_STRUCTS = (*TYPES.values(), MailThread, PointChoice, OwnWording, OwnPoint, PointTick, Removed)
_MANY_LINES = frozenset({"their_words", "remarks", "text", "own", "detail"})
_ONE_LINE = frozenset(name for struct in _STRUCTS for name in struct.__struct_fields__) - _MANY_LINES
"""The fields that are one line; those that we do not know, a newer version's, keep their lines."""

CLEANING = 1
"""The number of the rules by which text is cleaned; a file cleaned by others is cleaned anew."""


class Problem(msgspec.Struct, frozen=True):
    """A record that was set aside when the store was opened; it stays in the file as it is."""

    table: str
    id: str
    """Its id as far as it could be read; may be empty."""
    sentence: str


def table_of(record: AnyRecord) -> str:
    """Return the name of the table in which `record` lives."""
    return _TABLES[type(record)]


def links_of(table: str, record: AnyRecord) -> list[tuple[str, str]]:
    """Return the table and the id of every record that `record` points to."""
    if isinstance(record, Clash):
        return [(record.table, record.record_id)] if record.table in TYPES else []
    found: list[tuple[str, str]] = []
    for field, target in LINKS[table]:
        link: str | None = getattr(record, field)
        if link is not None:
            found.append((target, link))
    return found


def clean_fields(fields: Fields) -> Fields:
    """Return a document without anything in its text that a terminal would obey; itself when it is clean."""
    cleaned = {name: _clean(value, name) for name, value in fields.items()}
    return fields if cleaned == fields else cleaned


def _clean(value: object, name: str) -> object:
    if isinstance(value, str):
        return clean_line(value) if name in _ONE_LINE else clean_text(value)
    if isinstance(value, dict):
        return {part: _clean(inner, part) for part, inner in cast("Fields", value).items()}
    if isinstance(value, list | tuple):
        return [_clean(part, name) for part in cast("list[object]", value)]
    return value


def checked(record: R) -> R:
    """Return `record` cleaned; NotSavedError if a field of it is not what the models say."""
    try:
        fields = clean_fields(msgspec.to_builtins(record))
        return msgspec.convert(fields, type(record))
    except (msgspec.ValidationError, TypeError) as problem:
        raise NotSavedError(
            f"Not saved: a record of {table_of(record)} does not fit ({problem})."
        ) from problem


def fields_of(record: AnyRecord) -> Fields:
    """Return a record as a document."""
    return cast("Fields", msgspec.to_builtins(record))


def keep_unknown(old: Fields, new: Fields) -> Fields:
    """Return `new` with the fields that only `old` has: those of a newer version."""
    kept = dict(new)
    for name, before in old.items():
        kept[name] = _keep_within(before, kept[name]) if name in kept else before
    return kept


def _keep_within(before: object, after: object) -> object:
    if isinstance(before, dict) and isinstance(after, dict):
        return keep_unknown(cast("Fields", before), cast("Fields", after))
    if isinstance(before, list) and isinstance(after, list | tuple):
        olds = {id_: part for part in cast("list[object]", before) if (id_ := _id_of(part))}
        news = cast("list[object]", after)
        return [_keep_within(olds.get(_id_of(part)), part) for part in news]
    return after


def _id_of(part: object) -> str:
    id_ = cast("Fields", part).get("id") if isinstance(part, dict) else None
    return id_ if isinstance(id_, str) else ""


def read_record(table: str, documents: Documents, doc_id: int) -> AnyRecord:
    """Return one record as it stands in its table; msgspec.DecodeError or ValueError if it does not fit."""
    return _as_record(documents.as_it_lies(doc_id), TYPES[table], _decoder(table))


def read_records(table: str, documents: Documents) -> tuple[list[int], list[AnyRecord]]:
    """Return the TinyDB ids of a table, in order, and the record of each; raises as `read_record` for any."""
    type_, decoder = TYPES[table], _decoder(table)
    numbers = sorted(documents)
    return numbers, [_as_record(documents.as_it_lies(number), type_, decoder) for number in numbers]


def _as_record(
    document: object, type_: type[AnyRecord], decoder: msgspec.json.Decoder[AnyRecord]
) -> AnyRecord:
    if isinstance(document, type_):
        return document
    packed = document if isinstance(document, msgspec.Raw) else pack(cast("Fields", document))
    return decoder.decode(packed)


@cache
def _decoder(table: str) -> msgspec.json.Decoder[AnyRecord]:
    return msgspec.json.Decoder(TYPES[table])


def fit_together(
    table: str, count: int, records: Mapping[str, AnyRecord], ids_of: Callable[[str], KeysView[str]]
) -> bool:
    """Return whether each of all the records of a table has an id of its own, and links that lead somewhere.

    There are `count` of them, which `records` holds by their ids; `ids_of` gives the ids of those of another
    table, for the links.
    """
    if len(records) < count or "" in records or (table == "profile" and records.keys() - {PROFILE_ID}):
        return False
    return all(_lead_to(ids_of(target), field, records.values()) for field, target in LINKS[table])


def _lead_to(ids: KeysView[str], field: str, records: Iterable[AnyRecord]) -> bool:
    # Step by step, though sets would be as fast: another thread wants to draw meanwhile.
    for record in records:
        link: str | None = getattr(record, field)
        if link is not None and link not in ids:
            return False
    return True
