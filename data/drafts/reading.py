"""Reading a draft back: as it was written, or as much of it as can still be read."""

from __future__ import annotations

import errno
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ..store.safe_write import is_regular
from ..text import clean_text
from .draft import Draft, DraftKind, Origin, TypedField, cleaned

LARGEST = 4_000_000
"""Bytes that are read of a draft; far more than anybody types."""
DAMAGED = "Something you were writing"
"""The title of a draft whose own cannot be read."""

_TEXT = re.compile(r'"(?:text|source)"\s*:\s*"((?:[^"\\]|\\.)*)')
_TITLE = re.compile(r'"title"\s*:\s*"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def read_draft(path: Path) -> Draft | None:
    """Return the draft in the file at `path`; None when there is no file that could hold one.

    Of a damaged one, the text is returned as far as it can be read, as a draft of `DraftKind.UNKNOWN`.
    """
    try:
        data, modified = read_plain(path, LARGEST)
    except OSError:
        return None
    try:
        draft = msgspec.json.decode(data, type=Draft)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        draft = _salvaged(data.decode("utf-8", "replace"), modified)
    # What is in the file may be a copy of another; its name is its own.
    return cleaned(msgspec.structs.replace(draft, id=path.stem, when=_aware(draft.when)))


def read_plain(path: Path, most: int) -> tuple[bytes, datetime]:
    """Return the first `most` bytes of a plain file, and when it was changed; OSError for anything else.

    No link is followed.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(file.fileno())
        if not is_regular(status):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        return file.read(most), datetime.fromtimestamp(int(status.st_mtime), UTC)


def _aware(when: datetime) -> datetime:
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)


def _salvaged(text: str, modified: datetime) -> Draft:
    """Return what can be made out in `text`: the values that were typed, or else all that is there."""
    found = [_unescaped(match[1]) for match in _TEXT.finditer(text)]
    words = "\n".join(filter(None, found)) or clean_text(text).strip()
    title = _TITLE.search(text)
    origin = Origin(kind=DraftKind.UNKNOWN, title=_unescaped(title[1]) if title else DAMAGED)
    return Draft(when=modified, origin=origin, fields=(TypedField(name="", text=words),))


def _unescaped(text: str) -> str:
    """Return a piece of a JSON string without its escapes; what makes no sense stays as it is."""

    def plain(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else _SHORT.get(match[2], match[2])

    # Characters beyond the first plane come as two.
    unescaped = _ESCAPE.sub(plain, text)
    return unescaped.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
