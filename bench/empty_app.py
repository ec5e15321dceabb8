"""The app that every figure is held against: Header, Input, table and Footer of Textual, and nothing in them.

The table has as many rows as fill it, so that `down` has somewhere to go.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Footer, Header, Input

ROWS = 100
HEADING = "Company"


class EmptyApp(App[None]):
    """The least that a Textual app with a list can be."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "quit", "quit")]

    def compose(self) -> ComposeResult:
        """Yield the four widgets."""
        yield Header()
        yield Input(placeholder="filter")
        yield DataTable[str](cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table and begin on it."""
        table = self.query_one(DataTable)
        table.add_columns(HEADING, "Role")
        table.add_rows((f"Company {number}", "Role") for number in range(ROWS))
        table.focus()


if __name__ == "__main__":
    EmptyApp().run()
