"""The writer's lock: one window writes, any number read."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..clock import utc_now
from ..errors import StoreError
from .safe_write import FILE_MODE, is_regular
from .sentences import reason

if TYPE_CHECKING:
    from filelock import BaseFileLock

_NO_WRITING = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


_FLAGS = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_MOST = 200
"""Bytes of a lock's file; what is longer is none of ours."""


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lock, as the lock's file says."""

    pid: int
    since: datetime

    @property
    def is_alive(self) -> bool:
        """Whether there is a process of that number; else what it left running holds the lock."""
        try:
            os.kill(self.pid, 0)
        except PermissionError:
            return True
        except (OSError, OverflowError):
            return False
        return True


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
        self._sign()
        return True

    def _sign(self) -> None:
        """Write down who holds the lock, where it is surely its own file."""
        # It is only for the other windows to say.
        with suppress(OSError):
            handle = os.open(self.path, _FLAGS)
            try:
                status = os.fstat(handle)
                if is_regular(status) and status.st_nlink == 1 and status.st_size <= _MOST:
                    said = msgspec.json.encode(Holder(os.getpid(), utc_now()))
                    os.ftruncate(handle, 0)
                    os.pwrite(handle, said, 0)
            finally:
                os.close(handle)

    def holder(self) -> Holder | None:
        """Return who holds the lock, None if its file does not say."""
        try:
            handle = os.open(self.path, _FLAGS)
            try:
                return msgspec.json.decode(os.pread(handle, _MOST, 0), type=Holder)
            finally:
                os.close(handle)
        except (OSError, msgspec.DecodeError):
            return None

    def wait(self) -> None:
        """Wait until nobody holds the lock; OSError where that cannot be found out."""
        import fcntl

        handle = os.open(self.path, _FLAGS)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        finally:
            os.close(handle)

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
