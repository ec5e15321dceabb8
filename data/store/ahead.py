"""Reading a file in a thread, and verifying it, while the modules are loaded that make something of it.

To read ten megabytes and to compute their checksum takes no less time than all the imports of a command, and
neither needs the interpreter. So this module itself imports next to nothing.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from threading import Event, Thread

from .checksum import verified


class Ahead:
    """The file at `path`, which begins to be read at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data: bytes | None = None
        self._status: os.stat_result | None = None
        self._intact = False
        self._read = Event()
        self._thread = Thread(target=self._run)
        self._thread.start()

    def read(self) -> tuple[bytes, os.stat_result] | None:
        """Return the bytes of the file and its status; None where there is no file, or it cannot be read."""
        self._read.wait()
        return None if self._data is None or self._status is None else (self._data, self._status)

    def is_intact(self) -> bool:
        """Return whether nobody but this program has written in the file: whether its checksum is right."""
        self._thread.join()
        return self._intact

    def _run(self) -> None:
        try:
            self._data, self._status = _read(self.path)
        except OSError:
            # Whoever opens the store says what is the matter.
            return
        finally:
            self._read.set()
        self._intact = self._data is not None and verified(self._data) is not None


def _read(path: Path) -> tuple[bytes | None, os.stat_result]:
    # Without O_NONBLOCK a FIFO of that name would keep the program waiting for ever.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb", buffering=0) as file:
        status = os.fstat(file.fileno())
        return file.readall() if stat.S_ISREG(status.st_mode) else None, status
