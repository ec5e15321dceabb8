"""The phrases of `phrases.toml`, and where a mail says them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from importlib import resources

import msgspec

WEIGHTS = {"decides": 4, "tells": 2, "hints": 1}
"""What a phrase counts, by the list that it stands in."""

_SAME_LENGTH = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " ", "–": "-", "—": "-", "‑": "-"}
)
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_WORD_REST = re.compile(r"\w*")
_SET = re.compile(r"@(\w+)")


class Found(msgspec.Struct, frozen=True):
    """A phrase that a mail says."""

    meaning: str
    weight: int
    words: str
    """The mail's own words."""
    sentence: int
    """The index of the sentence."""
    start: int
    """Where in the sentence it begins."""


class Phrase:
    """One line of the file."""

    def __init__(self, meaning: str, weight: int, source: str) -> None:
        self.meaning = meaning
        self.weight = weight
        self._source = source
        # Words without which the pattern cannot match: to look for them first costs next to nothing.
        fixed = [piece.strip() for piece in re.split(r"\[[^\]]*\]|…", source)]
        self._needed = max(fixed, key=len)
        choices = [choice.split("|") for choice in _CHOICE.findall(source)]
        certain = [
            tuple(each.replace("…", " ").split("  ")[0].strip() for each in choice) for choice in choices
        ]
        self._one_of = next((choice for choice in certain if all(choice)), ("",))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_to_pattern(self._source))

    def find(self, text: str) -> re.Match[str] | None:
        """Return where `text`, folded, says this phrase first."""
        if self._needed not in text or not any(word in text for word in self._one_of):
            return None
        return self._pattern.search(text)


def _to_pattern(source: str) -> str:
    """Return the regular expression for a phrase; every gap in it is bounded, so that it stays linear."""
    out: list[str] = []
    for piece in re.split(r"(\[[^\]]*\]| … | )", source):
        if piece.startswith("["):
            alternatives = [each.strip() for each in piece[1:-1].split("|")]
            body = "|".join(_gaps(each) for each in alternatives if each)
            out.append(f"(?:(?:{body})(?: |\\b))?" if "" in alternatives else f"(?:{body})")
        elif piece == " … ":
            out.append(_GAP)
        elif piece == " ":
            # What may be missing brings its own space along.
            out.append("" if out and out[-1].endswith("?") and out[-1] != _GAP else " ")
        elif piece:
            out.append(re.escape(piece))
    return r"(?<!\w)" + "".join(out)


_GAP = r"\b.{0,80}?(?<!\w)"


def _gaps(words: str) -> str:
    return _GAP.join(re.escape(each) for each in words.split(" … "))


@cache
def load() -> tuple[Phrase, ...]:
    """Return all phrases."""
    text = (resources.files(__spec__.parent) / "phrases.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text)
    sets: dict[str, str] = groups.pop("words")
    return tuple(
        Phrase(meaning, WEIGHTS[strength], _SET.sub(lambda match: sets[match[1]], _braced(line)))
        for meaning, lists in groups.items()
        for strength, lines in lists.items()
        for line in lines
    )


def _braced(line: str) -> str:
    """Return `line` with brackets around sets that stand alone."""
    inside = 0
    out: list[str] = []
    for piece in re.split(r"([\[\]]|@\w+)", line):
        inside += {"[": 1, "]": -1}.get(piece, 0)
        out.append(f"[{piece}]" if piece.startswith("@") and not inside else piece)
    return "".join(out)


def fold(sentence: str) -> str:
    """Return `sentence` as phrases are written, letter for letter."""
    folded = sentence.lower()
    if len(folded) != len(sentence):
        folded = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in sentence)
    return folded.translate(_SAME_LENGTH)


def find_all(sentences: Sequence[str]) -> Iterator[Found]:
    """Yield every phrase that a sentence says, once for each sentence."""
    phrases = load()
    for index, sentence in enumerate(sentences):
        folded = fold(sentence)
        for phrase in phrases:
            match = phrase.find(folded)
            if match:
                rest = _WORD_REST.match(sentence, match.end())
                words = sentence[match.start() : rest.end() if rest else match.end()]
                yield Found(phrase.meaning, phrase.weight, words, index, match.start())
