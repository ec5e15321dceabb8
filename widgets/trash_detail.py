"""What is in an entry of the trash, so that one can tell whether it is what one is looking for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from ..data.dates import show_date
from ..data.models import AnyRecord, Application, Contact, Deleted, Event, FollowUp, Note, Trashed
from ..data.outcomes import outcome_words
from .dated import Dated
from .glyphs import state_glyph, state_word
from .text import lit, lit_lines
from .trash_list import say_days_left, say_deleted

_COUNTED = {Note: ("note", "notes"), FollowUp: ("follow-up", "follow-ups"), Event: ("day", "days")}


class TrashDetail(Dated, Widget):
    """The detail beside the list of what was deleted."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"trash-detail--quiet", "trash-detail--head"}
    DEFAULT_CSS = """
    TrashDetail {
        height: auto;
        & > .trash-detail--quiet { color: $text-muted; }
        & > .trash-detail--head { color: $text-primary; text-style: bold; }
    }
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self._trashed: Trashed | None = None
        self._records: Sequence[AnyRecord] = ()
        self._complaint = ""

    def show(self, trashed: Trashed, records: Sequence[AnyRecord], complaint: str = "") -> None:
        """Show an entry and the records that it holds; `complaint` says why they cannot be read."""
        self._trashed, self._records, self._complaint = trashed, records, complaint
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Return what is in it, a block for each kind."""
        trashed = self._trashed
        if trashed is None:
            return Content("")
        quiet = self.get_visual_style("trash-detail--quiet")
        kind = trashed.what.value if trashed.what is Deleted.APPLICATION else f"contact of {trashed.company}"
        head = [
            lit(trashed.label, self.get_visual_style("trash-detail--head")),
            lit(kind),
            lit(f"deleted {say_deleted(trashed, self.today)}; {say_days_left(trashed, self.today)}", quiet),
        ]
        blocks = [Content("\n").join(head), lit(self._complaint), *self._blocks(trashed)]
        return Content("\n\n").join(block for block in blocks if block.plain)

    def _blocks(self, trashed: Trashed) -> Iterator[Content]:
        contacts = [each for each in self._records if isinstance(each, Contact)]
        for application in (each for each in self._records if isinstance(each, Application)):
            yield self._application(application)
        if trashed.what is Deleted.APPLICATION:
            yield Content("\n").join(self._one_of_them(each) for each in contacts)
        else:
            yield from (self._person(each) for each in contacts)
        yield lit(self._counts(), self.get_visual_style("trash-detail--quiet"))
        if trashed.what is Deleted.CONTACT:
            yield from (lit_lines(each.text, "italic") for each in self._records if isinstance(each, Note))

    def _application(self, application: Application) -> Content:
        day = application.rejected_on
        when = "" if day is None else f", {show_date(day, self.today)}"
        lines = [lit(application.role), lit(f"{outcome_words(application.outcome)}{when}")]
        lines += [lit(f"“{application.their_words}”")] if application.their_words else []
        return Content("\n").join(line for line in lines if line.plain)

    def _one_of_them(self, contact: Contact) -> Content:
        note = next(
            (each for each in self._records if isinstance(each, Note) and each.contact_id == contact.id), None
        )
        glyph = state_glyph(None if note is None else note.state)
        name = contact.name or contact.email or contact.title
        return lit(f"{glyph} {name or 'somebody'}, {contact.kind.value}: {state_word(note)}")

    def _person(self, contact: Contact) -> Content:
        known = (contact.kind.value, contact.title, contact.email, contact.phone, contact.linkedin)
        lines = [lit(each) for each in known if each]
        lines += [lit(f"you remember {contact.moment}")] if contact.moment else []
        return Content("\n").join(lines)

    def _counts(self) -> str:
        counts = Counter(type(record) for record in self._records)
        parts = [
            f"{counts[kind]} {names[counts[kind] != 1]}" for kind, names in _COUNTED.items() if counts[kind]
        ]
        told = ", ".join(parts)
        return f"with {told} of the timeline" if counts[Event] else f"with {told}" if told else ""
