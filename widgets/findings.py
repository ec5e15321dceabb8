"""What a look over a note found, kindly put."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from ..data.notes.review import Finding, Level
from .text import lit

_GLYPHS = {Level.WARNING: "▲", Level.HINT: "·"}
_MOST_LINES = 6


class Findings(Widget):
    """The findings on a note, warnings first, as many as there is room for; gone when there are none."""

    DEFAULT_CSS = """
    Findings { height: auto; padding: 0 2; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._findings: Sequence[Finding] = ()
        self.display = False

    def show(self, findings: Sequence[Finding]) -> None:
        """Show `findings`."""
        self._findings = sorted(findings, key=lambda finding: finding.level is not Level.WARNING)
        self.display = bool(findings)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines at this width."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Return the findings, each wrapped beside its sign."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for index, finding in enumerate(self._findings):
            sentence = lit(finding.sentence).wrap(max(2, width - 2))
            left = len(self._findings) - index
            if len(lines) + len(sentence) + (left > 1) > _MOST_LINES:
                return [*lines, lit(f"· and {left} more")]
            signs = [f"{_GLYPHS[finding.level]} ", *["  "] * (len(sentence) - 1)]
            lines += [Content.assemble(sign, line) for sign, line in zip(signs, sentence, strict=True)]
        return lines
