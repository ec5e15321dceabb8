"""Finding a name or a mail address in any text, however it is written, and putting something else there.

Case and accents do not matter, nor how the accents are encoded, nor where a line was broken within the name,
be it in a mail that is quoted, nor signs that nobody sees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ..addresses import split_address
from ..folding import fold

NAME_REMOVED = "(name removed)"
ADDRESS_REMOVED = "(address removed)"

# Scripts that put no blank between words, so that what stands beside a name says nothing.
_NO_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)
# What Unicode has drawn as nothing (Default_Ignorable_Code_Point of DerivedCoreProperties.txt): soft hyphens,
# joiners, marks of direction, variation selectors, fillers, tags. What was copied from a page may have them.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ZERO_WIDTH_SPACE = "\u200b"
# Blanks, or a break with the marks of a quoted mail. A word begins with none of them, so that no other way to
# part them is worth a try: the time goes with the length.
_BREAK = r"[^\S\r\n]*[\r\n][\s>]*"
_GAP = rf"(?:{_BREAK}|\s+)"
_ADDRESS_BEFORE, _ADDRESS_AFTER = r"(?<![\w.+-])", r"(?![\w-]|\.\w)"


def without_unseen(text: str) -> str:
    """Return `text` without the signs that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def is_full_name(name: str) -> bool:
    """Return whether `name` is more than a single word that could be anybody's, or anything."""
    name = without_unseen(name)
    words = fold(name).split()
    return len(words) > 1 or (len(name.strip()) > 1 and _NO_BLANKS.search(name) is not None)


class Mentions:
    """Looks for the full names and the addresses of one person."""

    def __init__(self, names: Iterable[str], addresses: Iterable[str]) -> None:
        """Look for these; a name that is no full one is left out."""
        seen = map(without_unseen, names)
        self.names = tuple(sorted({" ".join(name.split()) for name in seen if is_full_name(name)}))
        """The names that are looked for."""
        self.addresses = tuple(sorted({address.strip() for address in addresses if "@" in address}))
        """The addresses that are looked for."""
        kinds = [*map(_address_pattern, self.addresses), *map(_name_pattern, self.names)]
        self._pattern = re.compile("|".join(kinds)) if kinds else None
        # Without one of these in a text there is no need to look closer; most texts have none.
        self._signs = [*map(fold, self.addresses), *map(_sign_of, self.names)]
        self._signs += ["@xn--"] if any(not address.isascii() for address in self.addresses) else []

    def are_in(self, text: str) -> bool:
        """Return whether any of them stands in `text`."""
        if self._pattern is None:
            return False
        return any(
            self._stand_in(fold(without_unseen(reading)), self._pattern) for reading in _readings(text)
        )

    def _stand_in(self, folded: str, pattern: re.Pattern[str]) -> bool:
        return any(sign in folded for sign in self._signs) and pattern.search(folded) is not None

    def replaced(self, text: str) -> str:
        """Return `text` with each of them replaced; the very same when there is none."""
        if self._pattern is None or not self.are_in(text):
            return text
        text = unicodedata.normalize("NFC", text)
        text = _replaced_in(text, text, self._pattern)
        # What is gone from the first reading is gone from the second.
        return _replaced_in(text, _readings(text)[-1], self._pattern) if _ZERO_WIDTH_SPACE in text else text


def _readings(text: str) -> tuple[str, ...]:
    """Return `text`, and again with plain blanks for those of no width, which part words or stand in one."""
    return (text, text.replace(_ZERO_WIDTH_SPACE, " ")) if _ZERO_WIDTH_SPACE in text else (text,)


def _replaced_in(text: str, reading: str, pattern: re.Pattern[str]) -> str:
    """Return `text` with what `pattern` finds in a reading of the same length replaced."""
    folded, places = _with_places(reading)
    pieces: list[str] = []
    done = 0
    for match in pattern.finditer(folded):
        begin, end = places[match.start()], places[match.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        pieces += [text[done:begin], ADDRESS_REMOVED if "@" in match[0] else NAME_REMOVED]
        done = end
    return "".join([*pieces, text[done:]])


def _with_places(text: str) -> tuple[str, list[int]]:
    """Return `text` folded, without what nobody sees, and for each letter of that its place in `text`."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for each in fold(without_unseen(letter)):
            letters.append(each)
            places.append(place)
    return "".join(letters), places


def _sign_of(name: str) -> str:
    """Return a part of a folded name that is nowhere broken."""
    return fold(name)[0] if _NO_BLANKS.search(name) else max(fold(name).split(), key=len)


def _name_pattern(name: str) -> str:
    """Return what finds a name, also as it stands in lists: the last word first, and a comma."""
    if _NO_BLANKS.search(name):
        # There a line may end within a word.
        return _GAP.join(f"(?:{_BREAK})?".join(map(re.escape, word)) for word in fold(name).split())
    words = [re.escape(word) for word in fold(name).split()]
    found = _GAP.join(words)
    turned = f"{words[-1]},{_GAP}?" + _GAP.join(words[:-1])
    return rf"(?<!\w)(?:{found}|{turned})(?!\w)"


def _address_pattern(address: str) -> str:
    forms = {fold(address)}
    split = split_address(address)
    if split is not None:
        forms.add(fold("@".join(split)))
    return _ADDRESS_BEFORE + "(?:" + "|".join(map(re.escape, sorted(forms))) + ")" + _ADDRESS_AFTER
