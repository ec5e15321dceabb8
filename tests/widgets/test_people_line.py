"""The line of the people who get a note."""

from __future__ import annotations

import pytest
from thanks_tui.data.models import State
from thanks_tui.widgets.people_line import PeopleLine

from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, screen_lines, screen_text

PEOPLE = [("Dana Ortiz", State.SENT), ("Lee Park", State.DRAFT), ("Ana Ruiz", None)]


async def test_the_one_in_front_stands_between_brackets() -> None:
    line = PeopleLine()
    app = Bench(line)
    async with app.shown() as pilot:
        line.show(PEOPLE, 1)
        await pilot.pause()
        assert screen_lines(app)[0] == "  ● Dana Ortiz   ▸ ◔ Lee Park ◂   ○ Ana Ruiz"


async def test_where_there_is_no_room_it_says_how_many_there_are_and_all_again_where_there_is() -> None:
    line = PeopleLine()
    app = Bench(line)
    async with app.shown(40) as pilot:
        line.show(PEOPLE, 1)
        await pilot.pause()
        assert screen_lines(app)[0] == "  ▸ ◔ Lee Park ◂   2 of 3"
        await pilot.resize_terminal(48, 24)
        await pilot.pause()
        assert "○ Ana Ruiz" in screen_lines(app)[0]
        await pilot.resize_terminal(20, 24)
        await pilot.pause()
        assert [line.strip() for line in screen_lines(app)[:2]] == ["▸ ◔ Lee Park ◂", "2 of 3"]


@pytest.mark.parametrize("text", MARKUP + CONTROLS)
async def test_hostile_names_are_only_text(text: str) -> None:
    line = PeopleLine()
    app = Bench(line)
    async with app.shown() as pilot:
        line.show([(f"A{text}B", None)], 0)
        await pilot.pause()
        assert live_parts(app) == []
        assert forbidden_in(screen_text(app)) == []
