"""The windows that draft: whether the one that wrote a draft is still open."""

from __future__ import annotations

import fcntl
import os
import re
from contextlib import suppress
from pathlib import Path

from ..models import new_id
from ..store.safe_write import FILE_MODE

_SUFFIX = ".window"
_OURS = re.compile(r"[0-9a-f]{32}")


class Session:
    """One window: it holds a lock on a file of its own as long as it is open, whatever ends it."""

    def __init__(self, folder: Path) -> None:
        self.id = new_id()
        self._path = _file_of(folder, self.id)
        self._handle = -1

    def begin(self) -> None:
        """Let other windows know that this one is open; OSError where no file can be made."""
        if self._handle >= 0:
            return
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = os.open(self._path, flags, FILE_MODE)
        # Where the file system knows no locks, nobody can ask after them either.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._handle = handle

    def end(self) -> None:
        """Let go; drafts that are left may be offered by others."""
        if self._handle >= 0:
            with suppress(OSError):
                self._path.unlink()
            os.close(self._handle)
            self._handle = -1


def is_open(folder: Path, session: str) -> bool:
    """Return whether the window `session` still runs on this machine."""
    if not _OURS.fullmatch(session):
        return False
    try:
        handle = os.open(_file_of(folder, session), os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def remove_ended(folder: Path) -> None:
    """Remove the files of windows that were killed."""
    # Only tidying: what cannot be removed now is removed at the next start.
    with suppress(OSError):
        for file in folder.iterdir():
            if file.suffix == _SUFFIX and not is_open(folder, file.stem):
                file.unlink()


def _file_of(folder: Path, session: str) -> Path:
    return folder / f"{session}{_SUFFIX}"
