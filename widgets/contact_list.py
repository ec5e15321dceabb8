"""The list of the people met for one application, each with the state of their note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from ..data.dates import show_date
from ..data.models import Contact, Note, State
from .dated import Dated
from .glyphs import CURSOR, LEAD, state_glyph, state_word
from .row_list import RowList
from .text import lit, spread

Person = tuple[Contact, Note | None]


def note_words(note: Note | None, today: date) -> str:
    """Return how far somebody's note is: `draft`, `sent 13 Nov`."""
    if note is None or note.state is not State.SENT or note.sent_on is None:
        # Of an answer the note knows that it came, not when; that stands on the timeline.
        return state_word(note)
    return f"{state_word(note)} {show_date(note.sent_on, today)}"


class ContactList(Dated, RowList[Person]):
    """People, two lines each: name, kind and note over what is remembered of them."""

    COMPONENT_CLASSES = {"contact-list--quiet"}
    DEFAULT_CSS = """
    ContactList > .contact-list--quiet { color: $text-muted; }
    """

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.today = today

    def key(self, row: Person) -> str:
        """Return the contact's id."""
        return row[0].id

    def uniform_height(self) -> int:
        """Return the lines of a row: two, and one between where the screen is high enough."""
        return 3 if self.app.size.height >= 24 else 2

    def draw(self, row: Person, width: int, *, current: bool) -> Sequence[Content]:
        """Return one person's two lines."""
        contact, note = row
        quiet = "" if current else self.get_visual_style("contact-list--quiet")
        mark = CURSOR if current else " "
        glyph = state_glyph(note and note.state)
        lead = f" {LEAD} lead" if contact.lead else ""
        name = lit(contact.name or "name not known", "bold" if contact.name else quiet)
        who = Content.assemble(f"{mark} {glyph} ", name, (f"  {contact.kind.value}{lead}", quiet))
        state = lit(f"{note_words(note, self.today)} ", quiet)
        remembered = contact.moment or "no moment remembered yet"
        moment = Content.assemble(f"{mark}   ", lit(remembered, quiet))
        return spread(who, state, width), moment.truncate(width - 1, ellipsis=True)
