"""Reading what `import` is given: a file, or stdin."""

from __future__ import annotations

import sys

from ...data.errors import UnreadableError
from ...data.exchange.mail import LARGEST
from ...data.exchange.source import not_too_large, read_file
from .output import is_terminal, say

STDIN = "-"


def read_source(path: str) -> bytes:
    """Return the bytes of the file at `path`, or of stdin for `-`; raises what `read_file` raises."""
    return not_too_large(_read_stdin()) if path == STDIN else read_file(path)


def _read_stdin() -> bytes:
    if is_terminal(sys.stdin):
        say("Paste the mail, and end it with ctrl+d on a line of its own.")
    # Python has none when it was started with a closed one.
    if sys.stdin is None or sys.stdin.closed:
        raise UnreadableError("There is nothing to read, for it is closed.")
    return sys.stdin.buffer.read(LARGEST + 1)
