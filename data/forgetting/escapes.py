"""Reading text through the escapes of JSON, in bytes of which nobody knows whether they are any."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([bfnrt])|([\"\\/]))")
_SHORT = {"b": " ", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def plain_text(data: bytes) -> str:
    """Return the text in UTF-8, or in JSON: a name is found behind escapes, or where there are none."""
    text = data.decode("utf-8", "replace")
    # Most documents have no escape, and cost one look.
    return unescaped(text) if "\\" in text else text


def unescaped(text: str) -> str:
    """Return `text` with the escapes of JSON turned into what they stand for."""

    def plain(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else _SHORT.get(match[2], match[3])

    found = _ESCAPE.sub(plain, text)
    if "\\u" not in text:
        return found
    # What lies beyond the first 65,536 characters is written as a pair.
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
