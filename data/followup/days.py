"""Days on which one may write to an office, and steps from day to day that never leave the calendar."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from ..models import Profile

_WEEK = frozenset(range(7))


def is_day_off(day: date, days_off: Collection[int], holidays: Collection[date]) -> bool:
    """Return whether nothing is to fall on `day`; somebody with seven days off a week has none."""
    weekly = day.weekday() in days_off and not _WEEK.issubset(days_off)
    return weekly or day in holidays


def next_working_day(day: date, profile: Profile) -> date | None:
    """Return `day`, or the first day after it that is no day off; None where the calendar ends first."""
    found: date | None = day
    holidays = frozenset(profile.holidays)
    while found is not None and is_day_off(found, profile.days_off, holidays):
        found = days_after(found, 1)
    return found


def working_day(day: date, profile: Profile) -> date:
    """Return `day`, or the first day after it that is no day off, as far as there is a calendar."""
    return next_working_day(day, profile) or day


def later_by(days: int, due_on: date, today: date, profile: Profile) -> date:
    """Return the working day on which one writes who puts off by `days` what is due on `due_on`.

    They count from the day that is due, and from today where that is over.
    """
    begun = max(due_on, today)
    return working_day(days_after(begun, days) or begun, profile)


def days_after(day: date, days: int) -> date | None:
    """Return the day so many days after `day`, None where no calendar has it."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
