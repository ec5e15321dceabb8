"""Writing a file so that, whatever happens, the old one or the new one stands there, whole."""

from __future__ import annotations

import errno
import itertools
import os
import stat
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias, TypeVar

import msgspec

Bytes: TypeAlias = bytes | bytearray | memoryview
T = TypeVar("T")

FILE_MODE = 0o600
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
"""How a file is opened that must not be there yet, not even as a link."""
_MOST_PARTS = 512
"""Fewer than any system's limit on what one call can write."""
NO_LINKS = frozenset({errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK})
"""What file systems without hard links answer, and those whose count of links is full."""
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What file systems answer that know no fsync of a folder."""
_MOST_TRIES = 100

_numbers = itertools.count(1)


class Stamp(msgspec.Struct, frozen=True):
    """What tells one state of a file from another without reading it."""

    device: int
    inode: int
    size: int
    modified: int
    """In nanoseconds."""


class PutBackError(OSError):
    """The folder could not be synced, so that the old file was put back, as far as that could be done."""

    stamps: frozenset[Stamp] = frozenset()
    """What may stand there now, beside the file that stood there before."""


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file from its status."""
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def stamp_at(path: Path) -> Stamp | None:
    """Return the stamp of the file at `path`, None if there is none."""
    try:
        return stamp_of(path.stat())
    except FileNotFoundError:
        return None


def previous_of(path: Path) -> Path:
    """Return where the file that `path` replaced last is kept."""
    return path.with_name(f"{path.name}.prev")


def replace_file(path: Path, parts: Sequence[Bytes], *, as_previous: bool = True) -> Stamp:
    """Put `parts` in place of the file at `path`, durably; what stood there becomes the `.prev`.

    Not `as_previous`, the `.prev` that there is stays: what is replaced is damaged, or is kept elsewhere.
    Returns the stamp of what stands there then. On any OSError the old file still stands there, nothing new
    beside it, and the error goes on; PutBackError if the old one had to be put back.
    """
    fresh, stamp = write_new_beside(path, parts)
    old: Path | None = None
    try:
        old = _keep_previous(path) if as_previous else _keep_for_now(path)
        fresh.replace(path)
    except OSError:
        forget(fresh)
        if old is not None and not as_previous:
            forget(old)
        raise
    try:
        sync_folder(path.parent)
    except OSError as problem:
        copy = _put_back(path, old)
        put_back = PutBackError(problem.errno, problem.strerror, problem.filename)
        put_back.stamps = frozenset({stamp} if copy is None else {stamp, copy})
        raise put_back from problem
    finally:
        if old is not None and not as_previous:
            forget(old)
    return stamp


def put_in_place(path: Path, parts: Sequence[Bytes]) -> None:
    """Put `parts` in place of the file at `path`, durably; what stood there is not kept.

    On an OSError the old file still stands there, whole; if only the folder could not be synced, the new one.
    """
    fresh, _ = _beside(path, lambda name: write_new(name, parts))
    try:
        fresh.replace(path)
    except OSError:
        forget(fresh)
        raise
    sync_folder(path.parent)


def write_new_beside(path: Path, parts: Iterable[Bytes]) -> tuple[Path, Stamp]:
    """Write a temporary file beside `path`, as `write_new` does; return where, and its stamp."""
    return _beside(path, lambda name: write_new(name, parts))


def write_new(path: Path, parts: Iterable[Bytes]) -> Stamp:
    """Write a file that must not be there yet, 0600 whatever the umask, down to the disk; return its stamp.

    On any OSError, FileExistsError among them, the error goes on, and nothing is left of what was written.
    """
    handle = os.open(path, NEW_FILE, FILE_MODE)
    try:
        try:
            os.fchmod(handle, FILE_MODE)
            write_all(handle, parts)
            sync_file(handle)
            return stamp_of(os.fstat(handle))
        finally:
            os.close(handle)
    except OSError:
        forget(path)
        raise


def read_regular(path: Path) -> bytes | None:
    """Return the bytes of the file at `path`, None if there is none; OSError for what is no file."""
    try:
        # Without O_NONBLOCK a FIFO of that name would keep the program waiting for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        # Before a file is made of it: where that fails, for a folder, the handle would stay open.
        if not is_regular(os.fstat(handle)):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        with os.fdopen(handle, "rb", buffering=0, closefd=False) as file:
            return file.readall()
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Bring the names in `folder` to the disk, where the file system can."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def remove_leftovers(folder: Path, start: str) -> None:
    """Remove the temporary files of `folder` that begin with `start`, which a killed program left.

    Only for who holds the writer's lock.
    """
    # Only tidying: a folder that cannot be listed now is tidied at the next start.
    with suppress(OSError):
        for file in folder.iterdir():
            if file.name.startswith(start) and file.name.endswith(".tmp"):
                forget(file)


def _beside(path: Path, make: Callable[[Path], T]) -> tuple[Path, T]:
    """Call `make` with a temporary name beside `path` that nothing has; return the name and what it made."""
    for _ in range(_MOST_TRIES):
        fresh = path.with_name(f".{path.name}.{os.getpid()}.{next(_numbers)}.tmp")
        try:
            return fresh, make(fresh)
        except FileExistsError:
            continue
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path.parent))


def write_all(handle: int, parts: Iterable[Bytes]) -> None:
    """Write `parts` to an open file, however often the system has to be asked.

    Parts that are there at once are written at once; others one by one, so that none has to be kept.
    """
    together = [parts] if isinstance(parts, Sequence) else ([part] for part in parts)
    for some in together:
        rest = [memoryview(part) for part in some]
        while rest:
            written = os.writev(handle, rest[:_MOST_PARTS])
            while rest and written >= len(rest[0]):
                written -= len(rest.pop(0))
            if written:
                rest[0] = rest[0][written:]


def sync_file(handle: int) -> None:
    """Bring what was written to an open file down to the disk."""
    # On macOS fsync leaves the bytes in the drive's own cache; F_FULLFSYNC is what SQLite and git use there.
    import fcntl

    full: int | None = getattr(fcntl, "F_FULLFSYNC", None)
    if full is None:
        os.fsync(handle)
        return
    try:
        fcntl.fcntl(handle, full)
    except OSError as problem:
        if problem.errno not in _NO_FOLDER_SYNC:
            raise
        os.fsync(handle)


def _keep_previous(path: Path) -> Path | None:
    """Make what stands at `path` the `.prev` as well; return that, None if nothing stands there."""
    previous = previous_of(path)
    try:
        if _are_one(path, previous):
            # It was put back after a save that failed. To rename one name of a file to another does nothing.
            return previous
    except FileNotFoundError:
        return None
    kept = _keep_for_now(path)
    if kept is None:
        return None
    try:
        kept.replace(previous)
    except OSError:
        forget(kept)
        raise
    return previous


def _keep_for_now(path: Path) -> Path | None:
    """Give what stands at `path` a temporary name as well; return that, None if nothing stands there."""
    try:
        kept, _ = _beside(path, lambda name: link_or_copy(path, name))
    except FileNotFoundError:
        return None
    return kept


def _are_one(path: Path, other: Path) -> bool:
    status = path.stat()
    try:
        return os.path.samestat(status, other.lstat())
    except FileNotFoundError:
        return False


def link_or_copy(path: Path, name: Path) -> Stamp | None:
    """Give the file at `path` another name, which must be free; where that cannot be, copy it there.

    Return the stamp of the copy, None for a link.
    """
    try:
        os.link(path, name, follow_symlinks=False)
    except OSError as problem:
        if problem.errno not in NO_LINKS:
            raise
        return _copy(path, name)
    return None


def _copy(path: Path, name: Path) -> Stamp:
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
        return write_new(name, [file.read()])


def _put_back(path: Path, kept: Path | None) -> Stamp | None:
    """Make the file as it was, after the new one took its place; return its stamp if it is a copy now."""
    with suppress(OSError):
        if kept is None:
            path.unlink()
            return None
        old, copy = _beside(path, lambda name: link_or_copy(kept, name))
        try:
            old.replace(path)
        except OSError:
            forget(old)
            raise
        return copy
    return None


def forget(path: Path) -> None:
    """Remove a temporary file, if that can be done."""
    # Only tidying: what cannot be removed now is removed at the next start.
    with suppress(OSError):
        path.unlink()


def is_regular(status: os.stat_result) -> bool:
    """Return whether a status is that of a plain file."""
    return stat.S_ISREG(status.st_mode)
