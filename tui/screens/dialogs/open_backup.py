"""With which secret key an encrypted backup is opened."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.widget import Widget

from ....widgets.field import Field
from .form import Form, text_field
from .typed_path import typed_path


class OpenBackup(Form[Path]):
    """Asks for the file of the secret key."""

    TITLE = "This backup is encrypted"
    SAVE = "Open it"

    def __init__(self, again: Path | None = None) -> None:
        super().__init__()
        self._path = text_field("" if again is None else str(again), "the file of your secret key")

    def fields(self) -> Iterable[Widget]:
        """Return the path."""
        return (Field("Secret key", self._path),)

    def on_mount(self) -> None:
        """Begin there."""
        super().on_mount()
        self._path.focus()

    def read(self) -> Path:
        """Return the path of the file."""
        return typed_path(self._path)
