"""Pairs of keys for tests, and the program `age`, which is the other half of what the format promises."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

pyrage = pytest.importorskip("pyrage", reason="the extra called age is not installed")

AGE = shutil.which("age")
needs_age = pytest.mark.skipif(AGE is None, reason="the program age is not installed")


class Pair(NamedTuple):
    """A public key, and the file of its secret one."""

    public: str
    file: Path


def new_pair(folder: Path, name: str = "key.txt") -> Pair:
    """Make a pair of keys; the secret one lies in a file as `age-keygen` writes it."""
    identity = pyrage.x25519.Identity.generate()
    file = folder / name
    file.write_text(f"# public key: {identity.to_public()}\n{identity}\n")
    return Pair(str(identity.to_public()), file)


def opened_by_age(file: Path, key: Path) -> bytes:
    """Return what the program `age` reads in `file` with the secret key in `key`."""
    assert AGE is not None
    return subprocess.run([AGE, "-d", "-i", key, file], capture_output=True, check=True).stdout
