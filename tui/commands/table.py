"""Plain columns for the terminal, measured in cells: a CJK letter takes two, an accent none."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from ...data.text import clean_line
from .output import is_terminal

GAP = "  "
ELLIPSIS = "…"


class Column(NamedTuple):
    """How a column gives way when the terminal is narrow."""

    least: int
    """Cells that it is not made narrower than."""
    rank: int
    """Which columns go first when even that is too much: those of the highest rank."""


def cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def fit(text: str, width: int) -> str:
    """Return `text` cut to `width` cells, with an ellipsis where something was cut off."""
    if cells(text) <= width:
        return text
    kept, used = 0, cells(ELLIPSIS)
    while (used := used + _cells_of(text[kept])) <= width:
        kept += 1
    return f"{text[:kept].rstrip()}{ELLIPSIS}"[:width]


def room() -> int | None:
    """Return the columns of the terminal, or None where the output goes elsewhere and nothing is cut."""
    if is_terminal(sys.stdout) or os.environ.get("COLUMNS"):
        import shutil

        return shutil.get_terminal_size().columns
    return None


def lay_out(rows: Sequence[Sequence[str]], columns: Sequence[Column], width: int | None) -> str:
    """Return `rows` in aligned columns, a line each, no line wider than `width` cells if that is given."""
    clean = [[clean_line(text) for text in row] for row in rows]
    widths = [max((cells(row[at]) for row in clean), default=0) for at in range(len(columns))]
    if width is not None:
        widths = _narrowed(widths, columns, width)
    return "".join(f"{_line(row, widths)}\n" for row in clean)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join([_filled(text, width) for text, width in zip(row, widths, strict=True) if width]).rstrip()


def _filled(text: str, width: int) -> str:
    """Return `text` cut to `width` cells, or filled up with blanks."""
    if text.isascii() and len(text) <= width:
        return text.ljust(width)
    cut = fit(text, width)
    return cut + " " * (width - cells(cut))


def _narrowed(widths: Sequence[int], columns: Sequence[Column], width: int) -> list[int]:
    """Return the widths of columns that fit into `width`: the widest give way, then whole columns go."""
    now = list(widths)
    least = [min(natural, column.least) for natural, column in zip(widths, columns, strict=True)]
    for at in sorted(range(len(columns)), key=lambda at: columns[at].rank, reverse=True)[:-1]:
        if _total(least) <= width:
            break
        now[at] = least[at] = 0
    while _total(now) > width:
        spare = [at for at in range(len(now)) if now[at] > least[at]]
        if not spare:
            # One column is left, and the terminal is narrower than what it should have.
            return [min(each, width) for each in now]
        now[max(spare, key=now.__getitem__)] -= 1
    return now


def _total(widths: Sequence[int]) -> int:
    shown = [width for width in widths if width]
    return sum(shown) + len(GAP) * max(0, len(shown) - 1)
