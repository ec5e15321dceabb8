"""A label and what is filled in beside it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from .text import lit


class Field(Horizontal):
    """One row of a form."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        & > .field--label { width: 17; height: 1; padding: 0 1; color: $text-muted; text-align: right; }
        & > Input { width: 1fr; }
        & > TextArea { width: 1fr; height: 3; }
        &:focus-within > .field--label { color: $text-primary; text-style: bold; }
    }
    """

    def __init__(self, label: str, control: Widget, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._label = label
        self._control = control

    def compose(self) -> ComposeResult:
        """Lay the label and the control side by side."""
        yield Static(lit(self._label), classes="field--label")
        yield self._control
