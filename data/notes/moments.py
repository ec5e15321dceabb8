"""Making a remembered moment fit into a sentence, however it was typed."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import clean_line
from .words import words_of

_FUNCTION_WORDS = words_of(
    """
    our the your how what that when where why who whom my a an his her their its this these those
    you we they both all every each some having being seeing hearing talking meeting walking
    learning working getting
    """
)
_SHARED = words_of(
    """
    talk conversation discussion chat lunch dinner coffee call meeting interview walk exchange
    debate laugh exercise
    """
)
_GIVEN = words_of(
    """
    tour question questions story stories advice remark joke jokes welcome answer answers
    explanation description example examples demo demonstration picture tip
    """
)
_CLAUSE = re.compile(
    r"^that (?=(?:you|we|they|he|she|it|i|everyone|everybody|nobody|there)\b)", re.IGNORECASE
)
_SPOKEN_TO = re.compile(r"^(?:you|we|they) (?!and\b|two\b|three\b|all\b|both\b)(?!\S+ing\b)", re.IGNORECASE)


def _lower_first(text: str) -> str:
    head, _, tail = text.partition(" ")
    is_plain = head.casefold() in _FUNCTION_WORDS | _SHARED | _GIVEN
    return f"{head.lower()} {tail}".strip() if is_plain else text


@lru_cache(maxsize=4096)
def tidy_moment(moment: str) -> str:
    """Return `moment` as a noun phrase that a sentence can carry in its middle or at its end, or nothing.

    What stands behind the phrase (a full stop, a comma) goes, its first word becomes small if it is only
    a function word, and a clause (`You waited for me`, `that you waited`) is given the word that makes
    it fit (`how you waited for me`, `the fact that you waited`).
    """
    phrase = clean_line(moment).strip('"“”„').rstrip(" .!?;:,…–-").rstrip('"“”')
    if not any(char.isalnum() for char in phrase):
        return ""
    phrase = _lower_first(phrase)
    head = phrase.split(" ", 1)[0]
    if head in _SHARED:
        return f"our {phrase}"
    if head in _GIVEN:
        return f"the {phrase}"
    if head == "when":
        return f"the moment {phrase}"
    if _SPOKEN_TO.match(phrase):
        return f"how {phrase}"
    return _CLAUSE.sub("the fact that ", phrase)
