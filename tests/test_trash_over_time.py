"""What is deleted, in the installed command in a real terminal, whatever its clock says."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest
from thanks_tui.data.models import Profile
from thanks_tui.data.store.store import Store

from tests.terminal import Terminal, _environment, installed_command
from tests.test_coming_back import LIBRARY, at
from tests.tui.driver import northwind

needs_faketime = pytest.mark.skipif(
    LIBRARY is None, reason="libfaketime is not installed (Debian: apt-get install libfaketime)"
)


def start(folder: Path, clock: dict[str, str]) -> Terminal:
    env = {"HOME": str(folder.parent), "TEXTUAL_ANIMATIONS": "none", **clock}
    return Terminal([installed_command(), "--data-dir", str(folder)], 100, 30, env=env)


def deleted(folder: Path) -> list[str]:
    """What lies in the trash, as the file has it."""
    with Store.open(folder / "thanks.json", read_only=True) as store:
        return [each.label for each in store.trash()]


def change_something(folder: Path, clock: dict[str, str]) -> list[str]:
    """Import a record under a clock, which is a write, and return what is in the trash then."""
    more = folder.parent / "more.json"
    more.write_text(json.dumps({"schema": 1, "applications": [{"id": uuid4().hex, "company": "Contoso"}]}))
    subprocess.run(
        [installed_command(), "--data-dir", str(folder), "import", "--yes", str(more)],
        env=_environment({"HOME": str(folder.parent), **clock}),
        capture_output=True,
        timeout=30,
        check=True,
    )
    return deleted(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    with Store.open(data / "thanks.json") as store:
        store.put(Profile(name="Sam Okonkwo"))
        northwind(store)
    return data


def test_it_is_deleted_found_again_and_brought_back(folder: Path):
    with start(folder, {}) as terminal:
        terminal.wait_for("Northwind Robotics")
        terminal.settle()
        terminal.press("d")
        terminal.wait_for("No rejections here yet.")
        terminal.press("D")
        terminal.wait_for("30 days left")
        assert deleted(folder) == ["Northwind Robotics"]
        terminal.press("enter")
        terminal.wait_for("Nothing lies here.")
        terminal.press("escape")
        terminal.wait_for("Staff Engineer")
        terminal.press("q")
        assert terminal.wait() == 0
    assert deleted(folder) == []


@needs_faketime
def test_no_single_start_with_a_wrong_clock_empties_the_trash(folder: Path):
    with start(folder, at("2026-11-23 12:00:00")) as terminal:
        terminal.wait_for("Northwind Robotics")
        terminal.settle()
        terminal.press("d")
        terminal.wait_for("No rejections here yet.")
        terminal.press("q")
        assert terminal.wait() == 0
    kept = ["Northwind Robotics"]
    assert change_something(folder, at("2096-11-23 12:00:00")) == kept
    assert change_something(folder, at("2026-11-24 12:00:00")) == kept
    assert change_something(folder, at("2016-11-24 12:00:00")) == kept
    assert change_something(folder, at("2026-12-22 12:00:00")) == kept
    assert change_something(folder, at("2026-12-24 12:00:00")) == kept
    assert change_something(folder, at("2026-12-25 12:00:00")) == []
