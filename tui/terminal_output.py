"""What goes to the terminal, for as long as there is one."""

from __future__ import annotations

import os
import select
from collections.abc import Callable


class Outlet:
    """The file that Textual's writing thread writes to; it writes UTF-8, whatever the locale is called.

    `lost` is called once, in the writing thread, when the terminal is gone. From then on nothing is written,
    and nothing is raised: that thread has to go on taking what the app draws, or the app would wait for ever.
    """

    def __init__(self, handle: int, lost: Callable[[], None]) -> None:
        self._handle = handle
        self._lost = lost
        self._waiting: list[str] = []
        self._gone = False

    def fileno(self) -> int:
        """Return the number of the open file."""
        return self._handle

    def write(self, text: str) -> int:
        """Take `text`, to be written by the next `flush`; return how many characters it has."""
        self._waiting.append(text)
        return len(text)

    def flush(self) -> None:
        """Write what was taken."""
        data = memoryview("".join(self._waiting).encode("utf-8", "replace"))
        self._waiting.clear()
        while data and not self._gone:
            data = data[self._write(data) :]

    def _write(self, data: memoryview) -> int:
        try:
            return os.write(self._handle, data)
        except BlockingIOError:
            # Another program that has the same terminal has made it one that does not wait.
            select.select([], [self._handle], [])
        except OSError:
            self._gone = True
            self._lost()
        return 0
