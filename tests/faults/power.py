"""What a disk may hold after the power failed: everything that was synced, and any part of what was not.

A model of a file system that follows the system calls of an operation. A write that was not synced may be
there, be missing, be there in half or as zeros; a name that was made, changed or removed and whose folder was
not synced may be as it was or as it is, each for itself and in any order. To rename is one step, as it is in
all file systems that keep a journal.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

Change: TypeAlias = Callable[[bytearray], None]
Names: TypeAlias = dict[str, "Inode | None"]
"""By path what stands there; None for a folder."""

MOST_AT_ONCE = 5
"""As long as no more is unsynced, every part of it is tried."""
SOME = 24
"""Else as many parts, drawn at random, beside the plainest."""


@dataclass(eq=False)
class Inode:
    """The bytes of a file: those on the disk, and what was done to them since."""

    synced: bytes = b""
    now: bytearray = field(default_factory=bytearray)
    pending: list[Write] = field(default_factory=list)


@dataclass(eq=False)
class Write:
    """A write, or a cut, that the disk may not have yet."""

    inode: Inode
    at: int
    data: bytes | None
    """None for a cut at `at`."""

    def ends(self) -> list[bytes | None]:
        """Return what may have come of it: nothing, all, the first half, zeros."""
        if not self.data:
            return [None, self.data]
        half = len(self.data) // 2
        return [None, self.data, self.data[:half], bytes(len(self.data)), self.data[:half] + bytes(half)]


@dataclass(eq=False)
class Naming:
    """A change of names that the disk may not have yet."""

    folders: frozenset[str]
    """Those of which one has to be synced."""
    put: Names
    removed: tuple[str, ...]


class Disk:
    """Names and bytes, as far as they are synced and as a running program sees them."""

    def __init__(self, folder: Path) -> None:
        self.root = str(folder)
        self.names: Names = {}
        self._synced: Names = {}
        self._namings: list[Naming] = []
        inodes: dict[int, Inode] = {}
        for file in (folder, *sorted(folder.rglob("*"))) if folder.exists() else ():
            if file.is_dir():
                self.names[str(file)] = None
            else:
                data = file.read_bytes()
                self.names[str(file)] = inodes.setdefault(file.stat().st_ino, Inode(data, bytearray(data)))
        self.sync_all()

    # What a program does.

    def name(self, folders: Iterable[str], put: Names, removed: tuple[str, ...] = ()) -> None:
        """Change names."""
        naming = Naming(frozenset(folders), put, removed)
        _apply(self.names, naming)
        self._namings.append(naming)

    def write(self, inode: Inode, at: int, data: bytes) -> None:
        """Write bytes into a file."""
        _splice(inode.now, at, data)
        inode.pending.append(Write(inode, at, data))

    def cut(self, inode: Inode, at: int) -> None:
        """Cut a file off, or lengthen it with zeros."""
        _cut(inode.now, at)
        inode.pending.append(Write(inode, at, None))

    def sync(self, inode: Inode) -> None:
        """Bring the bytes of a file to the disk."""
        inode.synced = bytes(inode.now)
        inode.pending.clear()

    def sync_folder(self, folder: str) -> None:
        """Bring the names in a folder to the disk."""
        for naming in [each for each in self._namings if folder in each.folders]:
            _apply(self._synced, naming)
            self._namings.remove(naming)

    def sync_all(self) -> None:
        """Bring everything to the disk."""
        self._synced = dict(self.names)
        self._namings.clear()
        for inode in {inode for inode in self.names.values() if inode is not None}:
            self.sync(inode)

    # What the power leaves.

    def remains(self, chance: random.Random) -> Iterator[dict[str, bytes | None]]:
        """Return what may be on the disk if the power fails now: by path the bytes, None for a folder."""
        known = {*self.names.values(), *self._synced.values()}
        known |= {inode for naming in self._namings for inode in naming.put.values()}
        writes = [write for inode in known if inode is not None for write in inode.pending]
        choices: list[list[object]] = [[False, True] for _ in self._namings]
        choices += [list(range(len(write.ends()))) for write in writes]
        for chosen in _some_of(choices, chance):
            names = dict(self._synced)
            for naming, is_there in zip(self._namings, chosen, strict=False):
                if is_there:
                    _apply(names, naming)
            ends = dict(zip(writes, chosen[len(self._namings) :], strict=True))
            yield self._laid_out(names, ends)

    def _laid_out(self, names: Names, ends: dict[Write, object]) -> dict[str, bytes | None]:
        found: dict[str, bytes | None] = {}
        for path, inode in sorted(names.items()):
            if path != self.root and str(Path(path).parent) not in found:
                continue  # its folder did not come into being
            found[path] = None if inode is None else _bytes_of(inode, ends)
        return found


def lay_out(remains: dict[str, bytes | None]) -> None:
    """Put there what the power has left."""
    for path, data in remains.items():
        if data is None:
            Path(path).mkdir(mode=0o700, exist_ok=True)
        else:
            Path(path).write_bytes(data)
            Path(path).chmod(0o600)


def _bytes_of(inode: Inode, ends: dict[Write, object]) -> bytes:
    data = bytearray(inode.synced)
    for write in inode.pending:
        number = ends[write]
        assert isinstance(number, int)
        end = write.ends()[number]
        if write.data is None and number:
            _cut(data, write.at)
        elif end is not None:
            _splice(data, write.at, end)
    return bytes(data)


def _some_of(choices: list[list[object]], chance: random.Random) -> Iterator[list[object]]:
    if len(choices) <= MOST_AT_ONCE:
        yield from map(list, itertools.product(*choices))
        return
    yield [each[0] for each in choices]
    yield [each[1] for each in choices]
    for number, each in enumerate(choices):
        for other in each[1:]:
            yield [other if place == number else rest[0] for place, rest in enumerate(choices)]
        yield [each[0] if place == number else rest[1] for place, rest in enumerate(choices)]
    for _ in range(SOME):
        yield [chance.choice(each) for each in choices]


def _apply(names: Names, naming: Naming) -> None:
    for path in naming.removed:
        names.pop(path, None)
    names.update(naming.put)


def _splice(data: bytearray, at: int, new: bytes) -> None:
    if len(data) < at:
        data.extend(bytes(at - len(data)))
    data[at : at + len(new)] = new


def _cut(data: bytearray, at: int) -> None:
    if len(data) < at:
        data.extend(bytes(at - len(data)))
    del data[at:]
