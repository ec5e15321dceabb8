"""Words that several screens say."""

from __future__ import annotations

from ...data.models import Contact
from ...data.notes.review import take_apart

LEAST_WORDS = 60
MOST_WORDS = 150


def called(contact: Contact) -> str:
    """Return what a person is called: by name, or by what is known instead of it."""
    return contact.name or contact.title or contact.email or contact.kind.value


def sheet_foot(text: str) -> str:
    """Return what stands on the lower edge of a sheet: how many words, and whether that is good.

    Greeting, closing and signature do not count, whether the text was composed or written by hand.
    """
    words = take_apart(text).words
    if words < LEAST_WORDS:
        return f"{words} words, a little short"
    return f"{words} words  ✓" if words <= MOST_WORDS else f"{words} words, rather long"
