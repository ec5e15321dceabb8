"""Where a run takes place: its folder, its stores, its environment, and how thorough it is."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from thanks_tui.data.clock import today

from .installed import COMMAND, PYTHON
from .stores import copy_store, write_store

if TYPE_CHECKING:
    from .peers import Peers

_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")


class Setting:
    """One run: everything that it makes lies in `folder`, which the caller removes."""

    def __init__(self, folder: Path, *, quick: bool, peers: Peers) -> None:
        self.folder = folder
        self.quick = quick
        self.peers = peers
        self.today: date = today()
        self._stores: dict[int, Path] = {}
        self._copies = 0
        home = folder / "home"
        home.mkdir()
        given = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self.env = {"LANG": "C.UTF-8", **given, "HOME": str(home)}
        """The environment of every program that is measured: a home with nothing in it."""

    def times(self, thorough: int) -> int:
        """Return how often to measure: `thorough`, or a third of it on a quick run."""
        return max(3, thorough // 3) if self.quick else thorough

    def store(self, size: int) -> Path:
        """Return the path of a store of that size, for what leaves it as it is."""
        if size not in self._stores:
            say(f"making a store of {size:,} applications")
            self._stores[size] = write_store(self.folder / f"store-{size}", size, self.today)
        return self._stores[size]

    def copy(self, size: int) -> Path:
        """Return the path of a fresh copy of that store, for what changes it."""
        self._copies += 1
        return copy_store(self.store(size), self.folder / f"copy-{self._copies}")

    def app(self, path: Path) -> list[str]:
        """Return the command that opens the app, with the store at `path`."""
        return [*self.command(), "--data-dir", str(path.parent)]

    def command(self) -> list[str]:
        """Return our command."""
        return [str(COMMAND)]

    def empty_app(self) -> list[str]:
        """Return the command that opens the empty app, out of the same environment."""
        return [str(PYTHON), str(Path(__file__).with_name("empty_app.py"))]


def say(words: str) -> None:
    """Tell whoever waits what is going on."""
    print(f"  … {words}", file=sys.stderr, flush=True)
