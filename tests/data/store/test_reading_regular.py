"""Reading what may be no file at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from thanks_tui.data.store.safe_write import read_regular


def test_what_is_no_file_is_refused_and_let_go_of(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    before = sorted(Path("/dev/fd").iterdir())
    for name in ("folder", "pipe", "link"):
        with pytest.raises(OSError, match=name):
            read_regular(tmp_path / name)
    assert sorted(Path("/dev/fd").iterdir()) == before


def test_what_is_not_there_is_nothing(tmp_path: Path):
    assert read_regular(tmp_path / "nothing") is None
