"""Letters made alike, so that words can be compared whatever their case, accents and script variants are."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
        "ı": "i", "ŋ": "n", "ŧ": "t", "ə": "e", "ĸ": "k", "’": "'", "‘": "'", "ʼ": "'",
    }
)  # fmt: skip
_WITHOUT_MARK = re.compile("[" + "".join(map(chr, _WHOLE_LETTERS)) + "]")
_MARKS = re.compile("[\u0300-\u036f]+")
# What may be a mark of another script; neither Latin letters nor quotes, dashes and signs of money are.
_ELSEWHERE = re.compile("[^\x00-\u02ff\u2000-\u20cf]+")


def fold(text: str) -> str:
    """Return `text` without case and accents: `Zoë Łuczak` and `ZOE LUCZAK` both become `zoe luczak`.

    Letters of other scripts stay as they are, apart from their case and their marks.
    """
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    # Each letter by itself would take four times as long, and most text has none but these marks.
    bare = _ELSEWHERE.sub(_without_marks, _MARKS.sub("", apart))
    # Taken apart, some letters show a case that they did not have before: a bold capital of mathematics.
    whole = _WITHOUT_MARK.sub(lambda letter: _WHOLE_LETTERS[ord(letter[0])], bare.casefold())
    return unicodedata.normalize("NFC", whole)


def _without_marks(run: re.Match[str]) -> str:
    return "".join(letter for letter in run[0] if not unicodedata.combining(letter))
