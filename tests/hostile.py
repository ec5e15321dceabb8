"""Text that would do harm if a screen took it for markup or a terminal obeyed it."""

from __future__ import annotations

import re

MARKUP = (
    "[@click=app.quit]x[/]",
    "[link=https://evil.example]x[/link]",
    "[/]",
    "[/foo]",
    "[bold",
    "Smith [HR]",
    "\\",
    "a\\[b]",
    "$x $text-error",
)
"""Must be shown to the letter."""

CONTROLS = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1bP$q\x1b\\",
    "c1 \x9b31m \x9d0;title\x9c",
    "nul \x00 bel \x07 del \x7f",
    "bidi \u202eevil\u202c \u2066isolated\u2069",
    "tag \U000e0041 bom \ufeff",
    "lone \ud800",
)
"""Must reach no terminal."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


def forbidden_in(text: str) -> list[str]:
    """Return the characters of `text` that no terminal may get, line feeds aside."""
    return _FORBIDDEN.findall(text)
