"""Words that several screens say."""

from __future__ import annotations

from ...data.models import Note

LEAST_WORDS = 60
MOST_WORDS = 150


def sheet_foot(note: Note, text: str, composed_words: int) -> str:
    """Return what stands on the lower edge of a sheet: how many words, and whether that is good."""
    words = len(text.split()) if note.edited or note.text else composed_words
    if words < LEAST_WORDS:
        return f"{words} words, a little short"
    return f"{words} words  ✓" if words <= MOST_WORDS else f"{words} words, rather long"
