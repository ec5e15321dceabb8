"""The writer's lock: one window writes, any number read."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import StoreError
from .safe_write import FILE_MODE
from .sentences import reason

if TYPE_CHECKING:
    from filelock import BaseFileLock

_NO_WRITING = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class WriterLock:
    """A flock on a file of its own beside the store; whoever dies loses it."""

    def __init__(self, store: Path) -> None:
        self.path = store.with_name(f".{store.name}.lock")
        self._lock: BaseFileLock | None = None
        self._status: os.stat_result | None = None

    def take(self) -> bool:
        """Take the lock if nobody has it, and return whether it is ours.

        PermissionError where nothing can be written; StoreError if something else is in the way.
        """
        # Only writers pay for this import.
        from filelock import FileLock, Timeout

        lock = FileLock(self.path, mode=FILE_MODE, thread_local=False)
        try:
            # A lock file that is there already can be locked even where nothing can be written beside it.
            if not os.access(self.path.parent, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            lock.acquire(blocking=False)
            self._status = self.path.stat()
        except Timeout:
            return False
        except OSError as problem:
            if problem.errno in _NO_WRITING:
                raise PermissionError(problem.errno, reason(problem), str(self.path)) from problem
            raise StoreError(f"{self.path} cannot be used as a lock ({reason(problem)}).") from problem
        self._lock = lock
        return True

    def still_counts(self) -> bool:
        """Return whether the lock is ours, and on the very file that another window would try to lock."""
        try:
            return self._status is not None and os.path.samestat(self._status, self.path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give the lock back, if it is ours."""
        if self._lock is not None:
            # What cannot be given back now goes back when the process ends.
            with suppress(OSError):
                self._lock.release()
        self._lock = self._status = None
