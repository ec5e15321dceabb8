"""Two windows on one store, in real terminals: the second one takes over as soon as the first is gone."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Profile
from thanks_tui.data.store.store import Store

from tests.terminal import Terminal, installed_command

GONE = "The other window is closed."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    with Store.open(folder / "thanks.json") as store:
        store.put(Profile(name="Sam Okonkwo"), Application(company="Northwind Robotics"))
    return folder


@contextmanager
def window(folder: Path, **env: str) -> Iterator[Terminal]:
    with Terminal([installed_command(), "--data-dir", str(folder)], env=env) as terminal:
        terminal.wait_for("Northwind")
        yield terminal


def test_the_second_takes_over_from_one_that_is_killed(folder: Path):
    with window(folder) as first, window(folder) as second:
        second.wait_for(f"another window (process {first.pid}, since")
        first.signal(signal.SIGKILL)
        second.wait_for(GONE)
        second.wait_gone("Read only")
        second.press("d")
        second.wait_gone("Northwind")
        second.press("q")
        assert second.wait() == 0
    with Store.open(folder / "thanks.json") as store:
        assert not store.locked_out
        assert store.applications() == []


def test_the_second_takes_over_from_one_that_quits_with_what_it_wrote(folder: Path):
    with window(folder) as first, window(folder) as second:
        second.wait_for("Read only")
        first.press("d")
        first.wait_gone("Northwind Robotics")
        first.press("q")
        assert first.wait() == 0
        second.wait_for(GONE)
        second.wait_gone("Northwind Robotics")


def test_waiting_costs_nothing_and_does_not_keep_it_from_ending(folder: Path):
    with window(folder), window(folder) as second:
        second.wait_for("Read only")
        before = sum(os.times()[2:4])
        second.press("q")
        assert second.wait() == 0
        assert sum(os.times()[2:4]) - before < 5


def test_an_editor_that_outlives_its_window_holds_nothing(folder: Path, tmp_path: Path):
    """The lock is not handed on to the programs that a window starts."""
    editor = tmp_path / "editor.py"
    ready = tmp_path / "ready"
    editor.write_text(
        f"import pathlib, sys, time\npathlib.Path({str(ready)!r}).write_text('x')\ntime.sleep(60)\n"
    )
    holder = f"""
import subprocess, sys
from pathlib import Path
from thanks_tui.data.store.store import Store
store = Store.open(Path({str(folder / "thanks.json")!r}))
child = subprocess.Popen([sys.executable, {str(editor)!r}])
print(child.pid, flush=True)
sys.stdin.read()
"""
    with Terminal([sys.executable, "-c", holder]) as first:
        first.wait_until(lambda: ready.exists() and first.text.strip().isdigit(), "the editor to start")
        child = int(first.text.strip())
        with window(folder) as second:
            second.wait_for("Read only")
            first.signal(signal.SIGKILL)
            second.wait_for(GONE)
        os.kill(child, signal.SIGKILL)


def test_what_holds_the_lock_after_its_window_is_gone_is_told(folder: Path):
    """The lock's file names a window that is no more, and something has the lock all the same."""
    hold = "import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, 2); print('held', flush=True); input()"
    with Store.open(folder / "thanks.json"):
        pass
    lock = folder / ".thanks.json.lock"
    lock.write_text('{"pid":99999999,"since":"2026-11-23T12:00:00Z"}')
    with Terminal([sys.executable, "-c", hold, str(lock)]) as other:
        other.wait_for("held")
        with window(folder) as second:
            second.wait_for("something that a window which is gone (process 99999999) left running")
            other.signal(signal.SIGKILL)
            second.wait_for(GONE)
