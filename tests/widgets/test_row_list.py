"""The list that all lists are made of, with plain words as its records."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App
from textual.content import Content
from textual.strip import Strip
from thanks_tui.widgets.glyphs import CURSOR
from thanks_tui.widgets.row_list import RowList

from tests.screen import Bench, look_of, place_of, screen_lines, screen_text, scroll, widget_lines


class Words(RowList[str]):
    """Rows of a word each, so many lines high; counts how often a row is drawn."""

    def __init__(self, rows: Sequence[str] = (), height: int | None = 1) -> None:
        super().__init__(rows)
        self.drawn = 0
        self._high = height

    def key(self, row: str) -> str:
        return row

    def uniform_height(self) -> int | None:
        return super().uniform_height() if self._high is None else self._high

    def draw(self, row: str, width: int, *, current: bool) -> Sequence[Content]:
        self.drawn += 1
        mark = CURSOR if current else " "
        if self._high is None:
            return [Content(f"{mark}{line.plain}") for line in Content(row).wrap(max(1, width - 1))]
        return [Content(f"{mark}{row}"), *(Content(f"{mark}{row} below") for _ in range(1, self._high))]


FEW = ("Ana", "Ben", "Cem", "Dee")
MANY = tuple(f"row {number}" for number in range(100))


def marked(app: App[None]) -> list[str]:
    """The lines of the first list that carry the glyph of the cursor."""
    lines = widget_lines(app, app.query(Words).first())
    return [line[1:] for line in lines if line.startswith(CURSOR)]


async def test_shows_its_rows_and_marks_the_first() -> None:
    app = Bench(Words(FEW))
    async with app.shown():
        assert screen_lines(app)[:5] == [f"{CURSOR}Ana", " Ben", " Cem", " Dee", ""]


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (["j"], "row 1"),
        (["down", "down"], "row 2"),
        (["j", "j", "k"], "row 1"),
        (["down", "up"], "row 0"),
        (["k"], "row 0"),
        (["end"], "row 99"),
        (["end", "j"], "row 99"),
        (["end", "home"], "row 0"),
        (["pagedown"], "row 23"),
        (["pagedown", "pagedown"], "row 46"),
        (["pagedown", "pageup"], "row 0"),
        (["end", "pageup"], "row 76"),
        (["end", "pagedown"], "row 99"),
        (["pageup"], "row 0"),
    ],
)
async def test_keys_move_the_cursor_and_it_is_always_in_view(keys: list[str], at: str) -> None:
    words = Words(MANY)
    app = Bench(words)
    async with app.shown() as pilot:
        words.focus()
        await pilot.press(*keys)
        assert words.current == at
        assert marked(app) == [at]


async def test_a_page_is_a_row_at_least() -> None:
    words = Words(FEW, height=6)
    app = Bench(words)
    async with app.shown(height=3) as pilot:
        words.focus()
        await pilot.press("pagedown")
        assert words.current == "Ben"
        await pilot.press("pagedown", "pagedown", "pagedown", "pageup")
        assert words.current == "Cem"


async def test_a_row_of_several_lines_comes_into_view_as_a_whole() -> None:
    words = Words(MANY, height=3)
    app = Bench(words)
    async with app.shown(height=10) as pilot:
        words.focus()
        await pilot.press("j", "j", "j")
        assert marked(app) == ["row 3", "row 3 below", "row 3 below"]
        await pilot.press("end")
        assert screen_lines(app)[-1] == f"{CURSOR}row 99 below"


async def test_says_where_the_cursor_came() -> None:
    words = Words(FEW)
    app = Bench(words)
    async with app.shown() as pilot:
        words.focus()
        await pilot.press("j", "j", "k")
        heard = app.heard(RowList.Highlighted)
        assert [message.row for message in heard] == ["Ben", "Cem", "Ben"]
        assert all(message.control is words for message in heard)


async def test_says_nothing_when_the_cursor_stays() -> None:
    words = Words(FEW)
    app = Bench(words)
    async with app.shown() as pilot:
        words.focus()
        await pilot.press("k", "home", "pageup", "up")
        assert app.heard(RowList.Highlighted) == []


# Other rows.


async def test_the_cursor_stays_on_its_record_when_rows_are_replaced() -> None:
    words = Words(FEW)
    app = Bench(words)
    async with app.shown() as pilot:
        words.focus()
        await pilot.press("j", "j")
        words.show(("Zoe", "Ana", "Ben", "Bob", "Cem"))
        await pilot.pause()
        assert marked(app) == ["Cem"]
        assert words.rows == ("Zoe", "Ana", "Ben", "Bob", "Cem")


async def test_the_cursor_goes_to_the_record_asked_for() -> None:
    words = Words(FEW)
    app = Bench(words)
    async with app.shown() as pilot:
        words.show(MANY, at="row 70")
        await pilot.pause()
        assert marked(app) == ["row 70"]
        assert app.heard(RowList.Highlighted)[-1].row == "row 70"


async def test_the_cursor_stays_in_its_place_when_its_record_is_gone() -> None:
    words = Words(FEW)
    app = Bench(words)
    async with app.shown() as pilot:
        words.focus()
        await pilot.press("j")
        words.show(("Ana", "Cem", "Dee"))
        await pilot.pause()
        assert marked(app) == ["Cem"]
        words.show(("Ana",))
        await pilot.pause()
        assert marked(app) == ["Ana"]


async def test_replaced_rows_are_told_even_when_the_cursor_stays() -> None:
    words = Words(FEW)
    app = Bench(words)
    async with app.shown() as pilot:
        words.show(("Ana", "Zoe"))
        await pilot.pause()
        assert [message.row for message in app.heard(RowList.Highlighted)] == ["Ana"]


async def test_fewer_rows_than_were_scrolled_past_are_all_shown() -> None:
    words = Words(MANY)
    app = Bench(words)
    async with app.shown() as pilot:
        words.focus()
        await pilot.press("end")
        words.show(FEW)
        await pilot.pause()
        assert screen_lines(app)[:4] == [" Ana", " Ben", " Cem", f"{CURSOR}Dee"]


async def test_nothing_to_show() -> None:
    words = Words()
    app = Bench(words)
    async with app.shown() as pilot:
        words.focus()
        await pilot.press("j", "k", "pagedown", "home", "end")
        await pilot.click(words, offset=(3, 3))
        assert words.current is None
        assert screen_text(app).strip() == ""
        assert app.heard(RowList.Highlighted) == []
        words.show(())
        await pilot.pause()
        assert [message.row for message in app.heard(RowList.Highlighted)] == [None]


async def test_rows_come_and_go() -> None:
    words = Words(FEW)
    app = Bench(words)
    async with app.shown() as pilot:
        words.show(())
        await pilot.pause()
        assert words.current is None
        words.show(("Zoe", "Ana"))
        await pilot.pause()
        assert marked(app) == ["Zoe"]


# The mouse.


async def test_a_click_brings_the_cursor() -> None:
    words = Words(FEW, height=2)
    app = Bench(words)
    async with app.shown() as pilot:
        await pilot.click(words, offset=(5, 5))
        assert marked(app) == ["Cem", "Cem below"]
        assert app.heard(RowList.Selected) == []


async def test_a_click_below_the_last_row_changes_nothing() -> None:
    words = Words(FEW)
    app = Bench(words)
    async with app.shown() as pilot:
        await pilot.click(words, offset=(5, 1))
        await pilot.click(words, offset=(5, 15))
        assert words.current == "Ben"


async def test_a_click_counts_from_what_is_in_view() -> None:
    words = Words(MANY)
    app = Bench(words)
    async with app.shown() as pilot:
        words.focus()
        await pilot.press("end")
        await pilot.click(words, offset=(5, 0))
        assert words.current == "row 76"


async def test_a_click_counts_from_within_the_frame() -> None:
    words = Words(FEW)
    words.styles.border = ("round", "red")
    app = Bench(words)
    async with app.shown() as pilot:
        await pilot.click(words, offset=(5, 2))
        assert words.current == "Ben"
        await pilot.click(words, offset=(5, 0))
        assert words.current == "Ben"


async def test_a_second_click_opens() -> None:
    words = Words(FEW)
    app = Bench(words)
    async with app.shown() as pilot:
        await pilot.double_click(words, offset=(5, 2))
        heard = app.heard(RowList.Selected)
        assert [(message.row, message.control) for message in heard] == [("Cem", words)]


async def test_a_third_click_does_not_open_again() -> None:
    words = Words(FEW)
    app = Bench(words)
    async with app.shown() as pilot:
        await pilot.triple_click(words, offset=(5, 2))
        assert len(app.heard(RowList.Selected)) == 1


async def test_the_wheel_scrolls_and_a_key_brings_the_cursor_back_into_view() -> None:
    words = Words(MANY)
    app = Bench(words)
    async with app.shown() as pilot:
        words.focus()
        for _ in range(5):
            await scroll(pilot, words)
        assert marked(app) == []
        assert screen_lines(app)[0] != " row 0"
        await pilot.press("j")
        assert marked(app) == ["row 1"]


# The look.


async def test_the_cursor_looks_different_when_the_list_has_the_keys() -> None:
    words = Words(FEW)
    app = Bench(words, Words(("other",)))
    async with app.shown() as pilot:
        words.focus()
        await pilot.pause()
        focused, plain = look_of(app, "Ana"), look_of(app, "Ben")
        await pilot.press("tab")
        blurred = look_of(app, "Ana")
        assert len({focused.bgcolor, blurred.bgcolor, plain.bgcolor}) == 3


async def test_the_cursor_can_be_told_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Bench(Words(FEW))
    async with app.shown():
        assert marked(app) == ["Ana"]


async def test_only_the_lines_of_the_row_are_lit_not_the_gap_below() -> None:
    class Spaced(Words):
        def draw(self, row: str, width: int, *, current: bool) -> Sequence[Content]:
            return super().draw(row, width, current=current)[:1]

    words = Spaced(FEW, height=2)
    app = Bench(words)
    async with app.shown() as pilot:
        words.focus()
        await pilot.pause()
        x, y = place_of(app, "Ana")
        assert app.screen.get_style_at(x, y).bgcolor != app.screen.get_style_at(x, y + 1).bgcolor
        assert screen_lines(app)[:4] == [f"{CURSOR}Ana", "", " Ben", ""]


async def test_a_new_theme_colours_the_rows_anew() -> None:
    class Muted(Words):
        COMPONENT_CLASSES = {"muted--quiet"}
        DEFAULT_CSS = "Muted > .muted--quiet { color: $text-error; }"

        def draw(self, row: str, width: int, *, current: bool) -> Sequence[Content]:
            return [Content.assemble((row, self.get_visual_style("muted--quiet")))]

    app = Bench(Muted(FEW))
    async with app.shown() as pilot:
        app.theme = "textual-dark"
        await pilot.pause()
        dark = look_of(app, "Ben").color
        app.theme = "textual-light"
        await pilot.pause()
        assert look_of(app, "Ben").color != dark


# Size.


async def test_of_ten_thousand_rows_only_those_in_view_are_drawn() -> None:
    words = Words(tuple(map(str, range(10_000))), height=2)
    app = Bench(words)
    async with app.shown() as pilot:
        words.focus()
        assert words.drawn <= 12
        await pilot.press("end")
        assert marked(app) == ["9999", "9999 below"]
        await pilot.press("home", "j")
        assert words.drawn <= 40


SENTENCES = tuple(" ".join(f"{number:02}{word}" for word in FEW * 2) for number in range(20))


@pytest.mark.parametrize("width", [48, 49, 13])
async def test_no_line_of_a_wrapped_row_is_lost_when_the_scrollbar_comes(width: int) -> None:
    # At 48 a sentence fits the screen, and no longer fits it beside a scrollbar.
    words = Words(SENTENCES[:1], height=None)
    app = Bench(words)
    async with app.shown(width, 12) as pilot:
        words.focus()
        words.show(SENTENCES)
        seen: list[str] = []
        for _ in SENTENCES:
            await pilot.pause()
            seen += marked(app)
            await pilot.press("j")
        assert " ".join(seen).split() == " ".join(SENTENCES).split()


async def test_the_last_line_can_be_reached_when_the_scrollbar_comes() -> None:
    words = Words(SENTENCES, height=None)
    app = Bench(words)
    async with app.shown(48, 12) as pilot:
        words.focus()
        await pilot.press("end")
        assert widget_lines(app, words)[-2:] == [f"{CURSOR}{SENTENCES[-1][:-6]}", f"{CURSOR}19Dee"]


async def test_the_row_asked_for_is_in_view_when_the_scrollbar_comes() -> None:
    words = Words(SENTENCES[:1], height=None)
    app = Bench(words)
    async with app.shown(48, 12) as pilot:
        words.show(SENTENCES, at=SENTENCES[-1])
        await pilot.pause()
        assert marked(app) == [SENTENCES[-1][:-6], "19Dee"]


async def test_rows_wrap_anew_when_the_screen_grows() -> None:
    words = Words(SENTENCES[:2], height=None)
    app = Bench(words)
    async with app.shown(20, 24) as pilot:
        narrow = widget_lines(app, words)
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert widget_lines(app, words)[:2] == [f"{CURSOR}{SENTENCES[0]}", f" {SENTENCES[1]}"]
        assert len([line for line in narrow if line]) > 2


async def test_moving_the_cursor_draws_no_line_but_those_of_the_two_rows() -> None:
    class Watched(Words):
        def render_line(self, y: int) -> Strip:
            asked.append(y)
            return super().render_line(y)

    asked: list[int] = []
    app = Bench(Watched(MANY, height=2))
    async with app.shown() as pilot:
        asked.clear()
        await pilot.press("down", "down")
        await pilot.pause()
        assert sorted(set(asked)) == [0, 1, 2, 3, 4, 5]
