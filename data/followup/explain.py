"""What the help says of the cadence and of the published figures behind it."""

from __future__ import annotations

from collections.abc import Sequence

from .figures import ABANDONED, LEFT_IN_FIRST_YEAR, SOURCES
from .reasons import reason_for
from .window import BANDS


def days_words(cadence: Sequence[int]) -> str:
    """Return the days of a cadence in words: `30, 60 and 90 days`."""
    *most, last = map(str, cadence)
    return f"{', '.join(most)} and {last} days" if most else f"{last} days"


def curve_words() -> str:
    """Return the published curve of when those leave who leave early, and that it promises nothing."""
    shares = ", ".join(
        f"{round(band.share * 100)} % in {band.name}" for band in BANDS if band.share is not None
    )
    abandoned = ", ".join(
        f"{round(share * 100)} % in {year}" for year, share in sorted(ABANDONED.items(), reverse=True)
    )
    return (
        f"Of those who leave a new job within six months, {shares} (month 1 without its first week). "
        f"{LEFT_IN_FIRST_YEAR.capitalize()} of new hires leave within their first year. Accepted offers that "
        f"were abandoned: {abandoned}. All of that is about others; nobody can promise anything about "
        "this one."
    )


def reasons_words(cadence: Sequence[int]) -> str:
    """Return why one writes on each day of a cadence, a line each, with its figure where there is one."""
    lines: list[str] = []
    for step in cadence:
        reason = reason_for(step)
        figure = f" ({reason.figure})" if reason.figure else ""
        lines.append(f"Day {step}: {reason.words}{figure}.")
    return "\n".join(lines)


def sources_words() -> str:
    """Return where the figures come from, a line each."""
    return "\n".join(f"{source}: {source.url}" for source in SOURCES)
