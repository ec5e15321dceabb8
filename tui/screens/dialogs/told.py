"""Something that is told and has to be read, on a sheet of its own."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from ....widgets.text import lit_lines
from .dialog import Dialog


class Told(Dialog[None]):
    """Tells; Enter or Escape closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", "close", tooltip="Close this"),
    ]

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._title = title
        self._words = words

    def title_words(self) -> str:
        """Return the title given."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """Compose the words."""
        yield Static(lit_lines(self._words), classes="said")
