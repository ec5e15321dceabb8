"""The follow-ups that are due, this week's and later ones, under their headings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from ..data.called import called
from ..data.dates import say_age, show_date
from ..data.followup.agenda import AgendaRow
from .dated import Dated
from .glyphs import CURSOR
from .row_list import RowList
from .text import lit, spread

_NOBODY = "nobody in particular"


class AgendaList(Dated, RowList[AgendaRow]):
    """Follow-ups, two lines each; the first of a group carries its heading."""

    COMPONENT_CLASSES = {"agenda-list--quiet", "agenda-list--heading", "agenda-list--late"}
    DEFAULT_CSS = """
    AgendaList {
        & > .agenda-list--quiet { color: $text-muted; }
        & > .agenda-list--heading { color: $text-primary; text-style: bold; }
        & > .agenda-list--late { color: $text-warning; }
    }
    """

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.today = today
        self._first: set[str] = set()

    def show(self, rows: Sequence[AgendaRow], at: str | None = None) -> None:
        """Show other rows, which come in the order of their groups."""
        firsts = {row.group: row.follow_up.id for row in reversed(rows)}
        self._first = set(firsts.values())
        super().show(rows, at)

    def key(self, row: AgendaRow) -> str:
        """Return the application's id: it has one row, whatever its follow-up is by now."""
        return row.application.id

    def height(self, row: AgendaRow) -> int:
        """Return the height of a row: two lines and a blank one, and the heading of a group."""
        return 4 if row.follow_up.id in self._first else 3

    def covered(self, row: AgendaRow, line: int) -> bool:
        """Return whether the cursor covers a line: every one but the heading."""
        return line > 0 or row.follow_up.id not in self._first

    def draw(self, row: AgendaRow, width: int, *, current: bool) -> Sequence[Content]:
        """Return the heading where one is due, and the two lines of the row."""
        quiet = "" if current else self.get_visual_style("agenda-list--quiet")
        mark = CURSOR if current else " "
        who = called(row.contact) if row.contact is not None else _NOBODY
        name = Content.assemble(f"{mark} ", lit(who, "bold"))
        name = Content.assemble(name, lit(f"  {row.application.company}"))
        late = row.days_late > 0 and not current
        day_style = self.get_visual_style("agenda-list--late") if late else quiet
        day = lit(f"{show_date(row.due_on, self.today)}, {say_age(row.due_on, self.today)} ", day_style)
        parts = [_since(row.days_since), row.reason]
        if row.better_stop:
            parts = ["three without an answer: R lets it rest", parts[0]]
        second = lit(f"{mark}   {' · '.join(filter(None, parts))}", quiet)
        lines = [spread(name, day, width), second.truncate(width, ellipsis=True), Content("")]
        if row.follow_up.id in self._first:
            heading = lit(f"  {row.group.value}", self.get_visual_style("agenda-list--heading"))
            return [heading, *lines]
        return lines


def _since(days: int | None) -> str:
    """Return how long ago the last contact was, in a few words; empty when that is not known."""
    if days is None:
        return ""
    if days == 0:
        return "last word today"
    return f"{days} day{'' if days == 1 else 's'} since the last word"
