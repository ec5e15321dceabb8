"""A glance at a file: for who reads a little of it once, and wants to have done so at once.

It takes the file at its word. One that is whole (its checksum is right), of today's schema, and says that it
is clean was checked record by record when it was written; so a table of it is read when it is asked for, of
notes what lists show, and nothing else. Whatever is out of the ordinary is left to `Store.open`.
"""

from __future__ import annotations

from collections.abc import Mapping
from os.path import lexists
from typing import Any, TypeVar

import msgspec

from ..errors import StoreError
from ..models import AnyRecord, Note, PointChoice
from .ahead import Ahead
from .journal import journal_of
from .layout import Lines, lines_of
from .memory import Memory, Shelf
from .migrations import SCHEMA
from .reads import Reads
from .records import CLEANING, TYPES, fit_together
from .safe_write import stamp_at, stamp_of

T = TypeVar("T")


class MisfitError(StoreError):
    """A record does not fit, or not with the others; `Store.open` says which, and does without it."""


class NoteHead(Note, frozen=True, kw_only=True, gc=False, rename={"points": "-points", "text": "-text"}):
    """A note without what takes the room: its points and its text stay in the file."""

    points: tuple[PointChoice, ...] = ()
    text: str = ""


class Glance(Reads):
    """The records of a store, each table read when it is asked for.

    All the notes at once are heads; those of one application, or to one contact, are whole. MisfitError, from
    whatever is asked, where what stands there does not fit. What was found counts after `make_sure`.
    """

    def __init__(self, ahead: Ahead, tables: Mapping[str, memoryview]) -> None:
        self._memory = _Seen(tables)
        self._ahead = ahead
        # Going in a circle, it is left to the collector of garbage. A command that is done has none; to clear
        # away record by record what goes with the process anyway would take as long as to read it.
        self._itself = self

    def make_sure(self) -> None:
        """Raise MisfitError unless the file is whole, and was written by this program."""
        if self._ahead.checksum() is None:
            raise MisfitError("The checksum is wrong.")


def glance_at(ahead: Ahead) -> Glance | None:
    """Return a glance at a store that is being read, None where it has to be opened to know what it holds."""
    found = ahead.read()
    if found is None:
        return None
    data, status = found
    try:
        # A journal holds changes that are not in the file yet; another window may be bringing it in just now.
        if lexists(journal_of(ahead.path)) or stamp_at(ahead.path) != stamp_of(status):
            return None
        lines = lines_of(data)
    except (OSError, ValueError, RecursionError):
        return None
    return Glance(ahead, lines.tables) if lines is not None and _is_usual(lines) else None


def _is_usual(lines: Lines) -> bool:
    todays = lines.meta.get("schema") == SCHEMA and lines.meta.get("cleaned") == CLEANING
    return todays and lines.tables.keys() >= TYPES.keys()


class _Seen(Memory):
    """Shelves that are filled when somebody comes to them."""

    def __init__(self, tables: Mapping[str, memoryview]) -> None:
        self._tables = tables

    def __getattr__(self, table: str) -> Shelf[Any]:
        if table not in TYPES:
            raise AttributeError(table)
        line = self._tables[table]
        shelf = _Notes(line) if table == "notes" else Shelf[AnyRecord](table)
        found = _by_number(line, NoteHead if table == "notes" else TYPES[table])
        shelf.records = {record.id: record for record in found}
        if not fit_together(table, len(found), shelf.records, self.ids):
            raise MisfitError(f"The records of {table} do not fit together.")
        setattr(self, table, shelf)
        return shelf


class _Notes(Shelf[Any]):
    """Heads of notes, of which those to a contact that somebody asks for are read as a whole."""

    def __init__(self, line: memoryview) -> None:
        super().__init__("notes")
        self._line = line
        self._packed: dict[str, msgspec.Raw] = {}

    def of(self, field: str, parent: str) -> list[Note]:
        """Return the notes whose `field` points to `parent`, in order."""
        heads = super().of(field, parent)
        if heads and not self._packed:
            self._packed = dict(zip(self.records, _by_number(self._line, msgspec.Raw), strict=True))
        return [_decoded(self._packed[head.id], Note) for head in heads]


def _by_number(line: memoryview, kind: type[T]) -> list[T]:
    """Return what the documents of a table are as `kind`, in the order of their TinyDB ids."""
    found = _decoded(line, dict[int, kind])
    numbers = list(found)
    # That is how they stand in the file, but for those that came back.
    return (
        list(found.values()) if numbers == sorted(numbers) else [found[number] for number in sorted(numbers)]
    )


def _decoded(text: memoryview | msgspec.Raw, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise MisfitError(f"A record does not fit: {problem}.") from problem
