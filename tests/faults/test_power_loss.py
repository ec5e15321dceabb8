"""The power fails after each step of what the program does, and takes with it whatever was not synced."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from .following import CALLS, OPTIONS, Follower
from .operations import OPERATIONS
from .power import Disk, Inode, lay_out
from .strace import Laboratory
from .workbench import Workbench

QUICK = ["a save that grows", "a journal's first save"]


class Failing:
    """A disk under an operation, and what was found on it after the power had failed."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.seen: dict[int, str] = {}
        self.states = 0
        self.violations: list[str] = []
        self._chance = random.Random(bench.name)

    def fail(self, disk: Disk, when: str, allowed: set[str]) -> None:
        """Look at everything that the disk may hold if the power fails now."""
        for remains in disk.remains(self._chance):
            wrong = self._found(remains, allowed)
            self.states += 1
            if wrong:
                there = {
                    Path(path).name: data if data is None else len(data) for path, data in remains.items()
                }
                self.violations.append(f"{when}: {wrong}; {there}")

    def _found(self, remains: dict[str, bytes | None], allowed: set[str]) -> str:
        known = hash((tuple(remains.items()), frozenset(allowed)))
        if known not in self.seen:
            self.bench.clear()
            lay_out(remains)
            self.seen[known] = self.bench.not_one_of(allowed)
        return self.seen[known]


def fail_everywhere(bench: Workbench, laboratory: Laboratory) -> Failing:
    bench.lay_out()
    disk = Disk(bench.disk)
    laboratory.record(bench.name, bench.path, CALLS, *OPTIONS)
    failing = Failing(bench)
    for step, name in enumerate(Follower(disk).follow(laboratory.log)):
        failing.fail(disk, f"after step {step}, {name}", {bench.before, bench.after})
    failing.fail(disk, "after the end", {bench.after})
    return failing


def assert_survived(failing: Failing, record_property: Callable[[str, object], None]) -> None:
    record_property(
        "counted",
        f"power lost, {failing.bench.name}: {failing.states} disks, {len(failing.violations)} violations",
    )
    assert not failing.violations, "\n".join(failing.violations)


@pytest.mark.parametrize("name", QUICK)
def test_power_fails_during_a_save(
    laboratory: Laboratory, name: str, tmp_path: Path, record_property: Callable[[str, object], None]
):
    assert_survived(fail_everywhere(Workbench(laboratory, name, tmp_path), laboratory), record_property)


@pytest.mark.faults
@pytest.mark.parametrize("name", OPERATIONS)
def test_power_fails_during(
    laboratory: Laboratory, name: str, tmp_path: Path, record_property: Callable[[str, object], None]
):
    assert_survived(fail_everywhere(Workbench(laboratory, name, tmp_path), laboratory), record_property)


class TestTheModelItself:
    """It has to find what a program does wrong, or it proves nothing."""

    @pytest.fixture
    def disk(self, tmp_path: Path) -> Disk:
        (tmp_path / "file").write_bytes(b"the old words")
        return Disk(tmp_path)

    def files(self, disk: Disk) -> list[tuple[bytes | None, bytes | None]]:
        """Return what may be on the disk: the bytes of `file` and of `new`."""
        root = Path(disk.root)
        return [
            (remains.get(str(root / "file")), remains.get(str(root / "new")))
            for remains in disk.remains(random.Random(1))
        ]

    def test_a_file_that_is_overwritten_in_place_may_be_half(self, disk: Disk):
        inode = disk.names[str(Path(disk.root, "file"))]
        assert inode is not None
        disk.cut(inode, 0)
        disk.write(inode, 0, b"new words")
        assert {(b"the old words", None), (b"", None), (b"new ", None), (bytes(9), None)} <= {
            *self.files(disk)
        }
        disk.sync(inode)
        assert self.files(disk) == [(b"new words", None)]

    def test_a_file_that_is_renamed_before_it_is_synced_may_be_empty(self, disk: Disk):
        old, new = (str(Path(disk.root, name)) for name in ("file", "new"))
        inode = Inode()
        disk.name([disk.root], {new: inode})
        disk.write(inode, 0, b"new words")
        disk.name([disk.root], {old: inode}, (new,))
        found = {*self.files(disk)}
        assert {(b"", None), (b"new words", None), (b"the old words", b"new words")} <= found
        disk.sync(inode)
        disk.sync_folder(disk.root)
        assert self.files(disk) == [(b"new words", None)]

    def test_a_file_in_a_folder_that_never_came_is_gone(self, disk: Disk):
        folder = str(Path(disk.root, "folder"))
        disk.name([disk.root], {folder: None})
        disk.name([folder], {f"{folder}/new": Inode()})
        disk.sync_folder(folder)
        kept = [sorted(Path(path).name for path in remains) for remains in disk.remains(random.Random(1))]
        assert ["file", Path(disk.root).name] in [sorted(each) for each in kept]
