"""Who a mail is signed by, and whom it greets: greetings, closings, names and titles."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from ..kinds import guess_kind
from ..legal_forms import before_legal_form
from ..models import Kind
from . import vocabulary
from .applicant_systems import compact

MOST_LINES = 8
"""How many lines of a signature are looked at."""
MOST_LINES_FROM_END = 60
LONGEST_LINE = 110

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,40}[)\]]?\s*$")
_PARTS = re.compile(r"\s+[|–—•·/-]\s+|[|•·]")
_TITLE_ENDS = re.compile(r"\s+[|•·–—-]\s+|[|•·]|\s+(?:at|@|bei|chez|von)\s+")
_AND_THE_TEAM = re.compile(
    r"(.{2,40}?),? (?:(?:&|and|und|et|y) (?:the|das|your|l['’]|el) |from |at |von |vom |de chez )"
)
_NO_LETTERS_OF_NAMES = frozenset("@,/\\<>:;!?&+_=|#*0123456789")


class Signature(msgspec.Struct, frozen=True):
    """The end of a mail: a person, if one signs, and the lines around the name."""

    name: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()


@cache
def _greeting() -> re.Pattern[str]:
    return re.compile(rf"{vocabulary.any_of(vocabulary.load().greetings)}\b[ ,]*", re.IGNORECASE)


@cache
def _not_a_name() -> re.Pattern[str]:
    return re.compile(rf"\b{vocabulary.any_of(vocabulary.load().not_a_name)}\b", re.IGNORECASE)


def kind_of(title: str) -> Kind:
    """Return what somebody with this title was to the application, as far as it shows."""
    return guess_kind(title) or Kind.OTHER


def greeted(text: str) -> str:
    """Return whom the first lines of a mail greet, in lower case; empty if nobody by name."""
    honorifics = vocabulary.load().honorifics
    for line in map(str.strip, text.split("\n")[:12]):
        match = _greeting().match(line)
        if match and len(line) < 80:
            rest = re.split(r"[,!:;]|\.(?=\s*$)", line[match.end() :], maxsplit=1)[0]
            words = [word for word in rest.split() if word.lower().rstrip(".") not in honorifics]
            if 0 < len(words) <= 5:
                return " ".join(words).lower()
    return ""


def is_person(name: str) -> bool:
    """Return whether `name` may be the name of a person rather than of a team or a company."""
    words = name.split()
    if not 1 <= len(words) <= 5 or len(name) > 60 or _NO_LETTERS_OF_NAMES & set(name):
        return False
    if _not_a_name().search(name):
        return False
    particles = vocabulary.load().particles
    return all(word.lower() in particles or not word[0].islower() for word in words) and any(
        map(str.isalpha, name)
    )


def bare_name(name: str) -> str:
    """Return a shown name without pronouns and brackets, in the order in which it is spoken."""
    name = _BRACKETS.sub("", name).strip(" ,.~–—-")
    for prefix in vocabulary.load().on_behalf:
        if name.lower().startswith(f"{prefix} "):
            name = name[len(prefix) :].strip()
    last, comma, first = (piece.strip() for piece in name.partition(","))
    is_name = is_person(last) and is_person(first) and kind_of(first) is Kind.OTHER
    if comma and is_name and len(first.split()) <= 3:
        return f"{first} {last}"
    return name


def is_same_person(name: str, other: str) -> bool:
    """Return whether all words of one name are in the other."""
    words, others = ({compact(word) for word in each.split()} - {""} for each in (name, other))
    return bool(words and others) and (words <= others or others <= words)


def read(text: str) -> Signature:
    """Return who signs `text`."""
    lines = [line.strip(" *_\t") for line in text.split("\n")[-MOST_LINES_FROM_END:]]
    best = Signature()
    for at in range(len(lines) - 1, -1, -1):
        behind = _behind_closing(lines, at)
        if behind is not None:
            found = _read_lines([behind, *lines[at + 1 :]])
            if found.name:
                above = _name_above(lines, at) if lines[at].startswith("--") else ""
                return found if not above or is_same_person(above, found.name) else Signature(above)
            if lines[at].startswith("--") and (above := _name_above(lines, at)):
                return Signature(above, lines=found.lines)
            best = best if best.lines else found
    unmarked = _read_unmarked(lines)
    return unmarked if unmarked.name or not best.lines else best


def _name_above(lines: list[str], at: int) -> str:
    """Return the name that stands above a `-- ` of its own, as some write it by hand there."""
    above = next((line for line in reversed(lines[:at]) if line), "")
    return bare_name(above) if len(above) < 40 and is_person(bare_name(above)) else ""


def _behind_closing(lines: list[str], at: int) -> str | None:
    """Return what follows a closing such as `Best regards,` on its line, or None if the line is none."""
    line = lines[at]
    closings = vocabulary.load().closings
    folded = line.lower().rstrip(" ,.!").lstrip(" ")
    if folded in closings:
        return ""
    before, comma, after = line.partition(",")
    after = after.strip(" .")
    if comma and before.lower().strip() in closings and len(after) < 60:
        return after
    # Mit sonnigen Grüßen aus Kiel
    if len(line) < 60 and len(line.split()) <= 7 and re.search(r"\bgrü(?:ß|ss)en?\b|\bgruß\b", folded):
        return ""
    # Any two words and a comma, with nothing but a name under them: `Hugs,`
    rest = [each for each in lines[at + 1 : at + 4] if each][:1]
    is_name = bool(rest) and len(rest[0]) < 40 and is_person(bare_name(rest[0])) and not rest[0].endswith(",")
    return "" if is_name and at > 1 and line.endswith(",") and len(line.split()) <= 3 else None


def _read_lines(lines: list[str]) -> Signature:
    kept: list[str] = []
    for line in [line for line in lines if line][:MOST_LINES]:
        if len(line) > LONGEST_LINE:
            break
        kept.append(line)
    for at, line in enumerate(kept[:4]):
        name, title = _split_name(line)
        if name:
            title = title or next((each for each in kept[at + 1 : at + 4] if _is_title(each)), "")
            return Signature(name, _bare_title(title), tuple(kept))
    return Signature(lines=tuple(kept))


def _read_unmarked(lines: list[str]) -> Signature:
    """Read a name that stands at the end with no closing above it."""
    while lines and not lines[-1]:
        lines = lines[:-1]
    start = len(lines)
    while start and lines[start - 1]:
        start -= 1
    paragraph = lines[start:]
    if not paragraph or len(paragraph) > 5 or not start or any(len(line) > 60 for line in paragraph):
        return Signature()
    name, title = _split_name(paragraph[0].lstrip("–—-~ "))
    if not name:
        return Signature()
    title = title or next((line for line in paragraph[1:] if _is_title(line)), "")
    return Signature(name, _bare_title(title), tuple(paragraph))


def _split_name(line: str) -> tuple[str, str]:
    """Read `Dana Ortiz`, `Dana Ortiz, Recruiter`, `Dana Ortiz | Recruiter | Northwind`."""
    name, comma, rest = line.partition(",")
    if comma and is_person(bare_name(name)) and _is_title(rest):
        return bare_name(name), rest.strip()
    first = _PARTS.split(line, maxsplit=1)[0]
    if is_person(bare_name(first)):
        rest = line[len(first) :].strip(" |–—•·/-")
        return bare_name(first), rest if _is_title(rest) else ""
    with_team = _AND_THE_TEAM.match(line)
    if with_team and is_person(with_team[1]):
        return with_team[1], ""
    return "", ""


def _is_title(line: str) -> bool:
    if not line or len(line) >= 90 or "@" in line or line[-1] == ".":
        return False
    return kind_of(line) is not Kind.OTHER and not before_legal_form(line)


def _bare_title(title: str) -> str:
    """Return the title alone, without the company behind it."""
    parts = [part.strip(" ,") for part in _TITLE_ENDS.split(title)]
    first = next((part for part in parts if kind_of(part) is not Kind.OTHER), title)
    before, comma, _ = first.partition(",")
    return before.strip() if comma and kind_of(before) is not Kind.OTHER else first
