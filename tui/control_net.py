"""The second net against control characters, under Textual and Rich.

Whatever comes in is cleaned by `data.text`; should a text ever miss that door, nothing that a terminal obeys
may reach it all the same. Both libraries take only five control characters out of what they draw, by a table
each; here the tables learn the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import Protocol, cast

from rich import control
from textual import content

SHOWN_AS = "\ufffd"
"""What stands on the screen where a control character stood in the text."""

_RANGES = (
    (0x00, 0x08),  # C0 but for tab and line feed, with which texts are laid out
    (0x0B, 0x1F),
    (0x7F, 0x9F),  # DEL, and C1
    (0x202A, 0x202E),  # embeddings and overrides of the writing direction
    (0x2066, 0x2069),  # isolates
)
CAUGHT = frozenset(code for first, last in _RANGES for code in range(first, last + 1))
"""The characters that reach no terminal, by their numbers."""


class _WithTable(Protocol):
    _CONTROL_STRIP_TRANSLATE: MutableMapping[int, str | None]


def spread_net() -> None:
    """Have Textual and Rich show every control character as `SHOWN_AS`; to do it again changes nothing.

    AttributeError where one of the two keeps no such table any more: no window is better than an open one.
    """
    for table in _tables():
        table.update(dict.fromkeys(CAUGHT, SHOWN_AS))


def _tables() -> Iterable[MutableMapping[int, str | None]]:
    for module in (content, control):
        yield cast("_WithTable", module)._CONTROL_STRIP_TRANSLATE  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001
