"""A terminal for tests: a program under a pseudo terminal, real keys in, a real screen out.

Nothing here sleeps: whoever waits, waits for output, for a text on the screen, or for the end of the program.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import sysconfig
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "shift+up": "\x1b[1;2A",
    "shift+down": "\x1b[1;2B",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
"""What a terminal sends for the keys that have names; any other string is typed as it is."""

QUIET = 0.12
"""Seconds without output after which the screen counts as settled."""
PATIENCE = 20.0
"""Seconds after which a wait is given up; a busy machine is slow, a broken program never comes."""

# Runs between our fork and the program: makes the pseudo terminal the controlling one, so that ctrl+c and a
# hang-up arrive as signals. A function between fork and exec would be unsafe beside threads.
# It closes the pipe whose number it is given by becoming the program, which tells us that signals work now.
_TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.set_inheritable(int(sys.argv[1]), False)
os.execvp(sys.argv[2], sys.argv[2:])
"""


def installed_command(name: str = "thanks-tui") -> str:
    """Return the path of the console script that belongs to this Python."""
    return str(Path(sysconfig.get_path("scripts"), name))


class Terminal:
    """A program in a terminal of its own; use it in a `with`, which ends the program.

    Args:
        argv: The program and its arguments.
        cols: The terminal's width in cells.
        rows: The terminal's height in cells.
        env: What to add to the environment; a value of None takes the variable out.
        cwd: The folder to start in.
    """

    def __init__(
        self,
        argv: Sequence[str],
        cols: int = 100,
        rows: int = 30,
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.raw = b""
        """Everything that the program has written, byte for byte."""
        self.screen = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        self._set_size(cols, rows)
        ready, started = os.pipe()
        launcher = [sys.executable, "-I", "-S", "-c", _TAKE_TERMINAL, str(started)]
        try:
            self._process = subprocess.Popen(
                [*launcher, *argv],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env=_environment(env or {}),
                cwd=cwd,
                start_new_session=True,
                pass_fds=(started,),
            )
        finally:
            os.close(slave)
            os.close(started)
        os.read(ready, 1)
        os.close(ready)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        if self._master >= 0:
            self.hang_up()

    @property
    def pid(self) -> int:
        """The process id of the program."""
        return self._process.pid

    @property
    def text(self) -> str:
        """What is on the screen: a line a row, without the blanks at the right."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self.screen.columns, self.screen.lines

    def send(self, text: str | bytes) -> None:
        """Send characters or bytes to the program as they are, and return at once."""
        data = text.encode() if isinstance(text, str) else text
        while data:
            data = data[os.write(self._master, data) :]

    def press(self, *keys: str) -> None:
        """Press keys by name, or type a text; after each the screen is let settle."""
        for key in keys:
            self.send(KEYS.get(key, key))
            self.settle()

    def paste(self, text: str) -> None:
        """Paste a text the way terminals do: between brackets, in one go."""
        self.send(f"\x1b[200~{text}\x1b[201~")
        self.settle()

    def settle(self, quiet: float = QUIET, most: float = 3.0) -> None:
        """Read until nothing has come for `quiet` seconds, `most` seconds long at the utmost."""
        end = time.monotonic() + most
        while time.monotonic() < end and self._read(quiet):
            pass

    def wait_for(self, text: str, timeout: float = PATIENCE) -> None:
        """Read until `text` is on the screen.

        Raises:
            TimeoutError: It never was; the message holds the screen.
        """
        self.wait_until(lambda: text in self.text, f"{text!r} to appear", timeout)

    def wait_gone(self, text: str, timeout: float = PATIENCE) -> None:
        """Read until `text` is no longer on the screen; raises TimeoutError as `wait_for` does."""
        self.wait_until(lambda: text not in self.text, f"{text!r} to go", timeout)

    def wait_until(self, true: Callable[[], bool], what: str, timeout: float = PATIENCE) -> None:
        """Read until `true()` holds; `what` says in the TimeoutError what was waited for."""
        end = time.monotonic() + timeout
        while not true():
            if time.monotonic() > end or self._read(0.1) is None:
                raise TimeoutError(f"Waited in vain for {what}. The screen:\n{self.text}")

    def wait(self, timeout: float = PATIENCE) -> int:
        """Read until the program has ended, and return its exit code (minus the number of a signal).

        Raises:
            TimeoutError: It did not end; the message holds the screen.
        """
        end = time.monotonic() + timeout
        while (code := self._process.poll()) is None:
            if time.monotonic() > end:
                raise TimeoutError(f"The program did not end. The screen:\n{self.text}")
            if self._read(0.05) is None:
                return self._process.wait(max(0.1, end - time.monotonic()))
        while self._read(0):
            pass
        return code

    def resize(self, cols: int, rows: int) -> None:
        """Change the size; the program gets SIGWINCH from the kernel."""
        self.screen.resize(rows, cols)
        self._set_size(cols, rows)

    def tell_size(self, cols: int, rows: int) -> None:
        """Tell the program another size, of which the screen that is looked at here knows nothing."""
        self._set_size(cols, rows)

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    @property
    def processor_time(self) -> float:
        """Seconds of the processor that the program has used until now (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def is_cooked(self) -> bool:
        """Whether the terminal echoes and edits lines by itself, as a shell wants it."""
        flags = termios.tcgetattr(self._master)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)

    def hang_up(self) -> None:
        """Take the terminal away under the program, as a dropped connection does."""
        os.close(self._master)
        self._master = -1

    def kill(self) -> None:
        """End the program at once, if it has not ended yet."""
        if self._process.poll() is None:
            self.signal(signal.SIGKILL)
            self._process.wait()

    def _read(self, timeout: float) -> bytes | None:
        """Take what has been written: b"" when nothing came in time, None when nothing can come any more."""
        if self._master < 0:
            return None
        if not select.select([self._master], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux reports EIO once the last program has let go of the terminal
            return None
        if not data:
            return None
        self.raw += data
        self._stream.feed(data)
        return data

    def _set_size(self, cols: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))


def _environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    base: dict[str, str | None] = {
        **os.environ,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "NO_COLOR": None,
        "COLUMNS": None,
        "LINES": None,
    }
    return {name: value for name, value in {**base, **changes}.items() if value is not None}
