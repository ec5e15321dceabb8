"""Names as people have them, and what to write behind `Dear`.

A wrong guess hurts in the first line of a note, so there is little guessing: the given name stands
alone only where it is sure; in every doubt the whole name is used, which is always right. Nobody's
gender is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec

from ..models import Contact, Tone
from ..text import clean_line
from .surnames import (
    ACADEMIC,
    COMPOUND_FIRST,
    COURTESY,
    FAMILY_FIRST,
    PARTICLES,
    SUFFIXES,
    TEAM_WORDS,
    TITLE_TAILS,
)

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_AFTER = re.compile(r"\s*[|/•·]\s+.*$|\s+[-–—]\s+.*$|\s+via\s+.*$")
_NICKNAME = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
_GREETING_WORD = re.compile(r"^(?:dear|hello|hi)\s+", re.IGNORECASE)
_INITIAL = re.compile(r"^(?:[^\W\d_]\.?|(?:[^\W\d_]\.-?){2,}|[^\W\d_]{1,3}\.)$")
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_TITLES = 4
_PAIR = 2


class NameParts(msgspec.Struct, frozen=True):
    """What could be read from a name; what is not sure is empty."""

    full: str = ""
    """The name without titles and suffixes, given name first where the two are known."""
    given: str = ""
    """What friends and colleagues would say, where it is sure."""
    family: str = ""
    """The family name with its particles, where it is sure."""
    title: str = ""
    """The titles in front of the name, as they were written."""
    academic: bool = False
    """Whether one of the titles is academic."""


def _bare(word: str) -> str:
    return word.rstrip(".,").replace(".", "").lower()


def _is_latin(word: str) -> bool:
    return all("LATIN" in unicodedata.name(char, "") for char in word if char.isalpha())


def _split_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the titles in front, and the rest."""
    count = 0
    while count < min(len(words) - 1, _MOST_TITLES):
        bare = _bare(words[count])
        is_title = bare in ACADEMIC or bare in COURTESY
        if not is_title and not (count and words[count].endswith(".") and bare in TITLE_TAILS):
            break
        count += 1
    return words[:count], words[count:]


def _is_suffix(word: str) -> bool:
    return _bare(word) in SUFFIXES and (
        "." in word or word[1:] != word[1:].lower() or _bare(word) in {"jr", "sr"}
    )


def _without_suffixes(words: list[str]) -> list[str]:
    """Return `words` without what follows the name proper: `Jr.`, `PhD`."""
    kept = list(words)
    while len(kept) > 1 and _is_suffix(kept[-1]) and (len(kept) > _PAIR or len(_bare(kept[-1])) > _PAIR):
        kept.pop()
    return kept


def _is_credential(part: str) -> bool:
    """Tell whether what stands behind a comma is letters earned (`MBA, SHRM-CP`), and no given name."""
    words = part.split()
    return all(
        _bare(word) in SUFFIXES or (word.isupper() and len(word) > _PAIR and "." not in word)
        for word in words
    )


def _turn_comma(text: str) -> tuple[str, str]:
    """Return the name and, where it was written `Family, Given`, the family name on its own."""
    head, *tails = (part.strip() for part in text.split(","))
    titles, words = _split_titles(head.split())
    family = " ".join(_without_suffixes(words))
    given = [part for part in tails if part and (head.isupper() or not _is_credential(part))]
    if not family or not given or _bare(given[0]) in SUFFIXES:
        return head, ""
    return " ".join((*titles, given[0], family)), family


def _calm(word: str) -> str:
    """Return a word written in capitals (`ORTIZ`) as names are written (`Ortiz`)."""
    is_loud = len(word) > _PAIR and word.isupper() and "." not in word  # DJ and JP are no shouting
    return _LETTERS.sub(lambda part: part[0].capitalize(), word) if is_loud else word


def _sure_given(words: list[str]) -> str:
    """Return the given name of a name in Western order, or nothing where it is not sure."""
    first = words[0]
    bare = _bare(first)
    if len(words) == 1 or _INITIAL.match(first) or (len(first) <= _PAIR and first.isupper()):
        return ""
    if bare in PARTICLES or bare in FAMILY_FIRST:
        return ""
    proper = [word for word in words if _bare(word) not in PARTICLES and not _INITIAL.match(word)]
    if bare in COMPOUND_FIRST and len(proper) > _PAIR:  # given, family, and one that may be either
        return ""
    return first


def _told_given(words: list[str]) -> str:
    """Return the given name where it stood on its own, without the initials behind it."""
    kept = [word for word in words if not _INITIAL.match(word)]
    return " ".join(kept) if words[: len(kept)] == kept else ""


def _sure_family(words: list[str], given: str) -> str:
    """Return the family name that follows the sure given name: one word with its particles, or nothing."""
    if not given:
        return ""
    start = next(
        (place for place, word in enumerate(words) if place and _bare(word) in PARTICLES), len(words) - 1
    )
    return " ".join(words[start:])


def _read_words(words: list[str], family: str, nickname: str) -> tuple[str, str, str]:
    """Return full, given and family name of the words between titles and suffixes."""
    if any(_bare(word) in TEAM_WORDS for word in words) or not all(_is_latin(word) for word in words):
        return " ".join(words), "", ""
    loud = [word.isupper() and len(word) > 1 and "." not in word for word in words]
    calm = [_calm(word) for word in words]
    full = " ".join(calm)
    if family:
        family = " ".join(_calm(word) for word in family.split())
        return full, nickname or _told_given(full.removesuffix(family).split()), family
    if loud[0] and not all(loud):
        return full, nickname, ""
    given = _sure_given(calm)
    return full, nickname or given, _sure_family(calm, given)


@lru_cache(maxsize=4096)
def read_name(name: str) -> NameParts:
    """Return what can be read from `name` without guessing.

    Titles in front and suffixes behind are known in English and German; `Ortiz, Dana` is turned round;
    what stands in brackets or behind a bar is no part of the name.
    """
    text = clean_line(name)
    if "@" in text:
        return NameParts()
    found = _NICKNAME.search(text)
    nickname = found[1].strip() if found else ""
    text = _AFTER.sub("", clean_line(_ASIDE.sub(" ", _NICKNAME.sub(" ", text))))
    text, family = _turn_comma(text)
    words = [word for word in text.split() if any(char.isalpha() for char in word)]
    titles, rest = _split_titles(words)
    rest = _without_suffixes(rest)
    if not rest:
        return NameParts()
    full, given, family = _read_words(rest, family, nickname)
    return NameParts(
        full=full,
        given=given,
        family=family,
        title=" ".join(titles),
        academic=any(_bare(title) in ACADEMIC for title in titles),
    )


def greeting_name(contact: Contact, tone: Tone) -> str:
    """Return what follows `Dear` for `contact`, or nothing where no name is known.

    The form of address that the user gave always wins. Else a warm or plain note uses the given name
    where it is sure; a formal one the title and the family name if there is a title; and where that
    cannot be told, the whole name stands.
    """
    form = _GREETING_WORD.sub("", clean_line(contact.form_of_address)).rstrip(",;: ")
    if form:
        return form
    parts = read_name(contact.name)
    if tone is not Tone.FORMAL and parts.given:
        return parts.given
    if parts.title:
        return f"{parts.title} {parts.family or parts.full}"
    return parts.full
