"""What is shown while something takes long: that it goes on, and how to stop it where that can be."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import ProgressBar, Static

from ....widgets.text import lit_lines
from .dialog import Dialog

_SOON = 0.2
"""Seconds before it is seen: what is done by then needs no words."""


class Working(Dialog[None]):
    """Holds the keys while something is done in a thread; Escape leaves it where it may be stopped."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "stop", tooltip="Stop looking"),
    ]

    def __init__(self, title: str, words: str, *, may_stop: bool) -> None:
        super().__init__(classes="-unseen")
        self._title = title
        self._words = words
        self._may_stop = may_stop

    def title_words(self) -> str:
        """Return the title given."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """Compose what goes on, and a bar that says that it does; how far it is nobody knows."""
        yield Static(lit_lines(self._words), classes="said")
        yield ProgressBar(show_percentage=False, show_eta=False)

    def on_mount(self) -> None:
        """Be seen a little later."""
        super().on_mount()
        self.set_timer(_SOON, lambda: self.remove_class("-unseen"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say that it can be left only where it may be stopped."""
        return self._may_stop if action == "leave" else super().check_action(action, parameters)
