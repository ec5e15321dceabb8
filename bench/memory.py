"""How much memory the app holds when it has settled."""

from __future__ import annotations

from pathlib import Path

from .empty_app import HEADING
from .figures import Line, as_ratio, in_turns, mb, middle, ratio
from .setting import Setting
from .starting import all_there
from .terminal import Program

TARGETS = {10: 1.5, 1_000: 2.0}
SETTLED = 1.0
"""Seconds of quiet after which it is looked at, so that what is left for later is done."""


def measure(setting: Setting) -> list[Line]:
    """Return a line for each size."""
    return [_line(setting, size) for size in TARGETS]


def _line(setting: Setting, size: int) -> Line:
    ours = setting.app(setting.store(size))
    mine, theirs = in_turns(
        setting.times(5),
        lambda: _resident(ours, all_there(size), setting),
        lambda: _resident(setting.empty_app(), HEADING, setting),
    )
    found = ratio(mine, theirs)
    return Line(
        what=f"memory, {size:,} applications",
        measured=f"{as_ratio(found)} ({mb(middle(mine))} resident)",
        against=f"the empty app ({mb(middle(theirs))})",
        target=f"≤ {TARGETS[size]:g}×",
        reached=found <= TARGETS[size],
    )


def _resident(argv: list[str], mark: str, setting: Setting) -> float:
    """Return the bytes that a program holds once it has settled (its resident set)."""
    with Program(argv, setting.env) as program:
        program.until(mark)
        program.drain(SETTLED)
        status = Path(f"/proc/{program.pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024.0
