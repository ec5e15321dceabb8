"""All that is noted of one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from ..data.models import Contact, Note
from .contact_list import note_words
from .dated import Dated
from .glyphs import LEAD, state_glyph
from .text import hung, lit


class ContactCard(Dated, Widget):
    """The card beside the list of contacts."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"contact-card--quiet", "contact-card--head"}
    DEFAULT_CSS = """
    ContactCard {
        height: auto;
        & > .contact-card--quiet { color: $text-muted; }
        & > .contact-card--head { color: $text-primary; text-style: bold; }
    }
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self._contact: Contact | None = None
        self._note: Note | None = None
        self._elsewhere: Sequence[str] = ()
        self._shown: tuple[object, ...] = ()

    def show(self, contact: Contact, note: Note | None, elsewhere: Sequence[str]) -> None:
        """Show a person; `elsewhere` are the other companies for which they were met."""
        shown = (self.today, contact, note, tuple(elsewhere))
        if shown != self._shown:
            self._shown = shown
            self._contact, self._note, self._elsewhere = contact, note, elsewhere
            self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Return the card."""
        return self._drawn(self.size.width)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the lines that the card takes at this width."""
        del container, viewport
        return self._drawn(width).plain.count("\n") + 1

    def _drawn(self, width: int) -> Content:
        contact, note = self._contact, self._note
        if contact is None:
            return Content("")
        quiet = self.get_visual_style("contact-card--quiet")
        head = self.get_visual_style("contact-card--head")
        facts = [
            ("title", contact.title),
            ("mail", contact.email),
            ("phone", contact.phone),
            ("LinkedIn", contact.linkedin),
            ("write by", contact.channel.value),
            ("Dear", contact.form_of_address),
            ("moment", contact.moment),
            ("news", "told you the outcome" if contact.gave_news else ""),
            ("lead", f"{LEAD} later follow-ups go here" if contact.lead else ""),
            ("also met", ", ".join(self._elsewhere)),
        ]
        lines = [
            lit(contact.name or "name not known", head),
            lit(contact.kind.value),
            Content.assemble(
                f"{state_glyph(note and note.state)} ", lit(f"note: {note_words(note, self.today)}")
            ),
            Content(""),
            *(hung(lit(f"{label:<9} ", quiet), lit(value), width) for label, value in facts if value),
        ]
        return Content("\n").join(lines)
