"""The backups from before they were encrypted: counted, and then encrypted as well, or removed."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ..errors import NotBackedUpError, StoreError
from ..store import folder, layout
from ..store.safe_write import previous_of, sync_folder
from ..store.sentences import not_backed_up, not_read
from .files import read_copy, write_copy
from .names import CopyName, copies_of, name_for, old_copies_of, parse, room_of
from .pieces import InMemory
from .why import Why

_REASONS = {"edited": Why.EDITED, "schema": Why.MIGRATION, "replaced": Why.RESTORE}
"""What the names of earlier versions say of why a copy was made."""


def plain_copies(path: Path) -> list[Path]:
    """Return the copies of the store at `path` that anybody can read who can read files; not its `.prev`.

    StoreError if the folder cannot be listed.
    """
    real = folder.resolve(path)
    try:
        named = [file for file, name in copies_of(real).items() if not name.encrypted]
        return [*named, *(file for file in old_copies_of(real) if file != previous_of(real))]
    except OSError as problem:
        raise StoreError(not_read(problem, room_of(real))) from problem


def encrypt_copies(path: Path) -> int:
    """Put an encrypted copy in the place of each plain one of the store at `path`; return how many it were.

    To whom, `encrypt_to` has said. Each is written and read again before the plain one goes. StoreError at
    the first with which that cannot be done; it stays, and so do those after it.
    """
    real = folder.resolve(path)
    plain = plain_copies(real)
    for file in plain:
        data = read_copy(file)
        try:
            _encrypt(real, _name_of(file, real, data), data, file.stat().st_mtime_ns)
            _remove(file)
        except OSError as problem:
            raise NotBackedUpError(not_backed_up(problem, room_of(real))) from problem
    return len(plain)


def remove_copies(path: Path) -> int:
    """Remove every plain copy of the store at `path`, but its `.prev`; return how many it were.

    StoreError at the first that cannot be removed.
    """
    real = folder.resolve(path)
    plain = plain_copies(real)
    for file in plain:
        try:
            _remove(file)
        except OSError as problem:
            raise StoreError(f"{file} could not be removed ({problem.strerror}).") from problem
    return len(plain)


def _encrypt(path: Path, name: CopyName, data: bytes, modified: int) -> None:
    done = room_of(path) / str(msgspec.structs.replace(name, encrypted=True))
    with suppress(FileNotFoundError):
        if done.stat().st_mtime_ns == modified:
            # It was killed before the plain one could go.
            return
    write_copy(path, name, InMemory(data), modified)


def _name_of(file: Path, path: Path, data: bytes) -> CopyName:
    name = parse(file.name, path)
    if name is not None:
        return name
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    word, _, rest = file.name.removeprefix(f"{path.name}.").partition("-")
    why = Why.DAMAGED if rest.startswith("damaged") else _REASONS[word]
    return name_for(path, layout.said_generation(data) or 0, written, why)


def _remove(file: Path) -> None:
    # A window that is open may have thinned it out meanwhile.
    file.unlink(missing_ok=True)
    sync_folder(file.parent)
