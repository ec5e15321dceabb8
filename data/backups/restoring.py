"""Going back to a copy: what it replaces becomes a copy itself, and the store a new generation."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from ..errors import (
    DamagedStoreError,
    NotBackedUpError,
    NotFoundError,
    NotSavedError,
    ReadOnlyError,
    StoreError,
)
from ..store import folder, layout
from ..store.lock import WriterLock
from ..store.migrations import schema_of
from ..store.reading import look_at
from ..store.recovery import newest_generation
from ..store.sentences import not_saved
from ..store.storage import DurableStorage
from .examined import Examined
from .examining import examine, storage_of
from .making import back_up, set_aside
from .why import Why


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What going back has done."""

    backup: Examined
    kept: Path | None
    """Where the file that was replaced is now; None when there was none."""
    trouble: str = ""
    """What the user should know about the older copies, in a sentence."""


def restore(path: Path, backup: Path, now: datetime, opened: bytes | None = None) -> Restored:
    """Put what stands in `backup` in place of the store at `path`, durably, and keep what stood there.

    The backup itself stays where it is; `opened` is what is in it, if it is encrypted. `now` is aware.
    Returns what was gone back to, and where what stood there is kept. NotFoundError if `backup` is the store
    itself, DamagedStoreError if it is not a whole store of this version or an older one, ReadOnlyError while
    a window has the store open, NotSavedError if anything cannot be written, and other kinds of StoreError if
    the folder or the lock cannot be used; then nothing is changed.
    """
    real = folder.resolve(path)
    if backup.resolve() == real:
        raise NotFoundError(f"{backup} is the store itself; there is nothing to go back to.")
    contents_of(backup, opened)
    folder.prepare(real)
    lock = WriterLock(real)
    try:
        if not lock.take():
            raise ReadOnlyError("The store is open in another window; close it, and restore again.")
        storage = _held(real)
        restored = go_back(storage, backup, now, opened)
        folder.close_to_others(real, is_there=True)
    except OSError as problem:
        raise NotSavedError(not_saved(problem, real)) from problem
    finally:
        lock.release()
    return restored


def _held(path: Path) -> DurableStorage:
    """Return the storage of the store at `path`, whatever state its file is in."""
    storage = DurableStorage(path)
    try:
        storage.load()
    except DamagedStoreError:
        storage.stand_in(layout.NOTHING, look_at(path), 0, folded=False)
    return storage


def go_back(storage: DurableStorage, backup: Path, now: datetime, opened: bytes | None = None) -> Restored:
    """Keep the file of `storage` as a copy, and write what stands in `backup` in its place.

    Returns what was gone back to, and where what stood there is kept. DamagedStoreError if the backup cannot
    be used, NotSavedError if anything cannot be written; then file and memory are as before.
    """
    contents = contents_of(backup, opened)
    examined = examine(backup, opened)
    # What is kept is one whole file.
    storage.settle_journal()
    damaged = look_at(storage.path)
    try:
        kept, trouble = _keep(storage.path, damaged.data, now)
    except NotBackedUpError as problem:
        raise NotSavedError(
            f"Nothing was restored, for what is there has to be kept first. {problem}"
        ) from problem
    storage.become(contents, newest_generation(storage.path, damaged))
    return Restored(backup=examined, kept=kept, trouble=trouble)


def contents_of(backup: Path, opened: bytes | None = None) -> layout.Contents:
    """Return what stands in a copy; DamagedStoreError if it cannot be used by this version."""
    try:
        storage = storage_of(backup, opened)
        schema_of(storage.meta, storage.tables, backup.name)
    except StoreError as problem:
        raise DamagedStoreError(f"{problem} Nothing was restored.") from problem
    return layout.Contents(meta=storage.meta, tables=storage.tables, intact=storage.intact, fingerprint=b"")


def _keep(path: Path, data: bytes | None, now: datetime) -> tuple[Path | None, str]:
    if data is None:
        return None, ""
    try:
        layout.decode(data, path.name)
    except DamagedStoreError:
        return set_aside(path, data, now), ""
    made = back_up(path, Why.RESTORE, now)
    return (None, "") if made is None else (made.path, made.trouble)
