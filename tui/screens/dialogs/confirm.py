"""A question with two answers."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Static

from ....widgets.text import lit, lit_lines
from .dialog import Dialog


class Confirm(Dialog[bool]):
    """Asks; gives True for yes, False for no, None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes", tooltip="The first answer"),
        Binding("n", "answer(False)", "no", tooltip="The second answer"),
    ]

    def __init__(self, title: str, question: str, *, yes: str, no: str, safe: bool = False) -> None:
        """Ask `question`; `safe` says that Enter alone is to mean no, for yes cannot be taken back."""
        super().__init__()
        self._safe = safe
        self._title = title
        self._question = question
        self._yes = yes
        self._no = no

    def title_words(self) -> str:
        """Return the title given."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """Compose the question and its two answers."""
        yield Static(lit_lines(self._question), classes="said")
        with Horizontal(classes="buttons"):
            yield Button(
                lit(self._yes), variant="primary", compact=True, id="yes", action="screen.answer(True)"
            )
            yield Button(lit(self._no), compact=True, id="no", action="screen.answer(False)")

    def on_mount(self) -> None:
        """Begin at the answer that Enter gives."""
        super().on_mount()
        # Escape held down may have taken the question away before its answers were there.
        for button in self.query("#no" if self._safe else "#yes").results(Button):
            button.focus()

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - an action takes its arguments by position
        """Give the answer."""
        self.dismiss(answer)
