"""Reading what `import` is given: a file, or stdin."""

from __future__ import annotations

import os
import stat
import sys
from io import BufferedReader
from typing import cast

from ...data.errors import UnreadableError
from ...data.exchange.mail import LARGEST
from .output import is_terminal, say

STDIN = "-"
_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK


def read_source(path: str) -> bytes:
    """Return the bytes of the file at `path`, or of stdin for `-`.

    Raises UnreadableError if it is not there, no file, not readable, or larger than `LARGEST`.
    """
    data = _read_stdin() if path == STDIN else _read_file(path)
    if len(data) > LARGEST:
        raise UnreadableError(
            f"It is larger than {LARGEST // 1024**2} MB, too large to be a mail or an export."
        )
    return data


def _read_stdin() -> bytes:
    if is_terminal(sys.stdin):
        say("Paste the mail, and end it with ctrl+d on a line of its own.")
    return sys.stdin.buffer.read(LARGEST + 1)


def _read_file(path: str) -> bytes:
    try:
        # Without O_NONBLOCK a FIFO would keep us waiting for whoever writes into it.
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            return _read_regular(file)
    except OSError as problem:
        raise UnreadableError(_why(problem)) from problem


def _read_regular(file: BufferedReader) -> bytes:
    mode = os.fstat(file.fileno()).st_mode
    if not stat.S_ISREG(mode):
        raise UnreadableError("It is not a file that can be read as a whole; give it on stdin, as -.")
    return file.read(LARGEST + 1)


def _why(problem: OSError) -> str:
    match problem:
        case FileNotFoundError() | NotADirectoryError():
            return "There is no such file."
        case IsADirectoryError():
            return "It is a folder; name the files that are in it."
        case PermissionError():
            return "You have no permission to read it."
        case _:
            return f"It could not be read ({os.strerror(cast('int', problem.errno))})."
