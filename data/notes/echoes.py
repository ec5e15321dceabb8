"""Hearing whether two sentences of one note repeat each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .words import words_of

_WORD = re.compile(r"[a-z_']+")
_STEM = 5
_SHORTEST = 4
_SAME_OPENING = 3
_SAME_FIRST_WORD = 2
_SILENT = words_of(
    """
    that this with have from what when which would could been were there than then them they
    their your about into even some more most other another although though because i'd i've it's
    i'm will it does
    """
)


@lru_cache(maxsize=4096)
def _heard(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the first two words, and the stems that an ear would notice twice."""
    words: list[str] = _WORD.findall(text.lower())
    notable = (word for word in words if len(word) >= _SHORTEST and word not in _SILENT)
    return tuple(words[:2]), frozenset(word[:_STEM] for word in notable)


def echo(text: str, before: Sequence[str]) -> int:
    """Return how much `text` repeats the texts `before` it in the same note; 0 is nothing.

    The same opening weighs most, the same first word as the text just before a little less. Each
    notable word said already counts one, and one that was said just before counts twice.
    """
    opening, stems = _heard(text)
    heard = [_heard(other) for other in before]
    weight = sum(len(stems & other) for _, other in heard)
    weight += _SAME_OPENING * sum(opening == other for other, _ in heard)
    if heard:
        last_opening, last_stems = heard[-1]
        weight += len(stems & last_stems)
        weight += _SAME_FIRST_WORD * (last_opening[:1] == opening[:1])
    return weight
