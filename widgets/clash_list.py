"""Records of which two files say different things, and what each says in one field."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

import msgspec
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.style import Style

from .glyphs import CURSOR
from .row_list import RowList
from .text import lit, lit_lines, spread

_BESIDE = 56
"""Cells from which on both sides stand beside each other."""
_STEP = 3
"""Lines by which a long text moves at a time."""


class ClashRow(msgspec.Struct, frozen=True):
    """A record of which two files say different things."""

    id: str
    name: str
    fields: str
    """What the fields are called."""
    found: str
    """When it was found, and in which file."""


class FieldRow(msgspec.Struct, frozen=True):
    """One field of it."""

    field: str
    label: str
    ours: str
    theirs: str
    take_theirs: bool


class ClashList(RowList[ClashRow]):
    """The records, three lines each."""

    COMPONENT_CLASSES = {"clash-list--quiet"}
    DEFAULT_CSS = """
    ClashList { & > .clash-list--quiet { color: $text-muted; } }
    """

    def key(self, row: ClashRow) -> str:
        """Return the clash's id."""
        return row.id

    def uniform_height(self) -> int | None:
        """Return the height of every row."""
        return 3

    def draw(self, row: ClashRow, width: int, *, current: bool) -> Sequence[Content]:
        """Return the name, the fields and where they come from, and an empty line."""
        quiet = "" if current else self.get_visual_style("clash-list--quiet")
        mark = CURSOR if current else " "
        name = Content.assemble(f"{mark} ", lit(row.name, "bold")).truncate(width, ellipsis=True)
        second = spread(lit(f"{mark}   {row.fields}", quiet), lit(f"{row.found} ", quiet), width)
        return [name, second, Content("")]


class FieldList(RowList[FieldRow]):
    """The fields of one record: ours and theirs beside each other, or one over the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "switch", "other side", tooltip="Take the other side of this field"),
        Binding("enter", "keep", "keep as marked", tooltip="Keep the record as it is marked, field by field"),
    ]
    COMPONENT_CLASSES = {"field-list--quiet", "field-list--label"}
    DEFAULT_CSS = """
    FieldList {
        overflow-y: scroll;
        & > .field-list--quiet { color: $text-muted; }
        & > .field-list--label { color: $text-primary; text-style: bold; }
    }
    """

    class Toggled(Message):
        """Posted when the other side of a field is wanted."""

        def __init__(self, field_list: FieldList, row: FieldRow) -> None:
            super().__init__()
            self.field_list = field_list
            self.row = row
            """The field, as it was."""

        @property
        def control(self) -> FieldList:
            """The list that it happened in."""
            return self.field_list

    class Kept(Message):
        """Posted when all fields are to be kept as they are marked."""

        def __init__(self, field_list: FieldList) -> None:
            super().__init__()
            self.field_list = field_list

        @property
        def control(self) -> FieldList:
            """The list that it happened in."""
            return self.field_list

    def key(self, row: FieldRow) -> str:
        """Return the field's own name."""
        return row.field

    def covered(self, row: FieldRow, line: int) -> bool:
        """Return whether the cursor covers a line: only the label, so that long texts stay readable."""
        del row
        return line == 0

    def draw(self, row: FieldRow, width: int, *, current: bool) -> Sequence[Content]:
        """Return the label, and under it what both sides say."""
        label = "" if current else self.get_visual_style("field-list--label")
        mark = CURSOR if current else " "
        side = "theirs is taken " if row.take_theirs else "ours is kept "
        head = spread(Content.assemble(f"{mark} ", lit(row.label, label)), lit(side), width)
        if width >= _BESIDE:
            return [head, *self._beside(row, width, mark), Content("")]
        return [head, *self._ours(row, width - 4, mark), *self._theirs(row, width - 4, mark), Content("")]

    def _beside(self, row: FieldRow, width: int, mark: str) -> list[Content]:
        half = (width - 4) // 2
        pairs = zip_longest(self._ours(row, half, mark), self._theirs(row, half, " "), fillvalue=Content(""))
        return [
            Content.assemble(ours.pad_right(max(0, half + 2 - ours.cell_length)), theirs)
            for ours, theirs in pairs
        ]

    def _ours(self, row: FieldRow, width: int, mark: str) -> list[Content]:
        return self._side("ours", row.ours, width, mark, chosen=not row.take_theirs)

    def _theirs(self, row: FieldRow, width: int, mark: str) -> list[Content]:
        return self._side("theirs", row.theirs, width, mark, chosen=row.take_theirs)

    def _side(self, whose: str, text: str, width: int, mark: str, *, chosen: bool) -> list[Content]:
        style: str | Style = "" if chosen else self.get_visual_style("field-list--quiet")
        sign = "(•)" if chosen else "( )"
        lines = lit_lines(text, style).wrap(max(8, width - 6))
        return [
            Content.assemble(f"{mark} ", lit(f"{sign} {whose}", "bold" if chosen else style)),
            *(Content.assemble(f"{mark}     ", line) for line in lines),
        ]

    def pressed(self, row: FieldRow, place: Offset) -> bool:
        """Take the other side on a click on the label."""
        if place.y == 0:
            self.post_message(self.Toggled(self, row))
        return place.y == 0

    def action_switch(self) -> None:
        """Ask for the other side of the field under the cursor."""
        if self.current is not None:
            self.post_message(self.Toggled(self, self.current))

    def action_keep(self) -> None:
        """Ask for all fields to be kept as they are marked."""
        self.post_message(self.Kept(self))

    def action_step(self, by: int) -> None:
        """Move through a text that is longer than the window, and then to the next field."""
        if self.rows:
            top, bottom = self._tops[self.cursor], self._tops[self.cursor + 1]
            above = self.scroll_offset.y
            below = above + self.scrollable_content_region.height
            if (by > 0 and bottom > below) or (by < 0 and top < above):
                self.scroll_relative(y=by * _STEP, animate=False, force=True)
                return
        super().action_step(by)
