"""Reading the name of a company out of running text, and freeing it of what does not belong to it."""

from __future__ import annotations

import re
from functools import cache

from ..legal_forms import is_legal_form, without_legal_form
from . import vocabulary
from .applicant_systems import compact

MOST_WORDS = 8
MOST_LETTERS = 80

_TOKEN = re.compile(r"\S+")
_OPENING = "\"'“„‘«([*_"
_CLOSING = "\"'”“’»)]*_"
_STOPS = ".,;:!?…"
_ARTICLE = re.compile(r"^(?:the|das|die|der|dem|your|ihr|dein|euer)\s+(?=\S)", re.IGNORECASE)
_NAME_GOES_ON_BEHIND = frozenset({"st.", "dr.", "prof.", "mt."})


@cache
def _team_words() -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,|–-]+{vocabulary.any_of(vocabulary.load().team_words)})$", re.IGNORECASE)


@cache
def _team_words_before() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.load().team_words)
    return re.compile(rf"^{words}(?: (?:at|bei|chez))?[\s|:–-]+(?=\S)", re.IGNORECASE)


@cache
def _agency_words() -> re.Pattern[str]:
    return re.compile(rf"\b{vocabulary.any_of(vocabulary.load().agency_words)}\b", re.IGNORECASE)


def read(text: str, start: int = 0) -> str:
    """Return the name that begins at `text[start]`: words with capitals, as far as they go; else nothing."""
    words: list[str] = []
    tokens = [match[0] for match in _TOKEN.finditer(text, start, start + 200)][:MOST_WORDS]
    links = vocabulary.load().name_links
    for index, token in enumerate(tokens):
        bare = token.lstrip(_OPENING)
        word = bare.rstrip(_CLOSING + _STOPS)
        following = tokens[index + 1].strip(_OPENING + _CLOSING + _STOPS) if index + 1 < len(tokens) else ""
        if word.lower() in links and words:
            if bare != word or not _may_be_in_a_name(following):
                break
        elif not _may_be_in_a_name(word):
            break
        words.append(bare if bare.lower() in _NAME_GOES_ON_BEHIND else word)
        if bare != word and not _goes_on(bare, following):
            break
    return trim(" ".join(words))


def _goes_on(token: str, following: str) -> bool:
    """Whether a name goes on behind a stop, as in `St. Anna` and `Northwind, Inc.`."""
    if token.lower() in _NAME_GOES_ON_BEHIND:
        return True
    return token.endswith(",") and is_legal_form(following)


def _may_be_in_a_name(word: str) -> bool:
    if not word or word.lower() in vocabulary.load().no_companies:
        return False
    letter = next((each for each in word if each.isalnum()), "")
    # iRobot and eBay too.
    return bool(letter and not letter.islower()) or bool(re.match(r"[a-z]{1,2}[A-Z]", word))


def trim(name: str) -> str:
    """Return a company's name without its legal form and without what its recruiters call themselves.

    Empty if nothing is left that could be a name.
    """
    name = name.strip(" \t-–|,:" + _OPENING + _CLOSING)
    while True:
        shorter = _team_words().sub("", without_legal_form(name))
        shorter = _team_words_before().sub("", shorter).strip(" ,|–-")
        if shorter == name or not shorter:
            break
        name = shorter
    name = _ARTICLE.sub("", name)
    if len(compact(name)) < 2 or len(name) > MOST_LETTERS or _team_words().fullmatch(f" {name}"):
        return ""
    return name


def is_agency(name: str) -> bool:
    """Return whether `name` is that of a company that finds people for others."""
    return bool(_agency_words().search(name))
