"""One of a few, on one line: left and right change it, and so does its first letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from .text import lit

Value = TypeVar("Value")

_ARROW = 2


class Choice(Widget, Generic[Value], can_focus=True):
    """`‹ rejected ›`: a small set of values, one of them chosen."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Before", show=False),
        Binding("right,space", "turn(1)", "Next", show=False),
        Binding("enter", "take", "Take", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--arrow"}
    DEFAULT_CSS = """
    Choice {
        height: 1;
        width: 1fr;
        padding: 0 1;
        background: $surface;
        & > .choice--arrow { color: $text-muted; }
        &:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
        &:focus > .choice--arrow { color: $block-cursor-foreground; }
    }
    """

    index: reactive[int] = reactive(0)
    """Which of the options is chosen."""

    class Taken(Message):
        """Posted when Enter says that the choice may stay as it is."""

        def __init__(self, choice: Choice[Value]) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> Choice[Value]:
            """The choice that it happened in."""
            return self.choice

    class Changed(Message):
        """Posted when another value was chosen."""

        def __init__(self, choice: Choice[Value], value: Value) -> None:
            super().__init__()
            self.choice = choice
            self.value = value
            """The value that is chosen now."""

        @property
        def control(self) -> Choice[Value]:
            """The choice that it happened in."""
            return self.choice

    def __init__(self, options: Sequence[tuple[str, Value]], value: Value, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        values = [option for _, option in self._options]
        self.set_reactive(Choice.index, values.index(value))

    @property
    def value(self) -> Value:
        """The chosen value."""
        return self._options[self.index][1]

    @property
    def label(self) -> str:
        """The words of the chosen option."""
        return self._options[self.index][0]

    def choose(self, label: str) -> bool:
        """Choose the option of these words; return whether there is one."""
        labels = [words for words, _ in self._options]
        if label in labels:
            self.index = labels.index(label)
        return label in labels

    def watch_index(self) -> None:
        """Say what is chosen now."""
        self.post_message(self.Changed(self, self.value))

    def render(self) -> RenderResult:
        """Return the chosen option between its arrows."""
        arrow = self.get_visual_style("choice--arrow")
        return Content.assemble(("‹ ", arrow), lit(self.label), (" ›", arrow))

    def on_key(self, event: events.Key) -> None:
        """Go to the next option that begins with the letter pressed."""
        if event.character and event.character.isalpha():
            count = len(self._options)
            for ahead in range(1, count + 1):
                index = (self.index + ahead) % count
                if self._options[index][0].casefold().startswith(event.character.casefold()):
                    event.stop()
                    self.index = index
                    break

    def on_click(self, event: events.Click) -> None:
        """Choose the next one; on the left arrow, the one before."""
        at = event.get_content_offset(self)
        self.action_turn(-1 if at is not None and at.x < _ARROW else 1)

    def action_take(self) -> None:
        """Leave it at what is chosen."""
        self.post_message(self.Taken(self))

    def action_turn(self, by: int) -> None:
        """Choose the option `by` places on, around the end."""
        self.index = (self.index + by) % len(self._options)
