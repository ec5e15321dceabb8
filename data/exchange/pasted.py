"""Headers as mail programs show them when one copies or forwards a mail: `From:`, `Von:`, `Gesendet:`."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from . import headers

MOST_LINES = 12
"""How many lines such a block of headers may have."""

_LABELS = {
    "from": "from von de van da från fra od",
    "subject": "subject betreff objet asunto onderwerp oggetto",
    "date": "date sent datum gesendet envoyé envoye fecha enviado verzonden data inviato",
    "to": "to an à para aan a",
    "cc": "cc kopie bcc",
    "reply-to": "reply-to|antwort an|répondre à|responder a",
    "message-id": "message-id|nachrichten-id",
}
_LABEL = {word: name for name, words in _LABELS.items() for word in words.split("|" if "|" in words else " ")}
_LINE = re.compile(r"[ \t]*\*?([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ -]{0,14}?)[ \u00a0]?:\*?[ \t\u00a0]*(.*)")

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january januar janvier enero januari jan janv ene jänner",
            "february februar février febrero februari feb févr",
            "march märz mars marzo maart mar mär mrt mrz",
            "april avril abril apr avr abr",
            "may mai mayo mei",
            "june juni juin junio jun",
            "july juli juillet julio jul juil",
            "august août agosto augustus aug ago",
            "september septembre septiembre sep sept",
            "october oktober octobre octubre oct okt",
            "november novembre noviembre nov",
            "december dezember décembre diciembre dec dez déc dic",
        ),
        start=1,
    )
    for word in words.split()
}
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d?)-(\d\d?)\b")
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?((?:19|20)\d\d)\b"
)
_MONTH_DAY = re.compile(r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b")
_NUMBERS = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})[./-]((?:20)?\d\d)\b")
_TIME = re.compile(r"\b(\d{1,2})[:h.](\d\d)(?::\d\d)?(?:\s?([ap])\.?m\b)?", re.IGNORECASE)


def read_block(lines: list[str], start: int = 0) -> tuple[dict[str, str], int]:
    """Read a block of shown headers that begins at `lines[start]`.

    Returns the values by their English names in lower case (`from`, `subject`, `date`, `to` …) and the index
    of the first line after the block; an empty mapping and `start` if there is no such block.
    """
    found: dict[str, str] = {}
    name, at = "", start
    while at < len(lines) and at - start < MOST_LINES:
        line = lines[at][: headers.mime.MOST_OF_A_HEADER]
        match = _LINE.match(line)
        label = _LABEL.get(match[1].lower().strip(), "") if match else ""
        if match and label:
            name = label
            found.setdefault(label, match[2].strip(" *\t"))
        elif not line.strip():
            if not _goes_on(lines, at + 1):
                break
        elif name and line[:1] in {" ", "\t"}:
            found[name] += " " + line.strip()
        else:
            break
        at += 1
    return (found, at) if _is_block(found) else ({}, start)


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether headers go on after an empty line, as some programs set one between any two of them."""
    match = _LINE.match(lines[at][:200]) if at < len(lines) else None
    return bool(match and match[1].lower().strip() in _LABEL and match[2].strip())


def _is_block(found: dict[str, str]) -> bool:
    if len(found) >= 2:
        return "from" in found or "subject" in found
    return "subject" in found or "@" in found.get("from", "")


def read_shown_date(value: str) -> datetime | None:
    """Return the moment that a shown date names, in UTC; where it names no zone, the local one is meant."""
    value = value[:200]
    exact = headers.read_date(value) if re.search(r"[+-]\d{4}\b|\bGMT\b|\bUTC\b", value) else None
    if exact:
        return exact
    day = _read_day(value.lower())
    if not day:
        return None
    hour, minute = _read_time(value)
    try:
        return datetime(*day, hour, minute).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _read_day(value: str) -> tuple[int, int, int] | None:
    if match := _ISO.search(value):
        return int(match[1]), int(match[2]), int(match[3])
    for match in _DAY_MONTH.finditer(value):
        if match[2] in _MONTHS:
            return int(match[3]), _MONTHS[match[2]], int(match[1])
    for match in _MONTH_DAY.finditer(value):
        if match[1] in _MONTHS:
            return int(match[3]), _MONTHS[match[1]], int(match[2])
    match = _NUMBERS.search(value)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    # 11/12 is November in America only, and there the clock has twelve hours.
    american = match[2] == "/" and (second > 12 or (first <= 12 and re.search(r"\d\s?[ap]\.?m\b", value)))
    day, month = (second, first) if american else (first, second)
    return year if year > 99 else 2000 + year, month, day


def _read_time(value: str) -> tuple[int, int]:
    # A time never stands before the day in the forms above, except behind it: the last one counts.
    for match in reversed(list(_TIME.finditer(value))):
        hour, minute = int(match[1]), int(match[2])
        if match[3] and hour <= 12:
            hour = hour % 12 + (12 if match[3] in "pP" else 0)
        if hour < 24 and minute < 60 and (":" in match[0] or "h" in match[0] or match[3]):
            return hour, minute
    return 12, 0
