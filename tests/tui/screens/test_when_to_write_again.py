"""When to write again: the cadence, days off, a day of one's own, and letting an application rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Profile
from thanks_tui.data.store.store import Store

from tests.tui.driver import Driver, running
from tests.tui.screens.trouble import no_room
from tests.tui.stories import NORTHWIND, one_due


def open_days(user: Driver) -> list[date]:
    return [each.due_on for each in user.store.follow_ups(NORTHWIND) if each.done_on is None]


async def test_the_cadence_and_the_days_off_move_what_is_open(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        assert "1 follow-up due" in user.text
        before = open_days(user)
        await user.find("when to follow", "The cadence and your days off")
        assert "as usual: 30 60 90 180 330 days" in user.text
        await user.type("soon")
        await user.press("ctrl+s")
        assert "✗" in user.text
        await user.fill("41 100")
        await user.press("tab", "right", "tab")
        await user.paste("24 dec\n1 jan 2027\n31 nov")
        await user.press("ctrl+s")
        assert "✗ “31 nov” is not a date I can read. Try 24 dec." in user.text
        await user.press("shift+end", "shift+home", "delete")
        with no_room():
            await user.press("ctrl+s")
        assert "✗ Not saved" in user.text
        await user.press("ctrl+s")
        profile = user.store.profile
        assert profile.cadence == (41, 100)
        assert profile.days_off == (4, 5)
        assert profile.holidays == (date(2026, 12, 24), date(2027, 1, 1))
        assert open_days(user)[0] == date(2026, 11, 23)
        assert "follow-up due" not in user.text
        await user.press("u")
        assert "Undone: Changed when to follow up" in user.told
        assert open_days(user) == before


async def test_days_off_that_are_on_no_list_stay_as_they_are(tmp_path: Path):
    def fill(store: Store) -> None:
        store.put(Profile(name="Sam", days_off=(2,)))

    async with running(tmp_path, fill) as user:
        await user.find("when to follow", "The cadence and your days off")
        assert "‹ as it is ›" in user.text
        await user.type("30 60")
        await user.press("ctrl+s")
        assert user.store.profile.days_off == (2,)


async def test_an_application_can_have_a_cadence_of_its_own(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        before = open_days(user)
        await user.press("e")
        assert "Follow up after" in user.text
        for _ in range(10):
            await user.press("tab")
        await user.type("10 20 x")
        await user.press("ctrl+s")
        assert "✗" in user.text
        await user.fill("10 50")
        await user.press("ctrl+s")
        assert user.store.application(NORTHWIND).cadence == (10, 50)
        assert open_days(user) != before


async def test_a_day_of_ones_own_is_put_down_with_its_reason(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        before = open_days(user)
        await user.press("enter", "F")
        assert "Write to Dana Ortiz again" in user.text
        await user.press("ctrl+s")
        assert "✗ On which day? Try in 3 weeks, or 12 dec." in user.text
        await user.type("2026-11-21")
        await user.press("ctrl+s")
        assert "✗ That day is over." in user.text
        await user.fill("in 3 weeks")
        await user.press("enter")
        await user.type("the trade fair is over by then")
        with no_room():
            await user.press("ctrl+s")
        assert "the trade fair is over by then" in user.text
        await user.press("ctrl+s")
        own = [each for each in user.store.follow_ups(NORTHWIND) if each.due_on == date(2026, 12, 13)]
        assert [each.reason for each in own] == ["the trade fair is over by then"]
        await user.press("u")
        assert open_days(user) == before


async def test_what_has_happened_since_is_asked_for_where_its_words_would_stand(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await user.press("f", "enter", "escape")
        assert user.where == "PointsScreen"
        for _ in range(6):
            await user.press("e")
            if "Since then" in user.text:
                break
            await user.press("escape", "down")
        await user.type("I have finished my certificate")
        await user.press("enter")
        assert "I have finished my certificate" in user.text
        await user.press("u")
        assert "Undone: Changed what has happened since" in user.told


async def test_from_the_list_an_application_is_let_rest_and_woken(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        before = open_days(user)
        await user.press("R")
        assert "It may rest now. R wakes it again." in user.told
        assert open_days(user) == []
        await user.press("R")
        assert "Follow-ups are proposed again." in user.told
        assert open_days(user) == before
        await user.press("u", "u")
        assert open_days(user) == before


@pytest.mark.parametrize("keys", [("g",), ("enter", "g")], ids=["from the list", "from its people"])
async def test_the_stage_is_moved_on(tmp_path: Path, keys: tuple[str, ...]):
    async with running(tmp_path, one_due) as user:
        stage = user.store.application(NORTHWIND).stage
        await user.press(*keys)
        assert user.where == "MoveStage"
        await user.press("right", "ctrl+s")
        assert user.store.application(NORTHWIND).stage != stage
        await user.press("u")
        assert user.store.application(NORTHWIND).stage == stage
