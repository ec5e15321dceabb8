"""An answer that came: from whom, when, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from textual.widget import Widget

from ....data.called import called
from ....data.models import Contact
from ....widgets.choice import Choice
from ....widgets.date_input import DateInput
from ....widgets.field import Field
from .form import Form, FormProblem, lines, text_area


class Answer(msgspec.Struct, frozen=True):
    """Who answered, when, and what."""

    contact: Contact
    on: date
    text: str = ""


class LogAnswer(Form[Answer]):
    """Asks for the answer; its text can be pasted."""

    def __init__(
        self, contacts: Sequence[Contact], contact: Contact, today: date, *, given: Answer | None = None
    ) -> None:
        super().__init__(unsaved=given is not None)
        self._today = today
        given = given or Answer(contact, today)
        self._who = Choice([(called(each), each) for each in contacts], given.contact)
        self._on = DateInput(given.on, today)
        self._text = text_area(given.text)
        self._text.add_class("pasted", "-short")

    def title_words(self) -> str:
        """Return what is kept."""
        return "An answer came"

    def fields(self) -> Iterable[Widget]:
        """Return who, when and what."""
        return Field("From", self._who), Field("On", self._on), Field("They wrote", self._text)

    def on_mount(self) -> None:
        """Be ready for the paste."""
        super().on_mount()
        self._text.focus()

    def read(self) -> Answer:
        """Return the answer."""
        on = self._on.value
        if on is None:
            raise FormProblem("When did it come? Try today, or 12 nov.", self._on)
        if on > self._today:
            raise FormProblem("That day is still to come.", self._on)
        return Answer(self._who.value, on, lines(self._text))
