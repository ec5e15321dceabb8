"""A date as people write it, with the reading shown at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Self

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from ..data.dates import long_date, read_date, say_age, show_date
from ..data.text import clean_line
from .line_input import LineInput
from .text import lit


class DateInput(Horizontal):
    """An input beside which stands what it was understood to mean."""

    DEFAULT_CSS = """
    DateInput {
        height: 1;
        width: 1fr;
        & > Input { width: 20; }
        & > Static {
            width: 1fr; height: 1; padding: 0 1; color: $text-muted;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        & > .-unread { color: $text-error; }
    }
    """

    def __init__(
        self,
        value: date | None,
        today: date,
        *,
        future: bool = False,
        moved: Callable[[date], date] = lambda day: day,
        id: str | None = None,
    ) -> None:
        """Show `value`; `moved` says on which day what falls on a day will be, where that is another."""
        super().__init__(id=id)
        self._today = today
        self._future = future
        self._moved = moved
        written = value.isoformat() if value is not None else ""
        self._input = LineInput(written, placeholder="12 nov, yesterday")
        self._reading = Static()

    @property
    def value(self) -> date | None:
        """The date that was read, or None when there is none or it could not be read."""
        return read_date(clean_line(self._input.value), self._today, future=self._future)

    @property
    def unread(self) -> str:
        """What was typed and could not be read as a date; empty when all is well."""
        written = clean_line(self._input.value)
        return written if written and self.value is None else ""

    def focus(self, scroll_visible: bool = True) -> Self:  # noqa: FBT001, FBT002 - as every widget has it
        """Begin to type in the input."""
        self._input.focus(scroll_visible)
        return self

    def select(self) -> None:
        """Select what is typed, so that the next key replaces it."""
        self._input.select_all()

    def show(self, value: date) -> None:
        """Put `value` in place of what was typed."""
        self._input.value = value.isoformat()

    def compose(self) -> ComposeResult:
        """Lay the input and its reading side by side."""
        yield self._input
        yield self._reading

    def on_mount(self) -> None:
        """Read what was there to begin with."""
        self._read()

    @on(Input.Changed)
    def _read(self) -> None:
        value = self.value
        self._reading.set_class(bool(self.unread), "-unread")
        if value is not None:
            self._reading.update(lit(f"= {self._read_as(value)}"))
        else:
            self._reading.update(lit("✗ not a date I can read" if self.unread else ""))

    def _read_as(self, value: date) -> str:
        moved = self._moved(value)
        if moved == value:
            return f"{self._short(value)}, {say_age(value, self._today)}"
        return f"{self._short(moved)}, as {self._short(value)} is off"

    def _short(self, day: date) -> str:
        return f"{long_date(day, self._today)[:3]} {show_date(day, self._today)}"
