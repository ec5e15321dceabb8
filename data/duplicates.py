"""Noticing that somebody is there already, under another spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Protocol
from urllib.parse import unquote

from .folding import fold
from .models import Contact

CLOSE_ENOUGH = 0.92
"""How alike two folded names must be; `Anna Ruiz` and `Ana Ruiz` are, `Li Wei` and `Li Mei` are not."""

_TITLES = frozenset({
    "dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "herr", "frau",
    "dipl", "ing", "mag", "phd", "mba", "msc", "jr", "sr",
})  # fmt: skip


class Somebody(Protocol):
    """What a contact and a line about a person have in common."""

    @property
    def name(self) -> str:
        """The name as written."""
        ...

    @property
    def email(self) -> str:
        """The mail address, or nothing."""
        ...

    @property
    def linkedin(self) -> str:
        """The LinkedIn page, or nothing."""
        ...


def find_duplicates(person: Somebody, others: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return those of `others` who seem to be `person`: by address, by LinkedIn page, or by name.

    Names are compared without case, accents, titles and order, and may differ by a letter. A contact is
    never its own duplicate.
    """
    own_id = person.id if isinstance(person, Contact) else None
    return tuple(other for other in others if other.id != own_id and _seem_one(person, other))


def _seem_one(person: Somebody, other: Contact) -> bool:
    address, page = address_key(person.email), page_key(person.linkedin)
    return (
        (address != "" and address == address_key(other.email))
        or (page != "" and page == page_key(other.linkedin))
        or _close(_name_key(person.name), _name_key(other.name))
    )


def _name_key(name: str) -> str:
    """Return the words of `name` folded and sorted, without titles."""
    words = re.findall(r"[^\W\d_]+", fold(name).replace("'", ""))
    return " ".join(sorted([word for word in words if word not in _TITLES] or words))


def _close(one: str, other: str) -> bool:
    if not one or not other:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= CLOSE_ENOUGH and matcher.ratio() >= CLOSE_ENOUGH


def address_key(email: str) -> str:
    """Return what tells one mail address from another; empty for none."""
    return email.strip().casefold()


def page_key(page: str) -> str:
    """Return what tells one LinkedIn page from another, however it was copied; empty for none."""
    match = re.search(r"linkedin\.com/(?:in|pub)/([^\s/?#]+)", page, re.IGNORECASE)
    return unquote(match[1]).casefold() if match else ""
