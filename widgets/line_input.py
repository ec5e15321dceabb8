"""One line to type in, into which several can be pasted."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from ..data.text import clean_line


class LineInput(Input):
    """A compact input that joins the lines of a paste; Textual's own keeps only the first."""

    def __init__(
        self, value: str = "", *, placeholder: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(
            value, placeholder=placeholder, compact=True, select_on_focus=False, id=id, classes=classes
        )

    def on_paste(self, event: events.Paste) -> None:
        """Take the whole of what is pasted, on one line."""
        # Without this the handler of the base class would add the first line once more.
        event.prevent_default()
        event.stop()
        self.replace(clean_line(event.text), *sorted(self.selection))
