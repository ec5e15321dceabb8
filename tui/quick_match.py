"""Finding what was typed in a title, letter by letter, in a time that no title can make long.

Textual's own search tries every way in which the letters can be found; a name of forty times "ab" keeps it,
and with it the whole app, busy for minutes.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.fuzzy import FuzzySearch

MOST_BEGINNINGS = 40
"""How many places of the first letter are tried."""


def match(search: FuzzySearch, query: str, title: str) -> tuple[float, Sequence[int]]:
    """Return how well `query` is found in `title`, 0 for not at all, and the places of its letters."""
    wanted, letters = query.lower(), title.lower()
    if not wanted or wanted in letters:
        return search.match(query, title)
    best: tuple[float, Sequence[int]] = (0.0, ())
    begins = letters.find(wanted[0])
    for _ in range(MOST_BEGINNINGS):
        places = _from(begins, wanted, letters)
        if not places:
            break
        score = search.score(letters, places)
        if score > best[0]:
            best = (score, places)
        begins = letters.find(wanted[0], begins + 1)
    return best


def _from(begins: int, wanted: str, letters: str) -> list[int]:
    """Return the places of the letters wanted, each after the one before; none unless all are there."""
    places: list[int] = []
    at = begins
    for letter in wanted:
        at = letters.find(letter, at) if at >= 0 else -1
        if at < 0:
            return []
        places.append(at)
        at += 1
    return places
