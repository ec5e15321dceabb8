"""Keys in one go: each waits for all that the one before it has led to, however long that takes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events, work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Button, Input
from thanks_tui.tui import keys_in_order
from thanks_tui.tui.asking import FLOW, ask, flow_goes_on
from thanks_tui.tui.keys_in_order import Dealt, KeysInOrder, Pressed
from thanks_tui.tui.screens.dialogs.confirm import Confirm

from tests.rest import PATIENCE
from tests.tui.driver import MAIL, northwind, running


async def test_a_key_after_the_one_that_keeps_a_form_is_for_what_comes_then(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste(MAIL)
        assert "is this right?" in user.text
        await user.at_once("enter", "p")
        assert [each.company for each in user.store.applications()] == ["Northwind Robotics"]
        assert "Everybody you met" in user.text


async def test_letters_after_the_key_that_opens_a_form_are_typed_there(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.at_once("n", *"Acme", "ctrl+s")
        assert [each.company for each in user.store.applications()] == ["Acme"]


async def test_an_answer_after_the_key_that_asks_is_for_the_question(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.at_once("n", *"Acme", "escape", "y")
        assert [each.company for each in user.store.applications()] == ["Acme"]
        await user.at_once("escape", "n", *"Beta", "escape", "n", "n", *"Ceta", "ctrl+s")
        assert sorted(each.company for each in user.store.applications()) == ["Acme", "Ceta"]


async def test_letters_after_a_command_of_the_palette_are_for_what_it_opens(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("ctrl+p")
        await user.type("new")
        await user.until(lambda: "Write a rejection in" in user.text, "the command to be found")
        await user.at_once("enter", *"Acme", "ctrl+s")
        assert "Acme" in [each.company for each in user.store.applications()]


async def test_a_key_after_enter_in_a_line_is_not_typed_there(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter")
        await user.at_once("m", *"our coffee", "enter", "down", "m", *"the lift", "enter", "down")
        assert [each.moment for each in user.store.contacts("a" * 32)][:2] == ["our coffee", "the lift"]


async def test_one_note_after_the_other_is_marked_sent_in_one_go(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "enter", "enter")
        await user.at_once("s", "enter", "s", "enter", "s", "enter")
        notes = user.store.notes("a" * 32)
        assert [note.state.value for note in notes].count("sent") == 3


class Slow(Input):
    """Takes its time over a key, until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[str] = []
        self.go_on = asyncio.Event()

    async def on_key(self, event: events.Key) -> None:
        self.begun.append(event.key)
        await self.go_on.wait()


class Lab(App[None]):
    """An app with one slow widget, whose keys come in order, and whose time flies."""

    BINDINGS = [Binding("f2", "flow"), Binding("f3", "note")]

    def __init__(self) -> None:
        super().__init__()
        self._keys = KeysInOrder(self, self._let_in, lambda: flow_goes_on(self))
        self.looks = 0
        self.looking = 0
        self.most_looking = 0
        self.gate = asyncio.Event()
        self.answers: list[bool | None] = []

    def compose(self) -> ComposeResult:
        yield Slow()
        yield Button("press", action="app.pressed")

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            await (self._keys.came_back if event.is_forwarded else self._keys.arrived)(event)
        else:
            await super().on_event(event)

    async def _let_in(self, event: Pressed) -> None:
        await super().on_event(event)

    def on_dealt(self, message: Dealt) -> None:
        self._keys.dealt(message.turn)

    def set_timer(self, delay: float, callback: Callable[[], Any] | None = None, **rest: Any) -> Any:
        if delay != keys_in_order._LOOK_AGAIN:
            return super().set_timer(delay, callback, **rest)
        assert callback is not None
        self.looks += 1
        self.looking += 1
        self.most_looking = max(self.most_looking, self.looking)

        def look() -> None:
            self.looking -= 1
            callback()

        # By way of the loop, so that everybody else has a turn between two looks.
        return asyncio.get_running_loop().call_soon(self.call_later, look)

    @property
    def slow(self) -> Slow:
        return self.query_one(Slow)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.post_message(events.Key(key, key if len(key) == 1 else None))

    async def looked(self, times: int = 100) -> None:
        """Wait until it was looked `times` more whether a key still has to wait."""
        most = self.looks + times
        await self.until(lambda: self.looks >= most)

    async def until(self, true: Callable[[], bool]) -> None:
        """Let things happen until `true()` holds. This app never rests while a key waits."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, "It never comes."
            await asyncio.sleep(0)

    @work(exclusive=True, group=FLOW)
    async def action_flow(self) -> None:
        await self.gate.wait()
        self.answers.append(await ask(self.screen, Confirm("Well?", "Is it?", yes="yes", no="no")))

    def action_note(self) -> None:
        self.answers.append(None)

    def action_pressed(self) -> None:
        self.slow.focus()


async def test_a_key_waits_for_a_slow_widget_to_deal_with_the_one_before():
    app = Lab()
    async with app.run_test():
        app.slow.focus()
        app.press("a", "b")
        await app.looked()
        assert app.slow.begun == ["a"]
        app.slow.go_on.set()
        await app.until(lambda: app.slow.value == "ab")


async def test_a_key_waits_no_longer_than_five_seconds(monkeypatch: pytest.MonkeyPatch):
    app = Lab()
    async with app.run_test():
        app.slow.focus()
        app.press("a")
        await app.until(lambda: app.slow.begun == ["a"])
        app.query_one(Button).focus()
        app.press("f3")
        await app.looked()
        assert not app.answers
        now = keys_in_order.monotonic()
        monkeypatch.setattr(keys_in_order, "monotonic", lambda: now + 5.1)
        await app.until(lambda: app.answers == [None])
        app.slow.go_on.set()


async def test_a_key_is_not_kept_waiting_by_a_widget_that_is_gone():
    app = Lab()
    async with app.run_test():
        slow = app.slow
        slow.focus()
        app.press("a", "f2")
        await app.looked()
        slow.remove()
        slow.go_on.set()
        app.gate.set()
        await app.until(lambda: isinstance(app.screen, Confirm))


async def test_a_key_waits_for_a_flow_to_ask_and_then_is_its_answer():
    app = Lab()
    async with app.run_test():
        app.slow.focus()
        app.slow.go_on.set()
        app.press("f2", "y")
        await app.looked()
        assert not app.slow.value
        app.gate.set()
        await app.until(lambda: app.answers == [True])
        assert not app.slow.value


async def test_a_key_waits_for_what_a_button_does():
    app = Lab()
    async with app.run_test():
        app.query_one(Button).focus()
        app.slow.go_on.set()
        app.press("enter", "x")
        await app.until(lambda: app.slow.value == "x")


async def test_many_keys_that_wait_are_looked_after_together():
    app = Lab()
    async with app.run_test():
        app.slow.focus()
        app.press(*"abcdefghij" * 10)
        await app.looked()
        assert app.most_looking == 1
        app.slow.go_on.set()
        await app.until(lambda: app.slow.value == "abcdefghij" * 10)
