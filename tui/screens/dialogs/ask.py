"""Asking for a line or a few."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from ....widgets.text import lit
from .form import Form, line, lines, text_area, text_field


class AskLine(Form[str]):
    """Asks for one line; Enter keeps it."""

    def __init__(self, title: str, value: str, *, hint: str, placeholder: str = "") -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._line = text_field(value, placeholder)

    def title_words(self) -> str:
        """Return the title given."""
        return self._title

    def intro(self) -> Iterable[Widget]:
        """Return the hint."""
        yield Static(lit(self._hint), classes="said quiet")

    def fields(self) -> Iterable[Widget]:
        """Return the one line."""
        return (self._line,)

    def on_mount(self) -> None:
        """Begin to type at once."""
        super().on_mount()
        self._line.focus()
        self._line.cursor_position = len(self._line.value)

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        event.stop()
        event.prevent_default()
        self.action_save()

    def read(self) -> str:
        """Return the line."""
        return line(self._line)


class AskText(Form[str]):
    """Asks for a few lines; ctrl+s keeps them."""

    def __init__(self, title: str, value: str, *, hint: str) -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._text = text_area(value)
        self._text.add_class("pasted", "-short")

    def title_words(self) -> str:
        """Return the title given."""
        return self._title

    def intro(self) -> Iterable[Widget]:
        """Return the hint."""
        yield Static(lit(self._hint), classes="said quiet")

    def fields(self) -> Iterable[Widget]:
        """Return the text."""
        return (self._text,)

    def on_mount(self) -> None:
        """Begin to type at once."""
        super().on_mount()
        self._text.focus()

    def read(self) -> str:
        """Return the text."""
        return lines(self._text)
