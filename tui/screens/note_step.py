"""What the points and the preview share: the notes of one application, one person at a time."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from ...data.clock import Today
from ...data.errors import StoreError
from ...data.models import Application, Contact, Note
from ...data.notes.compose import letter_text
from ...data.standing import THANKED
from ...data.store.store import Store
from ...data.walk import begin_notes, draft_notes
from ...widgets.glyphs import state_glyph
from ...widgets.text import lit
from .step import StepScreen


class NoteStep(StepScreen[str]):
    """A step that speaks of one person's note; gives back whose note it showed last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", tooltip="Back a step; everything is kept"),
        Binding(
            "left_square_bracket",
            "person(-1)",
            "person",
            key_display="[ ]",
            tooltip="The person before this one, and the next",
        ),
        Binding("right_square_bracket", "person(1)", "person", show=False),
    ]

    def __init__(self, store: Store, today: Today, application_id: str, contact_id: str) -> None:
        super().__init__(store, today)
        self._application_id = application_id
        self._contact_id = contact_id
        self.notes: list[Note] = []

    @property
    def application(self) -> Application:
        """The application whose people are thanked."""
        return self.store.application(self._application_id)

    @property
    def contact(self) -> Contact:
        """The person whose note is shown."""
        return self.store.contact(self._contact_id)

    @property
    def note(self) -> Note:
        """The note that is shown."""
        return next(note for note in self.notes if note.contact_id == self._contact_id)

    @property
    def others(self) -> list[Note]:
        """The notes to everybody else of the application."""
        return [note for note in self.notes if note.contact_id != self._contact_id]

    @property
    def text(self) -> str:
        """The whole text of the note that is shown."""
        return letter_text(self.note, self.contact, self.application, self.store.profile)

    def still_there(self) -> bool:
        """Return whether the person is in the store."""
        return any(each.id == self._contact_id for each in self.store.contacts(self._application_id))

    def take_notes(self) -> None:
        """Read the notes of the application; those that were not begun are begun, and kept if that can be."""
        try:
            self.notes = begin_notes(self.store, self._application_id)
        except StoreError as error:
            self.notes = draft_notes(self.store, self._application_id)
            self.banner.trouble(str(error))

    def draw_people(self, line: Static) -> None:
        """Draw on `line` who there is, with the one whose note is shown between brackets."""
        contacts = self.store.contacts(self._application_id)
        states = {note.contact_id: note.state for note in self.notes}
        parts: list[Content] = []
        for contact in contacts:
            here = contact.id == self._contact_id
            name = lit(contact.name or contact.kind.value, "bold" if here else "")
            entry = Content.assemble(f"{state_glyph(states.get(contact.id))} ", name)
            parts.append(Content.assemble("▸ ", entry, " ◂") if here else entry)
        line.update(Content("   ").join(parts))

    async def action_leave(self) -> None:
        """Go back a step."""
        self.dismiss(self._contact_id)

    def action_person(self, step: int) -> None:
        """Show the note of the person `step` places on, around the end."""
        ids = [note.contact_id for note in self.notes]
        self.go_to(ids[(ids.index(self._contact_id) + step) % len(ids)])

    def go_to(self, contact_id: str) -> None:
        """Show the note of another person."""
        self._contact_id = contact_id
        self.show_records()

    def next_to_thank(self) -> str | None:
        """Return the contact after this one whose note is not sent yet, around the end; None if all are."""
        ids = [note.contact_id for note in self.notes]
        at = ids.index(self._contact_id)
        waiting = {note.contact_id for note in self.notes if note.state not in THANKED}
        return next((id_ for id_ in ids[at + 1 :] + ids[:at] if id_ in waiting), None)
