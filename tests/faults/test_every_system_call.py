"""Kills each thing that the program does to its files, and makes it fail, at every system call in turn.

Whatever happens, a fresh look at the store sees the state before or the state after, whole; and when it was
acknowledged it is the state after. (That every error of a save is told in the right words is tested without
strace, in `tests/data/store/test_save_faults.py`.)
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from thanks_tui.data.store.store import Store

from .operations import OPERATIONS, Operation, sizes_of
from .oracle import contents, start_anew, state_at
from .strace import KILL, Call, Laboratory, Outcome, refusal

FULL, BROKEN = "error=ENOSPC", "error=EIO"
QUICK = ["a save that shrinks", "starting for the first time", "migrating"]


class Bench:
    """A store as it is before an operation, put there anew for each fault."""

    def __init__(self, laboratory: Laboratory, name: str, folder: Path) -> None:
        self.name = name
        self.operation: Operation = OPERATIONS[name]
        self.laboratory = laboratory
        self.path = folder / "kept" / "thanks.json"
        self._clean = folder / "clean"
        self._clean.mkdir()
        with sizes_of(self.operation):
            self.operation.prepare(self._clean / "kept" / "thanks.json")
            self.lay_out()
            self.before = self._state_before()
        self.lay_out()
        self.files = contents(self.path.parent)
        self.calls: list[Call] = laboratory.calls(name, self.path)
        self.after = state_at(self.path)

    def _state_before(self) -> str:
        ready = self.operation.ready(self.path)
        if isinstance(ready, Store):
            ready.close()
        return state_at(self.path)

    def lay_out(self) -> None:
        """Put the state before there, and nothing else."""
        folder = self.path.parent
        shutil.rmtree(folder, ignore_errors=True)
        if (self._clean / "kept").exists():
            shutil.copytree(self._clean / "kept", folder)

    def strike(self, at: int, fault: str) -> Outcome:
        """Do the operation, from the state before, with a fault at one call."""
        self.lay_out()
        return self.laboratory.strike(self.name, self.path, self.calls, at, fault)

    def called(self, found: str) -> str:
        """Return in words what was found."""
        names = {self.before: "the state before", self.after: "the state after"}
        return names.get(found, f"neither of the two, but {found[:400]}")

    def violation(self, outcome: Outcome) -> str:
        """Look at what a fault left behind, as the next start of the program would; empty if all is well."""
        allowed = {0: {self.after}, 3: {self.before}, -9: {self.before, self.after}}
        if not self.operation.told_changes_nothing:
            allowed[3] = {self.before, self.after}
        if outcome.code not in allowed:
            return f"it ended with {outcome.code}: {outcome.told}"
        try:
            with sizes_of(self.operation):
                found = start_anew(self.path)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what the test is to tell
            return f"the next start: {type(problem).__name__}: {problem}"
        if found not in allowed[outcome.code]:
            return f"it ended with {outcome.code}, and there is {self.called(found)} {outcome.told}"
        if self.operation.keeps and not self.files <= contents(self.path.parent):
            return "a file that lay there is gone"
        return ""


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    folder = tmp_path_factory.mktemp("strace")
    if reason := refusal(folder):
        pytest.skip(reason)
    with Laboratory(folder) as opened:
        yield opened


def strike_all(bench: Bench, faults: tuple[str, ...], record_property: Callable[[str, object], None]) -> None:
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
    strike_all(Bench(laboratory, name, tmp_path), (KILL,), record_property)


@pytest.mark.faults
@pytest.mark.parametrize("name", OPERATIONS)
def test_each_system_call_of(
    laboratory: Laboratory, name: str, tmp_path: Path, record_property: Callable[[str, object], None]
):
    bench = Bench(laboratory, name, tmp_path)
    assert bench.calls
    strike_all(bench, (KILL, FULL, BROKEN), record_property)
