"""What was deleted, the newest first: what it was, of which company, and for how long it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from ..data.dates import say_age, show_date
from ..data.deleted import days_left
from ..data.models import Deleted, Trashed
from .dated import Dated
from .glyphs import CURSOR
from .row_list import RowList
from .text import lit, spread


class TrashList(Dated, RowList[Trashed]):
    """Deleted applications and contacts, two lines each."""

    COMPONENT_CLASSES = {"trash-list--quiet"}
    DEFAULT_CSS = """
    TrashList { & > .trash-list--quiet { color: $text-muted; } }
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today

    def key(self, row: Trashed) -> str:
        """Return the entry's id."""
        return row.id

    def uniform_height(self) -> int | None:
        """Return the height of every row."""
        return 3

    def draw(self, row: Trashed, width: int, *, current: bool) -> Sequence[Content]:
        """Return the two lines of an entry, and an empty one."""
        quiet = "" if current else self.get_visual_style("trash-list--quiet")
        mark = CURSOR if current else " "
        name = Content.assemble(f"{mark} ", lit(row.label, "bold"))
        if row.what is Deleted.CONTACT:
            name = Content.assemble(name, lit(f"  {row.company}"))
        left = lit(f"{say_days_left(row, self.today)} ", quiet)
        second = lit(f"{mark}   {row.what.value}, deleted {say_deleted(row, self.today)}", quiet)
        return [spread(name, left, width), second.truncate(width, ellipsis=True), Content("")]


def say_deleted(row: Trashed, today: date) -> str:
    """Return when it was deleted, as a date and as a distance from today."""
    day = row.deleted_on.astimezone().date()
    return f"{show_date(day, today)}, {say_age(day, today)}"


def say_days_left(row: Trashed, today: date) -> str:
    """Return for how long it is still kept."""
    days = days_left(row, today)
    if days == 0:
        return "goes soon"
    return f"{days} day{'' if days == 1 else 's'} left"
