"""All that one needs to know to write again: who, when last, what was remembered, what was said."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from ..data.called import called
from ..data.dates import say_age, show_date
from ..data.followup.agenda import AgendaRow, LastWords
from ..data.outcomes import stage_words
from ..data.standing import due_words
from .dated import Dated
from .text import lit, lit_lines


class AgendaDetail(Dated, Widget):
    """The detail beside the agenda."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"agenda-detail--quiet", "agenda-detail--head"}
    DEFAULT_CSS = """
    AgendaDetail {
        height: auto;
        & > .agenda-detail--quiet { color: $text-muted; }
        & > .agenda-detail--head { color: $text-primary; text-style: bold; }
    }
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self._row: AgendaRow | None = None

    def show(self, row: AgendaRow) -> None:
        """Show what there is to know for one follow-up."""
        self._row = row
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Return what there is to know, a block for each kind."""
        row = self._row
        if row is None:
            return Content("")
        quiet = self.get_visual_style("agenda-detail--quiet")
        head = self.get_visual_style("agenda-detail--head")
        contact, application = row.contact, row.application
        who = called(contact) if contact is not None else application.company
        kind = f"{contact.kind.value}, " if contact is not None and who != contact.kind.value else ""
        where = " · ".join(part for part in (application.company, application.role) if part)
        day = f"{show_date(row.due_on, self.today)}, {say_age(row.due_on, self.today)}"
        blocks = [
            Content("\n").join(
                [
                    lit(who, head),
                    lit(f"{kind}{where}"),
                    lit(f"stage: {stage_words(application.stage)}", quiet),
                ]
            ),
            Content("\n").join([lit(due_words(row.due_on, self.today, day)), lit(row.reason, quiet)]),
            self._last(row.last_words),
            Content.assemble(lit("you remember  ", quiet), lit_lines(row.moment))
            if row.moment
            else Content(""),
            lit(f"{row.unanswered} notes without an answer. It may be kinder to let it rest: R does.", "bold")
            if row.better_stop
            else Content(""),
        ]
        return Content("\n\n").join(block for block in blocks if block.plain)

    def _last(self, words: LastWords | None) -> Content:
        if words is None:
            return Content("")
        quiet = self.get_visual_style("agenda-detail--quiet")
        name = words.contact.name if words.contact is not None else ""
        said = f"{name or 'they'} wrote" if words.theirs else f"you wrote to {name or 'them'}"
        when = f"{show_date(words.on, self.today)}, {say_age(words.on, self.today)}"
        return Content.assemble(
            lit_lines(f"{said} {when}:\n", quiet), "“", lit_lines(words.text, "italic"), "”"
        )
