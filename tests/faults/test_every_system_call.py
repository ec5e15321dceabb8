"""Kills each thing that the program does to its files, and makes it fail, at every system call in turn.

Whatever happens, a fresh look at the store sees the state before or the state after, whole; and when it was
acknowledged it is the state after. (That every error of a save is told in the right words is tested without
strace, in `tests/data/store/test_save_faults.py`.)
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .operations import OPERATIONS
from .strace import KILL, Laboratory
from .workbench import Workbench

FULL, BROKEN = "error=ENOSPC", "error=EIO"
QUICK = ["a save that shrinks", "starting for the first time", "migrating"]


def strike_all(
    bench: Workbench, faults: tuple[str, ...], record_property: Callable[[str, object], None]
) -> None:
    violations: list[str] = []
    for fault in faults:
        for at, call in enumerate(bench.calls):
            outcome = bench.strike(at, fault)
            assert outcome.struck, f"{fault} did not hit {call}"
            if wrong := bench.violation(outcome):
                violations.append(f"{fault} at {call.name} {call.number}: {wrong}")
    record_property(
        "counted",
        f"{bench.name}: {len(bench.calls)} system calls, {len(bench.calls) * len(faults)} faults, all hit, "
        f"{len(violations)} violations",
    )
    assert not violations, "\n".join(violations)


@pytest.mark.parametrize("name", QUICK)
def test_some_system_calls(
    laboratory: Laboratory, name: str, tmp_path: Path, record_property: Callable[[str, object], None]
):
    strike_all(Workbench(laboratory, name, tmp_path), (KILL,), record_property)


@pytest.mark.faults
@pytest.mark.parametrize("name", OPERATIONS)
def test_each_system_call_of(
    laboratory: Laboratory, name: str, tmp_path: Path, record_property: Callable[[str, object], None]
):
    bench = Workbench(laboratory, name, tmp_path)
    assert bench.calls
    strike_all(bench, (KILL, FULL, BROKEN), record_property)
