"""Cleaning of text at the boundary: whatever is typed, pasted, imported or loaded passes here once.

Terminals obey control characters, and neither Textual nor Rich takes them all out (ESC, C1 and the
bidirectional overrides pass through), so they never get in.
"""

from __future__ import annotations

import re
import unicodedata

MOST_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MARKS = re.compile(f"({_MARK}{{{MOST_MARKS}}}){_MARK}+")


def clean_text(text: str) -> str:
    """Return `text` with plain line feeds, four spaces for a tab, and nothing in it that a terminal obeys."""
    if not _SUSPECT.search(text):
        return text
    text = _LINE_BREAKS.sub("\n", text).replace("\t", "    ")
    text = _FORBIDDEN.sub("", text)
    return unicodedata.normalize("NFC", _MARKS.sub(r"\1", text))


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line, every run of white space made one space, none at the ends."""
    return " ".join(clean_text(text).split())
