"""The copy that is made at the start: of what was found, when that is new, and never in the way."""

from __future__ import annotations

import errno
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Profile
from thanks_tui.data.store.store import Store
from thanks_tui.tui.app import ThanksApp

from tests.data.backups.copies import stamped
from tests.terminal import Terminal, installed_command

from .driver import TODAY, Driver, northwind


@asynccontextmanager
async def started(path: Path, *, read_only: bool = False) -> AsyncIterator[Driver]:
    """Start the app as the command does, and wait until the copy is made or was not to be."""
    with Store.open(path, read_only=read_only) as store:
        app = ThanksApp(store, today=lambda: TODAY, backs_up=True)
        async with app.run_test(size=(100, 30)) as pilot:
            user = Driver(app, store, pilot)
            await user.settle()
            await app.workers.wait_for_complete()
            await user.settle()
            yield user


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "thanks.json"
    with Store.open(path) as store:
        store.put(Profile(name="Sam Okonkwo"))
        northwind(store)
    return path


def bytes_of(path: Path) -> bytes:
    return path.read_bytes()


def copies(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").glob("*"))


async def test_one_is_made_when_something_has_changed_since_the_last(path: Path):
    for _ in range(2):
        async with started(path) as user:
            assert user.told == ""
            [copy] = copies(path)
            assert copy.name.endswith("-start.json")
            assert bytes_of(copy) == bytes_of(path)
    with Store.open(path) as store:
        store.put(Application(company="Contoso"))
    async with started(path):
        assert len(copies(path)) == 2


async def test_it_is_of_what_was_found_whatever_is_changed_meanwhile(path: Path):
    found = bytes_of(path)
    with Store.open(path) as store:
        app = ThanksApp(store, today=lambda: TODAY, backs_up=True)
        store.subscribe(lambda changed: None)
        async with app.run_test(size=(100, 30)) as pilot:
            store.put(Application(company="Contoso"))
            user = Driver(app, store, pilot)
            await user.settle()
            await app.workers.wait_for_complete()
    assert bytes_of(path) != found
    assert [bytes_of(copy) for copy in copies(path)] == [found]


async def test_before_the_first_save_there_is_nothing_to_copy(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        app = ThanksApp(store, today=lambda: TODAY, backs_up=True)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
    assert not (tmp_path / "backups").exists()


async def test_a_window_that_only_reads_makes_none(path: Path):
    async with started(path, read_only=True):
        pass
    assert copies(path) == []


async def test_that_it_cannot_be_made_is_told_and_hinders_nothing(path: Path):
    (path.parent / "backups").write_text("in the way")
    async with started(path) as user:
        assert "No backup was made" in user.told
        user.store.put(Application(company="Contoso"))
    with Store.open(path) as store:
        assert len(store.applications()) == 2


async def test_that_older_ones_cannot_make_room_is_told(path: Path, monkeypatch: pytest.MonkeyPatch):
    stamped(path, [number / 24 for number in range(200, 0, -1)], first=0)
    with Store.open(path) as store:
        store.put(Application(company="Contoso"))
    real = os.unlink

    def refuse(name: Path, **kwargs: object) -> None:
        if str(name).endswith("-start.json"):
            raise OSError(errno.EPERM, "Operation not permitted")
        real(name)

    monkeypatch.setattr(os, "unlink", refuse)
    async with started(path) as user:
        assert "Older backups could not be thinned out" in user.told


def test_the_installed_program_recovers_says_so_and_keeps_a_copy(path: Path):
    damaged = path.read_bytes()[:-1]
    path.write_bytes(damaged)
    argv = [installed_command(), "--data-dir", str(path.parent)]
    with Terminal(argv, cols=100, rows=30) as terminal:
        terminal.wait_for("thanks.json was damaged")
        terminal.press("q")
        assert terminal.wait() == 0
    kept, copy = sorted(copies(path), key=lambda file: file.name.endswith("-start.json"))
    assert bytes_of(kept) == damaged
    assert bytes_of(copy) == bytes_of(path)
    with Terminal(argv, cols=100, rows=30) as terminal:
        terminal.wait_for("No rejections here yet.")
        terminal.press("K")
        terminal.wait_for("damaged, and set aside")
        terminal.press("q")
        assert terminal.wait() == 0
    assert len(copies(path)) == 2
