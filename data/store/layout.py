"""The layout of the file: plain TinyDB JSON, `meta` first and alone on its line, then a line for each table.

The checksum in `meta` is the SHA-256 of every byte of the file but its own 64 digits. It is the last thing on
the first line, so that it can be verified without encoding anything anew, and nothing in the file escapes it.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, NoReturn, TypeAlias

import msgspec

from ..errors import DamagedStoreError
from .checksum import FIRST_LINE, checksum, verified
from .documents import Documents, Fields
from .safe_write import Bytes

FORMAT = "thanks-tui"
"""What `meta` says the file is."""
TABLES = ("profile", "applications", "contacts", "notes", "follow_ups", "events", "trash", "clashes")
"""Every table but `meta`, in the order of the file."""
META = "meta"

Tables: TypeAlias = dict[str, Documents]
_RawTables: TypeAlias = dict[str, dict[int, msgspec.Raw]]

_GENERATION = re.compile(rb'"generation": ?(\d{1,18})\b')
_HEAD = 4096
"""Bytes at the beginning of a file in which `meta` stands."""
_AFTER_CHECKSUM = b'"}},\n'
_NEXT_TABLE = b",\n"
"""What follows each table but the last, which is followed by the end of the whole."""


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds."""

    meta: Fields
    """The document of `meta` without its checksum; empty when there is none."""
    tables: Tables
    """Every table but `meta`, whatever its name."""
    intact: bool
    """Whether the checksum is right: nobody but this program has written here."""
    fingerprint: bytes
    """What `fingerprint` returns for the file."""


class Lines(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a file that is laid out as this program does it, as it stands there."""

    meta: Fields
    """The document of `meta`, without its checksum."""
    tables: dict[str, memoryview]
    """The JSON of every other table: an object of documents by their TinyDB ids."""


NOTHING = Contents(meta={}, tables={}, intact=True, fingerprint=b"")
"""What stands in a file of which nothing is known."""


class Encoder:
    """Makes the bytes of a file, in buffers that it keeps: fresh memory costs more than the encoding."""

    def __init__(self) -> None:
        self._json = msgspec.json.Encoder()
        self._buffers: dict[str, bytearray] = {}

    def encode(self, meta: Fields, tables: Tables) -> list[Bytes]:
        """Return the parts of a file, good until the next call; the documents in `tables` must be packed.

        The second part is the checksum.
        """
        head = b'{"meta":{"1":' + self._json.encode(meta)[:-1] + b',"checksum":"'
        body: list[Bytes] = [_AFTER_CHECKSUM]
        for name, documents in tables.items():
            buffer = self._buffers.setdefault(name, bytearray())
            try:
                self._json.encode_into(documents, buffer)
            except BufferError:
                # A write failed, and somebody still holds the error, with what was to be written.
                buffer = self._buffers[name] = bytearray()
                self._json.encode_into(documents, buffer)
            body += [self._json.encode(name), b":", buffer, _NEXT_TABLE]
        body[-1] = b"}"
        return [head, checksum(head, *body), *body]


def fingerprint(data: bytes) -> bytes:
    """Return what no other file has: the checksum of a file that we wrote, else one of all its bytes."""
    return verified(data) or hashlib.sha256(data).digest()


def lines_of(data: bytes) -> Lines | None:
    """Return what stands in a file, without reading more of it than `meta`; None if it is laid out otherwise.

    Whether it is whole is not looked at. ValueError if it surely is not.
    """
    first = FIRST_LINE.match(data)
    if first is None:
        return None
    meta: Fields = msgspec.json.decode(first[1] + b"}")
    tables: dict[str, memoryview] = {}
    view, start = memoryview(data), first.end()
    while start < len(data):
        line_end = data.find(b"\n", start) + 1 or len(data) + 1
        # What could be mistaken for the end of a name is written with a backslash.
        colon = data.index(b'":{', start, line_end) + 1
        name = msgspec.json.decode(view[start:colon], type=str)
        tables[name] = view[colon + 1 : line_end - len(_NEXT_TABLE)]
        start = line_end
    return Lines(meta=meta, tables=tables)


def said_generation(data: bytes) -> int | None:
    """Return which generation the file says it is, even when it is damaged; None if it does not say."""
    said = _GENERATION.search(data[:_HEAD])
    return None if said is None else int(said[1])


def decode(data: bytes, name: str, *, as_records: bool = False, its_own: bytes | None = None) -> Contents:
    """Return what the file called `name` holds; DamagedStoreError when that is not whole, or not a store.

    What this program wrote, and will hold, is best read `as_records` at once. `its_own` is its checksum,
    where that is known to be right.
    """
    if not data:
        raise DamagedStoreError(f"{name} is empty; a store never is.")
    its_own = its_own or verified(data)
    text = data if its_own else _strictly_read(data, name)
    try:
        if its_own and as_records and (lines := lines_of(data)) is not None:
            tables = _as_records(lines)
        else:
            raw = msgspec.json.decode(text, type=_RawTables)
            tables = {table: Documents(documents) for table, documents in raw.items()}
        meta = _meta(tables.pop(META, None), name)
    except (msgspec.DecodeError, ValueError, RecursionError) as problem:
        raise DamagedStoreError(f"{name} is damaged: {problem}.") from problem
    found = its_own or fingerprint(data)
    return Contents(meta=meta, tables=tables, intact=its_own is not None, fingerprint=found)


def _as_records(lines: Lines) -> Tables:
    # It knows the models, and this module is loaded where nobody needs them.
    from .slices import documents_of

    tables = {table: documents_of(table, line) for table, line in lines.tables.items()}
    return {META: Documents({1: lines.meta}), **tables}


def _meta(documents: Documents | None, name: str) -> Fields:
    if not documents:
        return {}
    fields = documents.fields(min(documents))
    if fields.get("format") != FORMAT:
        raise DamagedStoreError(f"{name} is not a store of {FORMAT}.")
    fields.pop("checksum", None)
    return fields


def _strictly_read(data: bytes, name: str) -> bytes:
    """Return the JSON of a file that somebody else wrote, after a look at what our own fast reader skips."""
    # Only a file that somebody else wrote is worth this import.
    import json

    try:
        text = data.decode("utf-8-sig")
        json.loads(text, object_pairs_hook=_refuse_twins, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as problem:
        raise DamagedStoreError(f"{name} is damaged: {problem}.") from problem
    return text.encode()


def _refuse_twins(pairs: list[tuple[str, Any]]) -> Fields:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twin = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"{twin!r} stands there twice")
    return found


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")
