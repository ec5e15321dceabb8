"""A screen of Textual as an SVG picture that looks the same everywhere.

Rich can export SVG too, but its pictures fetch a font from the network, carry the buttons of a window that is
not there, and pull wide letters out of line. Here every word stands on its own cell, and lines and blocks are
drawn as shapes, so that they meet whatever the font is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME as THEME

FONTS = "'Fira Code','JetBrains Mono','Cascadia Mono','SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace"
FONT_SIZE = 16.667
CELL = 10
"""The width of a cell: what most of these fonts have at this size."""
LINE = 21
BASELINE = 16
EDGE = 12
"""The room between the screen and the frame of the picture."""

_PICTURE = f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}" width="{{width}}" role="img">
<!-- {{remark}} -->
<title>{{title}}</title>
<style>
text {{{{ font: {FONT_SIZE}px {FONTS}; font-variant-ligatures: none }}}}
g rect {{{{ shape-rendering: crispEdges }}}}
.frame {{{{ stroke: gray; stroke-opacity: .5 }}}}
{{rules}}
</style>
<rect class="frame" width="{{width}}" height="{{height}}" rx="10" fill="{{ground}}"/>
<g transform="translate({EDGE},{EDGE})">
{{shapes}}
</g>
</svg>
"""
_STROKES = {
    "─": "",
    "│": "M5.5,0v21",
    "╭": "M5.5,21v-5q0,-5.5 4.5,-5.5",
    "╮": "M5.5,21v-5q0,-5.5 -5.5,-5.5",
    "╰": "M5.5,0v5q0,5.5 4.5,5.5",
    "╯": "M5.5,0v5q0,5.5 -5.5,5.5",
}
_FROM_BELOW = "▁▂▃▄▅▆▇█"
_FROM_LEFT = "▏▎▍▌▋▊▉"
_SYMBOLS_FROM = 0x2190
"""Arrows, circles and the like: every font has its own width for them, so each stands alone in its cell."""


class Look(NamedTuple):
    """How a cell looks: its colours, and what is done to its letter."""

    ink: str
    paper: str
    bold: bool
    italic: bool
    underline: bool


class Cell(NamedTuple):
    """A letter at its column; a wide one takes two."""

    x: int
    letter: str
    width: int
    look: Look
    kind: str
    """`word`, `space`, or the letter itself where it is drawn as a shape or stands alone."""


def draw(lines: Iterable[Iterable[Segment]], title: str, remark: str) -> str:
    """Return the SVG of a screen given as lines of segments.

    `title` is read to those who do not see the picture; `remark` is a comment in its source.
    """
    rows = [list(_cells(line)) for line in lines]
    columns = max(row[-1].x + row[-1].width for row in rows if row)
    ground = rows[0][0].look.paper
    looks: dict[str, str] = {}
    shapes = [shape for y, row in enumerate(rows) for shape in _row(row, y * LINE, ground, looks)]
    rules = "\n".join(f".{name}{{{rule}}}" for rule, name in looks.items())
    width, height = columns * CELL + 2 * EDGE, len(rows) * LINE + 2 * EDGE
    return _PICTURE.format(
        width=f"{width:g}",
        height=f"{height:g}",
        remark=remark,
        title=escape(title),
        rules=rules,
        ground=ground,
        shapes="\n".join(shapes),
    )


def _cells(line: Iterable[Segment]) -> Iterator[Cell]:
    letters: list[tuple[str, Look]] = []
    for text, style, control in line:
        look = _look(style or Style())
        for letter in "" if control else text:
            if cell_len(letter) or not letters:
                letters.append((letter, look))
            else:  # a mark that belongs to the letter before it
                letters[-1] = (letters[-1][0] + letter, letters[-1][1])
    x = 0
    for index, (letter, look) in enumerate(letters):
        beside = [*letters[max(0, index - 1) : index], *letters[index + 1 : index + 2]]
        underlined = look.underline and len(beside) == 2 and all(_is_word(*other, look) for other in beside)
        kind = "word" if underlined or _is_word(letter, look, look) else letter if letter != " " else "space"
        yield Cell(x, letter, cell_len(letter), look, kind)
        x += cell_len(letter)


def _is_word(letter: str, look: Look, beside: Look) -> bool:
    return letter != " " and ord(letter[0]) < _SYMBOLS_FROM and look == beside


def _look(style: Style) -> Look:
    ink = style.color.get_truecolor(THEME) if style.color else THEME.foreground_color
    paper = style.bgcolor.get_truecolor(THEME, foreground=False) if style.bgcolor else THEME.background_color
    if style.reverse:
        ink, paper = paper, ink
    return Look(ink.hex, paper.hex, bool(style.bold), bool(style.italic), bool(style.underline))


def _row(row: Sequence[Cell], top: int, ground: str, looks: dict[str, str]) -> Iterator[str]:
    for paper, group in groupby(row, lambda cell: cell.look.paper):
        cells = list(group)
        if paper != ground:
            yield _block(cells[0].x * CELL, top, _width(cells), LINE, paper)
    for (look, kind), group in groupby(row, lambda cell: (cell.look, cell.kind)):
        cells = list(group)
        x, width = cells[0].x * CELL, _width(cells)
        if kind == "word":
            yield _text(x, top, width, "".join(cell.letter for cell in cells), _name(look, looks))
        elif kind != "space":
            yield from _symbols(cells, top, looks)


def _width(cells: Sequence[Cell]) -> float:
    return (cells[-1].x + cells[-1].width - cells[0].x) * CELL


def _symbols(cells: Sequence[Cell], top: int, looks: dict[str, str]) -> Iterator[str]:
    x, width, kind, look = cells[0].x * CELL, _width(cells), cells[0].kind, cells[0].look
    if kind in _STROKES:
        path = _STROKES[kind] or f"M0,10.5h{width:g}"
        for cell in cells[:1] if kind == "─" else cells:
            place = f"translate({cell.x * CELL:g},{top})"
            yield f'<path transform="{place}" d="{path}" fill="none" stroke="{look.ink}"/>'
    elif kind in _FROM_BELOW:
        high = LINE * (_FROM_BELOW.index(kind) + 1) / 8
        yield _block(x, top + LINE - high, width, high, look.ink)
    elif kind in _FROM_LEFT:
        for cell in cells:
            yield _block(cell.x * CELL, top, CELL * (_FROM_LEFT.index(kind) + 1) / 8, LINE, look.ink)
    elif kind == "▔":
        yield _block(x, top, width, LINE / 8, look.ink)
    else:
        for cell in cells:
            middle = (cell.x + cell.width / 2) * CELL
            yield (
                f'<text class="{_name(look, looks)}" x="{middle:g}" y="{top + BASELINE}" '
                f'text-anchor="middle">{escape(cell.letter)}</text>'
            )


def _block(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def _text(x: float, top: int, width: float, words: str, name: str) -> str:
    return (
        f'<text class="{name}" x="{x:g}" y="{top + BASELINE}" textLength="{width:g}">{escape(words)}</text>'
    )


def _name(look: Look, looks: dict[str, str]) -> str:
    """Return the class of a look in the style sheet of the picture."""
    rule = f"fill:{look.ink}"
    rule += ";font-weight:bold" if look.bold else ""
    rule += ";font-style:italic" if look.italic else ""
    rule += ";text-decoration:underline" if look.underline else ""
    return looks.setdefault(rule, f"c{len(looks)}")
