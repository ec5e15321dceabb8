"""The list of rejections: company, role, when, who is thanked, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from ..data.dates import say_age, show_date
from ..data.models import Stage
from ..data.standing import Standing, next_words
from .dated import Dated
from .glyphs import CURSOR, state_glyph
from .row_list import RowList
from .text import lit, spread

_MOST_DOTS = 6
_NARROW = 50
_ROOMY = 68


def thanked_words(row: Standing) -> str:
    """Return how many of the people have been thanked, in words."""
    if not row.people:
        return "nobody listed yet"
    if row.thanked == len(row.people):
        return "all thanked"
    if not row.thanked:
        return "nobody yet"
    return f"{row.thanked} of {len(row.people)} thanked"


class RejectionList(Dated, RowList[Standing]):
    """Rejections, two lines each."""

    COMPONENT_CLASSES = {"rejection-list--quiet"}
    DEFAULT_CSS = """
    RejectionList > .rejection-list--quiet { color: $text-muted; }
    """

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.today = today

    def key(self, row: Standing) -> str:
        """Return the application's id."""
        return row.application.id

    def uniform_height(self) -> int:
        """Return the lines of a row: two, and one between where the screen is high enough."""
        return 3 if self.app.size.height >= 24 else 2

    def draw(self, row: Standing, width: int, *, current: bool) -> Sequence[Content]:
        """Return company, date and progress over role and next step."""
        quiet = "" if current else self.get_visual_style("rejection-list--quiet")
        application = row.application
        when = show_date(application.rejected_on, self.today) if application.rejected_on else ""
        mark = CURSOR if current else " "
        dots = "".join(state_glyph(note and note.state) for _, note in row.people[:_MOST_DOTS])
        dots += "+" if len(row.people) > _MOST_DOTS else ""
        company = Content.assemble(f"{mark} ", lit(application.company, "bold"))
        role = Content.assemble(f"{mark} ", lit(application.role or "role not noted", quiet))
        following = lit(self._following(row), quiet)
        if width < _NARROW:
            right_top, right_bottom = lit(f"{when} "), Content.assemble(lit(dots), " ")
            return spread(company, right_top, width), spread(role, right_bottom, width)
        room = 26 if width >= _ROOMY else min(23, width - 29)
        gap = _MOST_DOTS + 2 if width >= _ROOMY else max(5, len(dots) + 1)
        progress = lit(f"{dots:<{gap}}{thanked_words(row)}").truncate(room, ellipsis=True, pad=True)
        right_top = Content.assemble(lit(f"{when:>6}", quiet), "  ", progress)
        right_bottom = following.truncate(room, ellipsis=True, pad=True)
        return spread(company, right_top, width), spread(role, right_bottom, width)

    def _following(self, row: Standing) -> str:
        words = next_words(row, self.today, lambda day: say_age(day, self.today))
        stage = row.application.stage
        return words or ("" if stage in (Stage.REJECTED, Stage.THANKED) else stage.value)
