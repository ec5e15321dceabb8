"""What all dialogs share: a sheet in the middle of the screen, a title on it, keys under it."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from ....widgets.key_bar import KeyBar
from ....widgets.text import lit
from ...asking import Asked

Result = TypeVar("Result")


class Dialog(Asked, ModalScreen[Result | None]):
    """A dialog gives back its answer, or None when it was left with Escape."""

    CSS_PATH = "dialog.tcss"
    TITLE: ClassVar[str | None] = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", tooltip="Leave without changing anything"),
    ]

    @abstractmethod
    def compose_body(self) -> ComposeResult:
        """Compose what stands on the sheet."""

    def compose_foot(self) -> ComposeResult:
        """Compose what stays in view below that, however little room there is."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        with Vertical(classes="dialog"):
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield from self.compose_body()
            with Vertical(classes="dialog-foot"):
                yield from self.compose_foot()
        yield KeyBar()

    def on_mount(self) -> None:
        """Write the title on the upper edge."""
        # A key held down may have taken the dialog away before it was all there.
        for sheet in self.query(".dialog").results(Vertical):
            sheet.border_title = lit(self.title_words())  # pyright: ignore[reportAttributeAccessIssue]

    def title_words(self) -> str:
        """Return what stands on the upper edge."""
        return self.TITLE or ""

    def scroll_by_keys(self) -> None:
        """Let the keys scroll the sheet, where nothing on it needs them."""
        for body in self.query(".dialog-body"):
            body.can_focus = True
            body.focus()

    async def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
