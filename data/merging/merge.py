"""Merging two files of the same store, with what both once were where that is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import msgspec

from ..models import Clash
from ..store.documents import Fields
from ..store.records import CLASHES, PROFILE_ID, TYPES, fields_of
from .clashes import clash_of, without_moot
from .documents import merge_documents
from .families import Deletions, kept_whole
from .pairs import Pair, find_pairs
from .sides import Entries, Entry, Side, is_odd
from .trash import deleted_in

IsOlder: TypeAlias = Callable[[str, Fields], bool]
"""Whether a document of theirs is one that we had ourselves, once."""


class Counts(msgspec.Struct, kw_only=True):
    """How many records of ours the merging concerns."""

    added: int = 0
    """What only they had."""
    changed: int = 0
    """What took something of theirs."""
    deleted: int = 0
    """What was deleted there and not touched here."""
    kept: int = 0
    """What was deleted on one side and stays, for it was changed on the other or belongs to what stays."""
    unfit: int = 0
    """Where ours was kept because theirs makes no sense."""


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """What two files are together."""

    side: Side
    clashes: tuple[Clash, ...] = ()
    """What both sides say differently; ours stays in the records, and these stand among them already."""
    counts: Counts
    changes_nothing: bool
    """Whether ours is what it was."""
    pairs: tuple[Pair, ...] = ()
    """The applications that stand there twice, it seems: one of ours and one of theirs each."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of where theirs came from, in the clashes that it makes."""

    found_on: date
    source: str = ""
    """The name of the file."""


def merge(
    base: Side | None, ours: Side, theirs: Side, origin: Origin, is_older: IsOlder | None = None
) -> Merged:
    """Return what `ours` and `theirs` are together, `base` being what both once were; None if not known.

    With a base, what was changed, added or deleted on one side is so in what is returned, field by field;
    what was deleted on one side and changed on the other stays. Without one, what is in one file alone is
    added unless the trash of the other holds it as it is, what is empty gives way, and a record of theirs
    for which `is_older` holds gives way to ours. A link that led to something leads to something still.
    """
    return _Merging(base, ours, theirs, origin, is_older or _never).merged()


def _never(table: str, fields: Fields) -> bool:
    del table, fields
    return False


class _Merging:
    """One merging, while it goes on."""

    def __init__(
        self, base: Side | None, ours: Side, theirs: Side, origin: Origin, is_older: IsOlder
    ) -> None:
        self._base = base
        self._ours = ours
        self._theirs = theirs
        self._origin = origin
        self._is_older = is_older
        self._trash = (deleted_in(ours), deleted_in(theirs))
        self._deletions = Deletions()
        self._clashes: list[Clash] = []
        self._counts = Counts()

    def merged(self) -> Merged:
        tables: dict[str, Entries] = {}
        for table in {**self._ours.tables, **self._theirs.tables}:
            tables[table] = self._table(table)
        kept_whole(tables, self._deletions, (self._ours, self._theirs))
        for clash in self._clashes:
            # The same clash may be there already, found on another day.
            tables.setdefault(CLASHES, {}).setdefault(clash.id, fields_of(clash))
        without_moot(tables)
        self._count(tables)
        there = tables.get(CLASHES, {})
        new = tuple(
            clash
            for clash in self._clashes
            if clash.id in there and self._ours.find(CLASHES, clash.id) is None
        )
        side = Side(tables)
        return Merged(
            side=side,
            clashes=new,
            counts=self._counts,
            changes_nothing=side.has_the_same(self._ours),
            pairs=find_pairs(side, self._ours, self._theirs),
        )

    def _table(self, table: str) -> Entries:
        ours, theirs = self._ours.entries(table), self._theirs.entries(table)
        kept: Entries = {}
        for key in {**ours, **theirs}:
            entry = self._entry(table, key, ours.get(key), theirs.get(key))
            if entry is not None:
                kept[key] = entry
        return kept

    def _entry(self, table: str, key: str, ours: Entry | None, theirs: Entry | None) -> Entry | None:
        if ours is None or theirs is None:
            return self._one_sided(table, key, ours, theirs)
        if ours == theirs or is_odd(key) or table == CLASHES:
            return ours
        base = None if self._base is None else self._base.find(table, key)
        return self._both(table, key, _fields(base), _fields(ours), _fields(theirs))

    def _one_sided(self, table: str, key: str, ours: Entry | None, theirs: Entry | None) -> Entry | None:
        there = ours if ours is not None else theirs
        was = self._was(table, key, ours_has_it=ours is not None)
        if was is None:
            return there
        # Deleted on the side that does not have it.
        if was == there:
            self._deletions.dropped[table, key] = was
            return None
        self._deletions.kept.add((table, key))
        return there

    def _was(self, table: str, key: str, *, ours_has_it: bool) -> Entry | None:
        """Return as what the side that does not have an entry has deleted it, None if it never had it."""
        if self._base is not None:
            return self._base.find(table, key)
        trash = self._trash[1 if ours_has_it else 0]
        return trash.get((table, key))

    def _both(
        self, table: str, key: str, base: Fields | None, ours: Fields | None, theirs: Fields | None
    ) -> Entry | None:
        if ours is None or theirs is None:
            return ours
        if self._base is None and self._is_older(table, theirs):
            return ours
        merged = merge_documents(table, base, ours, theirs)
        if not fits(table, theirs) and fits(table, ours):
            self._counts.unfit += 1
            return ours
        if merged.clash:
            self._clashes.append(clash_of(table, key, merged, self._origin.found_on, self._origin.source))
        return merged.fields

    def _count(self, tables: dict[str, Entries]) -> None:
        for table in TYPES:
            if table == CLASHES:
                continue
            before, after = self._ours.entries(table), tables.get(table, {})
            kept = {key for of, key in self._deletions.kept if of == table}
            self._counts.added += len(after.keys() - before.keys() - kept)
            self._counts.deleted += len(before.keys() - after.keys())
            self._counts.kept += len(kept)
            self._counts.changed += sum(
                1 for key, entry in before.items() if key in after and after[key] != entry
            )


def fits(table: str, fields: Fields) -> bool:
    """Return whether a document is a record of its table."""
    type_ = TYPES.get(table)
    try:
        if type_ is not None:
            msgspec.convert(fields, type_)
    except (msgspec.ValidationError, ValueError, RecursionError):
        return False
    return table != "profile" or fields.get("id") == PROFILE_ID


def _fields(entry: Entry | None) -> Fields | None:
    return entry if isinstance(entry, dict) else None
