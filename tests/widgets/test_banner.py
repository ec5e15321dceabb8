"""Trouble that lasts, told across the screen."""

from __future__ import annotations

import pytest
from textual.widgets import Static
from thanks_tui.widgets.banner import Banner

from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, screen_lines, screen_text

FULL = "Not saved: the disk is full. Your text is still here; make room and press s again."


async def test_without_trouble_nothing_is_in_the_way() -> None:
    app = Bench(Banner(), Static("below"))
    async with app.shown():
        assert screen_lines(app)[0] == "below"


async def test_trouble_stays_until_it_is_over() -> None:
    banner = Banner()
    app = Bench(banner, Static("below"))
    async with app.shown(90) as pilot:
        banner.trouble(FULL)
        await pilot.pause()
        assert screen_lines(app)[:2] == [f"  ▲ {FULL}", "below"]
        assert banner.told == FULL
        banner.clear()
        await pilot.pause()
        assert screen_lines(app)[0] == "below"


async def test_what_holds_from_the_beginning_comes_back_after_trouble() -> None:
    banner = Banner("Read only: another window writes.")
    app = Bench(banner, Static("below"))
    async with app.shown(90) as pilot:
        assert "▲ Read only" in screen_text(app)
        banner.trouble(FULL)
        await pilot.pause()
        assert "Read only" not in screen_text(app)
        banner.clear()
        await pilot.pause()
        assert "▲ Read only" in screen_text(app)


async def test_what_holds_can_begin_and_end_later() -> None:
    banner = Banner()
    app = Bench(banner, Static("below"))
    async with app.shown() as pilot:
        banner.standing("Read only.")
        await pilot.pause()
        assert "▲ Read only." in screen_text(app)
        banner.standing("")
        banner.clear()
        await pilot.pause()
        assert screen_lines(app)[0] == "below"


async def test_trouble_is_not_hidden_by_what_holds() -> None:
    banner = Banner()
    app = Bench(banner)
    async with app.shown(90) as pilot:
        banner.trouble(FULL)
        banner.standing("Read only.")
        await pilot.pause()
        assert "disk is full" in screen_text(app)


@pytest.mark.parametrize("width", [40, 60])
async def test_a_narrow_screen_shows_the_whole_sentence(width: int) -> None:
    banner = Banner()
    app = Bench(banner)
    async with app.shown(width) as pilot:
        banner.trouble(FULL)
        await pilot.pause()
        assert " ".join(screen_text(app).split()) == f"▲ {FULL}"


async def test_hostile_text_is_only_text() -> None:
    banner = Banner()
    app = Bench(banner)
    async with app.shown() as pilot:
        for text in MARKUP + CONTROLS:
            banner.trouble(f"A{text}B")
            await pilot.pause()
            assert text not in MARKUP or f"A{text}B" in screen_text(app)
            assert forbidden_in(screen_text(app)) == []
            assert live_parts(app) == []
