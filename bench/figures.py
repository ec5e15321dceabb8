"""Figures: taken in turns, so that both sides meet the same machine, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from statistics import median

import msgspec


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table: one thing that was measured, and what it was to reach."""

    what: str
    measured: str
    against: str = ""
    """What was measured beside it, with its figure; empty where there is nothing."""
    target: str
    reached: bool | None
    """None where it could not be measured; `measured` says why."""


def in_turns(times: int, *things: Callable[[], float]) -> list[list[float]]:
    """Call each of `things` in turn, ABAB…, `times` times after one that does not count.

    Return what each has given, as many lists as things.
    """
    found: list[list[float]] = [[] for _ in things]
    for turn in range(times + 1):
        for thing, figures in zip(things, found, strict=True):
            figure = thing()
            if turn:
                figures.append(figure)
    return found


def middle(figures: Sequence[float]) -> float:
    """Return the median."""
    return median(figures)


def ratio(these: Sequence[float], those: Sequence[float]) -> float:
    """Return the median of the ratios of the pairs: what slows the machine slows both of a pair."""
    return median(this / that for this, that in zip(these, those, strict=True))


def percentile(figures: Sequence[float], percent: float) -> float:
    """Return the figure below which, or at which, `percent` of all lie."""
    ordered = sorted(figures)
    return ordered[ceil(len(ordered) * percent / 100) - 1]


def ms(seconds: float) -> str:
    """Return seconds as milliseconds, in three digits or so."""
    value = seconds * 1000
    return f"{value:.{2 if value < 1 else 1 if value < 20 else 0}f} ms"


def mb(size: float) -> str:
    """Return bytes as megabytes."""
    return f"{size / 1e6:.0f} MB"


def as_ratio(value: float) -> str:
    """Return a ratio in words."""
    return f"{value:.2f}×" if value < 10 else f"{value:.0f}×"
