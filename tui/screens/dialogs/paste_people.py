"""Many people at once, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from ....data.duplicates import find_duplicates
from ....data.models import Contact, Kind
from ....data.people import PersonLine, parse_people
from ....data.text import clean_text
from ....widgets.text import lit
from .form import Form, FormProblem, text_area

MOST_SHOWN = 50
"""How many lines are shown as they are read."""
MOST_TAKEN = 500
"""How many people are taken at a time; each is compared with all before, while the keys wait."""

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

    def __init__(self, application_id: str, known: Sequence[Contact], *, text: str = "") -> None:
        super().__init__()
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
        self._show_reading()

    @on(TextArea.Changed)
    def _show_reading(self) -> None:
        found = parse_people(clean_text(self.area.text))
        lines = [
            _words(person, contact, known=known)
            for person, contact, known in self._people(found[:MOST_SHOWN])
        ]
        if len(found) > MOST_SHOWN:
            lines.append(Content(f"… and {len(found) - MOST_SHOWN} more"))
        self._reading.update(Content("\n").join(lines))

    def _people(self, found: Iterable[PersonLine]) -> Iterator[tuple[PersonLine, Contact, bool]]:
        """Yield what each line says, the contact that it makes, and whether that one is here already."""
        here = list(self._known)
        for person in found:
            contact = as_contact(person, self._application_id)
            known = bool(find_duplicates(contact, here))
            yield person, contact, known
            here.append(contact)

    def read(self) -> tuple[Contact, ...]:
        """Return those who are not here already."""
        found = parse_people(clean_text(self.area.text))
        if len(found) > MOST_TAKEN:
            raise FormProblem(
                f"These are {len(found)} lines; at most {MOST_TAKEN} are taken at a time.", self.area
            )
        contacts = [
            contact for person, contact, known in self._people(found) if not person.unread and not known
        ]
        if not contacts:
            raise FormProblem("Nobody new in these lines.", self.area)
        return tuple(contacts)


def _words(person: PersonLine, contact: Contact, *, known: bool) -> Content:
    """Return how a line was read."""
    if person.unread:
        return Content.assemble("✗ ", lit(person.line), " is not somebody I can read")
    who = ", ".join(part for part in (contact.kind.value, contact.title, contact.email) if part)
    mark, end = ("=", "  already here, left out") if known else ("+", "")
    return Content.assemble(f"{mark} ", lit(contact.name or contact.email, "bold"), "  ", lit(who), end)
