"""The line of the people who get a note, with the one in front between brackets."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from ..data.models import State
from .glyphs import state_glyph
from .text import lit


class PeopleLine(Widget):
    """Everybody, or, where there is no room for that, the one in front, and how many there are."""

    DEFAULT_CSS = """
    PeopleLine { height: auto; max-height: 2; padding: 0 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._people: Sequence[tuple[str, State | None]] = ()
        self._place = 0

    def show(self, people: Sequence[tuple[str, State | None]], place: int, *, layout: bool = True) -> None:
        """Show what `people` are called and how far their notes are; the one at `place` is in front.

        Without `layout` the line stays as high as it was.
        """
        self._people = people
        self._place = place
        self.refresh(layout=layout)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines at this width; more than one only for a very long name."""
        return len(self._drawn(width).wrap(max(2, width)))

    def render(self) -> RenderResult:
        """Return as many people as there is room for."""
        return self._drawn(self.content_size.width)

    def _drawn(self, width: int) -> Content:
        parts = [self._entry(name, state, at) for at, (name, state) in enumerate(self._people)]
        whole = Content("   ").join(parts)
        if whole.cell_length <= width:
            return whole
        return Content.assemble(parts[self._place], f"   {self._place + 1} of {len(parts)}")

    def _entry(self, name: str, state: State | None, at: int) -> Content:
        here = at == self._place
        entry = Content.assemble(f"{state_glyph(state)} ", lit(name, "bold" if here else ""))
        return Content.assemble("▸ ", entry, " ◂") if here else entry
