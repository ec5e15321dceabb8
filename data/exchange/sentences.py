"""Splitting a mail's text into its sentences, whether its lines were wrapped by hand or not."""

from __future__ import annotations

import re

MOST_TEXT = 40_000
"""How many characters are looked at; the news never stands behind them."""
MOST_OF_A_SENTENCE = 1_000

_WRAPPED = 50
"""From this length on a line that ends without a full stop is taken to go on in the next."""
_END = re.compile(r"(?<=[.!?…])[\"'”’)]?\s+(?=[\"'“„‘(¡¿]?[^\W_a-zß-ÿ])")
_ABBREVIATED = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Prof|Fr|Hr|Sr|Jr|St|Nr|No|Inc|Ltd|Co|Corp|vs|etc|bzw|ca|ggf|inkl|evtl|e\.g|i\.e|"
    r"z\. ?B|u\. ?a|d\. ?h|\d{1,2}|[A-Z])\.$"
)
_BULLET = re.compile(r"\s*(?:[-*•–·]|\d{1,2}[.)])\s")


def split(text: str) -> list[str]:
    """Return the sentences of `text` in order, each on one line."""
    found: list[str] = []
    for paragraph in _paragraphs(text[:MOST_TEXT]):
        start = 0
        for match in _END.finditer(paragraph):
            if not _ABBREVIATED.search(paragraph, max(start, match.start() - 8), match.start()):
                found.append(paragraph[start : match.start()].strip())
                start = match.end()
        found.append(paragraph[start:].strip())
    return [sentence[:MOST_OF_A_SENTENCE] for sentence in found if sentence]


def _paragraphs(text: str) -> list[str]:
    """Join lines that were wrapped, and leave apart lines that stand for themselves."""
    joined: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        words = " ".join(line.split())
        if goes_on and words and not _BULLET.match(line):
            joined[-1] += " " + words
        elif words:
            joined.append(words)
        goes_on = bool(words) and len(words) >= _WRAPPED
    return joined
