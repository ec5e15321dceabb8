"""The log of a fault of the program: what failed and where, and nothing that belongs to anybody.

What an exception says may be a name, a mail or a path, so only its type is written down, and the places in
the code that led to it: modules, lines and functions. No values, no messages, no paths.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from .errors import ThanksError
from .file_names import LOGS

MOST_LOGS = 10
"""How many are kept, the newest."""

_ABOUT = "It tells what failed and where, and holds nothing of what you wrote: no texts, no names, no paths."
_NAME = re.compile(r"crash-\d{8}T\d{6}Z(?:-\d+)?\.log")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_MOST_TRIES = 100
_FIRST, _LAST = 10, 40
"""How many places are told of one exception, from its beginning and from its end."""
_MOST_CAUSES = 20


def write_crash_log(folder: Path, problem: BaseException, now: datetime, about: str) -> Path | None:
    """Write a log of `problem` into the folder of the logs in `folder`, and return where it is.

    `about` says what was running: names and versions. None, and no log, where there is no `folder` yet, where
    it cannot be written, or where its logs are somebody else's.
    """
    text = "\n".join([f"{about}, {now:%Y-%m-%d %H:%M:%S} UTC", _ABOUT, "", *describe(problem), ""])
    if not folder.is_dir():
        return None
    try:
        handle = _open_logs(folder / LOGS)
        try:
            name = _write(handle, f"crash-{now:%Y%m%dT%H%M%SZ}", text)
            _thin(handle)
        finally:
            os.close(handle)
    except OSError:
        return None
    return folder / LOGS / name


def describe(problem: BaseException) -> list[str]:
    """Return lines that tell what `problem` is, where it came from, and what caused it."""
    lines: list[str] = []
    for how, each in _family(problem):
        lines.append(f"{how}{_kind(each)}")
        lines += [f"  {place}" for place in _places(each.__traceback__)]
    return lines


def _family(problem: BaseException) -> Iterator[tuple[str, BaseException]]:
    """Yield `problem`, and then what it stands for, what caused it, and what it came on top of."""
    waiting, seen = [("", problem)], set[int]()
    while waiting and len(seen) < _MOST_CAUSES:
        how, each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield how, each
        within: object = getattr(each, "error", None)
        if isinstance(within, BaseException):
            waiting.append(("for ", within))
        if isinstance(each, BaseExceptionGroup):
            waiting += [("with ", one) for one in each.exceptions]  # pyright: ignore[reportUnknownVariableType]
        if each.__cause__ is not None:
            waiting.append(("because of ", each.__cause__))
        elif each.__context__ is not None and not each.__suppress_context__:
            waiting.append(("while dealing with ", each.__context__))


def _kind(problem: BaseException) -> str:
    kind = type(problem)
    number = f" (errno {problem.errno})" if isinstance(problem, OSError) and problem.errno else ""
    ours = " (told to the user)" if isinstance(problem, ThanksError) else ""
    return f"{kind.__module__}.{kind.__qualname__}{number}{ours}"


def _places(trace: TracebackType | None) -> list[str]:
    places: list[str] = []
    for frame, line in walk_tb(trace):
        module: object = frame.f_globals.get("__name__")
        places.append(f"{module if isinstance(module, str) else '?'}:{line} {frame.f_code.co_qualname}")
    left_out = len(places) - _FIRST - _LAST
    if left_out > 0:
        places[_FIRST:-_LAST] = [f"… {left_out} more"]
    return places


def _open_logs(logs: Path) -> int:
    with suppress(FileExistsError):
        logs.mkdir(0o700)
    handle = os.open(logs, _FOLDER)
    try:
        if os.fstat(handle).st_uid != os.geteuid():
            raise PermissionError
        os.fchmod(handle, 0o700)
    except OSError:
        os.close(handle)
        raise
    return handle


def _write(folder: int, stem: str, text: str) -> str:
    for number in range(1, _MOST_TRIES):
        name = f"{stem}.log" if number == 1 else f"{stem}-{number}.log"
        try:
            handle = os.open(name, _NEW, 0o600, dir_fd=folder)
        except FileExistsError:
            continue
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            os.fchmod(handle, 0o600)
            file.write(text)
        return name
    raise FileExistsError


def _thin(folder: int) -> None:
    # Only tidying: what cannot be removed now is removed the next time.
    names = sorted(filter(_NAME.fullmatch, os.listdir(folder)))
    for name in names[:-MOST_LOGS]:
        with suppress(OSError):
            os.unlink(name, dir_fd=folder)


def running(program: str, version: str) -> str:
    """Return what is running: program, Python and system, as a line for a log."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"{program} {version}, Python {python}, {sys.platform}"
