"""All that is noted of one application: what they said, the people and their notes, the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from ..data.dates import say_age, show_date
from ..data.models import Application, Event
from ..data.outcomes import outcome_words, stage_words
from ..data.standing import Standing
from ..data.timeline import detail_words, event_words
from .contact_list import note_words
from .dated import Dated
from .glyphs import LEAD, state_glyph, told_words
from .text import hung, lit, lit_lines

_DAY_WIDTH = 8
"""The cells of a day as `12 Nov`, with the gap behind it; what wraps hangs by them."""
_LABEL_WIDTH = 15
_BEFORE_IT_IS_LAID_OUT = 72
"""The width that it takes for its own until it has one."""


class ApplicationDetail(Dated, Widget):
    """The detail beside the list of rejections."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"application-detail--quiet", "application-detail--head"}
    DEFAULT_CSS = """
    ApplicationDetail {
        height: auto;
        & > .application-detail--quiet { color: $text-muted; }
        & > .application-detail--head { color: $text-primary; text-style: bold; }
    }
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self._row: Standing | None = None
        self._events: Sequence[Event] = ()

    def show(self, row: Standing, events: Sequence[Event]) -> None:
        """Show an application with its people, notes and timeline."""
        self._row, self._events = row, events
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Return all that is noted, a block for each kind."""
        row = self._row
        if row is None:
            return Content("")
        blocks = [
            self._head(row.application),
            self._words(row.application),
            self._people(row),
            self._timeline(row),
            self._facts(row.application),
        ]
        return Content("\n\n").join(block for block in blocks if block.plain)

    def _quiet(self, text: str) -> Content:
        return lit(text, self.get_visual_style("application-detail--quiet"))

    def _head(self, application: Application) -> Content:
        head = self.get_visual_style("application-detail--head")
        when = outcome_words(application.outcome)
        if application.rejected_on is not None:
            day = application.rejected_on
            when += f" {show_date(day, self.today)}, {say_age(day, self.today)}"
        told = told_words(application.told_by)
        when += f", {told}" if told else ""
        role = lit(application.role or "role not noted")
        return Content("\n").join([lit(application.company, head), role, self._quiet(when)])

    def _words(self, application: Application) -> Content:
        if not application.their_words:
            return Content("")
        return Content.assemble("“", lit_lines(application.their_words, "italic"), "”")

    def _people(self, row: Standing) -> Content:
        lines: list[Content] = []
        for contact, note in row.people:
            lead = f" {LEAD}" if contact.lead else ""
            who = Content.assemble(
                f"{state_glyph(note and note.state)} ", lit(contact.name or "name not known"), lead
            )
            lines.append(
                Content.assemble(
                    who, "  ", self._quiet(f"{contact.kind.value} · {note_words(note, self.today)}")
                )
            )
        return Content("\n").join(lines)

    def _timeline(self, row: Standing) -> Content:
        names = {contact.id: contact.name for contact, _ in row.people}
        lines: list[Content] = []
        if row.next_follow_up is not None:
            due = row.next_follow_up
            what = "follow-up was due" if due.due_on < self.today else "follow up"
            lines.append(self._happening(due.due_on, f"{what}, {say_age(due.due_on, self.today)}"))
        for event in sorted(self._events, key=lambda event: event.on)[::-1]:
            words = event_words(event, names.get(event.contact_id or "", ""))
            detail = detail_words(event)
            lines.append(self._happening(event.on, f"{words} · {detail}" if detail else words))
        return Content("\n").join(lines)

    def _happening(self, on: date, words: str) -> Content:
        return self._hung(f"{show_date(on, self.today):<{_DAY_WIDTH - 2}}  ", self._quiet(words))

    def _hung(self, label: str, words: Content) -> Content:
        return hung(self._quiet(label), words, self.size.width or _BEFORE_IT_IS_LAID_OUT)

    def _facts(self, application: Application) -> Content:
        facts = [
            ("stage", stage_words(application.stage)),
            ("follow-ups", "resting: none are proposed" if application.resting else ""),
            ("applied", show_date(application.applied_on, self.today) if application.applied_on else ""),
            ("found through", application.source),
            ("link", application.url),
        ]
        lines = [self._hung(f"{label:<{_LABEL_WIDTH}}", lit(value)) for label, value in facts if value]
        remarks = [Content(""), lit_lines(application.remarks)] if application.remarks else []
        return Content("\n").join([*lines, *remarks])
