"""Why a follow-up falls on its day, in a few words with the figure's source behind them."""

from __future__ import annotations

import msgspec

from .figures import FIRST_YEAR, LEAVERS, Source


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why one writes again about so many days after the last contact."""

    day: int
    """From this day on."""
    words: str
    figure: str = ""
    """The published figure that stands behind the words; empty where there is none."""
    source: Source | None = None


REASONS = (
    Reason(day=1, words="your name is still fresh, and the new person may not have begun"),
    Reason(
        day=30,
        words="a light word keeps the door open",
        figure="33 % of those who left within six months had gone by the end of the first month",
        source=LEAVERS,
    ),
    Reason(
        day=60,
        words="half of those who leave early have left by now",
        figure="50 % of those who left within six months had gone by the end of the second month",
        source=LEAVERS,
    ),
    Reason(
        day=90,
        words="many first choices have left or settled by now",
        figure="67 % of those who left within six months had gone by the end of the third month",
        source=LEAVERS,
    ),
    Reason(
        day=180,
        words="trial periods are over, and teams have changed",
        figure="14 % of those who left within six months left in the sixth",
        source=LEAVERS,
    ),
    Reason(
        day=330,
        words="the first year is nearly over, and many do not stay longer",
        figure="over a third of new hires leave within their first year",
        source=FIRST_YEAR,
    ),
)
"""What speaks for each part of the first year, earliest first."""


def reason_for(day: int) -> Reason:
    """Return what speaks for writing `day` days after the last contact: the latest reason until then."""
    return next((reason for reason in reversed(REASONS) if reason.day <= day), REASONS[0])


def reason_words(step: int, day: int) -> str:
    """Return the reason of a step of the cadence as it stands beside its date: `day 90: many first …`.

    `day` is the day on which it really stands, counted like the step. Where that is another, the words are
    those that are true on it, and no number is named.
    """
    words = reason_for(day).words
    return f"day {step}: {words}" if day == step else words


def is_ours(reason: str) -> bool:
    """Return whether a reason is one that `reason_words` gives, or none at all."""
    words = reason.partition(": ")[2] or reason
    return not words or any(words == each.words for each in REASONS)
