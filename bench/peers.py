"""Other programs for the command line that keep people's data, installed beside us to be held against."""

from __future__ import annotations

import subprocess
import venv
from pathlib import Path

from .setting import say

PLACE = Path(__file__).parent.parent / ".venv-bench"
"""Their own environment; git does not see it."""
PROGRAMS = {"todoman": "todo", "khard": "khard", "jrnl": "jrnl"}
"""The packages, and what each calls its command."""


class Peers:
    """The other programs: those that are there, and why the rest are not."""

    def __init__(self) -> None:
        self.missing: dict[str, str] = {}
        """Why a package could not be installed, in a few words."""

    def set_up(self) -> None:
        """Install what is not there yet; what cannot be is told in `missing`."""
        absent = [package for package in PROGRAMS if not _command(package).exists()]
        if not absent:
            return
        say(f"installing {', '.join(absent)} to compare with")
        if not (PLACE / "bin" / "python").exists():
            venv.create(PLACE, with_pip=True)
        for package in absent:
            words = [str(PLACE / "bin" / "python"), "-m", "pip", "install", "--quiet", package]
            done = subprocess.run(words, capture_output=True, text=True, check=False)
            if done.returncode or not _command(package).exists():
                self.missing[package] = "could not be installed here"

    def commands(self) -> dict[str, list[str]]:
        """Return for each program that is there the command that only tells its version."""
        there = [package for package in PROGRAMS if _command(package).exists()]
        return {PROGRAMS[package]: [str(_command(package)), "--version"] for package in there}


def _command(package: str) -> Path:
    return PLACE / "bin" / PROGRAMS[package]
