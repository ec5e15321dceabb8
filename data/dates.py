"""Dates as people write them, read and shown.

The common forms, English and German, are read here, exactly and at once. What is left (other languages, a
time of day behind the date) goes to dateparser, which is good at it but slow to load, and which by itself
reads `2026-11-02` as the 11th of February, and neither `friday` nor `12.11.`.
"""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from .folding import fold
from .text import clean_line

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199
LONGEST_DATE = 60
"""No date is written in more characters than these; longer text is not looked at."""

_LEAP_GAP = 9
"""Years within which every day of the year comes round: 29 February is left out around 2100."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Folded; the German names beside the English ones, each read from its first three letters on.
_MONTH_NAMES = {fold(name): number for number, name in enumerate(_MONTHS, 1)} | {
    "januar": 1, "janner": 1, "jaenner": 1, "februar": 2, "feber": 2, "marz": 3, "maerz": 3, "mrz": 3,
    "mai": 5, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12,
}  # fmt: skip
_WEEKDAY_NAMES = {fold(name): number for number, name in enumerate(_WEEKDAYS)} | {
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5,
    "sonnabend": 5, "sonntag": 6,
}  # fmt: skip
_SHORT_WEEKDAYS = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
_NAMED_DAYS = {
    "today": 0, "now": 0, "heute": 0, "yesterday": -1, "gestern": -1, "tomorrow": 1, "morgen": 1,
    "day before yesterday": -2, "vorgestern": -2,
    "day after tomorrow": 2, "ubermorgen": 2, "uebermorgen": 2,
}  # fmt: skip
_LAST = ("last", "past", "previous", "letzte", "letzten", "letzter", "letztes", "vorige", "vorigen")
_NEXT = ("next", "coming", "nachste", "nachsten", "nachster", "nachstes", "naechste", "naechsten")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a couple of": 2, "ein": 1, "eine": 1, "einem": 1,
    "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwolf": 12,
}  # fmt: skip
# What a unit is in days, or in months where it has no fixed length.
_DAYS_OF = {
    "d": 1, "day": 1, "days": 1, "tag": 1, "tage": 1, "tagen": 1, "w": 7, "wk": 7, "wks": 7, "week": 7,
    "weeks": 7, "woche": 7, "wochen": 7, "fortnight": 14, "fortnights": 14,
}  # fmt: skip
_MONTHS_OF = {
    "month": 1, "months": 1, "monat": 1, "monate": 1, "monaten": 1, "y": 12, "year": 12, "years": 12,
    "jahr": 12, "jahre": 12, "jahren": 12,
}  # fmt: skip


class _Start(NamedTuple):
    """Where the reading starts from, and the side on which a day without a year is looked for."""

    today: date
    future: bool


def _any_of(words: dict[str, int] | tuple[str, ...]) -> str:
    """Return a regular expression for any of `words`, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


# Compiled when something is read for the first time: whoever only shows dates need not wait for it.
_YEAR_FIRST = r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?:[t ]\d{1,2}:.*)?"
_NUMERIC = r"(\d{1,2})\s?([-./])\s?(\d{1,2})(?:\s?\2(?:\s?(\d{4}|\d{2}))?)?"
_YEAR = r"(?:\s*(\d{4}|\s'?\d{2}|'\d{2}))?"
_DAY_MONTH = rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?\s?(?:of )?([a-z]{{3,9}})\.?{_YEAR}"
_MONTH_DAY = rf"([a-z]{{3,9}})\.?\s?(\d{{1,2}})(?:st|nd|rd|th|\.)?(?!\d){_YEAR}"
_LEAD_IN = r"(?:on|am|the|den|vom) (?=.)"
_WEEKDAY_BEFORE = r"([a-z]{2,10})\.? (?:(?:the|den) )?(?=.*\d)"
_WEEKDAY = rf"(?:({_any_of(_LAST)}|{_any_of(_NEXT)}|this|diesen) )?([a-z]{{2,10}})\.?"
_DISTANCE = (
    rf"(in |vor |\+ ?|- ?)?(?:(\d{{1,4}})|({_any_of(_NUMBERS)}) )\s?({_any_of(_DAYS_OF | _MONTHS_OF)})"
    r"( ago| back| her| from now| later)?"
)
_TURN = rf"(?:({_any_of(_LAST)})|({_any_of(_NEXT)})) ({_any_of(_DAYS_OF | _MONTHS_OF)})"
_LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pt", "pl"]


def read_date(text: str, today: date, *, future: bool = False) -> date | None:
    """Return the date that `text` means, or None when it means none, or only half of one.

    Numbers are day first (`12/11` is the 12th of November), unless only month first makes a date, as in
    `11/23`. Without a year it is the latest such day up to `today`; with `future`, the next one from `today`
    on. `friday` is the latest Friday, today included (with `future`: the next, today left out); `last friday`
    is always before today, `next friday` always after. A distance without a direction (`3 weeks`) goes back,
    with `future` ahead. What names its direction or its year is taken at its word.
    """
    words = _tidy(text)
    if not words or len(words) > LONGEST_DATE:
        return None
    start = _Start(today, future)
    try:
        for read in (_read_numeric, _read_month_name, _read_weekday, _read_distance):
            found = read(words, start)
            if found is not None:
                return found
        return _read_otherwise(words, start)
    except (ValueError, OverflowError):
        # A form that we know, but a day that no calendar has, or two directions at once.
        return None


def show_date(day: date, today: date) -> str:
    """Return `day` as `12 Nov`, or `12 Nov 2025` when it is not in the year of `today`."""
    short = f"{day.day} {_MONTHS[day.month - 1][:3]}"
    return short if day.year == today.year else f"{short} {day.year}"


def long_date(day: date, today: date) -> str:
    """Return `day` in full with its age: `Thursday 12 November 2026, 11 days ago`."""
    return f"{_WEEKDAYS[day.weekday()]} {full_date(day)}, {say_age(day, today)}"


def full_date(day: date) -> str:
    """Return `day` as `12 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_age(day: date, today: date) -> str:
    """Return how far `day` is from `today`: `yesterday`, `10 days ago`, `3 weeks ago`, `in 4 days`.

    Days up to a fortnight, whole weeks up to two months, then months, from two years on years.
    """
    distance = (day - today).days
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get(distance)
    if near is not None:
        return near
    days = abs(distance)
    if days < 14:
        size = f"{days} days"
    elif days < 60:
        size = f"{days // 7} weeks"
    elif days < 730:
        size = f"{round(days / 30.44)} months"
    else:
        size = f"{days // 365} years"
    return f"in {size}" if distance > 0 else f"{size} ago"


def _tidy(text: str) -> str:
    """Return `text` folded, on one line, without commas and without what only leads in."""
    words = clean_line(fold(text).replace(",", " "))
    words = re.sub(_LEAD_IN, "", words, count=1) if re.match(_LEAD_IN, words) else words
    before = re.match(_WEEKDAY_BEFORE, words)
    if before is not None and _weekday(before[1]) is not None:
        return words[before.end() :]
    return words


def _read_numeric(words: str, start: _Start) -> date | None:
    """Read `2026-11-12`, `12.11.`, `12/11/26`."""
    iso = re.fullmatch(_YEAR_FIRST, words)
    if iso is not None:
        return _whole_date(iso[1], int(iso[3]), int(iso[4]), start)
    match = re.fullmatch(_NUMERIC, words)
    if match is None:
        return None
    day, month = int(match[1]), int(match[3])
    if month > 12 and match[2] != ".":
        # Nobody writes the month first with dots.
        day, month = month, day
    return _whole_date(match[4], month, day, start)


def _read_month_name(words: str, start: _Start) -> date | None:
    """Read `12 nov`, `Nov 12th, 2025`, `12. Oktober`."""
    match = re.fullmatch(_DAY_MONTH, words)
    if match is not None:
        day, name = match[1], match[2]
    else:
        match = re.fullmatch(_MONTH_DAY, words)
        if match is None:
            return None
        name, day = match[1], match[2]
    month = _named(name, _MONTH_NAMES)
    return None if month is None else _whole_date(match[3], month, int(day), start)


def _read_weekday(words: str, start: _Start) -> date | None:
    """Read `yesterday`, `friday`, `last friday`, `nächsten Montag`."""
    if words in _NAMED_DAYS:
        return start.today + timedelta(days=_NAMED_DAYS[words])
    match = re.fullmatch(_WEEKDAY, words)
    weekday = None if match is None else _weekday(match[2])
    if match is None or weekday is None:
        return None
    if match[1] in _NEXT or (start.future and match[1] not in _LAST):
        return start.today + timedelta(days=(weekday - start.today.weekday() - 1) % 7 + 1)
    if match[1] in _LAST:
        return start.today - timedelta(days=(start.today.weekday() - weekday - 1) % 7 + 1)
    return start.today - timedelta(days=(start.today.weekday() - weekday) % 7)


def _read_distance(words: str, start: _Start) -> date | None:
    """Read `3 days ago`, `vor zwei Wochen`, `in a month`, `last week`."""
    turn = re.fullmatch(_TURN, words)
    if turn is not None:
        return _moved(start.today, -1 if turn[1] else 1, turn[3])
    match = re.fullmatch(_DISTANCE, words)
    if match is None:
        return None
    before, after = (match[1] or "").strip(), (match[5] or "").strip()
    back = before in ("vor", "-") or after in ("ago", "back", "her")
    ahead = before in ("in", "+") or after in ("from now", "later")
    if back and ahead:
        raise ValueError(words)
    amount = int(match[2]) if match[2] else _NUMBERS[match[3]]
    return _moved(start.today, amount if ahead or (start.future and not back) else -amount, match[4])


def _read_otherwise(words: str, start: _Start) -> date | None:
    """Ask dateparser, where there is at least a number and a word to ask about."""
    if not (re.search(r"\d", words) and re.search(r"[^\W\d_]{2}", words)):
        return None
    import dateparser

    with warnings.catch_warnings():
        # It tries formats without a year, which newer Pythons warn of.
        warnings.simplefilter("ignore")
        found = dateparser.parse(
            words,
            languages=_LANGUAGES,
            settings={
                "DATE_ORDER": "DMY",
                "PREFER_DATES_FROM": "future" if start.future else "past",
                "RELATIVE_BASE": datetime.combine(start.today, time()),
                "REQUIRE_PARTS": ["day", "month"],
                "PARSERS": ["relative-time", "absolute-time"],
            },
        )
    if found is None or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        return None
    return found.date()


def _whole_date(year: str | None, month: int, day: int, start: _Start) -> date:
    """Return the date of these parts; without a year the nearest such day on the asked side.

    Raises ValueError when no calendar has it.
    """
    from calendar import monthrange

    if year:
        digits = year.strip(" '")
        number = int(digits) if len(digits) == 4 else 2000 + int(digits)
        if not EARLIEST_YEAR <= number <= LATEST_YEAR:
            raise ValueError(number)
        return date(number, month, day)
    step = 1 if start.future else -1
    for number in range(start.today.year, start.today.year + _LEAP_GAP * step, step):
        if day <= monthrange(number, month)[1]:
            found = date(number, month, day)
            if (found - start.today).days * step >= 0:
                return found
    raise ValueError(day)


def _moved(today: date, amount: int, unit: str) -> date:
    """Return the day that is `amount` units from `today`; a month's end stays within its month."""
    from calendar import monthrange

    if unit in _DAYS_OF:
        return today + timedelta(days=amount * _DAYS_OF[unit])
    months = today.year * 12 + today.month - 1 + amount * _MONTHS_OF[unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _weekday(word: str) -> int | None:
    """Return the number of the weekday that `word` names or shortens, Monday being 0."""
    short = _SHORT_WEEKDAYS.get(word)
    return _named(word, _WEEKDAY_NAMES) if short is None else short


def _named(word: str, names: dict[str, int]) -> int | None:
    """Return the number of the first of `names` that `word` begins, with three letters at least."""
    if len(word) < 3:
        return None
    return next((number for name, number in names.items() if name.startswith(word)), None)
