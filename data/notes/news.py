"""Making what has happened since fit into a sentence, and telling whose news it is."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import clean_line
from .company_names import company_names
from .words import words_of

_MINE = words_of("i i'm i've i'd i'll my we we're we've our")
_THEIRS = words_of("you you're you've you'd your")
_SMALL = words_of(
    """
    my we we're we've our you you're you've you'd your the a an that this these those there it it's his her
    their he she they he's she's they've everyone everybody nobody somebody one two some
    """
)
_LEAD_IN = re.compile(r"^(?:since then|in the meantime|meanwhile)\b[,:]? *", re.IGNORECASE)
_CLAUSE = re.compile(
    r"^that (?=(?:i|i['’]\w+|my|we|our|you|your|you['’]\w+|the|there|it|he|she|they|their)\b)", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def tidy_news(news: str) -> str:
    """Return `news` as a clause that can follow a colon or `that`, or nothing.

    What stands behind it (a full stop) goes, and so do words that lead it in (`since then`, `that`);
    its first word becomes small if it is only a function word, and `i` becomes `I`.
    """
    clause = _LEAD_IN.sub("", clean_line(news).strip(" .!?;:,…–-"))
    clause = _CLAUSE.sub("", clause)
    if not any(char.isalnum() for char in clause):
        return ""
    head, gap, tail = clause.partition(" ")
    bare = _bare(head)
    if bare in _SMALL:
        head = head.lower()
    elif bare in _MINE:
        head = head.capitalize()
    return head + gap + tail


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'")


def news_fields(news: str, company: str) -> dict[str, str]:
    """Return the fields that `news` fills: `news`, and `my_news` or `your_news` where it is plain whose.

    It is the user's when they are its subject, and theirs when the reader or `company` is.
    """
    clause = tidy_news(news)
    first = _bare(clause.partition(" ")[0])
    mine = first in _MINE
    theirs = first in _THEIRS or (not mine and _begins_with(clause, company))
    return {"news": clause, "my_news": clause if mine else "", "your_news": clause if theirs else ""}


def _begins_with(clause: str, company: str) -> bool:
    return any(
        name and re.match(rf"{re.escape(name)}(?!\w)", clause, re.IGNORECASE)
        for name in company_names(company)
    )
