"""The folder of the store: found, made, and closed to everybody else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..errors import StoreError
from .safe_write import FILE_MODE, previous_of, sync_folder
from .sentences import reason

FOLDER_MODE = 0o700


def resolve(path: Path) -> Path:
    """Return where the file at `path` really lies, so that a link to it is kept when it is replaced."""
    return Path(os.path.realpath(path))


def prepare(path: Path) -> tuple[str, ...]:
    """Make sure of the folder of the store at `path`, for writing; return what was mended, in sentences.

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
    mended = _tighten_folder(folder, status)
    for file in (path, previous_of(path)):
        mended += _tighten_file(file)
    return tuple(mended)


def _make(folder: Path) -> None:
    missing: list[Path] = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        # Not `parents=True`, which would leave the folders above as open as the umask has them.
        each.mkdir(FOLDER_MODE)
        sync_folder(each.parent)


def _tighten_folder(folder: Path, status: os.stat_result) -> list[str]:
    # A folder with the sticky bit, such as /tmp, is shared on purpose; the home folder is not ours to close.
    shared = status.st_mode & stat.S_ISVTX or folder == Path.home()
    if shared or not stat.S_IMODE(status.st_mode) & ~FOLDER_MODE:
        return []
    try:
        folder.chmod(FOLDER_MODE)
    except OSError:
        return [f"The folder {folder} is open to other users, and could not be closed to them."]
    return [f"The folder {folder} was open to other users; now it is yours alone."]


def _tighten_file(path: Path) -> list[str]:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        # Not there, or not readable: reading the store says so, in its own words.
        return []
    try:
        try:
            was_open = _close_to_others(handle)
        finally:
            os.close(handle)
    except OSError:
        return [f"{path} may be open to other users, and could not be closed to them."]
    return [f"{path} was open to other users; now it is yours alone."] if was_open else []


def _close_to_others(handle: int) -> bool:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or not stat.S_IMODE(status.st_mode) & ~FILE_MODE:
        return False
    os.fchmod(handle, FILE_MODE)
    return True
