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
from .documents import Documents, Fields
from .safe_write import Bytes

FORMAT = "thanks-tui"
"""What `meta` says the file is."""
TABLES = ("profile", "applications", "contacts", "notes", "follow_ups", "events", "trash", "clashes")
"""Every table but `meta`, in the order of the file."""
META = "meta"

Tables: TypeAlias = dict[str, Documents]
_RawTables: TypeAlias = dict[str, dict[int, msgspec.Raw]]

_FIRST_LINE = re.compile(rb'\{"meta":\{"1":(\{[^\n]*),"checksum":"([0-9a-f]{64})"\}\},\n')
_GENERATION = re.compile(rb'"generation": ?(\d{1,18})\b')
_HEAD = 4096
"""Bytes at the beginning of a file in which `meta` stands."""
_AFTER_CHECKSUM = b'"}},\n'


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
            body += [self._json.encode(name), b":", buffer, b",\n"]
        body[-1] = b"}"
        return [head, _checksum(head, *body), *body]


def _checksum(*parts: Bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest().encode()


def fingerprint(data: bytes) -> bytes:
    """Return what no other file has: the checksum of a file that we wrote, else one of all its bytes."""
    return _verified(data) or hashlib.sha256(data).digest()


def _verified(data: bytes) -> bytes | None:
    """Return the checksum that stands in `data` if it is right, else None."""
    first = _FIRST_LINE.match(data)
    view = memoryview(data)
    if first is not None and first[2] == _checksum(view[: first.start(2)], view[first.end(2) :]):
        return first[2]
    return None


def said_generation(data: bytes) -> int | None:
    """Return which generation the file says it is, even when it is damaged; None if it does not say."""
    said = _GENERATION.search(data[:_HEAD])
    return None if said is None else int(said[1])


def decode(data: bytes, name: str) -> Contents:
    """Return what the file called `name` holds; DamagedStoreError when that is not whole, or not a store."""
    if not data:
        raise DamagedStoreError(f"{name} is empty; a store never is.")
    checksum = _verified(data)
    text = data if checksum else _strictly_read(data, name)
    try:
        raw = msgspec.json.decode(text, type=_RawTables)
        tables = {table: Documents(documents) for table, documents in raw.items()}
        meta = _meta(tables.pop(META, None), name)
    except (msgspec.DecodeError, ValueError, RecursionError) as problem:
        raise DamagedStoreError(f"{name} is damaged: {problem}.") from problem
    its_own = checksum or fingerprint(data)
    return Contents(meta=meta, tables=tables, intact=checksum is not None, fingerprint=its_own)


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
