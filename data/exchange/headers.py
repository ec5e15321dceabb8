"""Reading single header values: encoded words, addresses, dates, Message-IDs.

Every step is linear in its input.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec

from ..text import clean_line
from . import mime

MOST_REFERENCES = 50
MOST_OF_A_NAME = 200
MOST_OF_A_SUBJECT = 500

_ENCODED_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{1,20})?\?([bBqQ])\?([^?]*)\?=")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"'@]{1,128}@[^\s<>()\[\],;:\"'@]{1,253}")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")


class Address(msgspec.Struct, frozen=True):
    """A name and a bare address, either of which may be empty."""

    name: str = ""
    email: str = ""


def read_words(value: str) -> str:
    """Return a header's value with its encoded words decoded, on one clean line."""
    value = value[: mime.MOST_OF_A_HEADER]
    out: list[str] = []
    pending, pending_charset, end = b"", "", 0
    for match in _ENCODED_WORD.finditer(value):
        between = value[end : match.start()]
        charset = match[1].lower()
        # White space between two encoded words is only folding, and a letter may be split between them.
        if between.strip() or charset != pending_charset:
            out.append(mime.decode(pending, pending_charset))
            pending = b""
            out.append("" if pending_charset and not between.strip() else between)
        pending += _encoded_bytes(match[2], match[3])
        pending_charset, end = charset, match.end()
    out += [mime.decode(pending, pending_charset), value[end:]]
    return clean_line("".join(out))


def _encoded_bytes(how: str, text: str) -> bytes:
    raw = text.encode("ascii", "ignore")
    if how in "bB":
        return mime.Leaf(content_type="", encoding="base64", raw=raw).payload()
    return mime.Leaf(content_type="", encoding="quoted-printable", raw=raw.replace(b"_", b" ")).payload()


def read_address(value: str) -> Address:
    """Return the first name and address of a header such as `From`; either may be missing."""
    value = value[: mime.MOST_OF_A_HEADER]
    address = _read_plain_address(value)
    # Some senders encode the whole header, address and all.
    return address if address.email else _read_plain_address(read_words(value))


def _read_plain_address(value: str) -> Address:
    opening = value.find("<")
    closing = value.find(">", opening)
    if opening >= 0 and closing > opening:
        match = _ADDRESS.search(value, opening + 1, closing)
        if match:
            return Address(_name(value[:opening]), clean_line(match[0]))
    match = _ADDRESS.search(value)
    if not match:
        return Address(_name(value))
    comment = value[match.end() :].strip()
    return Address(_name(comment[1:].partition(")")[0] if comment[:1] == "(" else ""), clean_line(match[0]))


def _name(raw: str) -> str:
    name = read_words(raw).strip(" ,;")
    name = name.replace('\\"', '"').strip("\"' ")
    return "" if "@" in name and " " not in name else name[:MOST_OF_A_NAME]


def read_date(value: str) -> datetime | None:
    """Return the moment that a `Date` header names, in UTC, or None if it names none."""
    try:
        moment = parsedate_to_datetime(value[:200])
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def read_message_ids(value: str) -> tuple[str, ...]:
    """Return the Message-IDs in a header, in order, each with its angle brackets, none twice."""
    found = (clean_line(each) for each in _MESSAGE_ID.findall(value[: mime.MOST_OF_A_HEADER]))
    return tuple(dict.fromkeys(found))[-MOST_REFERENCES:]
