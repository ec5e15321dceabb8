"""The one way in which a user's words reach the screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static
from thanks_tui.widgets.text import lit, lit_lines, spread

from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, screen_lines, screen_text


@pytest.mark.parametrize("text", MARKUP)
async def test_what_looks_like_markup_is_shown_to_the_letter(text: str) -> None:
    app = Bench(Static(lit(f"<{text}>")), Static(lit_lines(f"<{text}>")))
    async with app.shown() as pilot:
        assert screen_lines(app)[:2] == [f"<{text}>", f"<{text}>"]
        assert live_parts(app) == []
        await pilot.click(offset=(1, 0))
        assert app.is_running


@pytest.mark.parametrize("text", CONTROLS)
async def test_nothing_that_a_terminal_obeys_gets_through(text: str) -> None:
    app = Bench(Static(lit(f"<{text}>", "bold")), Static(lit_lines(f"<{text}>")))
    async with app.shown():
        assert screen_text(app).count("<") == screen_text(app).count(">") == 2
        assert forbidden_in(screen_text(app)) == []


@given(st.text(max_size=80))
def test_any_text_becomes_one_line(text: str) -> None:
    line = lit(text).plain
    assert "\n" not in line
    assert forbidden_in(line) == []


@given(st.text(max_size=80))
def test_any_text_becomes_clean_lines(text: str) -> None:
    assert forbidden_in(lit_lines(text).plain) == []


@pytest.mark.parametrize(
    "name", ["Zoë Łuczak", "株式会社星雲", "דנה אורטיז", "Nguyễn Thị Minh", "O’Brien 🎉"]
)
def test_names_stay_as_they_are(name: str) -> None:
    assert lit(name).plain == name


def test_line_breaks_stay_only_where_there_may_be_lines() -> None:
    assert lit("one\ntwo\r\nthree").plain == "one two three"
    assert lit_lines("one\ntwo\r\nthree").plain == "one\ntwo\nthree"


async def test_a_style_is_for_the_whole_text() -> None:
    app = Bench(Static(lit("one two", "bold")), Static(lit_lines("three\nfour", "italic")))
    async with app.shown():
        assert look_of(app, "one").bold
        assert look_of(app, "two").bold
        assert look_of(app, "four").italic


@pytest.mark.parametrize(
    ("left", "right", "width", "line"),
    [
        ("left", "right", 12, "left   right"),
        ("left", "right", 10, "left right"),
        ("left", "right", 9, "le… right"),
        ("left", "right", 6, " right"),
        ("left", "", 6, "left  "),
        ("", "right", 8, "   right"),
        ("星雲会社", "右", 10, "星雲会… 右"),
        ("星雲会社", "右", 9, "星雲 … 右"),
    ],
)
def test_two_ends_of_a_line_are_spread(left: str, right: str, width: int, line: str) -> None:
    spread_out = spread(Content(left), Content(right), width)
    assert cell_len(spread_out.plain) == width
    assert spread_out.plain == line


@given(st.text(max_size=40), st.text(max_size=20), st.integers(22, 90))
def test_a_spread_line_is_as_wide_as_asked(left: str, right: str, width: int) -> None:
    end = lit(right)
    if end.cell_length < width:
        assert spread(lit(left), end, width).cell_length == width
