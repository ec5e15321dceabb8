"""The page of keys: whatever can be pressed now, and what it does."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driver import Driver, northwind, running


def promised(user: Driver) -> set[str]:
    """Return what the live keys of the screen in front do, in their own words."""
    general = ("help", "command_palette")
    return {
        tooltip
        for _, binding, enabled, tooltip in user.app.screen.active_bindings.values()
        if enabled and tooltip and binding.action not in general
    }


async def page(user: Driver) -> str:
    """Return the text of the whole page of keys, and leave it again."""
    await user.press("f1")
    assert user.where == "HelpDialog"
    text = user.text
    await user.press("escape")
    return text


async def test_each_step_lists_all_that_can_be_pressed_and_what_it_is_for(tmp_path: Path):
    purposes = {
        "RejectionsScreen": "Choose the rejection whose people you want to thank.",
        "ContactsScreen": "Everyone you actually met gets a note of their own.",
        "PointsScreen": "What the note says.",
        "PreviewScreen": "The note as it will be read.",
    }
    async with running(tmp_path, northwind, size=(100, 60)) as user:
        for step, purpose in purposes.items():
            assert user.where == step
            keys = promised(user)
            assert len(keys) >= 8
            shown = await page(user)
            assert purpose in shown
            assert not [tooltip for tooltip in keys if tooltip not in shown]
            assert shown.count("^p  ") == 1
            assert "Close thanks-tui; everything is kept" in shown
            await user.press("enter")


async def test_the_page_has_only_what_is_live(tmp_path: Path):
    async with running(tmp_path, size=(100, 50)) as user:
        empty = await page(user)
        assert "Write a rejection in by hand" in empty
        assert "Delete it with its people and notes" not in empty
        northwind(user.store)
        await user.settle()
        full = await page(user)
        assert "Delete it with its people and notes" in full
        assert "Take the last change back" in full
        await user.press("enter", "enter", "enter", "e")
        writing = await page(user)
        assert "Done writing; it is kept" in writing
        assert "It is sent: note how and when" not in writing
        assert user.where == "PreviewScreen"


async def test_what_a_key_does_goes_on_under_its_first_word(tmp_path: Path):
    async with running(tmp_path, northwind, size=(60, 60)) as user:
        await user.press("enter", "enter", "f1")
        told = "Ticks, order and tone for everyone, or for this person only"
        lines = user.text.splitlines()
        row, line = next((row, line) for row, line in enumerate(lines) if "Ticks, order and tone for" in line)
        left = line.index("Ticks")
        assert lines[row + 1][1:left].strip() == ""
        assert " ".join(each[left:].strip("│ ") for each in lines[row : row + 2]) == told


async def test_a_long_page_scrolls_and_does_not_open_twice(tmp_path: Path):
    async with running(tmp_path, northwind, size=(60, 12)) as user:
        await user.press("question_mark")
        assert "This page" not in user.text
        await user.press("question_mark", "f1", "end")
        await user.until(lambda: "This page" in user.text, "the end of the page")
        await user.press("escape")
        assert user.where == "RejectionsScreen"
