"""A list of records that draws only the rows in view, each of one line or several."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

Row = TypeVar("Row")

_KEPT = 512
"""How many rows, and how many lines, are kept as they were drawn: those of several screens."""
_CURSOR, _BLURRED, _PLAIN = "row-list--cursor", "row-list--blurred", ""
_BLANK = Content("")


class RowList(ScrollView, Generic[Row], can_focus=True):
    """A scrolling list of records with a cursor.

    A subclass says how a row is drawn (`draw`) and what tells it from the others (`key`), so that the cursor
    stays on its record when the rows are replaced.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(-1)", "Last", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor", "row-list--blurred"}
    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .row-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        & > .row-list--blurred {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
        }
    }
    """

    auto_links: Reactive[bool] = Reactive(default=False)
    """There is nothing to click on in the lines, and nobody has to look for it."""
    cursor: reactive[int] = reactive(0, repaint=False)
    """The index of the row that the keys speak of; meaningless while there are no rows."""

    class Highlighted(Message):
        """Posted when the cursor comes to another row, and when the rows were replaced."""

        def __init__(self, row_list: RowList[Any], row: object | None) -> None:
            super().__init__()
            self.row_list = row_list
            self.row = row
            """The record under the cursor, or None; the list's `current` knows its type."""

        @property
        def control(self) -> RowList[Any]:
            """The list that it happened in."""
            return self.row_list

    class Selected(Message):
        """Posted when a row is opened by a second click on it."""

        def __init__(self, row_list: RowList[Any], row: object) -> None:
            super().__init__()
            self.row_list = row_list
            self.row = row
            """The record that was opened."""

        @property
        def control(self) -> RowList[Any]:
            """The list that it happened in."""
            return self.row_list

    def __init__(
        self, rows: Sequence[Row] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: tuple[Row, ...] = tuple(rows)
        self._tops: Sequence[int] = (0,)
        self._drawn: LRUCache[tuple[int, int, bool], Sequence[Content]] = LRUCache(_KEPT)
        self._strips: LRUCache[tuple[int, int, int, str], Strip] = LRUCache(_KEPT)

    # What a subclass says.

    @abstractmethod
    def draw(self, row: Row, width: int, *, current: bool) -> Sequence[Content]:
        """Return the lines of one row, drawn for `width` cells."""

    @abstractmethod
    def key(self, row: Row) -> str:
        """Return what tells this row's record from all others."""

    def covered(self, row: Row, line: int) -> bool:
        """Return whether the cursor covers a line of the row that it is on; it covers all, as a rule."""
        del row, line
        return True

    def uniform_height(self) -> int | None:
        """Return the height of every row in lines, or None when each has its own."""
        return None

    def height(self, row: Row) -> int | None:  # noqa: ARG002 (for subclasses)
        """Return the height of a row in lines, where each has its own; None when only drawing it tells."""
        return None

    def pressed(self, row: Row, place: Offset) -> bool:  # noqa: ARG002 (for subclasses)
        """Do what a click on this place of the row means, if it means more than to bring the cursor.

        Return whether it did; if not, a second click opens the row.
        """
        return False

    # What a screen uses.

    @property
    def rows(self) -> tuple[Row, ...]:
        """The records, in the order in which they are shown."""
        return self._rows

    @property
    def current(self) -> Row | None:
        """The record under the cursor, or None when the list is empty."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[Row], at: str | None = None) -> None:
        """Show other rows; the cursor goes to the record with the key `at`, or stays on the one it was on."""
        wanted = at if at is not None else (self.key(self.current) if self.current is not None else None)
        before = self.cursor
        self._rows = tuple(rows)
        self._forget()
        self._measure()
        self.refresh()
        # Where there was nothing before, nobody has to go through all that there is now.
        sought = enumerate(self._rows) if wanted is not None else ()
        places = (index for index, row in sought if self.key(row) == wanted)
        self.cursor = next(places, max(0, min(before, len(self._rows) - 1)))
        self._reveal()
        self.post_message(self.Highlighted(self, self.current))

    def replace_current(self, row: Row) -> None:
        """Show another record, as high as that under the cursor, in its place."""
        self._rows = (*self._rows[: self.cursor], row, *self._rows[self.cursor + 1 :])
        self._forget()
        self._refresh_row(self.cursor)

    # How it works.

    def _measure(self) -> None:
        """Find out where each row begins; what is seen is drawn anew if that has moved anything."""
        before = self._tops
        height = self.uniform_height()
        count = len(self._rows)
        if height is not None:
            self._tops = range(0, count * height + 1, height)
        else:
            lengths = (self.height(row) or len(self._lines(index)) for index, row in enumerate(self._rows))
            self._tops = tuple(accumulate(lengths, initial=0))
        # It never scrolls sideways; the true width would only have all laid out anew whenever it changes.
        self.virtual_size = Size(1, self._tops[-1])
        if self._tops != before:
            self.refresh()

    def _lines(self, index: int) -> Sequence[Content]:
        width = self.scrollable_content_region.width
        current = index == self.cursor
        lines = self._drawn.get((index, width, current))
        if lines is None:
            lines = self.draw(self._rows[index], width, current=current)
            self._drawn[(index, width, current)] = lines
        return lines

    def _refresh_row(self, index: int) -> None:
        if index < len(self._rows):
            self.refresh_lines(self._tops[index], self._tops[index + 1] - self._tops[index])

    def _reveal(self) -> None:
        if not self._rows:
            return
        top, below = self._tops[self.cursor], self._tops[self.cursor + 1]
        view, seen = self.scrollable_content_region, self.scroll_offset.y
        # Scrolling to where one is already draws everything anew.
        if not seen <= top < below <= seen + view.height:
            self.scroll_to_region(Region(0, top, view.width, below - top), animate=False, force=True)

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the two rows concerned, bring the new one into view and say so."""
        if before != now and self._rows:
            if self.uniform_height() is None:
                self._measure()
            self._refresh_row(before)
            self._refresh_row(now)
            self._reveal()
            self.post_message(self.Highlighted(self, self.current))

    def render_line(self, y: int) -> Strip:
        """Return line `y` of what is in view."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        index = bisect_right(self._tops, line) - 1
        if not self._rows or line >= self._tops[-1]:
            index = -1
        offset = line - self._tops[index] if index >= 0 else 0
        look = self._look(index)
        strip = self._strips.get((index, offset, width, look))
        if strip is None:
            strip = self._strip(index, offset, width, look)
            self._strips[(index, offset, width, look)] = strip
        return strip

    def _look(self, index: int) -> str:
        if index != self.cursor:
            return _PLAIN
        return _CURSOR if self.has_focus else _BLURRED

    def _strip(self, index: int, offset: int, width: int, look: str) -> Strip:
        """Return one line of a row, or a blank one where there is none (-1)."""
        lines = self._lines(index) if index >= 0 else ()
        content = lines[offset] if offset < len(lines) else _BLANK
        lit_up = look and self.covered(self._rows[index], offset) and bool(content.plain.strip())
        style = self.get_visual_style(look) if lit_up else self.visual_style
        drawn = Strip(content.render_segments(style), content.cell_length)
        return drawn.adjust_cell_length(width, style.rich_style)

    def notify_style_update(self) -> None:
        """Forget the rows as they were drawn, for their colours may be others now."""
        super().notify_style_update()
        self._forget()

    def _forget(self) -> None:
        self._drawn.clear()
        self._strips.clear()

    def _size_updated(
        self,
        size: Size,
        virtual_size: Size,
        container_size: Size,
        layout: bool = True,  # noqa: FBT001, FBT002 - the base class has it so
    ) -> bool:
        # Told before it is drawn at that size, when a message would come after it.
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed:
            self._measure()
        return changed

    def on_mount(self) -> None:
        """Say how long the list is, so that its scrollbar is there when it is laid out first."""
        if self.uniform_height() is not None:
            self._measure()

    def on_resize(self, _: events.Resize) -> None:
        """Keep the cursor in view."""
        self._reveal()

    def watch_show_vertical_scrollbar(self) -> None:
        """Draw the rows for the width that the scrollbar leaves; no resize is told of it."""
        self._measure()
        self.refresh()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Bring the cursor to the row; open it when it is clicked twice."""
        at = event.get_content_offset(self)
        if at is None or not self._rows or at.y + self.scroll_offset.y >= self._tops[-1]:
            return
        line = at.y + self.scroll_offset.y
        index = bisect_right(self._tops, line) - 1
        place = Offset(at.x, line - self._tops[index])
        again = event.chain == 2 and index == self.cursor
        self.cursor = index
        if not self.pressed(self._rows[index], place) and again:
            self.post_message(self.Selected(self, self._rows[index]))

    def action_step(self, by: int) -> None:
        """Move the cursor by some rows."""
        if self._rows:
            self.cursor = max(0, min(self.cursor + by, len(self._rows) - 1))

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        if self._rows:
            line = self._tops[self.cursor] + by * max(1, self.scrollable_content_region.height - 1)
            index = bisect_right(self._tops, max(0, line)) - 1
            index = index if index != self.cursor else index + by
            self.cursor = max(0, min(index, len(self._rows) - 1))

    def action_edge(self, index: int) -> None:
        """Move the cursor to the first row (0) or the last (-1)."""
        if self._rows:
            self.cursor = index % len(self._rows)
