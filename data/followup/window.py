"""Where today stands in the year in which a first choice may not stay.

The days are counted from the day on which the user was told. The person who got the job may have begun weeks
later, or never; so this shows a season, not a chance.
"""

from __future__ import annotations

from datetime import date

import msgspec

from ..models import Application
from .figures import LEFT_IN_FIRST_YEAR, SHARES

YEAR = 365
"""How many days the window spans."""


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the year, with what is published of it."""

    first: int
    """Its first day, counted from the rejection; that day is 0."""
    last: int
    name: str
    share: float | None = None
    """Of those who left within six months, how many left in this part; None where nothing is published."""


BANDS = tuple(
    Band(first=first, last=last, name=name, share=share)
    for first, last, name, share in zip(
        (0, 8, 31, 61, 91, 121, 151, 183),
        (7, 30, 60, 90, 120, 150, 182, YEAR),
        ("week 1", "month 1", "month 2", "month 3", "month 4", "month 5", "month 6", "the rest of the year"),
        (*SHARES, None),
        strict=True,
    )
)
"""The parts of the year; `figures.LEAVERS` is the source of the shares."""


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Where a day stands for one application."""

    day: int
    """How many days after the rejection; negative where the clock stands before it."""
    bands: tuple[Band, ...] = BANDS

    @property
    def band(self) -> Band | None:
        """The part of the year in which the day lies; None before it and after it."""
        return next((band for band in self.bands if band.first <= self.day <= band.last), None)

    @property
    def words(self) -> str:
        """What the day means, in a sentence that promises nothing."""
        band = self.band
        if self.day < 0:
            return "The year has not begun yet."
        if band is None:
            return "The first year is over. A kind word is never late, but the season has passed."
        if band.share is None:
            return (
                f"Day {self.day}: {LEFT_IN_FIRST_YEAR} of new hires leave within their first year; "
                "nobody knows about this one."
            )
        return (
            f"Day {self.day}: of those who leave a new job within six months, {_percent(band.share)} "
            f"do so in {_when(band)}; nobody knows about this one."
        )


def window(application: Application, today: date) -> Window | None:
    """Return where `today` stands for an application; None if it is not known when it was turned down."""
    if application.rejected_on is None:
        return None
    return Window(day=(today - application.rejected_on).days)


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"


def _when(band: Band) -> str:
    if band is BANDS[0]:
        return "the first week"
    return "the rest of the first month" if band is BANDS[1] else band.name
