"""How long it takes until something is seen, and until everything is there."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from .empty_app import HEADING
from .figures import Line, as_ratio, in_turns, middle, ms, ratio
from .installed import PYTHON
from .setting import Setting
from .terminal import Program

OURS = "Rejection"
"""What the first frame of ours has in it, whatever the store holds: the bar of the steps."""
FRAME = 1 / 60
TARGETS = {10: 1.3, 1_000: 1.3, 10_000: 1.5}
FULL = 10_000


def measure(setting: Setting) -> list[Line]:
    """Return the lines about starting."""
    return [*(_first_paint(setting, size) for size in TARGETS), _rows_there(setting)]


def all_there(size: int) -> str:
    """Return what is on the screen once the rows of a store of this size are."""
    return f"Rejections  {size}  "


def paint(argv: list[str], mark: str, setting: Setting) -> float:
    """Return the seconds from starting a program until its first frame, the one with `mark`, has come."""
    with Program(argv, setting.env) as program:
        return program.until(mark) - program.started


def _first_paint(setting: Setting, size: int) -> Line:
    ours = setting.app(setting.store(size))
    mine, theirs = in_turns(
        setting.times(15),
        lambda: paint(ours, OURS, setting),
        lambda: paint(setting.empty_app(), HEADING, setting),
    )
    found = ratio(mine, theirs)
    return Line(
        what=f"start to first paint, {size:,} applications",
        measured=f"{as_ratio(found)} ({ms(middle(mine))})",
        against=f"the empty app ({ms(middle(theirs))})",
        target=f"≤ {TARGETS[size]}×",
        reached=found <= TARGETS[size],
    )


def _rows_there(setting: Setting) -> Line:
    path = setting.store(FULL)
    waits: list[float] = []
    gaps: list[float] = []
    for _ in range(setting.times(9)):
        waited, gap = _watch(setting, path)
        waits.append(waited)
        gaps.append(gap)
    dropped = max(0, int(middle(gaps) / FRAME) - 1)
    return Line(
        what=f"all rows there and searchable, {FULL:,} applications",
        measured=f"{ms(middle(waits))} after the first paint; longest time between frames {ms(middle(gaps))}",
        against=f"frames of {ms(FRAME)}",
        target="≤ 1 s, no frame dropped",
        reached=middle(waits) <= 1 and not dropped,
    )


def _watch(setting: Setting, path: Path) -> tuple[float, float]:
    """Return the seconds from the first paint until the rows are there, and the longest stillness between."""
    log = setting.folder / "beats.json"
    app = [str(PYTHON), "-m", "bench.beating_app", str(log), "--data-dir", str(path.parent)]
    root = str(Path(__file__).parent.parent)
    with Program(app, {**setting.env, "PYTHONPATH": root}) as program:
        painted = program.until(OURS)
        there = program.until(all_there(FULL))
        program.press("/", until="company, role or person")
        program.press("n", until=f" of {FULL}")
        program.press("escape", until=all_there(FULL))
        program.send("q")
        program.wait()
    beats: list[float] = [beat for beat in json.loads(log.read_text()) if painted <= beat <= there]
    around = [painted, *beats, there]
    return there - painted, max(later - earlier for earlier, later in pairwise(around))
