"""Themes: two of our own, remembered, and every one of Textual's."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import Profile
from thanks_tui.data.store.store import Store
from thanks_tui.tui.themes import OUR_THEMES

from tests.screen import look_of
from tests.tui.driver import northwind, running


async def test_the_theme_that_was_chosen_is_there_the_next_time(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        assert user.app.theme == "ink"
        await user.press("ctrl+p")
        await user.type("theme")
        await user.until(lambda: "Paper, ink, or one of the others" in user.text, "the entry to be found")
        await user.press("enter")
        await user.until(lambda: "dracula" in user.text, "the themes to be offered")
        await user.type("paper")
        await user.until(lambda: "dracula" not in user.text, "the theme to be found")
        await user.press("enter")
        await user.until(lambda: user.app.theme == "paper", "the theme to be taken")
        await user.settle()
        assert user.store.undo_label != "Changed a setting"
    async with running(tmp_path) as user:
        assert user.app.theme == "paper"


async def test_a_theme_that_is_not_known_here_gives_way_and_is_not_forgotten(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        store.put(Profile(name="Sam", theme="somebody-elses"))
    async with running(tmp_path) as user:
        assert user.app.theme == "ink"
    with Store.open(tmp_path / "thanks.json") as store:
        assert store.profile.theme == "somebody-elses"


@pytest.mark.parametrize("theme", [theme.name for theme in OUR_THEMES])
async def test_every_word_of_ours_stands_out_from_its_ground(tmp_path: Path, theme: str):
    async with running(tmp_path, northwind) as user:
        user.app.theme = theme
        await user.press("enter", "enter")
        for text in ("The outcome", "Disappointment", "Dear Dana", "tone ‹", "Ana Ruiz", "4 Preview"):
            look = look_of(user.app, text)
            assert look.color is not None
            assert look.bgcolor is not None
            assert contrast(look.color.get_truecolor(), look.bgcolor.get_truecolor()) >= 3, text


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it, 1 to 21."""

    def luminance(colour: tuple[int, int, int]) -> float:
        parts = [part / 255 for part in colour]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


async def test_each_of_textuals_themes_can_be_worn(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "enter")
        for theme in user.app.available_themes:
            user.app.theme = theme
            await user.settle()
            assert "[x] The outcome" in user.text
            assert user.store.profile == replace(user.store.profile, theme=theme)


async def test_without_colour_the_rows_are_told_by_their_glyphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(tmp_path, northwind) as user:
        assert user.app.no_color
        assert user.line("▌").startswith("▌ Northwind Robotics")
        await user.press("enter", "j")
        assert user.line("▌").startswith("▌ ○ Lee Park")
        assert user.line("Dana Ortiz").startswith("  ○ Dana Ortiz")
        await user.press("enter", "j")
        assert user.line("▌").startswith("▌[x] Time and courtesies")
        assert "▸ ◔ Lee Park ◂" in user.text
        for text in ("Time and courtesies", "The outcome"):
            look = look_of(user.app, text)
            assert look.color is None or len(set(look.color.get_truecolor())) == 1
