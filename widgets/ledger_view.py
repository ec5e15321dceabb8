"""The doors that open, drawn: how far applications came, month by month, and which channel was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from ..data.followup.ledger import Door, Ledger, Month
from ..data.models import Stage
from ..data.outcomes import stage_words
from .text import hung, lit

_BLOCKS = " ▁▂▃▄▅▆▇█"
_BAR = "█"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_LABEL = 20
_COUNT = 6
"""The cells of a count, with the blanks around it."""
_CELL = 4
"""The cells of a month."""
_LEAST_ROOM, _GOOD_ROOM, _MOST_ROOM = 4, 12, 40
"""How long the bars are: at least, where all is said on one line, and at most."""


class LedgerView(Widget):
    """Bars for the doors, columns for the months, a line for each channel."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"ledger-view--quiet", "ledger-view--head", "ledger-view--bar"}
    DEFAULT_CSS = """
    LedgerView {
        height: auto;
        & > .ledger-view--quiet { color: $text-muted; }
        & > .ledger-view--head { color: $text-primary; text-style: bold; }
        & > .ledger-view--bar { color: $primary; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._ledger: Ledger | None = None
        self._months: Sequence[Month] = ()

    def show(self, ledger: Ledger, months: Sequence[Month]) -> None:
        """Show a ledger; `months` are those to be drawn, oldest first, without gaps."""
        self._ledger, self._months = ledger, months
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Return the three parts under their headings."""
        return self._drawn(self.size.width)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the lines that the page takes at this width."""
        del container, viewport
        drawn = self._drawn(width)
        return drawn.plain.count("\n") + 1 if drawn.plain else 0

    def _drawn(self, width: int) -> Content:
        if self._ledger is None:
            return Content("")
        parts = [
            self._part("How far it went", self._doors(self._ledger, width)),
            self._part("Month by month", self._columns(self._months[-max(1, (width - _LABEL) // _CELL) :])),
            self._part("Which way was answered", self._channels(self._ledger, width)),
        ]
        return Content("\n\n").join(part for part in parts if part.plain)

    def _part(self, heading: str, lines: Iterable[Content]) -> Content:
        kept = list(lines)
        if not kept:
            return Content("")
        return Content("\n").join([lit(heading, self.get_visual_style("ledger-view--head")), *kept])

    def _doors(self, ledger: Ledger, width: int) -> Iterable[Content]:
        most = max((door.count for door in ledger.doors), default=0)
        longest = max(len(_door_words(door)) for door in ledger.doors)
        room = width - _LABEL - _COUNT - longest
        if room < _GOOD_ROOM:
            # What is said of a door wraps then.
            room = max(_LEAST_ROOM, width - _LABEL - _COUNT - len("100 of 100, too few to say"))
        room = min(room, _MOST_ROOM)
        for door in ledger.doors:
            bar = lit(f"{_bar(door.count, most, room):<{room}}", self.get_visual_style("ledger-view--bar"))
            label = lit(f"{stage_words(door.stage):<{_LABEL}}")
            head = Content.assemble(label, bar, f" {door.count:>3}  ")
            yield hung(head, self._quiet(_door_words(door)), width)

    def _columns(self, months: Sequence[Month]) -> Iterable[Content]:
        rows = (
            (stage_words(Stage.REJECTED), [month.rejected for month in months]),
            ("people thanked", [month.thanked for month in months]),
            ("follow-ups sent", [month.followed_up for month in months]),
            ("answers", [month.answered for month in months]),
            ("talking again", [month.opened for month in months]),
        )
        most = max((count for _, counts in rows for count in counts), default=0)
        if not most:
            return
        for label, counts in rows:
            if any(counts):
                cells = "".join(_cell(count, most) for count in counts)
                bar = self.get_visual_style("ledger-view--bar")
                yield Content.assemble(lit(f"{label:<{_LABEL}}"), lit(cells, bar))
        names = "".join(f"{month.first:%b} " for month in months)
        yield Content.assemble(" " * _LABEL, self._quiet(names))

    def _channels(self, ledger: Ledger, width: int) -> Iterable[Content]:
        for tally in ledger.channels:
            label = lit(f"{tally.channel.value:<{_LABEL}}")
            yield hung(label, self._quiet(tally.words), width)

    def _quiet(self, words: str) -> Content:
        return lit(words, self.get_visual_style("ledger-view--quiet"))


def _bar(count: int, most: int, room: int) -> str:
    eighths = count * room * 8 // most if most else 0
    return _BAR * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")


def _cell(count: int, most: int) -> str:
    """Return a month's four cells: a column as high as the count, and the count."""
    if not count:
        return "·   "
    return f"{_BLOCKS[-(-count * (len(_BLOCKS) - 1) // most)]}{count:<3}"


def _door_words(door: Door) -> str:
    if door.stage is Stage.REJECTED:
        return ""
    words = door.share.words
    if door.median_days is not None:
        words += f", after {door.median_days:g} days as a rule"
    return words
