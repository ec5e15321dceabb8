"""All that is noted of one application: what they said, the people and their notes, the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from ..data.dates import say_age, show_date
from ..data.models import Application, Event, EventKind, ToldBy
from ..data.standing import Standing
from .contact_list import note_words
from .glyphs import LEAD, outcome_words, state_glyph
from .text import lit, lit_lines


def event_words(event: Event, who: str) -> str:
    """Return what happened, with the name of the person that it happened with."""
    if not who:
        return event.what.value
    match event.what:
        case EventKind.REJECTED:
            return f"turned down, told by {who}"
        case EventKind.ANSWERED:
            return f"{who} answered"
        case _:
            return f"{event.what.value} {who}"


class ApplicationDetail(Static):
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
        self._today = today

    def show(self, row: Standing, events: Sequence[Event]) -> None:
        """Show an application with its people, notes and timeline."""
        blocks = [
            self._head(row.application),
            self._words(row.application),
            self._people(row),
            self._timeline(row, events),
            self._facts(row.application),
        ]
        self.update(Content("\n\n").join(block for block in blocks if block.plain))

    def _quiet(self, text: str) -> Content:
        return lit(text, self.get_visual_style("application-detail--quiet"))

    def _head(self, application: Application) -> Content:
        head = self.get_visual_style("application-detail--head")
        when = outcome_words(application.outcome)
        if application.rejected_on is not None:
            day = application.rejected_on
            when += f" {show_date(day, self._today)}, {say_age(day, self._today)}"
        if application.told_by is not ToldBy.UNKNOWN:
            when += (
                f", by {application.told_by.value}"
                if application.told_by is not ToldBy.IN_PERSON
                else ", in person"
            )
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
                    who, "  ", self._quiet(f"{contact.kind.value} · {note_words(note, self._today)}")
                )
            )
        return Content("\n").join(lines)

    def _timeline(self, row: Standing, events: Sequence[Event]) -> Content:
        names = {contact.id: contact.name for contact, _ in row.people}
        lines: list[Content] = []
        if row.next_follow_up is not None:
            due = row.next_follow_up
            lines.append(
                self._quiet(
                    f"{show_date(due.due_on, self._today)}  follow up, {say_age(due.due_on, self._today)}"
                )
            )
        for event in sorted(events, key=lambda event: event.on, reverse=True):
            who = names.get(event.contact_id or "", "")
            detail = f" · {event.detail}" if event.detail else ""
            lines.append(
                self._quiet(f"{show_date(event.on, self._today)}  {event_words(event, who)}{detail}")
            )
        return Content("\n").join(lines)

    def _facts(self, application: Application) -> Content:
        return Content("\n").join(self._fact_lines(application))

    def _fact_lines(self, application: Application) -> Iterable[Content]:
        if application.applied_on is not None:
            yield self._quiet(f"applied {show_date(application.applied_on, self._today)}")
        yield self._quiet(f"stage {application.stage.value}")
        if application.source:
            yield self._quiet(f"found through {application.source}")
        if application.url:
            yield self._quiet(application.url)
        if application.remarks:
            yield lit_lines(application.remarks)
