"""The points of a note as a list whose sentences wrap, to tick, to order and to word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message

from ..data.notes.checklist import PointLine
from .glyphs import CURSOR, TICKED, UNTICKED
from .row_list import RowList
from .text import lit, spread

_INDENT = 6


class PointChecklist(RowList[PointLine]):
    """Points with their tick, their title, and under it the words that will be used."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "tick", tooltip="Make this point in the note, or leave it out"),
        Binding("left", "reword(-1)", "other words", show=False, tooltip="The wording before this one"),
        Binding("right", "reword(1)", "words", key_display="← →", tooltip="Another wording for this point"),
        Binding("shift+down,J", "move(1)", "later", show=False, tooltip="Make this point later in the note"),
        Binding(
            "shift+up,K",
            "move(-1)",
            "order",
            key_display="J K",
            tooltip="Make this point earlier in the note",
        ),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"point-checklist--quiet", "point-checklist--off"}
    DEFAULT_CSS = """
    PointChecklist > .point-checklist--quiet { color: $text-muted; }
    PointChecklist > .point-checklist--off { color: $text-muted; text-style: italic; }
    """

    class Toggled(Message):
        """Posted when the point under the cursor was ticked or unticked, and that is to be kept.

        The list shows it so from the key on; to say otherwise, give it rows again.
        """

        def __init__(self, checklist: PointChecklist, line: PointLine) -> None:
            super().__init__()
            self.checklist = checklist
            self.line = line
            """The point as it was shown before."""

        @property
        def control(self) -> PointChecklist:
            """The list that it happened in."""
            return self.checklist

    class Reworded(Message):
        """Posted when another wording is asked for, `step` places on."""

        def __init__(self, checklist: PointChecklist, line: PointLine, step: int) -> None:
            super().__init__()
            self.checklist = checklist
            self.line = line
            self.step = step
            """1 for the next wording, -1 for the one before."""

        @property
        def control(self) -> PointChecklist:
            """The list that it happened in."""
            return self.checklist

    class Moved(Message):
        """Posted when the point is to change places with a neighbour, `step` places on."""

        def __init__(self, checklist: PointChecklist, line: PointLine, step: int) -> None:
            super().__init__()
            self.checklist = checklist
            self.line = line
            self.step = step
            """1 for later in the note, -1 for earlier."""

        @property
        def control(self) -> PointChecklist:
            """The list that it happened in."""
            return self.checklist

    def key(self, row: PointLine) -> str:
        """Return the point's id."""
        return row.choice.id

    def draw(self, row: PointLine, width: int, *, current: bool) -> Sequence[Content]:
        """Return the tick and the title, and the words wrapped under them."""
        ticked = row.choice.ticked
        name = "point-checklist--quiet" if ticked and row.usable else "point-checklist--off"
        style = "" if current else self.get_visual_style(name)
        mark = CURSOR if current else " "
        title = Content.assemble(
            f"{mark}{TICKED if ticked else UNTICKED} ", lit(row.title, "bold" if ticked else style)
        )
        lines = [spread(title, lit(f"{self._place(row)} ", style), width)]
        if ticked or current:
            indent = Content.assemble(mark, " " * (_INDENT - 2))
            wrapped = lit(row.words, style).wrap(max(2, width - _INDENT))
            lines += [Content.assemble(indent, line) for line in wrapped]
        return lines

    def pressed(self, row: PointLine, place: Offset) -> bool:
        """Tick on a click on the box; take another wording on a click on the arrows at the right."""
        if place.y:
            return False
        right = self.scrollable_content_region.width - 1 - place.x
        count = len(self._place(row))
        if 1 <= place.x <= len(TICKED):
            self.action_tick()
        elif not row.choice.own and 0 < right <= count:
            self.action_reword(1 if right <= count // 2 else -1)
        else:
            return False
        return True

    def _place(self, row: PointLine) -> str:
        if row.choice.own:
            return "yours"
        return f"‹{row.place}/{row.places}›" if row.places > 1 else ""

    def action_tick(self) -> None:
        """Tick or untick the point, for now, and ask for that to be kept."""
        line = self.current
        if line is not None:
            self.replace_current(replace(line, choice=replace(line.choice, ticked=not line.choice.ticked)))
            self.post_message(self.Toggled(self, line))

    def action_reword(self, step: int) -> None:
        """Ask for another wording of the point."""
        if self.current is not None:
            self.post_message(self.Reworded(self, self.current, step))

    def action_move(self, step: int) -> None:
        """Ask for the point to be made earlier or later."""
        if self.current is not None:
            self.post_message(self.Moved(self, self.current, step))
