"""Reading a file in a thread, and verifying it, while the modules are loaded that make something of it.

To read ten megabytes and to compute their checksum takes no less time than all the imports of a command, and
neither needs the interpreter. So this module itself imports next to nothing.
"""

from __future__ import annotations

import os
import stat
from io import SEEK_END, BytesIO
from pathlib import Path
from threading import Event, Thread

from .checksum import verified

_PIECE = 1 << 24


class Ahead:
    """The file at `path`, which begins to be read at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data: bytes | None = None
        self._status: os.stat_result | None = None
        self._checksum: bytes | None = None
        self._read = Event()
        self._thread = Thread(target=self._run)
        self._thread.start()

    def read(self) -> tuple[bytes, os.stat_result] | None:
        """Return the bytes of the file and its status; None where there is no file, or it cannot be read."""
        self._read.wait()
        return None if self._data is None or self._status is None else (self._data, self._status)

    def take(self) -> tuple[bytes, os.stat_result] | None:
        """Return what `read` returns, and hold it no longer."""
        found = self.read()
        self._thread.join()
        self._data = None
        return found

    def checksum(self) -> bytes | None:
        """Return the checksum of the file; None unless it is right, so that nobody else has written there."""
        self._thread.join()
        return self._checksum

    def _run(self) -> None:
        try:
            self._data, self._status = _read(self.path)
        except OSError:
            # Whoever opens the store says what is the matter.
            return
        finally:
            self._read.set()
        if self._data is not None:
            self._checksum = verified(self._data)


def _read(path: Path) -> tuple[bytes | None, os.stat_result]:
    # Without O_NONBLOCK a FIFO of that name would keep the program waiting for ever.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(handle)
        return read_all(handle) if stat.S_ISREG(status.st_mode) else None, status
    finally:
        os.close(handle)


def read_all(handle: int) -> bytes:
    """Return what stands in an open file.

    A hundred megabytes in one call keep other threads waiting, though they need not; to join pieces does as
    well. A file that is no larger than a piece need not be copied.
    """
    first = os.read(handle, _PIECE)
    piece = os.read(handle, _PIECE)
    if not piece:
        return first
    whole = BytesIO(first)
    whole.seek(0, SEEK_END)
    while piece:
        whole.write(piece)
        piece = os.read(handle, _PIECE)
    return whole.getvalue()
