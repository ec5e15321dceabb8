"""People read from pasted lines: `Dana Ortiz <dana@x.com>, recruiter`, a `To:` line, a column of a table.

Nothing is refused and nothing is kept from the user: every line comes back with what was found in it, and
the user confirms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from .addresses import find_addresses, is_shared, name_from
from .kinds import guess_kind
from .models import Kind
from .text import clean_line, clean_text

LONGEST_ENTRY = 600
"""Characters that one person may take; longer text is an essay and comes back unread."""
MOST_NAME_WORDS = 9

_BULLET = re.compile(r"\s*(?:(?:[-*+•·‣▪◦–—>]|\(?\d{1,3}[.)]|\[[ xX]?\])\s+)+")
_HEADER = re.compile(r"\s*(?:to|cc|bcc|from|an|von|kopie)\s*:\s*", re.IGNORECASE)
_QUOTED = re.compile(r"\s*(?:\"([^\"]{1,200})\"|'([^']{1,200})'(?=\s*<))")
_LINKEDIN = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub)/[^\s<>,;()\"]+", re.IGNORECASE
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>,;()\"]+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.])(?:\+|\(\+?)?\d[\d ()./-]{5,22}\d(?:\s?(?:ext|x)\.?\s?\d{1,5})?(?!\w)", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_BETWEEN = re.compile(
    r"\s{2,}|\s+[-–—/:]+\s+|\s*[|·•;()\[\]<>]+\s*|,(?:\s+|$)|[:–—](?:\s+|$)|\s+[-–—]+$|^[-–—]+\s+"
)
_LAST_FIRST = re.compile(
    r"([^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?),\s*([^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?)"
)
_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|iv|ph\.?d|m\.?d|mba|msc|bsc|esq|cpa)\.?", re.IGNORECASE)
_PRONOUNS = re.compile(r"\b(?:she|he|they|sie|er)/[a-z]{2,6}(?:/[a-z]{2,6})?\b", re.IGNORECASE)
_LABELS = frozenset({
    "name", "full", "e-mail", "email", "mail", "address", "tel", "tel.", "telephone", "telefon",
    "phone", "mobile", "mob", "mob.", "cell", "handy", "linkedin", "title", "role", "position",
    "funktion", "kind", "notes", "mailto", "t", "m", "e", "p",
})  # fmt: skip


class PersonLine(msgspec.Struct, frozen=True, kw_only=True):
    """What was found about one person in a line."""

    name: str = ""
    """In the order of speech: `Ortiz, Dana` is `Dana Ortiz`. Empty when there is only a shared mailbox."""
    email: str = ""
    kind: Kind | None = None
    """Guessed from the title; None when the title does not tell."""
    title: str = ""
    """As written; empty when it is but the name of the kind."""
    phone: str = ""
    linkedin: str = ""
    line: str = ""
    """The piece of text that it was read from."""

    @property
    def unread(self) -> bool:
        """Whether no person was found in the line."""
        return not (self.name or self.email)


def parse_people(text: str) -> tuple[PersonLine, ...]:
    """Return the people in `text`, one for each line or for each address of a `To:` line, in its order.

    A line in which there is nobody comes back with `unread` true; empty lines are passed over.
    """
    lines = text.splitlines()
    return tuple(
        _read_entry(entry) for line in lines for entry in _entries(clean_text(line)) if clean_line(entry)
    )


def turn_name(name: str) -> str:
    """Return `Ortiz, Dana` as `Dana Ortiz`; any other name, `Dana Ortiz, PhD` among them, as it is."""
    match = _LAST_FIRST.fullmatch(name.strip())
    if match is None or _SUFFIX.fullmatch(match[2]):
        return name.strip()
    return f"{match[2]} {match[1]}"


def _entries(line: str) -> Iterator[str]:
    """Yield the pieces of `line` that speak of one person each."""
    line = _HEADER.sub("", line, count=1) if _HEADER.match(line) else line
    by_semicolon = _split(line, ";")
    if len(by_semicolon) > 1 and (
        _addresses(line) > 1 or all(_is_name(part) for part in by_semicolon if part.strip())
    ):
        for part in by_semicolon:
            yield from _entries(part)
    elif _addresses(line) > 1:
        yield from _by_comma(_split(line, ","))
    else:
        yield line


def _by_comma(parts: list[str]) -> Iterator[str]:
    """Yield the people of a line in which commas stand between them, and maybe within them."""
    entry: list[str] = []
    for place, part in enumerate(parts):
        after = parts[place + 1] if place + 1 < len(parts) else ""
        begins = _addresses(part) > 0 or _is_last_name(part, after)
        if begins and any(_addresses(piece) for piece in entry):
            yield ",".join(entry)
            entry = []
        entry.append(part)
    yield ",".join(entry)


def _is_last_name(part: str, after: str) -> bool:
    """Return whether `part` is the `Park` of `Park, Lee <lee@x.com>`, and no title of the one before."""
    first_name = after.partition("<")[0].split()
    return (
        len(part.split()) == 1 and guess_kind(part) is None and _addresses(after) > 0 and len(first_name) == 1
    )


def _split(line: str, mark: str) -> list[str]:
    """Split `line` at `mark`, but not within double quotes."""
    if line.count('"') % 2:
        return line.split(mark)
    pieces = re.split(r'("[^"]*")', line)
    shielded = "".join(
        piece.replace(mark, "\0") if place % 2 else piece for place, piece in enumerate(pieces)
    )
    return [part.replace("\0", mark) for part in shielded.split(mark)]


def _addresses(text: str) -> int:
    return sum(1 for _ in find_addresses(text))


def _read_entry(entry: str) -> PersonLine:
    """Read one person from `entry`."""
    line = clean_line(entry)
    if len(line) > LONGEST_ENTRY:
        return PersonLine(line=line)
    rest = _BULLET.sub("", entry, count=1) if _BULLET.match(entry) else entry
    rest, linkedin = _take(rest, _LINKEDIN)
    rest = _URL.sub("  ", rest)
    address, begin, end = next(find_addresses(rest), ("", len(rest), len(rest)))
    before, after = rest[:begin], rest[end:]
    written, before = _written_name(before, angled=before.endswith("<"))
    rest, phone = _take_phone(f"{before}  {after}")
    parts = [part for part in (_bare(part) for part in _BETWEEN.split(rest)) if _says_something(part)]
    name, titles = (written, parts) if written else _name_and_titles(parts)
    title = ", ".join(titles)
    kind = guess_kind(title) if title else None
    if not name and address:
        kind = kind or (guess_kind(address.partition("@")[0]) if is_shared(address) else None)
    return PersonLine(
        name=name or name_from(address),
        email=address,
        kind=kind,
        title="" if kind is not None and title.casefold() == kind.value else title,
        phone=phone,
        linkedin=linkedin,
        line=line,
    )


def _take(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Return `text` without the first match of `pattern`, and that match."""
    match = pattern.search(text)
    if match is None:
        return text, ""
    return f"{text[: match.start()]}  {text[match.end() :]}", match[0].rstrip(".")


def _take_phone(text: str) -> tuple[str, str]:
    """Return `text` without its first telephone number, and that number; a date is none."""
    for match in _PHONE.finditer(text):
        digits = sum(letter.isdigit() for letter in match[0])
        if 7 <= digits <= 20 and not _DATE.fullmatch(match[0]):
            return f"{text[: match.start()]}  {text[match.end() :]}", clean_line(match[0])
    return text, ""


def _written_name(before: str, *, angled: bool) -> tuple[str, str]:
    """Return the name that is quoted, or turned round before an address, and what else stands before it."""
    quoted = _QUOTED.match(before)
    if quoted is not None:
        return turn_name(clean_line(quoted[1] or quoted[2])), before[quoted.end() :]
    match = _LAST_FIRST.fullmatch(before.rstrip("< ").strip()) if angled else None
    if match is not None and match[2][0].isupper() and guess_kind(match[2]) is None:
        return turn_name(match[0]), ""
    return "", before


def _bare(part: str) -> str:
    """Return `part` without white space, quotes and stray punctuation around it, and without pronouns."""
    return _PRONOUNS.sub("", clean_line(part)).strip(" \"'“”„,;:*_-–—<>/")


def _says_something(part: str) -> bool:
    """Return whether `part` holds words that are no label (`Email:`) and no broken address."""
    words = part.casefold().split()
    return (
        any(letter.isalpha() for letter in part)
        and "@" not in part
        and not all(word in _LABELS for word in words)
    )


def _name_and_titles(parts: list[str]) -> tuple[str, list[str]]:
    """Return the part that is the name, and the others; the name mostly comes first."""
    names = [part for part in parts if _is_name(part)]
    if not names:
        return "", parts
    name = names[0]
    if guess_kind(name) is not None:
        # `Recruiter: Dana Ortiz`, or `Dana Ortiz hiring manager`, or a title alone.
        plain = [part for part in names if guess_kind(part) is None]
        if not plain:
            name, title = _apart(name)
            return name, ([title] if title else []) + [part for part in parts if part != names[0]]
        name = plain[0] if parts[0] == names[0] else name
    place = parts.index(name)
    others = parts[:place] + parts[place + 1 :]
    if others and _SUFFIX.fullmatch(others[0]):
        return f"{name}, {others[0]}", others[1:]
    return name, others


def _apart(part: str) -> tuple[str, str]:
    """Return name and title of `part`: both, as in `Dana Ortiz hiring manager`, or only a title."""
    words = part.split()
    count = next((place for place, word in enumerate(words) if word[0].islower()), 0)
    name, title = " ".join(words[:count]), " ".join(words[count:])
    if name and guess_kind(name) is None and guess_kind(title) is not None:
        return name, title
    return "", part


def _is_name(part: str) -> bool:
    """Return whether `part` could be the name of a person, by its look."""
    return (
        0 < len(part.split()) <= MOST_NAME_WORDS
        and any(letter.isalpha() for letter in part)
        and not re.search(r"[\d@?!=:/#%{}\\]", part)
    )
