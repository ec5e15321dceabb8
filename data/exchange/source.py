"""Reading a file that holds a mail or an export."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path
from typing import cast

from ..errors import UnreadableError
from .mail import LARGEST

_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK


def read_file(path: str | Path) -> bytes:
    """Return the bytes of the file at `path`.

    Raises UnreadableError if it is not there, no file, not readable, or larger than `LARGEST`.
    """
    try:
        # Without O_NONBLOCK a FIFO would keep us waiting for whoever writes into it.
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            data = _read_regular(file)
    except OSError as problem:
        raise UnreadableError(_why(problem)) from problem
    return not_too_large(data)


def not_too_large(data: bytes) -> bytes:
    """Return `data`, or raise UnreadableError if it is larger than `LARGEST`."""
    if len(data) > LARGEST:
        raise UnreadableError(
            f"It is larger than {LARGEST // 1024**2} MB, too large to be a mail or an export."
        )
    return data


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
