"""Letters made alike, so that words can be compared whatever their case, accents and script variants are."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
        "ı": "i", "ŋ": "n", "ŧ": "t", "ə": "e", "ĸ": "k", "’": "'", "‘": "'", "ʼ": "'",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Return `text` without case and accents: `Zoë Łuczak` and `ZOE LUCZAK` both become `zoe luczak`.

    Letters of other scripts stay as they are, apart from their case and their marks.
    """
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE_LETTERS))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)
