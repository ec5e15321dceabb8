"""Who signs: asked at the first start, and to be changed at any time."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace
from textual.widget import Widget
from textual.widgets import Static

from ....data.addresses import valid_email
from ....data.models import Profile
from ....widgets.field import Field
from ....widgets.text import lit_lines
from .form import Form, FormProblem, line, text_field

WELCOME = """\
Somebody else got the job. A short, gracious note to everyone you met is remembered.
You choose the rejection, list the people, tick what to say, and read each note before it goes.
Everything stays in one file on this machine; nothing is sent unless you send it."""


class ProfileForm(Form[Profile]):
    """The name to sign with, and what may stand under it."""

    def __init__(self, profile: Profile, *, welcome: bool = False) -> None:
        super().__init__()
        self._profile = profile
        self._welcome = welcome
        self._name = text_field(profile.name, "as you sign")
        self._email = text_field(profile.email, "optional")
        self._phone = text_field(profile.phone, "optional")
        self._link = text_field(profile.link, "optional")

    def title_words(self) -> str:
        """Return a welcome, or what is changed."""
        return "Welcome to thanks-tui" if self._welcome else "Who signs"

    def intro(self) -> Iterable[Widget]:
        """Return what will happen, in three sentences."""
        if self._welcome:
            yield Static(lit_lines(WELCOME), classes="said")

    def fields(self) -> Iterable[Widget]:
        """Return name, mail, phone and link."""
        return (
            Field("Your name", self._name),
            Field("Mail", self._email),
            Field("Phone", self._phone),
            Field("Link", self._link),
        )

    def on_mount(self) -> None:
        """Begin at the name."""
        super().on_mount()
        self._name.focus()

    def read(self) -> Profile:
        """Return the profile as the fields have it."""
        name = line(self._name)
        if not name:
            raise FormProblem("A note needs a name under it.", self._name)
        email = line(self._email)
        if email and not valid_email(email):
            raise FormProblem(f"“{email}” is not one mail address.", self._email)
        return replace(self._profile, name=name, email=email, phone=line(self._phone), link=line(self._link))
