"""What was typed when the program ended without notice: shown, and given back."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import partial
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from ....data.outbox.clipboard import copy_to_system
from ....widgets.text import lit, lit_lines
from .confirm import Confirm
from .dialog import Dialog


class Decision(Enum):
    """What becomes of a draft."""

    GO_ON = "go on"
    THROW_AWAY = "throw away"
    LATER = "later"


class Found(msgspec.Struct, frozen=True):
    """A draft as it is shown."""

    title: str
    """What it was typed into."""
    where: str
    """Whom or what it is about, and when it was typed."""
    texts: Sequence[tuple[str, str]]
    """What was typed, each with the label of its field."""
    text: str
    """All of it, to be copied."""
    trouble: str = ""
    """What has changed meanwhile, if anything has."""
    now: str = ""
    """What is kept in its place now, where that is not what it was."""
    can_go_on: bool = True
    """Whether what it belongs to is still there."""


class GoingOn(Dialog[Decision]):
    """Asks what becomes of one draft; Escape leaves it for the next start."""

    TITLE = "You were writing"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "go_on", "go on writing", tooltip="Open it again, as it was typed"),
        Binding("c", "copy", "copy", tooltip="Copy the text"),
        Binding("n", "throw_away", "throw it away", tooltip="It is not needed any more; asked once more"),
        Binding("escape", "leave", "later", tooltip="Leave it; it is offered again at the next start"),
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
    ]

    def __init__(self, found: Found) -> None:
        super().__init__()
        self._found = found

    def compose_body(self) -> ComposeResult:
        """Compose what it was, when, the text, and the three answers."""
        found = self._found
        yield Static(lit(found.title, "bold"), classes="said -close")
        yield Static(lit(found.where), classes="said quiet")
        with VerticalScroll(classes="typed", can_focus=False):
            for label, text in found.texts:
                if label:
                    yield Static(lit(label), classes="quiet")
                yield Static(lit_lines(text), classes="words")
            if found.now:
                yield Static(lit("It reads now"), classes="quiet")
                yield Static(lit_lines(found.now), classes="words")
        if found.trouble:
            yield Static(lit(found.trouble), classes="problem -told")
        with Horizontal(classes="buttons"):
            if found.can_go_on:
                yield Button(
                    "Go on writing  y", variant="primary", compact=True, id="go-on", action="screen.go_on"
                )
            else:
                yield Button("Copy it  c", variant="primary", compact=True, id="copy", action="screen.copy")
            yield Button("Throw away  n", compact=True, action="screen.throw_away")
            yield Button("Later  esc", compact=True, action="screen.leave")

    def on_mount(self) -> None:
        """Begin at what is most likely wanted."""
        super().on_mount()
        for button in self.query("#go-on" if self._found.can_go_on else "#copy").results(Button):
            button.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One can only go on where there is something to go on with."""
        if action == "go_on":
            return self._found.can_go_on
        return super().check_action(action, parameters)

    def action_go_on(self) -> None:
        """Open it again."""
        self.dismiss(Decision.GO_ON)

    def action_copy(self) -> None:
        """Copy the text; it stays here too."""
        text = self._found.text
        self.app.copy_to_clipboard(text)
        self.run_worker(partial(copy_to_system, text), thread=True, exclusive=True, group="clipboard")
        self.notify("Copied. It stays here as well until you throw it away.")

    def action_scroll(self, step: int) -> None:
        """Scroll the text."""
        self.query_one(".typed", VerticalScroll).scroll_relative(y=step, animate=False)

    async def action_leave(self) -> None:
        """Leave it for the next start."""
        self.dismiss(Decision.LATER)

    def action_throw_away(self) -> None:
        """Throw it away, when the user says so once more."""
        question = Confirm(
            "Throw it away",
            "It was kept nowhere else, and cannot be brought back. Throw it away?",
            yes="Throw it away  y",
            no="Keep it for now  n",
            safe=True,
        )
        self.app.push_screen(question, self._thrown_away)

    def _thrown_away(self, sure: bool | None) -> None:  # noqa: FBT001 - it is what the question gives back
        if sure:
            self.dismiss(Decision.THROW_AWAY)
