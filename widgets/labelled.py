"""Lines of a label and what is said of it, where each further line stands under the first word."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from .text import hung


class Labelled(Widget):
    """Labels, one under the other, and their words beside them, wrapped for the width that there is."""

    DEFAULT_CSS = """
    Labelled { height: auto; }
    """

    def __init__(self, rows: Sequence[tuple[Content, Content]] = (), *, classes: str | None = None) -> None:
        """Show `rows` of a label, with the blanks behind it, and its words."""
        super().__init__(classes=classes)
        self._rows = rows

    def show(self, rows: Sequence[tuple[Content, Content]]) -> None:
        """Show other rows."""
        self._rows = rows
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines at this width."""
        return self._drawn(width).plain.count("\n") + 1

    def render(self) -> RenderResult:
        """Return the rows."""
        return self._drawn(self.content_size.width)

    def _drawn(self, width: int) -> Content:
        return Content("\n").join([hung(label, words, width) for label, words in self._rows])
