"""The folder of the store: found, made, and closed to everybody else."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from ..errors import StoreError
from ..file_names import ROOMS
from .safe_write import FILE_MODE, previous_of, sync_folder
from .sentences import reason

FOLDER_MODE = 0o700
_STAYS_OPEN = (
    "The folder {folder} is not the store's alone, so it stays open to other users; the store in it is not."
)


def resolve(path: Path) -> Path:
    """Return where the file at `path` really lies, so that a link to it is kept when it is replaced."""
    return Path(os.path.realpath(path))


def is_of_store(file: Path, path: Path) -> bool:
    """Return whether `file` is the store at `path`, its lock, or in a room of its, whatever leads there."""
    file, real = resolve(file), resolve(path)
    # If one of them is not there, the name alone tells.
    with suppress(OSError):
        if file.samefile(real):
            return True
    if any(real.parent / room in (file, *file.parents) for room in ROOMS):
        return True
    return file.parent == real.parent and _is_ours(file.name, real)


def prepare(path: Path) -> None:
    """Make sure of the folder of the store at `path`, for writing; it is made if it is not there.

    StoreError if the folder cannot be made, is somebody else's, or is no folder.
    """
    folder = path.parent
    try:
        _make(folder)
        status = folder.stat()
    except (FileExistsError, NotADirectoryError):
        raise StoreError(f"{folder} is not a folder; the store cannot be kept in it.") from None
    except OSError as problem:
        raise StoreError(f"The folder {folder} cannot be made or read ({reason(problem)}).") from problem
    if status.st_uid != os.geteuid():
        raise StoreError(f"The folder {folder} belongs to another user; the store is not kept there.")


def close_to_others(path: Path, *, is_there: bool) -> tuple[str, ...]:
    """Close folder and files of the store at `path` to other users; return what was mended, in sentences.

    Only for a store that was read, or one whose file is not there yet: what is no store of ours stays as it
    is, and so does a folder that holds anything else.
    """
    mended = _tighten_folder(path, is_there=is_there)
    if is_there:
        for file in (path, previous_of(path)):
            mended += close_file(file)
    for room in ROOMS:
        mended += _tighten_room(path.parent / room)
    return tuple(mended)


def make_room(path: Path, name: str) -> Path:
    """Return the folder `name` beside the store at `path`, which is made if it is not there, 0700.

    OSError if it cannot be made, is a link or no folder, or belongs to another user.
    """
    room = path.parent / name
    try:
        room.mkdir(FOLDER_MODE)
    except FileExistsError:
        status = room.lstat()
        if not stat.S_ISDIR(status.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(room)) from None
        if status.st_uid != os.geteuid():
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(room)) from None
    else:
        sync_folder(path.parent)
    return room


def _make(folder: Path) -> None:
    missing: list[Path] = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        # Not `parents=True`, which would leave the folders above as open as the umask has them.
        each.mkdir(FOLDER_MODE)
        sync_folder(each.parent)


def _tighten_folder(path: Path, *, is_there: bool) -> list[str]:
    folder = path.parent
    try:
        mode = stat.S_IMODE(folder.stat().st_mode)
        # With the sticky bit, as /tmp has it, it is shared on purpose; the home folder is not ours to close.
        if not mode & ~FOLDER_MODE or mode & stat.S_ISVTX or folder == Path.home():
            return []
        if mode & stat.S_ISGID or not _is_ours_alone(path):
            # It is told once: when the store is about to come into being there.
            return [] if is_there else [_STAYS_OPEN.format(folder=folder)]
        folder.chmod(FOLDER_MODE)
    except OSError:
        return [f"The folder {folder} is open to other users, and could not be closed to them."]
    return [f"The folder {folder} was open to other users; now it is yours alone."]


def _is_ours_alone(path: Path) -> bool:
    """Return whether nothing lies in the folder but the store, its lock, its backups and its leftovers."""
    with os.scandir(path.parent) as entries:
        return all(_is_ours(entry.name, path) or _is_our_room(Path(entry.path)) for entry in entries)


def _is_ours(name: str, path: Path) -> bool:
    return name == path.name or name.startswith((f"{path.name}.", f".{path.name}."))


def _is_our_room(room: Path) -> bool:
    """Return whether `room` is one of ours by its name and by the names of what lies in it."""
    names = ROOMS.get(room.name)
    if names is None or room.is_symlink() or not room.is_dir():
        return False
    with os.scandir(room) as entries:
        return all(names.fullmatch(entry.name) or entry.name.endswith(".tmp") for entry in entries)


def _tighten_room(room: Path) -> list[str]:
    try:
        if not _is_our_room(room) or not stat.S_IMODE(room.stat().st_mode) & ~FOLDER_MODE:
            return []
        room.chmod(FOLDER_MODE)
    except OSError:
        return [f"The folder {room} may be open to other users, and could not be closed to them."]
    return [f"The folder {room} was open to other users; now it is yours alone."]


def close_file(path: Path) -> list[str]:
    """Close a file of ours to other users, if it is there; return what was mended, in sentences."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        # Not there, or not readable: reading the store says so, in its own words.
        return []
    try:
        try:
            was_open = _close_handle(handle)
        finally:
            os.close(handle)
    except OSError:
        return [f"{path} may be open to other users, and could not be closed to them."]
    return [f"{path} was open to other users; now it is yours alone."] if was_open else []


def _close_handle(handle: int) -> bool:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or not stat.S_IMODE(status.st_mode) & ~FILE_MODE:
        return False
    os.fchmod(handle, FILE_MODE)
    return True
