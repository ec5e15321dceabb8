"""A store as it is before an operation, put there anew for each fault, and what is found afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path

from .operations import OPERATIONS, Operation, sizes_of
from .oracle import contents, start_anew, state_at
from .strace import Call, Laboratory, Outcome


class Workbench:
    """A store as it is before an operation, put there anew for each fault."""

    def __init__(self, laboratory: Laboratory, name: str, folder: Path) -> None:
        self.name = name
        self.operation: Operation = OPERATIONS[name]
        self.laboratory = laboratory
        self.disk = folder / "disk"
        """A folder in which there is nothing else, and in which the store's folder is or will be."""
        self.disk.mkdir()
        self.path = self.disk / "kept" / "thanks.json"
        self._clean = folder / "clean"
        self._clean.mkdir()
        with sizes_of(self.operation):
            self.operation.prepare(self._clean / "kept" / "thanks.json")
            self.lay_out()
            self.before = self._state_before()
        self.lay_out()
        self._stood_there = self.path.read_bytes() if self.operation.keeps else b""
        self.calls: list[Call] = laboratory.calls(name, self.path)
        self.after = state_at(self.path)

    def _state_before(self) -> str:
        ready = self.operation.ready(self.path)
        if not isinstance(ready, Path):
            ready.close()
        return state_at(self.path)

    def lay_out(self) -> None:
        """Put the state before there, and nothing else."""
        self.clear()
        if (self._clean / "kept").exists():
            shutil.copytree(self._clean / "kept", self.path.parent)

    def clear(self) -> None:
        """Leave nothing there."""
        shutil.rmtree(self.path.parent, ignore_errors=True)

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
        wrong = self.not_one_of(allowed[outcome.code])
        return wrong and f"it ended with {outcome.code}, {outcome.told}; {wrong}"

    def not_one_of(self, allowed: set[str]) -> str:
        """Start anew, and say what is there when it is none of what is allowed; empty if it is."""
        try:
            with sizes_of(self.operation):
                found = start_anew(self.path)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what the test is to tell
            return f"the next start: {type(problem).__name__}: {problem}"
        if found not in allowed:
            return f"there is {self.called(found)}"
        if self.operation.keeps and self._stood_there not in contents(self.path.parent):
            return "the file that was there is gone"
        return self._undone()

    def _undone(self) -> str:
        """Do the operation once more, where it is to be wholly done then; say if it is not."""
        if self.operation.done_again is None:
            return ""
        try:
            self.operation.done_again(self.path)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what the test is to tell
            return f"done again: {type(problem).__name__}: {problem}"
        return ""
