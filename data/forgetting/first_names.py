"""Looking for a first name that stands alone in what is left: it may be another's, so it is only told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

import msgspec

from ..folding import fold
from ..merging.naming import name_of
from ..notes.names import read_name
from ..store.documents import Documents, Fields
from ..store.layout import Tables
from ..store.records import TYPES
from .escapes import plain_text
from .person import Person

MOST_NAMED = 5
"""How many of the places are called by their names."""
_NO_TEXTS = frozenset({"name", "email", "form_of_address", "linkedin"})
"""The fields that say what a contact or the user is called: in them a first name is somebody's own."""


class Alone(msgspec.Struct, frozen=True, kw_only=True):
    """Where first names stand alone."""

    names: tuple[str, ...]
    """Those that were looked for."""
    count: int = 0
    """How many records have one of them in a text."""
    places: tuple[str, ...] = ()
    """What the first few of those are called."""


def first_names_in(tables: Tables, person: Person) -> Alone:
    """Return where the first names of `person` stand in the texts of `tables`."""
    names = tuple(sorted(_first_names(person.names)))
    if not names:
        return Alone(names=())
    found = list(_having(tables, [fold(name) for name in names]))

    def find(table: str, id_: str) -> Fields | None:
        return _record(tables.get(table, Documents()), id_)

    places = (name_of(table, fields, find) for table, fields in found[:MOST_NAMED])
    return Alone(names=names, count=len(found), places=tuple(dict.fromkeys(places)))


def _first_names(names: Iterable[str]) -> set[str]:
    return {given for name in names if len(given := read_name(name).given) > 1}


def _having(tables: Tables, names: list[str]) -> Iterator[tuple[str, Fields]]:
    """Yield the records, each with its table, in whose texts one of the folded names stands as a word."""
    word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    for table in TYPES:
        for packed in _packed(tables.get(table, Documents())):
            folded = fold(plain_text(bytes(packed)))
            if not any(name in folded for name in names):
                continue
            fields: object = msgspec.json.decode(packed)
            if isinstance(fields, dict) and any(map(word.search, map(fold, _texts(cast("Fields", fields))))):
                yield table, cast("Fields", fields)


def _texts(value: object, field: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if field not in _NO_TEXTS:
            yield value
    elif isinstance(value, dict):
        for name, inner in cast("Fields", value).items():
            yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from _texts(inner, field)


def _record(documents: Documents, id_: str) -> Fields | None:
    sign = id_.encode()
    for packed in _packed(documents):
        if sign in bytes(packed):
            fields: object = msgspec.json.decode(packed)
            if isinstance(fields, dict) and cast("Fields", fields).get("id") == id_:
                return cast("Fields", fields)
    return None


def _packed(documents: Documents) -> Iterator[msgspec.Raw]:
    return (documents.packed(doc_id) for doc_id in documents)
