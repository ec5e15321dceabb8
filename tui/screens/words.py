"""Words that several screens say."""

from __future__ import annotations

from ...data.models import Purpose
from ...data.notes.review import FEWEST_WORDS, MOST_WORDS, take_apart


def sheet_foot(text: str, purpose: Purpose) -> str:
    """Return what stands on the lower edge of a sheet: how many words, and whether that is good.

    Greeting, closing and signature do not count, whether the text was composed or written by hand.
    """
    words = take_apart(text).words
    if words < FEWEST_WORDS:
        return f"{words} words, a little short"
    return f"{words} words  ✓" if words <= MOST_WORDS[purpose] else f"{words} words, rather long"
