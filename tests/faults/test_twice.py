"""Killed, and struck once more at the next start: the start after that finds what it has to find."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .operations import LARGE, OPERATIONS
from .strace import KILL, Laboratory
from .workbench import Workbench

NAMES = [
    "a save that grows",
    "a journal's end",
    "starting on a journal that was torn",
    "recovering a damaged file",
    "recovering a file that is missing",
    "recovering from a backup",
    "opening an edited file",
    "migrating",
    "restoring",
    "backing up and thinning",
    "merging another program's change",
    "forgetting a person",
]
KILLS, STRIKES = 10, 5
"""How often each is killed, and how often the start after each kill is struck."""


class Twice:
    """An operation that was killed, and the start that follows it."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._halfway = bench.disk.with_name("halfway")
        large = bench.operation.sizes == LARGE
        self._start = "starting on a journal that was left" if large else "starting"
        self.faults = 0
        self.violations: list[str] = []

    def kill(self, at: int, chance: random.Random) -> None:
        """Kill the operation at one call, and strike at some calls of the start after it."""
        bench, laboratory = self._bench, self._bench.laboratory
        assert bench.strike(at, KILL).struck
        shutil.rmtree(self._halfway, ignore_errors=True)
        shutil.copytree(bench.disk, self._halfway)
        calls = laboratory.calls(self._start, bench.path)
        for second in chance.sample(range(len(calls)), min(STRIKES, len(calls))):
            fault = chance.choice([KILL, KILL, "error=ENOSPC", "error=EIO"])
            bench.clear()
            shutil.copytree(self._halfway, bench.disk, dirs_exist_ok=True)
            outcome = laboratory.strike(self._start, bench.path, calls, second, fault)
            # The first start may have removed what the second then does not meet.
            self.faults += outcome.struck
            wrong = bench.not_one_of({bench.before, bench.after})
            if outcome.code not in {0, 3, -9}:
                wrong = f"it ended with {outcome.code}: {outcome.told}"
            if wrong:
                self.violations.append(
                    f"killed at {bench.calls[at]}, {fault} at {calls[second]} of the next start: {wrong}"
                )


@pytest.mark.faults
@pytest.mark.parametrize("name", NAMES)
def test_struck_twice(
    laboratory: Laboratory, name: str, tmp_path: Path, record_property: Callable[[str, object], None]
):
    assert name in OPERATIONS
    bench = Workbench(laboratory, name, tmp_path)
    twice, chance = Twice(bench), random.Random(name)
    for at in sorted(chance.sample(range(len(bench.calls)), min(KILLS, len(bench.calls)))):
        twice.kill(at, chance)
    record_property(
        "counted",
        f"{name}, then the start after it: {twice.faults} faults, {len(twice.violations)} violations",
    )
    assert not twice.violations, "\n".join(twice.violations)
    assert twice.faults >= 20
