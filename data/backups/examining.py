"""Looking at the store and at its copies: what they hold, and whether they are whole."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ..errors import NewerStoreError, NotFoundError, StoreError
from ..store import folder, layout
from ..store.loading import Loaded
from ..store.migrations import SCHEMA
from ..store.records import TYPES
from ..store.sentences import not_read
from ..store.storage import DurableStorage
from .files import read_copy
from .names import Why, copies_of, old_copies_of, parse, room_of

_MAY_BE_EDITED = frozenset({Why.EDITED, Why.RESTORE, Why.ASKED, Why.MIGRATION, Why.THEIRS, Why.OURS})
"""Why copies are made of files that another program has written; their checksum is as they were found."""


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at one file of the store has shown."""

    path: Path
    complaint: str = ""
    """Why it cannot be used, in a sentence; empty when it can."""
    size: int = 0
    """In bytes."""
    changed: datetime | None = None
    """When it was written, in UTC; for a copy, when what it holds was saved."""
    made: datetime | None = None
    """When a copy was made, in UTC."""
    why: str = ""
    """What a copy was made for: a word of `Why`; empty for the store, and for copies of earlier versions."""
    encrypted: bool = False
    """Whether it cannot be looked into without a key."""
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

    @property
    def wrong(self) -> str:
        """What is wrong with a copy that ought not to be, in a sentence; empty when nothing is."""
        if self.encrypted or self.why == Why.DAMAGED or self.path.name.endswith(".replaced-damaged"):
            return ""
        if not self.complaint and not self.intact and self.why and self.why not in _MAY_BE_EDITED:
            return f"{self.path.name} is not as it was made: its checksum is not right."
        return self.complaint


def examine(path: Path) -> Examined:
    """Read the store or the copy at `path`, every record of it, without changing anything.

    NotFoundError if there is none; what else is wrong stands in what is returned.
    """
    found = from_outside(path)
    if found.encrypted:
        return found
    storage = DurableStorage(path)
    try:
        if found.why:
            storage.hold(layout.decode(read_copy(path), path.name))
        else:
            storage.load()
        older = storage.migrate()
    except StoreError as problem:
        return msgspec.structs.replace(found, complaint=_complaint(problem, path))
    loaded = Loaded(storage)
    return msgspec.structs.replace(
        found,
        schema=SCHEMA if older is None else older,
        generation=storage.generation,
        intact=storage.intact,
        records={table: len(loaded.memory.shelf(table).records) for table in TYPES},
        problems=tuple(problem.sentence for problem in loaded.problems),
    )


def _complaint(problem: StoreError, path: Path) -> str:
    if isinstance(problem, NewerStoreError):
        return f"{path.name} was written by a newer version of this program."
    return str(problem)


def from_outside(path: Path) -> Examined:
    """Return what can be told of a file without reading it."""
    try:
        status = path.stat()
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {path}.") from None
    except OSError as problem:
        raise StoreError(not_read(problem, path)) from problem
    # The stem of a name is not looked at: a copy may have been carried to another store.
    name = parse(path.name, path.with_name(path.name.rsplit("-", 3)[0]))
    return Examined(
        path=path,
        size=status.st_size,
        changed=datetime.fromtimestamp(status.st_mtime, UTC).replace(microsecond=0),
        made=None if name is None else name.made,
        why="" if name is None else name.why,
        generation=0 if name is None else name.generation,
        encrypted=path.suffix == ".age",
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
        if candidate.is_file():
            return candidate
    raise NotFoundError(f"There is no backup {name}; thanks-tui check lists those that there are.")
