"""Making a copy of the store: of the whole file, verified, and the older ones thinned after it."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import msgspec

from ..errors import DamagedStoreError, NotBackedUpError
from ..store import folder, layout
from ..store.journal import journal_of
from ..store.reading import read_with_journal, replay
from ..store.sentences import not_backed_up
from .files import keep_file, write_copy
from .names import CopyName, copies_of, name_for, room_of
from .pieces import InMemory, Pieces, Snapshot
from .recipients import recipients_of
from .thinning import thin
from .why import KEPT_FOR_EVER, Why

_AS_IT_IS = frozenset({Why.DAMAGED, Why.THEIRS})
"""What a copy is made for even when nothing can be read from it."""


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """A copy that there is now."""

    path: Path
    is_new: bool
    """False when one with the same bytes was there already."""
    trouble: str = ""
    """What the user should know about the older copies, in a sentence."""


def back_up(path: Path, why: Why, now: datetime, *, source: Snapshot | None = None) -> Backup | None:
    """Copy the store at `path`, or what `source` holds of it, into its folder of backups.

    Return the copy, or the one with the same bytes that is there already; None when there is no store.
    `now` is aware. Nothing but files is touched, so that any thread may call this. NotBackedUpError if no
    copy could be made, and other kinds of StoreError if what lies there cannot be read.
    """
    real = folder.resolve(path)
    try:
        with closing(source or Snapshot.at(path)) as snapshot:
            found = None if source is not None else _with_journal(real)
            saved, modified = found or (snapshot, snapshot.modified)
            # To read all of it shows whether that can be done, before anything is written.
            if not saved.is_intact and why not in _AS_IT_IS:
                _refuse_damaged(saved.whole(), real)
            return _kept(real, saved, why, now, modified)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise NotBackedUpError(
            f"No backup was made: {real} could not be read ({problem.strerror})."
        ) from problem


def _with_journal(path: Path) -> tuple[Pieces, int] | None:
    """Return what the store is with the changes in its journal, and when that was saved; None without any."""
    if not journal_of(path).exists():
        return None
    contents, _, journal = read_with_journal(path)
    if contents is None or journal is None or journal.head.of != contents.fingerprint.hex():
        return None
    replay(contents.meta, contents.tables, journal)
    parts = layout.Encoder().encode(contents.meta, contents.tables)
    return InMemory(b"".join(parts)), journal_of(path).stat().st_mtime_ns


def keep(path: Path, data: bytes, why: Why, now: datetime, modified: int | None = None) -> Backup:
    """Make `data` a copy of the store at `path`, which is no link; see `back_up`."""
    return _kept(path, InMemory(data), why, now, modified)


def _kept(path: Path, source: Pieces, why: Why, now: datetime, modified: int | None) -> Backup:
    try:
        twin = _twin(path, source, why, modified)
        if twin is not None:
            return Backup(path=twin, is_new=False)
        name = name_for(path, layout.said_generation(source.head()) or 0, now, why)
        made = write_copy(path, name, source, modified)
    except OSError as problem:
        raise NotBackedUpError(not_backed_up(problem, room_of(path))) from problem
    return Backup(path=made, is_new=True, trouble=thin(path, now))


def set_aside(path: Path, data: bytes, now: datetime) -> Path:
    """Keep the damaged file at `path`, in which `data` was found, among the copies for ever; return where.

    What is no longer there is kept as it was found. NotBackedUpError if that cannot be done.
    """
    try:
        source = InMemory(data)
        is_there = _holds(path, source)
        modified = _saved_at(path) if is_there else None
        twin = _twin(path, source, Why.DAMAGED, modified)
        if twin is not None:
            return twin
        name = name_for(path, layout.said_generation(data) or 0, now, Why.DAMAGED)
        if is_there and recipients_of(path) is None:
            return keep_file(path, name)
        return write_copy(path, name, source, modified)
    except OSError as problem:
        raise NotBackedUpError(not_backed_up(problem, room_of(path))) from problem


def _refuse_damaged(data: bytes, path: Path) -> None:
    try:
        layout.decode(data, path.name)
    except DamagedStoreError as problem:
        raise NotBackedUpError(f"No backup was made: {problem}") from problem


def _twin(path: Path, source: Pieces, why: Why, modified: int | None) -> Path | None:
    """Return a copy that holds the same bytes and stays at least as long.

    An encrypted one, which nobody can look into here, is told by its generation and by when it was saved.
    """
    if why is Why.ASKED:
        return None
    encrypted = recipients_of(path) is not None
    generation = layout.said_generation(source.head()) or 0
    for file, name in copies_of(path).items():
        if name.encrypted != encrypted or not _stays(name, why):
            continue
        if encrypted:
            found = name.generation == generation and _saved_at(file) == modified
        else:
            found = _holds(file, source)
        if found:
            return file
    return None


def _saved_at(file: Path) -> int:
    return file.stat().st_mtime_ns


def _stays(name: CopyName, why: Why) -> bool:
    return name.why == why if why in KEPT_FOR_EVER else name.why != Why.DAMAGED


def _holds(file: Path, source: Pieces) -> bool:
    try:
        with closing(Snapshot.of_copy(file)) as copy:
            return copy.are_those_of(source)
    except OSError:
        return False
