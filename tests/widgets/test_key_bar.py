"""The line of keys at the foot of a screen."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static
from thanks_tui.widgets.choice import Choice
from thanks_tui.widgets.key_bar import KeyBar, key_name

from tests.screen import look_of, place_of, screen_lines, screen_text


class Keys(App[None]):
    """A screen with many keys, some of which are not live, and what may have the focus."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("question_mark,f1", "note('help')", "keys"),
        Binding("q", "note('quit')", "quit"),
        Binding("escape", "note('back')", "back"),
        Binding("u", "note('undo')", "undo"),
        Binding("n", "note('new')", "new"),
        Binding("slash", "note('filter')", "filter"),
        Binding("left_square_bracket", "note('before')", "person", key_display="[ ]"),
        Binding("right_square_bracket", "note('after')", "after", show=False),
        Binding("ctrl+s", "note('save')", "save"),
        Binding("d", "gone", "delete"),
        Binding("enter", "note('open')", "open"),
    ]

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self._widgets = widgets
        self.noted: list[str] = []
        self.undoing = True

    def compose(self) -> ComposeResult:
        yield from self._widgets
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "gone" or parameters == ("undo",):
            return action != "gone" and self.undoing
        return True

    def action_note(self, what: str) -> None:
        self.noted.append(what)

    def action_gone(self) -> None:
        raise AssertionError


class Focusable(Static, can_focus=True):
    BINDINGS: list[BindingType] = [Binding("space", "app.note('tick')", "tick")]


ALL = " enter open   u undo   n new   / filter   [ ] person   ^s save   esc back   q quit   ? keys"


def foot(app: App[None]) -> str:
    return screen_lines(app)[-1]


async def test_what_goes_on_and_what_takes_back_come_first_and_help_last() -> None:
    app = Keys()
    async with app.run_test(size=(110, 10)):
        assert foot(app) == ALL


async def test_keys_that_are_not_live_are_not_shown() -> None:
    app = Keys()
    async with app.run_test(size=(110, 10)) as pilot:
        app.undoing = False
        app.refresh_bindings()
        await pilot.pause()
        assert foot(app) == ALL.replace("u undo   ", "")


async def test_the_keys_of_what_is_focused_are_among_them() -> None:
    focusable = Focusable("x")
    app = Keys(focusable, Input())
    async with app.run_test(size=(110, 10)) as pilot:
        focusable.focus()
        await pilot.pause()
        assert foot(app) == ALL.replace("enter open   ", "enter open   space tick   ")
        await pilot.press("tab")
        assert "tick" not in foot(app)


async def test_keys_that_would_be_typed_are_hidden() -> None:
    app = Keys(Input())
    async with app.run_test(size=(110, 10)) as pilot:
        await pilot.pause()
        assert foot(app).split("   ") == [" ^s save", "esc back", "F1 keys"]


async def test_letters_stay_keys_where_they_choose_nothing_else() -> None:
    app = Keys(Choice([("one", 1)], 1))
    async with app.run_test(size=(110, 10)):
        # Enter is the choice's own.
        assert foot(app) == ALL.replace("enter open   ", "")


@pytest.mark.parametrize("width", range(8, 110, 3))
async def test_it_fits_every_width_and_the_way_to_help_is_always_there(width: int) -> None:
    app = Keys()
    async with app.run_test(size=(width, 4)):
        assert cell_len(foot(app)) <= width
        assert foot(app).endswith("? keys"[: width - 2])
        parts = [part.strip() for part in foot(app).strip().split("   ")]
        # What is shown is shown whole.
        assert all(part in ALL for part in parts)
        assert [line for line in screen_lines(app)[:-1] if line] == []


async def test_a_wider_screen_shows_more() -> None:
    app = Keys()
    async with app.run_test(size=(40, 10)) as pilot:
        assert "q quit" not in foot(app)
        await pilot.resize_terminal(110, 10)
        await pilot.pause()
        assert foot(app) == ALL


@pytest.mark.parametrize(
    ("text", "what"),
    [("enter", "open"), ("open", "open"), ("n new", "new"), ("filter", "filter"), ("? keys", "help"),
     ("esc", "back"), ("[ ]", "before"), ("^s", "save"), ("q quit", "quit")],
)  # fmt: skip
async def test_a_click_presses_the_key(text: str, what: str) -> None:
    app = Keys()
    async with app.run_test(size=(110, 10)) as pilot:
        await pilot.click(offset=place_of(app, text))
        await pilot.pause()
        assert app.noted == [what]


async def test_a_click_between_two_keys_presses_none() -> None:
    app = Keys()
    async with app.run_test(size=(110, 10)) as pilot:
        x, y = place_of(app, "n new")
        await pilot.click(offset=(x - 2, y))
        await pilot.click(offset=(108, y))
        await pilot.click(offset=(0, y))
        assert app.noted == []


async def test_a_click_reaches_the_key_although_something_else_is_focused() -> None:
    app = Keys(Input())
    async with app.run_test(size=(110, 10)) as pilot:
        await pilot.click(offset=place_of(app, "^s save"))
        await pilot.pause()
        assert app.noted == ["save"]
        assert isinstance(app.focused, Input)


async def test_keys_look_unlike_their_words() -> None:
    app = Keys()
    async with app.run_test(size=(110, 10)):
        assert look_of(app, "enter").bold
        assert not look_of(app, "open").bold
        assert look_of(app, "enter").color != look_of(app, "open").color


async def test_an_action_with_several_keys_is_shown_once() -> None:
    app = Keys()
    async with app.run_test(size=(110, 10)):
        assert screen_text(app).count("keys") == 1


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("escape", "esc"),
        ("left_square_bracket", "["),
        ("question_mark", "?"),
        ("slash", "/"),
        ("ctrl+s", "^s"),
        ("ctrl+p", "^p"),
        ("right", "→"),
        ("f1", "F1"),
        ("enter", "enter"),
        ("e", "e"),
        ("E", "E"),
        ("upper_e", "E"),
    ],
)
def test_keys_are_named_as_people_know_them(key: str, name: str) -> None:
    assert key_name(key) == name
