"""The bar across the year, and where today stands on it."""

from __future__ import annotations

import pytest
from thanks_tui.data.followup.window import YEAR, Window
from thanks_tui.widgets.window_bar import WindowBar

from tests.screen import Bench, look_of, place_of, screen_lines, screen_text

MARK = "▲"


async def shown(day: int, width: int = 60) -> list[str]:
    bar = WindowBar()
    app = Bench(bar)
    async with app.shown(width, 12) as pilot:
        bar.window = Window(day=day)
        await pilot.pause()
        return "\n".join(screen_lines(app)).rstrip().split("\n")


async def test_the_height_is_the_published_share_and_the_rest_is_quiet() -> None:
    bar, mark, *words = await shown(41)
    # Weeks and months of the first half; nothing is published of the second.
    assert bar == "█" * 15 + "▆" * 5 + "▃" * 5 + "▇" * 5 + "·" * 30
    assert mark == "      ▲ today"
    assert " ".join(words) == (
        "Day 41: of those who leave a new job within six months, 17 % do so in month 2; "
        "nobody knows about this one."
    )


@pytest.mark.parametrize(
    ("day", "cell"), [(0, 0), (41, 6), (182, 29), (YEAR, 59)], ids=["first", "early", "half", "last"]
)
async def test_the_mark_stands_under_its_day(day: int, cell: int) -> None:
    bar, mark, *_ = await shown(day)
    assert len(bar) == 60
    assert mark.index(MARK) == cell
    assert "today" in mark
    assert len(mark) <= 60


@pytest.mark.parametrize(
    ("day", "mark", "words"),
    [
        (-1, "not begun yet", "The year has not begun yet."),
        (-3650, "not begun yet", "The year has not begun yet."),
        (YEAR + 1, "the year is over", "The first year is over."),
        (25567, "the year is over", "The first year is over."),
    ],
    ids=["eve", "ten-years-back", "after", "seventy-years-ahead"],
)
async def test_outside_the_year_it_says_so(day: int, mark: str, words: str) -> None:
    bar, told, *said = await shown(day)
    assert len(bar) == 60
    assert told == mark
    assert words in " ".join(said)


@pytest.mark.parametrize("day", [0, 8, 45, 75, 100, 130, 160, 300])
async def test_it_never_promises(day: int) -> None:
    words = " ".join((await shown(day))[2:])
    assert words.startswith(f"Day {day}: ")
    assert words.endswith("nobody knows about this one.")


async def test_without_a_day_there_is_nothing_to_draw() -> None:
    bar = WindowBar()
    app = Bench(bar)
    async with app.shown(60, 12) as pilot:
        assert screen_text(app).strip() == ""
        assert bar.size.height == 0
        bar.styles.height = 3
        await pilot.pause()
        assert screen_text(app).strip() == ""
        bar.styles.height = "auto"
        bar.window = Window(day=20)
        await pilot.pause()
        assert MARK in screen_text(app)
        bar.window = None
        await pilot.pause()
        assert screen_text(app).strip() == ""


@pytest.mark.parametrize("width", [3, 12, 24, 40, 200])
@pytest.mark.parametrize("day", [-1, 0, 200, YEAR, YEAR + 1])
async def test_every_width_has_the_bar_and_the_mark(day: int, width: int) -> None:
    lines = await shown(day, width)
    assert all(len(line) <= width for line in lines)
    assert len(lines) >= 3


async def test_all_of_the_sentence_is_shown_when_the_width_changes() -> None:
    bar = WindowBar()
    app = Bench(bar)
    async with app.shown(60, 20) as pilot:
        bar.window = Window(day=41)
        for width in (30, 90, 20):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            assert "nobody knows about this one." in " ".join(screen_text(app).split())


async def test_what_is_over_looks_other_than_what_is_ahead() -> None:
    bar = WindowBar()
    app = Bench(bar)
    async with app.shown(60, 12) as pilot:
        bar.window = Window(day=300)
        await pilot.pause()
        x, y = place_of(app, MARK)
        past, now, ahead = (app.screen.get_style_at(at, y - 1) for at in (x - 1, x, x + 1))
        assert len({past.color, now.color, ahead.color}) == 3
        assert look_of(app, MARK).bold
