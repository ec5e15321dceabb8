"""Dates as people write them, and as they are shown."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.dates import full_date, long_date, read_date, say_age, show_date

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-02", date(2026, 11, 2)),
        ("2026/11/2", date(2026, 11, 2)),
        ("2026.11.02", date(2026, 11, 2)),
        ("2026-11-02T10:15:00Z", date(2026, 11, 2)),
        ("2026-11-02 10:15", date(2026, 11, 2)),
        ("12.11.", date(2026, 11, 12)),
        ("12.11", date(2026, 11, 12)),
        ("12. 11. 2025", date(2025, 11, 12)),
        ("12.11.2026", date(2026, 11, 12)),
        ("12.11.25", date(2025, 11, 12)),
        ("12/11", date(2026, 11, 12)),
        ("02/11", date(2026, 11, 2)),
        ("11/21", date(2026, 11, 21)),
        ("11-21-2026", date(2026, 11, 21)),
        ("12-11", date(2026, 11, 12)),
        ("  12  NOV  ", date(2026, 11, 12)),
        ("12 nov", date(2026, 11, 12)),
        ("12nov", date(2026, 11, 12)),
        ("nov12", date(2026, 11, 12)),
        ("Nov 12", date(2026, 11, 12)),
        ("Nov. 12th, 2025", date(2025, 11, 12)),
        ("12 November 2025", date(2025, 11, 12)),
        ("12 november '25", date(2025, 11, 12)),
        ("12 nov 25", date(2025, 11, 12)),
        ("12nov2025", date(2025, 11, 12)),
        ("the 12th of November", date(2026, 11, 12)),
        ("on 1st December", date(2025, 12, 1)),
        ("Thursday, 12 November 2026", date(2026, 11, 12)),
        ("Thu 12.11.", date(2026, 11, 12)),
        ("Thursday the 12th of Nov", date(2026, 11, 12)),
        ("12. Okt", date(2026, 10, 12)),
        ("12. Oktober 2025", date(2025, 10, 12)),
        ("Do, den 12. November", date(2026, 11, 12)),
        ("3. März", date(2026, 3, 3)),
        ("3. maerz", date(2026, 3, 3)),
        ("3. Mrz.", date(2026, 3, 3)),
        ("1 sept", date(2026, 9, 1)),
        ("24 dec", date(2025, 12, 24)),
        ("23 nov", MONDAY),
        ("24 nov", date(2025, 11, 24)),
        ("１２ nov", date(2026, 11, 12)),
        ("29 feb", date(2024, 2, 29)),
        ("29.2.", date(2024, 2, 29)),
        ("today", MONDAY),
        ("Heute", MONDAY),
        ("yesterday", date(2026, 11, 22)),
        ("gestern", date(2026, 11, 22)),
        ("the day before yesterday", date(2026, 11, 21)),
        ("vorgestern", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 24)),
        ("übermorgen", date(2026, 11, 25)),
        ("monday", MONDAY),
        ("last monday", date(2026, 11, 16)),
        ("next monday", date(2026, 11, 30)),
        ("friday", date(2026, 11, 20)),
        ("on Friday", date(2026, 11, 20)),
        ("fri.", date(2026, 11, 20)),
        ("last friday", date(2026, 11, 20)),
        ("next friday", date(2026, 11, 27)),
        ("Freitag", date(2026, 11, 20)),
        ("letzten Freitag", date(2026, 11, 20)),
        ("am Fr", date(2026, 11, 20)),
        ("3 days ago", date(2026, 11, 20)),
        ("3d ago", date(2026, 11, 20)),
        ("-3d", date(2026, 11, 20)),
        ("two weeks ago", date(2026, 11, 9)),
        ("a week ago", date(2026, 11, 16)),
        ("a couple of weeks ago", date(2026, 11, 9)),
        ("a fortnight ago", date(2026, 11, 9)),
        ("3 weeks", date(2026, 11, 2)),
        ("a month ago", date(2026, 10, 23)),
        ("eleven months ago", date(2025, 12, 23)),
        ("a year ago", date(2025, 11, 23)),
        ("last week", date(2026, 11, 16)),
        ("letzten Monat", date(2026, 10, 23)),
        ("vor drei Wochen", date(2026, 11, 2)),
        ("vor einem Tag", date(2026, 11, 22)),
        ("in 3 weeks", date(2026, 12, 14)),
    ],
)
def test_reads_what_happened(text: str, expected: date):
    assert read_date(text, MONDAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 nov", date(2027, 11, 12)),
        ("23 nov", MONDAY),
        ("24.11.", date(2026, 11, 24)),
        ("1/2", date(2027, 2, 1)),
        ("29 feb", date(2028, 2, 29)),
        ("12 nov 2025", date(2025, 11, 12)),
        ("monday", date(2026, 11, 30)),
        ("friday", date(2026, 11, 27)),
        ("this friday", date(2026, 11, 27)),
        ("last friday", date(2026, 11, 20)),
        ("next monday", date(2026, 11, 30)),
        ("nächsten Montag", date(2026, 11, 30)),
        ("in 3 weeks", date(2026, 12, 14)),
        ("3 weeks", date(2026, 12, 14)),
        ("+30d", date(2026, 12, 23)),
        ("2 weeks from now", date(2026, 12, 7)),
        ("3 weeks ago", date(2026, 11, 2)),
        ("next week", date(2026, 11, 30)),
        ("in a month", date(2026, 12, 23)),
        ("in einem Jahr", date(2027, 11, 23)),
        ("tomorrow", date(2026, 11, 24)),
        ("12 de noviembre", date(2027, 11, 12)),
    ],
)
def test_reads_what_is_to_come(text: str, expected: date):
    assert read_date(text, MONDAY, future=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 novembre 2026", date(2026, 11, 12)),
        ("12 de noviembre", date(2026, 11, 12)),
        ("12 décembre", date(2025, 12, 12)),
        ("12 Nov 2026 at 3pm", date(2026, 11, 12)),
        ("2 Nov 14:05", date(2026, 11, 2)),
        ("il y a 3 jours", date(2026, 11, 20)),
    ],
)
def test_reads_other_languages_and_times(text: str, expected: date):
    assert read_date(text, MONDAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "nov", "november", "november 2026", "nov 2026", "2026", "12", "12 n", "12 no", "n", "fr1",
        "31 nov", "31 november 2026", "30 feb", "29 feb 2025", "31 novembre 2026", "0 nov", "00.00.", "13/13",
        "12.30.", "32.1.", "2026-13-01", "2026-02-30", "12.11.1066", "12 nov 1812", "12 nov 9999",
        "soon", "some day", "next", "last", "in 3", "in 3 weeks ago", "9999 years ago", "9999 years",
        "in 9999 years", "in 9999999 days", "gate 5 b", "11 am", "12:30", "-", "/", "1/", "12//11",
        "a week ago or so",
        "12 nov " * 40, "9" * 5000, "\x1b[31m", "١٢", "12 foo 2026", "foo 12", "100 jours avant 1700",
    ],
)  # fmt: skip
def test_reads_nothing_into_nonsense(text: str):
    assert read_date(text, MONDAY) is None
    assert read_date(text, MONDAY, future=True) is None


def test_the_end_of_a_month_stays_in_its_month():
    assert read_date("a month ago", date(2026, 3, 31)) == date(2026, 2, 28)
    assert read_date("in 3 months", date(2026, 11, 30), future=True) == date(2027, 2, 28)
    assert read_date("a year ago", date(2024, 2, 29)) == date(2023, 2, 28)


def test_a_leap_day_is_found_across_the_century_without_one():
    assert read_date("29 feb", date(2103, 1, 1)) == date(2096, 2, 29)


def test_common_forms_do_not_load_the_big_parser():
    code = (
        "import sys; from datetime import date; from thanks_tui.data.dates import read_date\n"
        "for text in ('12 nov', 'friday', '2026-11-02', '12.11.', '3 weeks ago', 'nov', 'soon', '12 n'):\n"
        "    read_date(text, date(2026, 11, 23))\n"
        "sys.exit('dateparser' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0


@given(st.dates(date(1990, 1, 1), date(2190, 1, 1)), st.integers(-300, 300))
def test_what_is_shown_is_read_back(today: date, away: int):
    day = today + timedelta(days=away)
    assert read_date(day.isoformat(), today) == day
    assert read_date(full_date(day), today) == day
    if day <= today:
        assert read_date(show_date(day, today), today) == day
    else:
        assert read_date(show_date(day, today), today, future=True) == day


@given(st.text(max_size=12))
def test_any_text_is_read_or_not_but_never_fails(text: str):
    assert isinstance(read_date(text, MONDAY), date | None)


def test_shows_the_year_only_when_it_is_another():
    assert show_date(date(2026, 11, 2), MONDAY) == "2 Nov"
    assert show_date(date(2025, 11, 12), MONDAY) == "12 Nov 2025"


def test_long_date_says_the_weekday_and_the_age():
    assert long_date(date(2026, 11, 12), MONDAY) == "Thursday 12 November 2026, 11 days ago"
    assert long_date(MONDAY, MONDAY) == "Monday 23 November 2026, today"


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (0, "today"), (-1, "yesterday"), (1, "tomorrow"), (-2, "2 days ago"), (-10, "10 days ago"),
        (-13, "13 days ago"), (-14, "2 weeks ago"), (-21, "3 weeks ago"), (-59, "8 weeks ago"),
        (-60, "2 months ago"), (-122, "4 months ago"), (-365, "12 months ago"), (-731, "2 years ago"),
        (4, "in 4 days"), (30, "in 4 weeks"), (90, "in 3 months"),
    ],
)  # fmt: skip
def test_says_how_long_ago(away: int, words: str):
    assert say_age(MONDAY + timedelta(days=away), MONDAY) == words
