"""Labels with their words beside them."""

from __future__ import annotations

import pytest
from textual.content import Content
from thanks_tui.widgets.labelled import Labelled
from thanks_tui.widgets.text import lit

from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, screen_lines, screen_text

ROWS = [
    (Content("enter   "), Content("On to the note as it will be read")),
    (Content("q       "), Content("Close")),
]


async def test_each_further_line_stands_under_the_first_word_at_every_width() -> None:
    labelled = Labelled(ROWS)
    app = Bench(labelled)
    async with app.shown(26) as pilot:
        assert screen_lines(app)[:3] == [
            "enter   On to the note as",
            "        it will be read",
            "q       Close",
        ]
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert screen_lines(app)[:2] == ["enter   On to the note as it will be read", "q       Close"]
        labelled.show(ROWS[1:])
        await pilot.pause()
        assert [line for line in screen_lines(app) if line] == ["q       Close"]


@pytest.mark.parametrize("text", MARKUP + CONTROLS)
async def test_hostile_words_are_only_text(text: str) -> None:
    app = Bench(Labelled([(lit("To "), lit(f"A{text}B"))]))
    async with app.shown():
        assert live_parts(app) == []
        assert forbidden_in(screen_text(app)) == []
