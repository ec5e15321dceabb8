"""The form of a contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from ....data.addresses import valid_email
from ....data.called import called
from ....data.duplicates import find_duplicates
from ....data.models import Channel, Contact, Kind
from ....widgets.choice import Choice
from ....widgets.field import Field
from ....widgets.text import lit
from .form import Form, FormProblem, line, text_field

_YES_NO = [("no", False), ("yes", True)]


class ContactForm(Form[Contact]):
    """Everything noted of one person."""

    def __init__(self, contact: Contact, others: Sequence[Contact], *, is_new: bool) -> None:
        """Show `contact`; `others` are the people who might be the same person."""
        super().__init__()
        self._contact = contact
        self._others = others
        self._is_new = is_new
        self._name = text_field(contact.name)
        self._address = text_field(
            contact.form_of_address, "what follows Dear, when the name alone reads wrong"
        )
        self._kind = Choice([(kind.value, kind) for kind in Kind], contact.kind)
        self._title = text_field(contact.title)
        self._email = text_field(contact.email)
        self._phone = text_field(contact.phone)
        self._linkedin = text_field(contact.linkedin)
        self._channel = Choice([(channel.value, channel) for channel in Channel], contact.channel)
        self._moment = text_field(contact.moment, "our talk about the night shifts")
        self._gave_news = Choice(_YES_NO, contact.gave_news)
        self._lead = Choice(_YES_NO, contact.lead)
        self._hint = Static(classes="said quiet")

    def title_words(self) -> str:
        """Return whether it is somebody new."""
        return "Somebody you met" if self._is_new else f"Change {called(self._contact)}"

    def fields(self) -> Iterable[Widget]:
        """Return the fields, the ones the note needs first."""
        return (
            Field("Name", self._name),
            Field("Who they were", self._kind),
            Field("Moment", self._moment),
            Field("Mail", self._email),
            Field("Write by", self._channel),
            Field("Dear …", self._address),
            Field("Title", self._title),
            Field("Phone", self._phone),
            Field("LinkedIn", self._linkedin),
            Field("Gave the news", self._gave_news),
            Field("Lead later on", self._lead),
            self._hint,
        )

    def on_mount(self) -> None:
        """Begin at the name."""
        super().on_mount()
        self._name.focus()
        self._notice_duplicates()

    @on(Input.Changed)
    def _notice_duplicates(self) -> None:
        same = find_duplicates(self._read(), self._others)
        self._hint.display = bool(same)
        if same:
            known = same[0]
            who = ", ".join(part for part in (known.name, known.kind.value, known.email) if part)
            self._hint.update(lit(f"▲ Perhaps already here: {who}."))

    def read(self) -> Contact:
        """Return the contact as the fields have it."""
        contact = self._read()
        if not contact.name and not contact.title and not contact.email:
            raise FormProblem(
                "A name is needed; a title or a mail address will do until you find it.", self._name
            )
        if contact.email and not valid_email(contact.email):
            raise FormProblem(f"“{contact.email}” is not one mail address.", self._email)
        return contact

    def _read(self) -> Contact:
        return replace(
            self._contact,
            name=line(self._name),
            form_of_address=line(self._address),
            kind=self._kind.value,
            title=line(self._title),
            email=line(self._email),
            phone=line(self._phone),
            linkedin=line(self._linkedin),
            channel=self._channel.value,
            moment=line(self._moment),
            gave_news=self._gave_news.value,
            lead=self._lead.value,
        )
