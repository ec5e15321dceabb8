"""Opening the app from the command line, in a real terminal."""

from __future__ import annotations

from pathlib import Path

from thanks_tui.data.models import Profile
from thanks_tui.data.store.store import Store

from tests.terminal import Terminal, installed_command


def test_the_app_opens_on_the_users_own_store(filled: Path):
    with Terminal([installed_command()]) as terminal:
        terminal.wait_for("Northwind Robotics")
        terminal.press("q")
        assert terminal.wait() == 0


def test_the_demo_leaves_the_own_store_alone_and_nothing_behind(path: Path, tmp_path: Path):
    with Store.open(path) as store:
        store.put(Profile(name="Sam"))
    before = path.read_bytes()
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with Terminal([installed_command(), "--demo"], env={"TMPDIR": str(temporary)}) as terminal:
        terminal.wait_for("Rejections")
        (folder,) = temporary.iterdir()
        assert folder.stat().st_mode & 0o077 == 0
        terminal.press("q")
        assert terminal.wait() == 0
    assert list(temporary.iterdir()) == []
    assert path.read_bytes() == before


def test_a_damaged_store_is_told_before_anything_is_drawn(path: Path):
    path.parent.mkdir()
    path.write_bytes(b"{")
    with Terminal([installed_command()]) as terminal:
        assert terminal.wait() == 1
        assert "thanks-tui: thanks.json is damaged" in terminal.text
        assert b"\x1b[?1049h" not in terminal.raw
