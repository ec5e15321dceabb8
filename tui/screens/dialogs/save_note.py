"""Where to save a note, and in which format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from textual import on
from textual.widget import Widget

from ....data.models import Application, Channel, Contact
from ....data.outbox.files import file_name
from ....widgets.choice import Choice
from ....widgets.field import Field
from .form import Form, FormProblem, line, text_field

FORMATS = ((".eml  a mail draft", ".eml"), (".txt  plain text", ".txt"), (".md  Markdown", ".md"))


class Target(msgspec.Struct, frozen=True):
    """The file that a note is to be saved in."""

    path: Path
    overwrite: bool = False
    """Whether the user said that a file of that name may be replaced."""


class SaveNote(Form[Target]):
    """Asks for format, folder and name; a good proposal needs no more than Enter."""

    def __init__(
        self,
        folder: Path,
        contact: Contact,
        application: Application,
        *,
        again: Target | None = None,
        problem: str = "",
    ) -> None:
        super().__init__()
        self._contact = contact
        self._application = application
        self._again = again
        self._told = problem
        suffix = again.path.suffix if again else (".eml" if contact.channel is Channel.EMAIL else ".txt")
        suffix = suffix if suffix in {value for _, value in FORMATS} else ".txt"
        self._format = Choice(FORMATS, suffix)
        path = again.path if again else folder / file_name(contact, application, suffix)
        self._path = text_field(str(path))
        self._overwrite = Choice([("no", False), ("yes", True)], value=False)

    def title_words(self) -> str:
        """Return whose note it is."""
        return f"Save the note to {self._contact.name or 'them'}"

    def fields(self) -> Iterable[Widget]:
        """Return the format, the path, and whether a file may be replaced, once one is in the way."""
        yield Field("As", self._format)
        yield Field("File", self._path)
        if self._again is not None:
            yield Field("Replace it", self._overwrite)

    def on_mount(self) -> None:
        """Begin at the format."""
        super().on_mount()
        self._format.focus()
        if self._told:
            self.problem(self._told)

    @on(Choice.Changed)
    def _follow_format(self) -> None:
        path = Path(line(self._path))
        if path.suffix in {value for _, value in FORMATS}:
            self._path.value = str(path.with_suffix(self._format.value))

    def read(self) -> Target:
        """Return the file."""
        written = line(self._path)
        if not written:
            raise FormProblem("Which file shall it be?", self._path)
        path = Path(written).expanduser()
        if path.suffix not in {value for _, value in FORMATS}:
            path = path.with_name(path.name + self._format.value)
        return Target(path.absolute(), overwrite=self._overwrite.value)
