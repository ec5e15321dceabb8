"""A date as people write it, with its reading beside it."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input
from thanks_tui.widgets.date_input import DateInput

from tests.factories import TODAY
from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, screen_lines, screen_text


@pytest.mark.parametrize(
    ("written", "reading", "value"),
    [
        ("12 nov", "= Thu 12 Nov, 11 days ago", date(2026, 11, 12)),
        ("yesterday", "= Sun 22 Nov, yesterday", date(2026, 11, 22)),
        ("2025-11-12", "= Wed 12 Nov 2025, 12 months ago", date(2025, 11, 12)),
        (" today ", "= Mon 23 Nov, today", TODAY),
    ],
)
async def test_the_reading_is_shown_while_one_types(written: str, reading: str, value: date) -> None:
    entry = DateInput(None, TODAY)
    app = Bench(entry)
    async with app.shown() as pilot:
        entry.query_one(Input).focus()
        await pilot.press(*("space" if letter == " " else letter for letter in written))
        assert screen_lines(app)[0].endswith(reading)
        assert entry.value == value
        assert entry.unread == ""


async def test_what_is_no_date_is_said_to_be_none() -> None:
    entry = DateInput(None, TODAY)
    app = Bench(entry)
    async with app.shown() as pilot:
        entry.query_one(Input).value = "12 nov"
        await pilot.pause()
        fine = look_of(app, "= Thu").color
        entry.query_one(Input).value = "some day"
        await pilot.pause()
        assert "✗ not a date I can read" in screen_text(app)
        assert look_of(app, "✗ not").color != fine
        assert entry.value is None
        assert entry.unread == "some day"
        entry.query_one(Input).value = "13 nov"
        await pilot.pause()
        assert look_of(app, "= Fri").color == fine


async def test_nothing_written_is_no_date_and_no_mistake() -> None:
    entry = DateInput(None, TODAY)
    app = Bench(entry)
    async with app.shown():
        assert screen_lines(app)[0].strip().startswith("12 nov, yesterday")
        assert entry.value is None
        assert entry.unread == ""


async def test_a_date_that_was_there_is_shown_with_its_reading() -> None:
    app = Bench(lambda: DateInput(date(2026, 11, 12), TODAY))
    async with app.shown():
        entry = app.query_one(DateInput)
        assert screen_lines(app)[0].split("=") == ["2026-11-12".ljust(21), " Thu 12 Nov, 11 days ago"]
        assert entry.value == date(2026, 11, 12)


async def test_a_day_ahead_is_looked_for_where_one_is_meant() -> None:
    entry = DateInput(None, TODAY, future=True)
    app = Bench(entry)
    async with app.shown() as pilot:
        entry.query_one(Input).value = "12 dec"
        await pilot.pause()
        assert "= Sat 12 Dec, in 2 weeks" in screen_text(app)


async def test_it_can_be_given_the_keys_and_another_day() -> None:
    app = Bench(Input(), DateInput(None, TODAY))
    async with app.shown() as pilot:
        entry = app.query_one(DateInput)
        assert entry.focus() is entry
        await pilot.press("1", "2", "n", "o", "v")
        assert entry.value == date(2026, 11, 12)
        entry.show(date(2026, 11, 13))
        await pilot.pause()
        assert "2026-11-13" in screen_text(app)
        assert "= Fri 13 Nov" in screen_text(app)


async def test_a_narrow_form_keeps_the_date_and_shortens_its_reading() -> None:
    app = Bench(lambda: DateInput(date(2025, 1, 12), TODAY))
    async with app.shown(34):
        assert screen_lines(app)[0].startswith("2025-01-12")
        assert screen_lines(app)[0].endswith("…")
        assert screen_lines(app)[1] == ""


@pytest.mark.parametrize("text", MARKUP + CONTROLS)
async def test_hostile_text_is_no_date_and_does_nothing(text: str) -> None:
    entry = DateInput(None, TODAY)
    app = Bench(entry)
    async with app.shown() as pilot:
        entry.query_one(Input).value = text
        await pilot.pause()
        assert entry.value is None
        assert forbidden_in(entry.unread) == []
        assert live_parts(app) == []
