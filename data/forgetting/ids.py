"""Finding somebody's records by their ids, in any file.

An id that we made is 32 hex digits, which mean nothing else wherever they stand. One that came with an import
may be `1`, which stands in every file, and each table may have one. Such an id is looked for only where it
means the record: in a document of its table, and in what points to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias, cast

import msgspec

from ..store.documents import Fields
from ..store.records import LINKS, TYPES
from .escapes import plain_text

Key: TypeAlias = tuple[str, str]
"""A table and an id."""
_RawTables: TypeAlias = dict[str, dict[str, msgspec.Raw]]

_MADE = re.compile(r"[0-9a-f]{32}")
_POINTERS = {field: table for links in LINKS.values() for field, table in links}
"""The fields that hold the id of another record, and the table of that."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CHECKSUM = re.compile(rb"[0-9a-f]{64} ")
"""What stands before the JSON in a line of a journal."""


class Ids:
    """Looks for the ids of some records."""

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        """Look for these, of which an empty id is none."""
        self._keys = frozenset(key for key in keys if key[1])
        ids = sorted({id_ for _, id_ in self._keys})
        made = list(filter(_MADE.fullmatch, ids))
        others = "|".join(re.escape(id_) for id_ in ids if not _MADE.fullmatch(id_))
        fields = "|".join(("id", "record_id", *_POINTERS))
        self._made = re.compile("|".join(made)) if made else None
        # In a large file each by itself is found much sooner than all at once.
        self._made_in_bytes = [id_.encode() for id_ in made]
        self._others = re.compile(f'"(?:{others})"') if others else None
        self._others_in_fields = re.compile(rf'"(?:{fields})"\s*:\s*"(?:{others})"')

    def may_be_in(self, text: str) -> bool:
        """Return whether a document of this text is worth a closer look; most are told by this one."""
        return any(pattern is not None and pattern.search(text) for pattern in (self._made, self._others))

    def are_in_document(self, table: str, fields: Fields) -> bool:
        """Return whether a document of `table` means one of the records, or holds an id that we made."""
        text = plain_text(msgspec.json.encode(fields))
        return (self._made is not None and self._made.search(text) is not None) or self._mean(table, fields)

    def are_in(self, data: bytes) -> bool:
        """Return whether the bytes of a file hold an id that we made, or JSON that means one of the records.

        In what is damaged any field of an id is taken to mean it.
        """
        if any(id_ in data for id_ in self._made_in_bytes):
            return True
        return self._others is not None and self._are_meant_in(data.removeprefix(_BYTE_ORDER_MARK))

    def _are_meant_in(self, data: bytes) -> bool:
        try:
            # Only packed, so that of a large store no more is unpacked than what may mean one of them.
            tables = msgspec.json.decode(data, type=_RawTables)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            whole = _unpacked(data)
            return any(self._mean("", each) for each in whole) or (
                not whole and any(map(self._are_meant_in_line, data.split(b"\n")))
            )
        return any(self._are_meant_in_table(*table) for table in tables.items())

    def _are_meant_in_table(self, table: str, documents: dict[str, msgspec.Raw]) -> bool:
        near = {name: each for name, each in documents.items() if self.may_be_in(plain_text(bytes(each)))}
        return self._mean("", {table: {name: msgspec.json.decode(each) for name, each in near.items()}})

    def _are_meant_in_line(self, line: bytes) -> bool:
        text = plain_text(line)
        if not self.may_be_in(text):
            return False
        checksum = _CHECKSUM.match(line)
        said = _unpacked(line[checksum.end() :] if checksum else line)
        if not said:
            return self._others_in_fields.search(text) is not None
        return any(self._mean("", each) for each in said)

    def _mean(self, table: str, value: object) -> bool:
        """Whether a value, which is a document of `table` if that is one, means one of the records."""
        if isinstance(value, list):
            return any(self._mean(table, each) for each in cast("list[object]", value))
        if not isinstance(value, dict):
            return False
        fields = cast("Fields", value)
        # An entry of the trash and a clash say of which table they are.
        of = str(fields.get("table"))
        for field, target in (("id", table), ("record_id", of), *_POINTERS.items()):
            id_: object = fields.get(field)
            if isinstance(id_, str) and (target, id_) in self._keys:
                return True
        return any(self._mean_within(name, of, inner) for name, inner in fields.items())

    def _mean_within(self, name: str, of: str, value: object) -> bool:
        if name not in TYPES:
            return self._mean(of if name == "document" else "", value)
        documents: object = list(cast("Fields", value).values()) if isinstance(value, dict) else value
        return isinstance(documents, list) and self._mean(name, cast("list[object]", documents))


def _unpacked(data: bytes) -> list[object]:
    """Return what JSON says, as the only one of a list; nothing for what is no JSON."""
    try:
        return [msgspec.json.decode(data)]
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return []
