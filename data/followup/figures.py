"""Published figures about new hires who leave, each with its source.

They say what happened to others. No employer in particular is any of these, so nothing here is a promise.
"""

from __future__ import annotations

import msgspec


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a figure comes from."""

    who: str
    what: str
    """What was asked, of how many, and when, in a few words."""
    url: str

    def __str__(self) -> str:
        return f"{self.who}, {self.what}"


LEAVERS = Source(
    who="BambooHR",
    what="survey of 1,005 employees in the United States: of those who left a job within six months",
    url="https://www.bamboohr.com/blog/lose-when-new-hire-doesnt-stay",
)
"""When those left who left within six months of starting."""

FIRST_YEAR = Source(
    who="Work Institute",
    what="Retention Reports: exit interviews across industries",
    url="https://workinstitute.com/retention-reports/",
)
"""How many of all who leave, or are hired, have gone within the first year."""

ABANDONED_2024 = Source(
    who="Gartner",
    what="survey of 3,500 candidates, July to September 2024",
    url="https://www.staffingindustry.com/news/global-daily-news/"
    "fewer-backing-out-of-job-offers-as-opportunities-narrow",
)
"""How many had accepted an offer and backed out before they began, in 2024."""

ABANDONED_2023 = Source(
    who="Gartner",
    what="survey of nearly 3,500 candidates, May 2023",
    url="https://www.shrm.org/topics-tools/news/talent-acquisition/"
    "survey-finds-half-candidates-accepted-job-offer-reneging",
)
"""The same a year earlier."""

SHARES = (0.16, 0.17, 0.17, 0.17, 0.11, 0.05, 0.14)
"""Of those who left within six months: in week 1, in the rest of month 1, then in months 2 to 6 (LEAVERS).

Rounded as published; they add up to 97 %.
"""

LEFT_IN_FIRST_YEAR = "over a third"
"""How many new hires leave within their first year (FIRST_YEAR)."""

ABANDONED = {2023: 0.50, 2024: 0.33}
"""Share of candidates who backed out of an offer that they had accepted (ABANDONED_2023, ABANDONED_2024)."""

SOURCES = (LEAVERS, FIRST_YEAR, ABANDONED_2024, ABANDONED_2023)
"""Every source, in the order in which the help lists them."""
