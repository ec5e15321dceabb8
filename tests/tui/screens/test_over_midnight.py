"""A window that stays open over midnight: the first key of the new day shows the days as they are now."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.tui.driver import TODAY, running
from tests.tui.stories import one_due


class Clock:
    """A clock that a test turns on."""

    def __init__(self) -> None:
        self.day = TODAY

    def __call__(self) -> date:
        return self.day


@pytest.mark.parametrize("way", [(), ("f",)], ids=["rejections", "follow-ups"])
async def test_the_days_are_counted_anew(tmp_path: Path, way: tuple[str, ...]):
    clock = Clock()
    async with running(tmp_path, one_due, today=clock) as user:
        await user.press(*way)
        assert "10 days ago" in user.text
        clock.day += timedelta(days=1)
        await user.press("home")
        assert "11 days ago" in user.text
        assert "10 days ago" not in user.text


async def test_what_lies_behind_is_counted_anew_too(tmp_path: Path):
    clock = Clock()
    async with running(tmp_path, one_due, today=clock) as user:
        await user.press("f")
        clock.day += timedelta(days=1)
        await user.press("home", "escape")
        assert user.where == "RejectionsScreen"
        assert "11 days ago" in user.text
