"""A program under a pseudo terminal, timed by the arrival of its bytes: nothing is parsed while it runs."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

KEYS = {"down": "\x1b[B", "up": "\x1b[A", "enter": "\r", "escape": "\x1b", "space": " ", "backspace": "\x7f"}
"""What a terminal sends for the keys that have names; any other string is typed as it is."""
COLUMNS, LINES = 120, 40
QUIET = 0.1
"""Seconds without output after which a program counts as done with what it was told."""
PATIENCE = 30.0
"""Seconds after which a wait is given up."""

_STYLE = re.compile(rb"\x1b(?:\[[0-9;:?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
"""What draws nothing by itself: colours, places, the shape of the pointer."""


class Program:
    """A program in a terminal; use it in a `with`, which ends the program."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._came: list[tuple[float, bytes]] = []
        """What was written since the last key, with the times at which it came."""
        self.started = self._pressed = time.perf_counter()
        try:
            self._process = subprocess.Popen(
                argv,
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env={**env, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
                start_new_session=True,
            )
        finally:
            os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
        os.close(self._master)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def until(self, text: str) -> float:
        """Read until `text` has been written since the last key, and return when, on `time.perf_counter`.

        TimeoutError with what was written instead, if it never comes.
        """
        wanted = text.encode()
        written = b""
        for came, data in self._pieces():
            written += data
            seen = _STYLE.sub(b"", written)
            if seen and wanted in seen:
                return came
        raise TimeoutError(f"Waited in vain for {text!r}:\n{_plain(written)}")

    def press(self, key: str, *, until: str = "") -> float:
        """Press a key and return the seconds until something is drawn; with `until`, until that has come."""
        self.send(key)
        return self.until(until) - self._pressed

    def send(self, key: str) -> None:
        """Press a key after which nothing may be drawn any more."""
        self.drain()
        self._came.clear()
        self._pressed = time.perf_counter()
        os.write(self._master, KEYS.get(key, key).encode())

    def settled(self) -> float:
        """Return the seconds from the last key until its last output."""
        return self.drain() - self._pressed

    def drain(self, quiet: float = QUIET) -> float:
        """Read until nothing has come for `quiet` seconds; return when the last byte came."""
        while self._take(quiet):
            pass
        return self._came[-1][0] if self._came else self.started

    def wait(self) -> None:
        """Read until the program has ended."""
        while self._take(PATIENCE):
            pass
        self._process.wait(PATIENCE)

    def _pieces(self) -> Iterator[tuple[float, bytes]]:
        """Yield what was written since the last key and when it came, and what comes; ends when none does."""
        yield from list(self._came)
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            data = self._take(0.5)
            if data is None:
                return
            if data:
                yield self._came[-1]

    def _take(self, timeout: float) -> bytes | None:
        """Return what was written; b"" when nothing came in time, None when nothing can come any more."""
        if not select.select([self._master], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self._master, 65536) or None
        except OSError:  # Linux reports EIO once the last program has let go of the terminal
            return None
        if data:
            self._came.append((time.perf_counter(), data))
        return data


def _plain(written: bytes) -> str:
    return _STYLE.sub(b"", written).decode("utf-8", "replace")[-2000:]
