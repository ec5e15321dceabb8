"""Where to save follow-ups for a calendar, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from textual.widget import Widget

from ....data.exchange.calendar import Entries
from ....widgets.choice import Choice
from ....widgets.field import Field
from .form import Form, text_field
from .typed_path import typed_path


class CalendarFile(msgspec.Struct, frozen=True):
    """A file for a calendar."""

    path: Path
    kind: Entries
    replace: bool = False
    """Whether a file of that name may be replaced."""


class SaveCalendar(Form[CalendarFile]):
    """Asks for events or to-dos, and for the file."""

    TITLE = "For your calendar"

    def __init__(self, proposed: CalendarFile) -> None:
        super().__init__()
        self._kind = Choice([(f"as {kind.value}", kind) for kind in Entries], proposed.kind)
        self._path = text_field(str(proposed.path))
        self._replace = Choice([("no", False), ("yes", True)], proposed.replace)

    def fields(self) -> Iterable[Widget]:
        """Return the kind, the path, and whether a file may be replaced."""
        return Field("Save", self._kind), Field("File", self._path), Field("Replace it", self._replace)

    def on_mount(self) -> None:
        """Begin at the kind."""
        super().on_mount()
        self._kind.focus()

    def read(self) -> CalendarFile:
        """Return the file."""
        path = typed_path(self._path)
        if path.suffix.casefold() != ".ics":
            path = path.with_name(f"{path.name}.ics")
        return CalendarFile(path, self._kind.value, self._replace.value)
