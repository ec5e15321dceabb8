"""The one way in which a user's words reach the screen: as they are, never as markup."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from ..data.text import clean_text


def lit(text: str, style: str | Style = "") -> Content:
    """Return `text` on one line as content that is shown to the letter, in `style` if one is given."""
    return Content.assemble((clean_text(text).replace("\n", " "), style))


def lit_lines(text: str, style: str | Style = "") -> Content:
    """Return `text` with its line breaks as content that is shown to the letter."""
    return Content.assemble((clean_text(text), style))


def spread(left: Content, right: Content, width: int) -> Content:
    """Return one line of `width` cells with `left` at its start and `right` at its end; `left` gives way."""
    room = max(0, width - right.cell_length - 1)
    return Content.assemble(left.truncate(room, ellipsis=True, pad=True), " ", right)


def hung(label: Content, words: Content, width: int) -> Content:
    """Return `words` behind their label, in `width` cells, each further line under the first word."""
    first, *rest = words.wrap(max(8, width - label.cell_length)) or [Content("")]
    lines = [Content.assemble(label, first)]
    lines += [Content.assemble(" " * label.cell_length, line) for line in rest]
    return Content("\n").join(lines)
