"""What goes out: results to stdout, everything that is said to the user to stderr."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import IO

from ...data.errors import NotWrittenError
from ...data.text import clean_line

PREFIX = "thanks-tui: "


def prepare() -> None:
    """See to it that a letter which the terminal's encoding does not have becomes a `?` and no error."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def write(text: str | bytes) -> None:
    """Write `text` to stdout as it is; bytes go out as bytes, whatever the encoding of the terminal.

    Raises NotWrittenError when it cannot be written, and BrokenPipeError when nobody reads it any more.
    """
    try:
        if isinstance(text, str):
            sys.stdout.write(text)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(text)
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise _not_written(problem) from problem


def say(text: str) -> None:
    """Say a sentence on stderr, where it is in nobody's pipe."""
    sys.stderr.write(f"{clean_line(text)}\n")


def complain(text: str) -> None:
    """Say on stderr what could not be done, under the program's name."""
    sys.stderr.write(f"{PREFIX}{clean_line(text)}\n")


def flush() -> None:
    """Bring out what was written; raises as `write` does."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise _not_written(problem) from problem


def flush_quietly() -> None:
    """Bring out what was written before a complaint, if it can be."""
    with suppress(OSError):
        sys.stdout.flush()


def let_go() -> None:
    """Lead stdout nowhere, so that the flush at the end of the program finds nothing to complain of."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _not_written(problem: OSError) -> NotWrittenError:
    let_go()
    why = os.strerror(problem.errno) if problem.errno else str(problem)
    return NotWrittenError(f"The output could not be written ({why}).")


def is_terminal(stream: IO[str] | None) -> bool:
    """Return whether `stream` is there, open and a terminal."""
    return stream is not None and not stream.closed and stream.isatty()
