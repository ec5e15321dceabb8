"""What is loaded by when: nothing heavy before somebody needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_ROOMS = ("data.exchange", "data.notes", "data.outbox", "data.backups", "data.demo")
_THEIRS = ("dateparser", "icalendar", "bs4", "pyperclip", "shtab", "pyrage", "email.message", "matplotlib")

AFTER_FIRST_PAINT = """
import asyncio, sys
from pathlib import Path
from thanks_tui.data.store.store import Store
from thanks_tui.tui.app import ThanksApp

async def paint(store):
    async with ThanksApp(store).run_test() as pilot:
        await pilot.pause()
        print(type(pilot.app.screen).__name__)
        print(*sorted(sys.modules))

with Store.open(Path(sys.argv[1])) as store:
    asyncio.run(paint(store))
"""
AFTER_A_COMMAND = """
import sys
# Python itself loads some, and more where coverage is measured.
before = set(sys.modules)
from thanks_tui.tui.cli import main
code = main(sys.argv[2:])
print()
print(code)
print(*sorted(set(sys.modules) - before))
"""
OF_THE_FIRST_SCREEN = {
    "thanks_tui.tui.screens",
    "thanks_tui.tui.screens.dialogs",
    "thanks_tui.tui.screens.dialogs.dialog",
    "thanks_tui.tui.screens.rejections",
    "thanks_tui.tui.screens.step",
}
"""The screens that the first paint needs; the others come when a key leads to them, or just before."""

OF_A_GLANCE = {
    f"thanks_tui.data.store.{name}"
    for name in (
        "ahead", "checksum", "documents", "glance", "journal", "layout", "memory", "migrations", "reads",
        "records", "safe_write",
    )
}  # fmt: skip
"""What the commands need of the store that only look at it."""


def loaded(program: str, path: Path, *words: str) -> tuple[str, set[str]]:
    """Return what a program says last but one, and the modules that it has loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), *words], capture_output=True, text=True, check=True
    )
    *_, said, modules = done.stdout.splitlines()
    return said, set(modules.split())


def test_the_first_paint_loads_one_screen_and_nothing_to_read_or_write_with(filled: Path):
    said, modules = loaded(AFTER_FIRST_PAINT, filled)
    assert said == "RejectionsScreen"
    assert {name for name in modules if name.startswith("thanks_tui.tui.screens")} == OF_THE_FIRST_SCREEN
    rooms = tuple(f"thanks_tui.{room}." for room in _ROOMS)
    assert {name for name in modules if name.startswith(rooms)} == set()
    assert modules & {*_THEIRS, "textual.widgets._text_area"} == set()


@pytest.mark.parametrize("words", [["list"], ["due"], ["note", "dana"], ["note", "Zoë"]])
def test_a_command_loads_neither_screens_nor_what_others_read(filled: Path, words: list[str]):
    said, modules = loaded(AFTER_A_COMMAND, filled, *words)
    assert said == "0"
    heavy = {"textual", "rich", "asyncio", "filelock", "tinydb", "inspect", "typing_extensions", *_THEIRS}
    assert modules & heavy == set()
    rooms = ("thanks_tui.tui.screens", "thanks_tui.widgets", "thanks_tui.data.exchange")
    assert {name for name in modules if name.startswith(rooms)} == set()
    # A glance does; what opens, recovers, merges and writes stores is not needed.
    assert {name for name in modules if name.startswith("thanks_tui.data.store.")} == OF_A_GLANCE
