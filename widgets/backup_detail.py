"""What is known of one copy of the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from ..data.backups.examined import Examined
from .backup_list import say_counts, say_moment, say_size, say_state, say_when, say_why
from .dated import Dated
from .text import lit, lit_lines

MOST_PROBLEMS = 3


class BackupDetail(Dated, Widget):
    """The detail beside the list of copies."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"backup-detail--quiet", "backup-detail--head"}
    DEFAULT_CSS = """
    BackupDetail {
        height: auto;
        & > .backup-detail--quiet { color: $text-muted; }
        & > .backup-detail--head { color: $text-primary; text-style: bold; }
    }
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self._row: Examined | None = None

    def show(self, row: Examined) -> None:
        """Show a copy."""
        self._row = row
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Return what is known of it, a block for each kind."""
        if self._row is None:
            return Content("")
        return Content("\n\n").join(block for block in self._blocks(self._row) if block.plain)

    def _blocks(self, row: Examined) -> Iterator[Content]:
        quiet = self.get_visual_style("backup-detail--quiet")
        head = [lit(say_when(row, self.today), self.get_visual_style("backup-detail--head"))]
        head += [lit(say_why(row)), lit(say_state(row))]
        yield Content("\n").join(head)
        yield lit_lines(row.complaint or _said_of(row))
        yield lit(say_counts(row))
        yield lit_lines("\n".join(row.problems[:MOST_PROBLEMS]))
        known = [] if row.changed is None else [f"saved {say_moment(row.changed, self.today)}"]
        saves = "1 save" if row.generation == 1 else f"{row.generation:,} saves"
        known += [f"after {saves}"] if row.generation else []
        known += [say_size(row.size), row.path.name]
        yield lit_lines("\n".join(known), quiet)


def _said_of(row: Examined) -> str:
    if row.was_read and not row.intact:
        return "Another program has written here since thanks-tui did."
    return ""
