"""Cleaning of text at the boundary: whatever is typed, pasted, imported or loaded passes here once.

Terminals obey control characters, and neither Textual nor Rich takes them all out (ESC, C1 and the
bidirectional overrides pass through), so they never get in.
"""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 8
"""How many combining marks may follow one composed character; living scripts need four or five at most."""

_LINE_BREAKS = r"\r\n?|[\x0b\x0c\x85\u2028\u2029]"
# C0 without tab and line feed, DEL, C1, bidirectional overrides and isolates, the byte order mark,
# interlinear marks, tag characters, lone surrogates and noncharacters.
_FORBIDDEN = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_TOO_MANY_MARKS = f"({_MARK}{{{MOST_MARKS}}}){_MARK}+"
# What makes the rest of the work worth while; most text has none of it and is returned as it came.
_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u2028-\u202e\u2066-\u2069"
    "\u20d0-\u20ff\ufe20-\ufe2f\ufeff\ufff9-\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)


def clean_text(text: str) -> str:
    """Return `text` with plain line feeds, four spaces for a tab, and nothing in it that a terminal obeys."""
    if not _SUSPECT.search(text):
        return text
    text = re.sub(_LINE_BREAKS, "\n", text).replace("\t", "    ")
    text = re.sub(_FORBIDDEN, "", text)
    # Composing comes first: it may take one mark apart into two.
    return re.sub(_TOO_MANY_MARKS, r"\1", unicodedata.normalize("NFC", text))


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line, every run of white space made one space, none at the ends."""
    if not (text.isascii() and text.isprintable()):
        return " ".join(clean_text(text).split())
    # Most text is like that, and has no blanks but single ones between its words.
    return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
