"""Which copy takes the place of a store that is damaged, empty or gone, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias, cast

import msgspec

from ..backups.files import read_copy
from ..backups.names import CopyName, copies_of, old_copies_of
from ..backups.why import Why
from ..errors import DamagedStoreError, NewerStoreError, StoreError
from . import layout
from .journal import Read
from .layout import Contents
from .migrations import SCHEMA, schema_of
from .reading import Damaged, journal_at, replay
from .safe_write import previous_of
from .sentences import not_read

Journals: TypeAlias = tuple[Read | None, Read | None]
"""That of the store, and that of its `.prev`."""

_DOUBTFUL = frozenset({Why.DAMAGED, Why.THEIRS})


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A copy of the store that can be used."""

    name: str
    """What it is, in words: its name, where it is a file."""
    contents: Contents
    with_journal: bool
    """Whether the changes in the journal of the store are in it."""
    generation: int
    saved: datetime | None
    """When what stands in it was saved, in UTC; None for what this window had read."""


class Recovered(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in the place of the store, and what was taken instead."""

    found: str
    """What the file was: `empty`, `missing`, …"""
    source: str
    """The name of the copy."""
    saved: datetime | None
    """When what stands in it was saved, in UTC, where that is known."""
    lost: int | None
    """How many saves came after that; None if that cannot be known."""
    kept: Path | None = None
    """Where the damaged file is now; None when it was missing or still stands in its place."""

    def sentence(self, name: str, *, in_place: bool) -> str:
        """Return what the user should know of the store called `name`, recovered there or in memory only."""
        recovered = "it was recovered from" if in_place else "what is shown here comes from"
        found = f"{name} was {self.found}; {recovered} {self.source}{self._when()}."
        aside = "" if self.kept is None else f" The damaged file is kept as {self.kept.name}."
        return f"{found} {self._missing()}{aside}"

    def _when(self) -> str:
        if self.saved is None:
            return ""
        return f", saved on {self.saved.astimezone():%-d %b %Y at %H:%M}"

    def _missing(self) -> str:
        if self.lost is None:
            return "Whatever was changed after that may be missing."
        if self.lost == 0:
            return "Nothing should be missing."
        return "The last save is missing." if self.lost == 1 else f"The last {self.lost} saves are missing."


def copies_are_there(path: Path) -> bool:
    """Return whether any copy of the store at `path` is there, whole or not."""
    named, old = _all(path)
    return bool(named or old)


def best_copy(path: Path, held: Contents | None) -> Copy | None:
    """Return the newest copy of the store at `path` that can be used; None if there is none.

    `held` is what this window has in memory of the store, if it has read it before.

    One whose checksum is right comes before one that somebody has edited, and ours before those that another
    program put here.
    """
    copy = _best_file(path)
    mine = None if held is None else _copy_of(held, "what this window had read", None)
    if copy is None or mine is None:
        return copy or mine
    return mine if mine.generation > copy.generation else copy


def _best_file(path: Path) -> Copy | None:
    second: Copy | None = None
    journals = _journals(path)
    for source in _in_order(path, journals):
        copy = _usable(source, journals)
        if copy is None:
            continue
        if copy.contents.intact:
            return copy
        second = second or copy
    return second


def _in_order(path: Path, journals: Journals) -> Iterator[Path]:
    """Yield the copies by generation, the newest first; the `.prev` first of its own, the doubtful last."""
    names, old = _all(path)
    readable = {file: name for file, name in names.items() if not name.encrypted}
    ours = [(name.generation, file) for file, name in readable.items() if name.why not in _DOUBTFUL]
    beside = [(_generation_of(file), file) for file in old]

    def newest(each: tuple[int, Path]) -> tuple[int, bool]:
        return _with_changes(each[0], journals), each[1] == previous_of(path)

    for _, file in sorted((*ours, *beside), key=newest, reverse=True):
        yield file
    yield from (file for file, name in readable.items() if name.why == Why.THEIRS)


def _all(path: Path) -> tuple[dict[Path, CopyName], list[Path]]:
    # What cannot be listed may hold the newest copy: better to say so than to take another, or none.
    try:
        return copies_of(path), old_copies_of(path)
    except OSError as problem:
        raise StoreError(not_read(problem, path.parent)) from problem


def _generation_of(source: Path) -> int:
    return layout.said_generation(read_copy(source)) or 0


def _usable(source: Path, journals: Journals) -> Copy | None:
    # One that cannot be read now may be the newest: that goes on to the user, who can do something about it.
    data = read_copy(source)
    try:
        contents = layout.decode(data, source.name)
        # A newer one can be read, and is not written over.
        with suppress(NewerStoreError):
            schema_of(contents.meta, contents.tables, source.name)
    except DamagedStoreError:
        return None
    own = next((each for each in journals if each and each.head.of == contents.fingerprint.hex()), None)
    if own is not None:
        replay(contents.meta, contents.tables, own)
    return _copy_of(
        contents, source.name, _saved(source), with_journal=own is not None and own is journals[0]
    )


def _copy_of(contents: Contents, name: str, saved: datetime | None, *, with_journal: bool = False) -> Copy:
    said = contents.meta.get("generation")
    generation = said if isinstance(said, int) else 0
    return Copy(name=name, contents=contents, with_journal=with_journal, generation=generation, saved=saved)


def _journals(path: Path) -> Journals:
    """Return the changes that lie beside the store, and those beside its `.prev`."""
    return journal_at(path), journal_at(previous_of(path))


def _with_changes(generation: int, journals: Journals) -> int:
    """Return the generation that a copy comes to with the changes that belong to it."""
    own = (each.entries for each in journals if each is not None and each.head.generation == generation)
    return max((entries[-1].generation for entries in own if entries), default=generation)


def _saved(source: Path) -> datetime:
    try:
        return datetime.fromtimestamp(source.stat().st_mtime, UTC)
    except OSError as problem:
        raise StoreError(not_read(problem, source)) from problem


def encrypted_copies(path: Path, since: int) -> str:
    """Return what the user should know of encrypted copies, which nobody can look into here; may be empty.

    Only those that were saved after the generation `since` matter.
    """
    newest = next((file for file, name in _all(path)[0].items() if name.encrypted), None)
    if newest is None or _all(path)[0][newest].generation <= since:
        return ""
    return (
        f"{newest.name} is encrypted, and was passed over; "
        f"with its key, thanks-tui restore {newest.name} --identity FILE goes back to it."
    )


def newest_generation(path: Path, damaged: Damaged) -> int:
    """Return the highest generation that the store at `path`, or a copy of it, is known to have had."""
    said = _last_known(damaged) or 0
    names, old = _all(path)
    return max([said, *(name.generation for name in names.values()), *map(_generation_of, old)])


def _last_known(damaged: Damaged) -> int | None:
    said = None if damaged.data is None else layout.said_generation(damaged.data)
    if damaged.journal is not None and damaged.journal.entries:
        return max(said or 0, damaged.journal.entries[-1].generation)
    return said


def recovered(copy: Copy, damaged: Damaged) -> Recovered:
    """Return what is to be said when `copy` takes the place of what was found."""
    said = _last_known(damaged)
    lost = said - copy.generation if said is not None and said >= copy.generation else None
    return Recovered(found=_found(damaged.data), source=copy.name, saved=copy.saved, lost=lost)


def _found(data: bytes | None) -> str:
    if data is None:
        return "missing"
    return "damaged" if data else "empty"


def is_newer(data: bytes) -> bool:
    """Return whether a file that cannot be read is whole JSON, and says that its schema is newer."""
    with suppress(msgspec.DecodeError, ValueError, RecursionError):
        found = cast("object", msgspec.json.decode(data))
        meta = cast("dict[str, Any]", found).get(layout.META) if isinstance(found, dict) else None
        said = cast("dict[str, Any]", meta).get("1", meta) if isinstance(meta, dict) else None
        if isinstance(said, dict):
            fields = cast("dict[str, Any]", said)
            schema = fields.get("schema")
            return fields.get("format") == layout.FORMAT and isinstance(schema, int) and schema > SCHEMA
    return False
