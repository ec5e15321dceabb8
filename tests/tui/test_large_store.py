"""A store that takes long to read: the first screen is there before it, and right after it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static
from thanks_tui.data.errors import DamagedStoreError
from thanks_tui.data.models import Profile
from thanks_tui.data.overview import Overview
from thanks_tui.data.paths import STORE_NAME
from thanks_tui.data.store.store import Store
from thanks_tui.tui.app import ThanksApp
from thanks_tui.tui.commands.starting import READ_AT_ONCE
from thanks_tui.tui.screens.rejections import READING

from bench.stores import write_store
from tests.terminal import Terminal, installed_command
from tests.tui.driver import TODAY, Driver, northwind


def waiting(path: Path, opening: Callable[[], Store], painted: Callable[[], object]) -> ThanksApp:
    return ThanksApp(Store(path), opening=opening, painted=painted, today=lambda: TODAY)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("waited in vain")


async def test_the_screen_is_there_before_the_rows_and_changes_nothing_until_then(tmp_path: Path):
    path = tmp_path / STORE_NAME
    with Store.open(path) as store:
        store.put(Profile(name="Sam", theme="nord"))
        northwind(store)
    go_on, painted = threading.Event(), []

    def opening() -> Store:
        assert go_on.wait(20)
        return Store.open(path)

    app = waiting(path, opening, lambda: painted.append(app.store.is_open))
    async with app.run_test(size=(100, 30)) as pilot:
        driver = Driver(app, app.store, pilot)
        await driver.settle()
        assert READING in driver.text
        assert "Read only" not in driver.text
        await driver.press("n", "p", "f", "L", "ctrl+p", "enter", "u")
        assert driver.where == "RejectionsScreen"
        assert painted == []
        go_on.set()
        await until(pilot, lambda: painted == [True])
        await driver.settle()
        assert "Northwind Robotics" in driver.text
        assert READING not in driver.text
        assert app.theme == "nord"
        await driver.press("enter")
        assert driver.where == "ContactsScreen"
    app.store.close()


async def test_at_the_first_start_one_is_asked_who_signs_once_the_store_is_there(tmp_path: Path):
    path = tmp_path / STORE_NAME
    app = waiting(path, lambda: Store.open(path), lambda: None)
    async with app.run_test() as pilot:
        await until(pilot, lambda: type(app.screen).__name__ == "ProfileForm")
    app.store.close()


async def test_what_cannot_be_opened_ends_the_app_with_its_reason(tmp_path: Path):
    problem = DamagedStoreError("thanks.json is damaged.")

    def opening() -> Store:
        raise problem

    app = waiting(tmp_path / STORE_NAME, opening, lambda: None)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.not_opened is problem)


def test_a_large_store_opens_in_a_terminal_and_is_written(tmp_path: Path):
    path = write_store(tmp_path, 250, TODAY)
    assert path.stat().st_size > READ_AT_ONCE
    with Terminal([installed_command(), "--data-dir", str(tmp_path)]) as terminal:
        terminal.wait_for("Rejections  250")
        terminal.press("g")
        terminal.wait_for("Since")
        terminal.press("escape", "o")
        terminal.wait_for("company")
        terminal.press("q")
        assert terminal.wait() == 0
    with Store.open(path) as store:
        assert not store.locked_out
        assert store.profile.sort.value == "company"


def test_a_large_store_that_is_damaged_is_told_after_the_screen_is_gone(tmp_path: Path):
    (tmp_path / STORE_NAME).write_bytes(b"{" * (READ_AT_ONCE + 1))
    with Terminal([installed_command(), "--data-dir", str(tmp_path)]) as terminal:
        assert terminal.wait() == 1
        assert "thanks.json is damaged" in terminal.text


async def test_a_list_draws_only_the_rows_in_view(tmp_path: Path):
    drawn: set[str] = set()
    path = write_store(tmp_path, 120, TODAY)
    with Store.open(path) as store:
        app = ThanksApp(store, today=lambda: TODAY)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            rejections = app.screen.query_one("RejectionList")
            draw = rejections.draw
            rejections.draw = lambda row, *given, **named: (  # type: ignore[method-assign]
                drawn.add(row.application.id) or draw(row, *given, **named)
            )
            driver = Driver(app, store, pilot)
            await driver.press("pagedown", "down", "slash")
            await driver.type("nor")
            heading = str(app.screen.query_one(".heading", Static).render())
            assert " of 120" in heading
            assert 0 < len(drawn) < 60
            assert Overview.of(store).standings()
