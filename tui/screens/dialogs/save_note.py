"""Where to save a note, and in which format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual import on
from textual.widget import Widget

from ....data.called import called
from ....data.models import Application, Channel, Contact
from ....data.outbox.files import file_name
from ....data.outbox.formats import FORMATS
from ....widgets.choice import Choice
from ....widgets.field import Field
from .form import Form, line, text_field
from .typed_path import typed_path

_WORDS = {".eml": "a mail draft", ".txt": "plain text", ".md": "Markdown"}


def _shown(path: Path) -> str:
    """Return `path` as it is typed: short, with the home folder as `~`, for its end is what counts."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


class SaveNote(Form[Path]):
    """Asks for format, folder and name; a good proposal needs no more than ctrl+s."""

    def __init__(
        self,
        folder: Path,
        contact: Contact,
        application: Application,
        *,
        again: Path | None = None,
    ) -> None:
        """Propose a name in `folder`; `again` is a path that did not work."""
        super().__init__()
        self._contact = contact
        suffix = again.suffix if again else (".eml" if contact.channel is Channel.EMAIL else ".txt")
        suffix = suffix if suffix in FORMATS else ".txt"
        self._format = Choice([(f"{each}  {_WORDS[each]}", each) for each in FORMATS], suffix)
        self._path = text_field(_shown(again or folder / file_name(contact, application, suffix)))

    def title_words(self) -> str:
        """Return whose note it is."""
        return f"Save the note to {called(self._contact)}"

    def fields(self) -> Iterable[Widget]:
        """Return the format and the path."""
        return Field("As", self._format), Field("File", self._path)

    def on_mount(self) -> None:
        """Begin at the format."""
        super().on_mount()
        self._format.focus()

    @on(Choice.Changed)
    def _follow_format(self) -> None:
        path = Path(line(self._path))
        if path.suffix in FORMATS:
            self._path.value = str(path.with_suffix(self._format.value))

    def read(self) -> Path:
        """Return the path of the file."""
        path = typed_path(self._path)
        return path if path.suffix in FORMATS else path.with_name(path.name + self._format.value)
