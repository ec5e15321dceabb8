"""A process that works without pause is killed at random times, again and again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def kill(folder: Path, times: int, seed: int) -> str:
    command = [sys.executable, "-B", "-m", "tests.faults.killing", str(folder), str(times), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_some_kills(tmp_path: Path, record_property: Callable[[str, object], None]):
    record_property("counted", f"at random times: {kill(tmp_path, 50, seed=1)}")


@pytest.mark.faults
@pytest.mark.parametrize("seed", [2, 3])
def test_five_hundred_kills(tmp_path: Path, seed: int, record_property: Callable[[str, object], None]):
    record_property("counted", f"at random times: {kill(tmp_path, 500, seed)}")
