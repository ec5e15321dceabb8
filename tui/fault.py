"""A fault of the program, told without anybody's words: a sentence for the user, a log for who mends it."""

from __future__ import annotations

import sys
from pathlib import Path

from .arguments import PROGRAM


def keep_log(folder: Path | None, problem: BaseException) -> Path | None:
    """Write the log of `problem` beside the store in `folder`; return where it is, None if there is none."""
    if folder is None:
        return None
    # Every command pays for what this module imports, and next to none ever has a fault.
    from datetime import UTC, datetime

    from ..data.crash_log import running, write_crash_log

    return write_crash_log(folder, problem, datetime.now(UTC), running(PROGRAM, _versions()))


def _versions() -> str:
    from importlib.metadata import version

    drawn = f", Textual {version('textual')}" if "textual" in sys.modules else ""
    return f"{version(PROGRAM)}{drawn}"


def where_told(log: Path | None) -> str:
    """Return the sentence that says where more is to be learnt of a fault."""
    if log is None:
        return "With --debug you are shown where."
    return f"Where it was stands in {log}, which holds nothing of what you wrote."
