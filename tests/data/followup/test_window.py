"""Where today stands in the year in which a first choice may not stay."""

from __future__ import annotations

from itertools import pairwise

import pytest
from thanks_tui.data.followup.figures import ABANDONED, SHARES, SOURCES
from thanks_tui.data.followup.reasons import REASONS, reason_for, reason_words
from thanks_tui.data.followup.window import BANDS, YEAR, Window, window
from thanks_tui.data.models import Application

from tests.data.followup.stories import NOW, day


def test_the_bands_cover_the_year_without_a_gap():
    assert (BANDS[0].first, BANDS[-1].last) == (0, YEAR)
    for earlier, later in pairwise(BANDS):
        assert later.first == earlier.last + 1
    assert [band.share for band in BANDS] == [*SHARES, None]


@pytest.mark.parametrize(
    ("number", "name"),
    [(0, "week 1"), (7, "week 1"), (8, "month 1"), (95, "month 4"), (182, "month 6")],
)
def test_today_stands_in_a_band(number: int, name: str):
    shown = window(Application(company="x", rejected_on=NOW), day(number))
    assert shown is not None
    assert shown.band is not None
    assert shown.band.name == name


def test_before_the_rejection_and_after_the_year_there_is_no_band():
    before, after = Window(day=-3650), Window(day=70 * 365)
    assert (before.band, after.band) == (None, None)
    assert before.words == "The year has not begun yet."
    assert after.words.startswith("The first year is over.")


def test_without_a_date_there_is_no_window():
    assert window(Application(company="x"), NOW) is None


def test_the_words_name_the_figure_and_promise_nothing():
    assert Window(day=3).words == (
        "Day 3: of those who leave a new job within six months, 16 % do so in the first week; "
        "nobody knows about this one."
    )
    assert "17 % do so in the rest of the first month" in Window(day=20).words
    assert "11 % do so in month 4" in Window(day=100).words
    assert Window(day=250).words == (
        "Day 250: over a third of new hires leave within their first year; nobody knows about this one."
    )
    for number in range(-1, 400):
        assert "will" not in Window(day=number).words


def test_figures_have_their_sources():
    assert ABANDONED == {2023: 0.50, 2024: 0.33}
    for source in SOURCES:
        assert source.url.startswith("https://")
        assert str(source).startswith(f"{source.who}, ")


@pytest.mark.parametrize(("step", "begins"), [(7, 1), (30, 30), (45, 30), (90, 90), (200, 180), (999, 330)])
def test_a_step_between_takes_the_reason_before_it(step: int, begins: int):
    assert reason_for(step).day == begins
    assert reason_words(step, step) == f"day {step}: {reason_for(step).words}"
    assert reason_words(12, step) == reason_for(step).words


def test_a_reason_with_a_figure_has_its_source():
    for reason in REASONS:
        assert bool(reason.figure) == (reason.source is not None)
    assert reason_words(90, 90) == "day 90: many first choices have left or settled by now"
