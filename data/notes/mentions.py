"""Finding names of people and companies in a text, without taking everyday words for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..models import Application, Contact
from ..text import clean_line
from .company_names import company_names
from .everyday import EVERYDAY, may_be_a_word
from .moments import tidy_moment
from .names import read_name
from .news import tidy_news
from .surnames import ACADEMIC, COURTESY, PARTICLES, TEAM_WORDS
from .words import words_of

_ABBREVIATIONS = words_of("IT HR AI UI UX QA PM PR US UK EU OK TV PC CV ID AM VP BI ML")
_LEAST = 3
_WORDS_RUN_ON = "\u0590"
"""From here on lie scripts some of which do not part words."""
_WORD = re.compile(r"\w+")
_NEVER_ALONE = EVERYDAY | PARTICLES | ACADEMIC | COURTESY | TEAM_WORDS


@lru_cache(maxsize=4096)
def _words_of_name(name: str) -> tuple[str, ...]:
    """Return the words by which a person may be called and that are surely names."""
    words = (word.strip(".,") for word in read_name(name).full.split())
    return tuple(
        word
        for word in words
        if len(word) >= _LEAST and word[0] == word[0].upper() and word.casefold() not in _NEVER_ALONE
    )


def _occurrences(name: str, text: str) -> list[tuple[int, int]]:
    """Return where `name` stands in `text` as a whole word, in its own case, and surely meant as a name."""
    if name not in text:
        return []
    pattern = re.escape(name) if name[0] >= _WORDS_RUN_ON else rf"(?<!\w){re.escape(name)}(?!\w)"
    return [
        (found.start(), found.end())
        for found in re.finditer(pattern, text)
        if not may_be_a_word(found[0], text, found.start())
    ]


def clues(text: str) -> set[str]:
    """Return all in `text` that may be a clue to who and what is named there: its words.

    Of scripts some of which do not part words, each sign is one; nothing is one as well.
    """
    return {"", *_WORD.findall(text), *(sign for sign in text if sign >= _WORDS_RUN_ON)}


def clue_to(name: str) -> str:
    """Return what is among the `clues` of each text with `name` in it: its last word, or its first sign."""
    if name[:1] >= _WORDS_RUN_ON:
        return name[0]
    words = _WORD.findall(name)
    return words[-1] if words else ""


def names_of_person(contact: Contact) -> tuple[str, ...]:
    """Return the names by which `people_named` may find a person: the whole one, and single words of it."""
    full = read_name(contact.name).full
    return (full, *_words_of_name(contact.name)) if full else ()


def is_within(span: tuple[int, int], own: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a place in a text lies wholly inside one of `own`."""
    return any(start <= span[0] and span[1] <= end for start, end in own)


def _named(name: str, text: str, own: Sequence[tuple[int, int]]) -> bool:
    """Tell whether `name` stands in `text` anywhere but inside one of the note's own spans."""
    return any(not is_within(found, own) for found in _occurrences(name, text))


def own_spans(
    text: str, contact: Contact, application: Application, news: str = ""
) -> tuple[tuple[int, int], ...]:
    """Return the places in `text` that speak of this note's own person, company, role, moment and news."""
    parts = read_name(contact.name)
    names = {*company_names(application.company), clean_line(application.role), clean_line(contact.name)}
    names |= {parts.full, parts.given, parts.family, *parts.full.split(), clean_line(contact.form_of_address)}
    names |= {tidy_moment(contact.moment), clean_line(contact.moment).rstrip(" .")}
    names |= {tidy_news(news), clean_line(news).rstrip(" .")}
    names.discard("")
    return tuple(span for name in names for span in _spans(name, text))


def _spans(name: str, text: str) -> Iterable[tuple[int, int]]:
    return ((found.start(), found.end()) for found in re.finditer(re.escape(name), text, re.IGNORECASE))


def people_named(
    text: str, own: Sequence[tuple[int, int]], contact: Contact, others: Iterable[Contact]
) -> tuple[tuple[str, Contact], ...]:
    """Return each other person whose name stands in `text`, with the name found.

    A name that this contact shares, that is shorter than three letters, or that is an everyday word is
    not taken for the other's; their whole name is.
    """
    shared = {word.casefold() for word in read_name(contact.name).full.split()}
    found: dict[str, tuple[str, Contact]] = {}
    for other in others:
        full = read_name(other.name).full
        if not full or full.casefold() == read_name(contact.name).full.casefold():
            continue
        words = (word for word in _words_of_name(other.name) if word.casefold() not in shared)
        candidates = [full, *words] if len(full) >= _LEAST and full.casefold() not in EVERYDAY else [*words]
        name = next((name for name in candidates if _named(name, text, own)), "")
        if name:
            found.setdefault(name, (name, other))
    return tuple(found.values())


def companies_named(
    text: str, own: Sequence[tuple[int, int]], application: Application, companies: Iterable[str]
) -> tuple[str, ...]:
    """Return each other company whose name stands in `text`; this application's own is none of them."""
    ours = {name.casefold() for name in company_names(application.company)}
    found: dict[str, None] = {}
    for company in companies:
        names = company_names(company)
        if ours & {name.casefold() for name in names}:
            continue
        if any(_is_telling(name) and _named(name, text, own) for name in names):
            found[names[0]] = None
    return tuple(found)


def _is_telling(name: str) -> bool:
    """Tell whether the name of a company is long or odd enough to be told from other words."""
    if len(name) >= _LEAST:
        return True
    return bool(name) and name.upper() == name and name not in _ABBREVIATIONS
