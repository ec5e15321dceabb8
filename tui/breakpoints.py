"""Which classes a screen has for the room there is; style sheets fold by them."""

from __future__ import annotations

from textual.geometry import Size

HORIZONTAL = [(0, "-narrow"), (72, "-normal"), (104, "-wide")]
"""From how many columns on a screen has which class."""
VERTICAL = [(0, "-low"), (24, "-high")]
"""From how many lines on."""


def size_classes(size: Size) -> tuple[str, str]:
    """Return the classes of a screen of this size.

    Textual gives them to a screen only once it has been laid out and drawn without them.
    """
    return _last(HORIZONTAL, size.width), _last(VERTICAL, size.height)


def _last(breakpoints: list[tuple[int, str]], room: int) -> str:
    return [name for least, name in breakpoints if room >= least][-1]
