"""The copies of the store, the newest first: when, why, and whether they are whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from textual.content import Content

from ..data.backups.examined import Examined
from ..data.backups.why import Why
from ..data.dates import say_age, show_date
from .dated import Dated
from .glyphs import CURSOR
from .row_list import RowList
from .text import lit, spread

_WHY: dict[str, str] = {
    Why.START: "when you started",
    Why.IMPORT: "before an import",
    Why.MIGRATION: "before a newer version took it over",
    Why.MERGE: "before a merge",
    Why.RESTORE: "before you went back",
    Why.EDITED: "as another program left it",
    Why.DAMAGED: "damaged, and set aside",
    Why.THEIRS: "what another program put there",
    Why.OURS: "what was here then",
    Why.FORGET: "before somebody was forgotten",
    Why.ASKED: "you asked for it",
}
_COUNTED = {
    "applications": ("application", "applications"),
    "contacts": ("contact", "contacts"),
    "notes": ("note", "notes"),
}


class BackupList(Dated, RowList[Examined]):
    """Copies of the store, two lines each."""

    COMPONENT_CLASSES = {"backup-list--quiet"}
    DEFAULT_CSS = """
    BackupList { & > .backup-list--quiet { color: $text-muted; } }
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today

    def key(self, row: Examined) -> str:
        """Return where the copy lies."""
        return str(row.path)

    def uniform_height(self) -> int | None:
        """Return the height of every row."""
        return 3

    def draw(self, row: Examined, width: int, *, current: bool) -> Sequence[Content]:
        """Return the two lines of a copy, and an empty one."""
        quiet = "" if current else self.get_visual_style("backup-list--quiet")
        mark = CURSOR if current else " "
        when = Content.assemble(f"{mark} ", lit(say_when(row, self.today), "bold"))
        state = lit(f"{say_state(row)} ", quiet)
        second = lit(f"{mark}   {say_why(row)}", quiet)
        counted = lit(f"{say_counts(row, most=1)} ", quiet)
        return [spread(when, state, width), spread(second, counted, width), Content("")]


def say_when(row: Examined, today: date) -> str:
    """Return when the copy was made, or saved, as a date, a time and a distance from today."""
    moment = row.made or row.changed
    return "some day" if moment is None else say_moment(moment, today)


def say_moment(moment: datetime, today: date) -> str:
    """Return a moment as the user's clock has it."""
    local = moment.astimezone()
    return f"{show_date(local.date(), today)} {local:%H:%M}, {say_age(local.date(), today)}"


def say_why(row: Examined) -> str:
    """Return what the copy was made for."""
    if row.path.suffix == ".prev":
        return "before the last change"
    return _WHY.get(row.why, row.why) or "from an earlier version"


def say_state(row: Examined) -> str:
    """Return the state of a copy as a glyph and a word."""
    if row.complaint:
        return "▲ damaged"
    if row.encrypted:
        return "◌ encrypted"
    if not row.was_read:
        return "◌ not read yet"
    return "● whole" if row.whole else "◐ usable"


def say_counts(row: Examined, *, most: int = len(_COUNTED)) -> str:
    """Return how many applications, contacts and notes are in it; empty when that is not known."""
    if not row.records:
        return ""
    counts = ((row.records.get(table, 0), names) for table, names in list(_COUNTED.items())[:most])
    return ", ".join(f"{count} {names[count != 1]}" for count, names in counts)


def say_size(size: int) -> str:
    """Return a size in bytes in a unit that suits it."""
    return f"{size} bytes" if size < 1000 else f"{round(size / 1000):,} kB"
