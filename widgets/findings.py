"""What a look over a note found, kindly put."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from ..data.notes.review import Finding, Level
from .text import lit

_GLYPHS = {Level.WARNING: "▲", Level.HINT: "·"}


class Findings(Static):
    """The findings on a note, warnings first; gone when there are none."""

    DEFAULT_CSS = """
    Findings { height: auto; max-height: 6; padding: 0 2; color: $text-muted; }
    """

    def show(self, findings: Sequence[Finding]) -> None:
        """Show `findings`."""
        ordered = sorted(findings, key=lambda finding: finding.level is not Level.WARNING)
        lines = [Content.assemble(f"{_GLYPHS[finding.level]} ", lit(finding.sentence)) for finding in ordered]
        self.display = bool(lines)
        self.update(Content("\n").join(lines))
