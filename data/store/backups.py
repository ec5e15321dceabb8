"""The copies that lie beside the store: what they hold, whether they are whole, and going back to one."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ..errors import (
    DamagedStoreError,
    NewerStoreError,
    NotFoundError,
    NotSavedError,
    ReadOnlyError,
    StoreError,
)
from . import folder
from .loading import Loaded
from .lock import WriterLock
from .records import TYPES
from .safe_write import copy_beside, sync_folder, write_new
from .sentences import not_read, not_saved
from .storage import SCHEMA, DurableStorage

_numbers = itertools.count(1)


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at one file of the store has shown."""

    path: Path
    complaint: str = ""
    """Why it cannot be used, in a sentence; empty when it can."""
    size: int = 0
    """In bytes."""
    changed: datetime | None = None
    """When it was written, in UTC."""
    schema: int = 0
    generation: int = 0
    """How often the store had been saved."""
    intact: bool = True
    """Whether the checksum is right: no other program has written here."""
    records: dict[str, int] = {}
    """How many records of each table fit."""
    problems: tuple[str, ...] = ()
    """What is wrong with single records, a sentence each."""

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong with it at all."""
        return self.intact and not self.complaint and not self.problems


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What going back has done."""

    backup: Examined
    kept: Path | None
    """Where the file that was replaced is now; None when there was none."""


def examine(path: Path) -> Examined:
    """Read the file at `path`, every record of it, without changing anything.

    NotFoundError if there is none; what else is wrong stands in what is returned.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {path}.") from None
    except OSError as problem:
        raise StoreError(not_read(problem, path)) from problem
    found = Examined(
        path=path,
        size=status.st_size,
        changed=datetime.fromtimestamp(status.st_mtime, UTC).replace(microsecond=0),
    )
    storage = DurableStorage(path)
    try:
        storage.load()
        schema = _schema_of(storage)
    except StoreError as problem:
        return msgspec.structs.replace(found, complaint=str(problem))
    loaded = Loaded(storage)
    return msgspec.structs.replace(
        found,
        schema=schema,
        generation=storage.generation,
        intact=storage.intact,
        records={table: len(loaded.memory.shelf(table).records) for table in TYPES},
        problems=tuple(problem.sentence for problem in loaded.problems),
    )


def _schema_of(storage: DurableStorage) -> int:
    schema = storage.meta.get("schema")
    if not isinstance(schema, int):
        raise DamagedStoreError(
            f"{storage.path.name} does not say which schema it has; it is no store of ours."
        )
    if schema > SCHEMA:
        raise NewerStoreError(f"{storage.path.name} was written by a newer version of this program.")
    return schema


def backups(path: Path) -> list[Examined]:
    """Return the copies that lie beside the store at `path`, the newest first."""
    real = folder.resolve(path)
    beside = sorted(each for each in _siblings(real) if each.is_file() and not each.is_symlink())
    found = [examine(each) for each in beside]
    return sorted(found, key=lambda each: (each.generation, each.changed or datetime.min), reverse=True)


def _siblings(path: Path) -> Sequence[Path]:
    try:
        return [each for each in path.parent.iterdir() if each.name.startswith(f"{path.name}.")]
    except OSError:
        return []


def find_backup(path: Path, name: str) -> Path:
    """Return the file that `name` means, beside the store at `path` or anywhere; NotFoundError if none."""
    beside = folder.resolve(path).with_name(Path(name).name)
    for candidate in (beside, Path(name)):
        if (candidate is not beside or os.sep not in name) and candidate.is_file():
            return candidate
    raise NotFoundError(f"There is no backup {name}; thanks-tui check lists those that there are.")


def restore(path: Path, backup: Path) -> Restored:
    """Put the backup in place of the store at `path`, durably, and keep what stood there beside it.

    The backup itself stays where it is. DamagedStoreError or NewerStoreError if it is not a whole store, and
    ReadOnlyError while a window has the store open; then nothing is changed.
    """
    real = folder.resolve(path)
    examined = examine(backup)
    if examined.complaint:
        raise DamagedStoreError(f"{examined.complaint} Nothing was restored.")
    if backup.resolve() == real:
        raise NotFoundError(f"{backup} is the store itself; there is nothing to go back to.")
    folder.prepare(real)
    lock = WriterLock(real)
    try:
        if not lock.take():
            raise ReadOnlyError("The store is open in another window; close it, and restore again.")
        kept = _replace(real, backup)
        folder.close_to_others(real, is_there=True)
        return Restored(backup=examined, kept=kept)
    except OSError as problem:
        raise NotSavedError(not_saved(problem, real)) from problem
    finally:
        lock.release()


def _replace(path: Path, backup: Path) -> Path | None:
    # The previous file is left alone, for it may be the very one that is restored.
    fresh = path.with_name(f".{path.name}.{os.getpid()}.restored-{next(_numbers)}.tmp")
    write_new(fresh, [backup.read_bytes()])
    try:
        kept = copy_beside(path, f"{path.name}.replaced-{_generation(path)}") if path.exists() else None
        fresh.replace(path)
    except OSError:
        fresh.unlink()
        raise
    sync_folder(path.parent)
    return kept


def _generation(path: Path) -> str:
    examined = examine(path)
    return "damaged" if examined.complaint else str(examined.generation)
