"""Sets of words, written so that they can be read."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """Return the words of `text`, which are parted by white space."""
    return frozenset(text.split())
