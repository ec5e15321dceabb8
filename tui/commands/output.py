"""What goes out: results to stdout, everything that is said to the user to stderr."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import IO, TextIO

from ...data.errors import NotWrittenError
from ...data.text import clean_line

PREFIX = "thanks-tui: "


def write(text: str | bytes) -> None:
    """Write `text` to stdout as it is; a letter that its encoding does not have becomes a `?`.

    Raises NotWrittenError when it cannot be written, and BrokenPipeError when nobody reads it any more.
    """
    stdout = _stdout()
    data = memoryview(text.encode(stdout.encoding, "replace") if isinstance(text, str) else text)
    try:
        stdout.flush()
        # Under PYTHONUNBUFFERED a write may take only a part, and print would drop the rest.
        while data:
            data = data[stdout.buffer.write(data) :]
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise _not_written(problem) from problem


def flush() -> None:
    """Bring out what was written; raises as `write` does."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise _not_written(problem) from problem


def say(text: str) -> None:
    """Say a sentence on stderr, where it is in nobody's pipe."""
    _to_stderr(clean_line(text))


def complain(text: str) -> None:
    """Say on stderr what could not be done, under the program's name."""
    _to_stderr(f"{PREFIX}{clean_line(text)}")


def _to_stderr(line: str) -> None:
    # What was written before stands before it; and whoever closed stderr wants to hear nothing.
    with suppress(OSError):
        if sys.stdout is not None:
            sys.stdout.flush()
    with suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.write(f"{line}\n")


def let_go() -> None:
    """Lead stdout nowhere, so that the flush at the end of the program finds nothing to complain of."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _stdout().fileno())
        os.close(nowhere)


def is_terminal(stream: IO[str] | None) -> bool:
    """Return whether `stream` is there, open and a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def _stdout() -> TextIO:
    # Python has none when it was started with a closed one.
    if sys.stdout is None:
        raise NotWrittenError("The output could not be written, for it is closed.")
    return sys.stdout


def _not_written(problem: OSError) -> NotWrittenError:
    let_go()
    why = os.strerror(problem.errno) if problem.errno else str(problem)
    return NotWrittenError(f"The output could not be written ({why}).")
