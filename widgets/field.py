"""A label and what is filled in beside it."""

from __future__ import annotations

from textual import events
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
        /* Textual looks for children to draw anew only under what has such a rule of its own. */
        &:focus-within { height: auto; }
        &:focus-within > .field--label { color: $text-primary; text-style: bold; }
    }
    """

    def __init__(self, label: str, control: Widget, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.label = label
        """What stands before the control."""
        self._heading = Static(lit(label), classes="field--label")
        self._control = control

    def compose(self) -> ComposeResult:
        """Lay the label and the control side by side."""
        yield self._heading
        yield self._control

    def on_click(self, event: events.Click) -> None:
        """Go to the control, or the first within it, when its label is clicked on."""
        if event.screen_offset in self._heading.region:
            within = self._control.walk_children(Widget, with_self=True)
            first = next((child for child in within if child.focusable), None)
            if first is not None:
                first.focus()
