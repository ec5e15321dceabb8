"""The one place where the bytes of a copy become a file, and the one where they are read again."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import msgspec

from ..encryption.age import encrypt
from ..encryption.locks import Recipients
from ..errors import MissingExtraError, NotBackedUpError, StoreError, UnreadableError
from ..file_names import BACKUPS, ENCRYPTED
from ..store import folder
from ..store.safe_write import forget, is_regular, link_or_copy, sync_folder, write_new_beside
from ..store.sentences import not_read
from .names import CopyName
from .pieces import InMemory, Pieces, Snapshot
from .recipients import recipients_of

_MOST_SECONDS = 100
"""How many copies with one generation and one reason may be made in one second."""
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def write_copy(path: Path, name: CopyName, source: Pieces, modified: int | None = None) -> Path:
    """Write `source` as a copy of the store at `path`, read it again, and return where it lies.

    It is encrypted where backups are. `modified` is when `source` was saved, in nanoseconds. NotBackedUpError
    if what is read is not what it was when it was first looked at, or it cannot be encrypted; OSError if it
    cannot be written.
    """
    room = folder.make_room(path, BACKUPS)
    recipients = recipients_of(path)
    if recipients is not None:
        name = msgspec.structs.replace(name, encrypted=True)
        source = InMemory(_encrypted(source.whole(), recipients))
    fresh, _ = write_new_beside(room / str(name), source)
    try:
        with closing(Snapshot.of_copy(fresh)) as copy:
            as_it_was = copy.are_those_of(source)
        if not as_it_was:
            raise NotBackedUpError(f"No backup was made: what was written to {room} cannot be read again.")
        if modified is not None:
            os.utime(fresh, ns=(modified, modified))
        return _with_a_free_name(room, name, lambda free: link_or_copy(fresh, free))
    finally:
        forget(fresh)


def keep_file(path: Path, name: CopyName) -> Path:
    """Give the very file at `path` a second name among the copies, or copy it; return that."""
    room = folder.make_room(path, BACKUPS)
    kept = _with_a_free_name(room, name, lambda free: link_or_copy(path, free))
    folder.close_file(kept)
    return kept


def read_copy(path: Path) -> bytes:
    """Return what stands in the copy at `path`; StoreError if that cannot be read, or is encrypted."""
    if path.suffix == ENCRYPTED:
        raise StoreError(f"{path.name} is encrypted.")
    return read_as_it_is(path)


def read_as_it_is(path: Path) -> bytes:
    """Return the bytes of the copy at `path`, encrypted or not; StoreError if they cannot be read."""
    try:
        data = _read(path)
    except OSError as problem:
        raise StoreError(not_read(problem, path)) from problem
    if data is None:
        raise StoreError(f"{path} is not a file.")
    return data


def _encrypted(data: bytes, recipients: Recipients) -> bytes:
    try:
        return encrypt(data, recipients)
    except (MissingExtraError, UnreadableError) as problem:
        raise NotBackedUpError(f"No backup was made, for it could not be encrypted. {problem}") from problem


def _with_a_free_name(room: Path, name: CopyName, give: Callable[[Path], object]) -> Path:
    for second in range(_MOST_SECONDS):
        free = room / str(msgspec.structs.replace(name, made=name.made + timedelta(seconds=second)))
        try:
            give(free)
        except FileExistsError:
            continue
        sync_folder(room)
        return free
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(room))


def _read(path: Path) -> bytes | None:
    handle = os.open(path, _READ)
    try:
        if not is_regular(os.fstat(handle)):
            return None
        with os.fdopen(handle, "rb", buffering=0, closefd=False) as file:
            return file.readall()
    finally:
        os.close(handle)
