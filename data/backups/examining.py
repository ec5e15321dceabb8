"""Looking at the store and at its copies: what they hold, and whether they are whole."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ..encryption.age import locked_by
from ..errors import NewerStoreError, NotFoundError, StoreError
from ..file_names import ENCRYPTED
from ..store import folder, layout
from ..store.loading import Loaded
from ..store.migrations import SCHEMA
from ..store.records import TYPES
from ..store.sentences import not_read
from ..store.storage import DurableStorage
from .examined import Examined
from .files import read_as_it_is, read_copy
from .names import CopyName, copies_of, old_copies_of, parse, room_of


def examine(path: Path, opened: bytes | None = None) -> Examined:
    """Read the store or the copy at `path`, every record of it, without changing anything.

    Of an encrypted one `opened` is what is in it; without that only its outside can be looked at.
    NotFoundError if there is none; what else is wrong stands in what is returned.
    """
    found = from_outside(path)
    if found.encrypted and opened is None:
        return msgspec.structs.replace(found, complaint=_complaint_of_the_outside(path))
    try:
        storage = storage_of(path, opened)
        older = storage.migrate()
    except StoreError as problem:
        return msgspec.structs.replace(found, complaint=_complaint(problem, path), was_read=True)
    loaded = Loaded(storage)
    return msgspec.structs.replace(
        found,
        was_read=True,
        schema=SCHEMA if older is None else older,
        generation=storage.generation,
        intact=storage.intact,
        records={table: len(loaded.memory.shelf(table).records) for table in TYPES},
        problems=tuple(problem.sentence for problem in loaded.problems),
    )


def _complaint_of_the_outside(path: Path) -> str:
    try:
        how = locked_by(read_as_it_is(path))
    except StoreError as problem:
        return str(problem)
    return f"{path.name} is damaged: it is not in the age format." if how is None else ""


def storage_of(path: Path, opened: bytes | None = None) -> DurableStorage:
    """Return a storage that holds what stands in the store or the copy at `path`, with its journal.

    `opened` is what is in it when it is encrypted.
    StoreError if it cannot be read or is no whole store.
    """
    storage = DurableStorage(path)
    if opened is None and _name_of(path) is None and path.suffix != ENCRYPTED:
        storage.load()
    else:
        storage.hold(layout.decode(read_copy(path) if opened is None else opened, path.name))
    return storage


def _name_of(path: Path) -> CopyName | None:
    # The stem of a name is not looked at: a copy may have been carried to another store.
    return parse(path.name, path.with_name(path.name.rsplit("-", 3)[0]))


def _complaint(problem: StoreError, path: Path) -> str:
    if isinstance(problem, NewerStoreError):
        return f"{path.name} was written by a newer version of this program."
    return str(problem)


def from_outside(path: Path) -> Examined:
    """Return what can be told of a file without reading it.

    NotFoundError if it is not there, other kinds of StoreError if nothing can be told of it.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {path}.") from None
    except OSError as problem:
        raise StoreError(not_read(problem, path)) from problem
    name = _name_of(path)
    return Examined(
        path=path,
        size=status.st_size,
        changed=datetime.fromtimestamp(status.st_mtime, UTC).replace(microsecond=0),
        made=None if name is None else name.made,
        why="" if name is None else name.why,
        generation=0 if name is None else name.generation,
        encrypted=path.suffix == ENCRYPTED,
    )


def backups(path: Path) -> list[Path]:
    """Return the copies of the store at `path`, the newest first, those of earlier versions last.

    StoreError if the folder cannot be listed.
    """
    real = folder.resolve(path)
    try:
        return [*copies_of(real), *reversed(old_copies_of(real))]
    except OSError as problem:
        raise StoreError(not_read(problem, room_of(real))) from problem


def find_backup(path: Path, name: str) -> Path:
    """Return the copy of the store at `path` that `name` means, or a file anywhere; NotFoundError if none."""
    real = folder.resolve(path)
    places = [] if os.sep in name else [room_of(real) / name, real.with_name(name)]
    for candidate in (*places, Path(name)):
        # Path.is_file raises where the name is too long, or where a folder may not be searched.
        if os.path.isfile(candidate):  # noqa: PTH113
            return candidate
    raise NotFoundError(f"There is no backup {name}; thanks-tui check lists those that there are.")
