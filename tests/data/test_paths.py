"""Where the store lies: as asked, as told by the environment, or where the platform keeps such things."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest
from thanks_tui.data.paths import DATA_DIR_VARIABLE, data_dir, store_path


def test_the_chosen_folder_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "named"))
    assert data_dir(tmp_path / "chosen") == tmp_path / "chosen"
    assert store_path(tmp_path / "chosen") == tmp_path / "chosen" / "thanks.json"


def test_then_that_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "named"))
    assert store_path() == tmp_path / "named" / "thanks.json"


def test_else_that_of_the_platform(monkeypatch: pytest.MonkeyPatch):
    expected = platformdirs.user_data_path("thanks-tui", appauthor=False)
    monkeypatch.delenv(DATA_DIR_VARIABLE, raising=False)
    assert data_dir() == expected
    monkeypatch.setenv(DATA_DIR_VARIABLE, "")
    assert data_dir() == expected


def test_a_tilde_and_a_relative_folder_are_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert data_dir(Path("~/jobs")) == tmp_path / "jobs"
    assert data_dir(Path("jobs")) == tmp_path / "jobs"
    monkeypatch.setenv(DATA_DIR_VARIABLE, "~/jobs")
    assert data_dir() == tmp_path / "jobs"
