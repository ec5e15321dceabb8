"""Many people at once, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from ....data.models import Contact, Kind
from ....data.people import PersonLine, find_duplicates, parse_people
from ....data.text import clean_text
from ....widgets.text import lit
from .form import Form, FormProblem, text_area

HINT = "A line each, as in  Dana Ortiz <dana@example.com>, recruiter"


def as_contact(person: PersonLine, application_id: str) -> Contact:
    """Return the contact that a line makes."""
    return Contact(
        application_id=application_id,
        name=person.name,
        email=person.email,
        kind=person.kind or Kind.OTHER,
        title=person.title,
        phone=person.phone,
        linkedin=person.linkedin,
    )


class PastePeople(Form[tuple[Contact, ...]]):
    """Asks for people in lines; shows how each line is read."""

    TITLE = "Everybody you met"

    def __init__(
        self, application_id: str, known: Sequence[Contact], *, text: str = "", unsaved: bool = False
    ) -> None:
        super().__init__(unsaved=unsaved)
        self._application_id = application_id
        self._known = known
        self.area = text_area(text)
        self.area.add_class("pasted", "-short")
        self._reading = Static(classes="said")

    def intro(self) -> Iterable[Widget]:
        """Return what a line looks like."""
        yield Static(lit(HINT), classes="said quiet")

    def fields(self) -> Iterable[Widget]:
        """Return the area and how it is read."""
        return self.area, self._reading

    def on_mount(self) -> None:
        """Be ready for the paste."""
        super().on_mount()
        self.area.focus()

    @on(TextArea.Changed)
    def _show_reading(self) -> None:
        people = parse_people(clean_text(self.area.text))
        self._reading.update(Content("\n").join(self._line(person) for person in people))

    def _line(self, person: PersonLine) -> Content:
        contact = as_contact(person, self._application_id)
        if not (contact.name or contact.email):
            return Content.assemble("✗ ", lit(person.line), " is not somebody I can read")
        who = ", ".join(part for part in (contact.kind.value, contact.title, contact.email) if part)
        same = find_duplicates(contact, self._known)
        mark, end = ("=", "  already here, left out") if same else ("+", "")
        return Content.assemble(f"{mark} ", lit(contact.name or contact.email, "bold"), "  ", lit(who), end)

    def read(self) -> tuple[Contact, ...]:
        """Return those who are not here already."""
        contacts: list[Contact] = []
        for person in parse_people(clean_text(self.area.text)):
            contact = as_contact(person, self._application_id)
            if (contact.name or contact.email) and not find_duplicates(contact, [*self._known, *contacts]):
                contacts.append(contact)
        if not contacts:
            raise FormProblem("Nobody new in these lines.", self.area)
        return tuple(contacts)
