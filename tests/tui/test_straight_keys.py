"""Which keys go straight to their binding: those that nobody on their way would look at, and no other."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from textual import events, on
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from thanks_tui.tui.straight_keys import goes_straight

from tests.tui.driver import Driver, northwind, running


def straight(user: Driver, key: str, character: str | None = None) -> bool:
    return goes_straight(user.app, events.Key(key, character))


async def test_on_a_list_the_keys_of_the_list_and_of_the_screen_do(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        assert straight(user, "down")
        assert straight(user, "enter")
        assert straight(user, "d", "d")


async def test_where_letters_are_typed_they_are_for_who_takes_them(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("slash")
        assert not straight(user, "d", "d")
        await user.type("nobody d")
        assert user.store.applications()
        assert "Nothing matches" in user.text


async def test_in_a_dialog_none_does(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("question_mark")
        assert user.where == "HelpDialog"
        assert not straight(user, "down")


async def test_escape_is_looked_at_by_every_screen(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        assert not straight(user, "escape", "\x1b")


@pytest.mark.parametrize("name", ["on_key", "_on_key", "key_x", "_key_x"])
async def test_a_widget_that_looks_at_the_key_gets_it(name: str):
    class Plain(Widget, can_focus=True):
        pass

    looks = type("Looks", (Plain,), {name: lambda self, *event: None}, inherit_css=False)

    class Lab(App[None]):
        def compose(self):
            yield Plain(id="plain")
            yield looks(id="looking")

    app = Lab()
    async with app.run_test():
        plain, looking = app.query_one("#plain"), app.query_one("#looking")
        app.screen.set_focus(plain)
        assert goes_straight(app, events.Key("x", "x"))
        app.screen.set_focus(looking)
        assert not goes_straight(app, events.Key("x", "x"))
        assert goes_straight(app, events.Key("y", "y")) is name.startswith(("key_", "_key_"))


class HandlesKeys(Widget, can_focus=True):
    async def handle_key(self, event: events.Key) -> bool:
        return await super().handle_key(event)


class WatchesEvents(Widget, can_focus=True):
    async def on_event(self, event: events.Event) -> None:
        await super().on_event(event)


class IsTold(Widget, can_focus=True):
    @on(events.Key)
    def look(self) -> None:
        pass


@pytest.mark.parametrize("kind", [HandlesKeys, WatchesEvents, IsTold])
async def test_a_widget_that_looks_at_all_keys_gets_each(kind: type[Widget]):
    class Within(kind):  # what a base class brings counts as well
        pass

    class Lab(App[None]):
        def compose(self):
            yield kind()
            yield Within()

    app = Lab()
    async with app.run_test():
        for widget in app.query(kind):
            app.screen.set_focus(widget)
            assert not goes_straight(app, events.Key("x", "x"))


def test_what_textual_does_with_a_key_is_what_the_straight_way_does():
    # Beside it, Textual only clears a tooltip and leaves a maximized widget; there is neither here.
    source = inspect.getsource(App.on_event)
    assert "self.app_focus = True" in source
    assert source.count("_check_bindings(event.key, priority=True)") == 1
    assert "forward_target._forward_event(event)" in source
    assert "_check_bindings(event.key)" in inspect.getsource(App._on_key)
    assert inspect.getsource(Widget._on_key).strip().endswith("await self.handle_key(event)")
    assert inspect.getsource(Widget.handle_key).strip().endswith("return await dispatch_key(self, event)")
    assert callable(Screen._key_escape)
