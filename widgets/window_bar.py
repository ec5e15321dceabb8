"""The second-chance window: a bar across the year, and where today stands on it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ..data.followup.window import YEAR, Band, Window
from .text import lit

_BLOCKS = "▁▂▃▄▅▆▇█"
_QUIET = "·"
_TODAY = "▲"


class WindowBar(Widget):
    """How many of those who leave early leave when, through the year, with a mark under today.

    The higher a block, the larger the published share of its part of the year; a dot stands where nothing is
    published. The sentence under it promises nothing.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"window-bar--past", "window-bar--now", "window-bar--ahead"}
    DEFAULT_CSS = """
    WindowBar {
        height: auto;
        & > .window-bar--past { color: $text-disabled; }
        & > .window-bar--now { color: $text-accent; text-style: bold; }
        & > .window-bar--ahead { color: $text-primary; }
    }
    """

    window: reactive[Window | None] = reactive(None, layout=True)
    """What is shown; None when it is not known on which day the news came."""

    def render(self) -> RenderResult:
        """Return the bar, the mark under today, and the sentence."""
        if self.window is None:
            return Content("")
        width = max(12, self.size.width)
        return Content("\n").join(
            [self._bar(self.window, width), self._mark(self.window, width), *self._words(width)]
        )

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the lines that bar, mark and sentence take at this width."""
        del container, viewport
        if self.window is None:
            return 0
        return 2 + len(self._words(max(12, width)))

    def _words(self, width: int) -> list[Content]:
        return [] if self.window is None else lit(self.window.words).wrap(width)

    def _bar(self, window: Window, width: int) -> Content:
        here = _cell(window.day, width)
        parts: list[Content] = []
        for cell in range(width):
            band = _band_at(window, cell, width)
            name = "now" if cell == here else ("past" if cell < here else "ahead")
            parts.append(lit(_block(band, window), self.get_visual_style(f"window-bar--{name}")))
        return Content("").join(parts)

    def _mark(self, window: Window, width: int) -> Content:
        here = _cell(window.day, width)
        style = self.get_visual_style("window-bar--now")
        if not 0 <= here < width:
            return lit("the year is over" if here >= width else "not begun yet", style)
        label = f"{_TODAY} today"
        return lit(
            " " * here + label if here + len(label) <= width else f"{'today ' + _TODAY:>{here + 1}}", style
        )


def _cell(day: int, width: int) -> int:
    """Return the cell of a bar of `width` cells that a day falls into, beyond it for one beyond the year."""
    return day * width // (YEAR + 1)


def _band_at(window: Window, cell: int, width: int) -> Band | None:
    day = (2 * cell + 1) * (YEAR + 1) // (2 * width)
    return next((band for band in window.bands if band.first <= day <= band.last), None)


def _block(band: Band | None, window: Window) -> str:
    if band is None or band.share is None:
        return _QUIET
    most = max(each.share or 0.0 for each in window.bands)
    return _BLOCKS[round(band.share / most * (len(_BLOCKS) - 1))]
