"""The line of keys at the foot of a screen: as many as fit, the way to all the others always among them."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

_NAMES = {
    "escape": "esc",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "slash": "/",
    "ctrl+s": "^s",
    "ctrl+p": "^p",
    "left": "←",
    "right": "→",
    "f1": "F1",
}


def key_name(key: str) -> str:
    """Return how a key is shown to people."""
    name = _NAMES.get(key, key)
    if name.startswith("upper_"):
        return name.removeprefix("upper_").upper()
    return name


_FIRST = ("enter", "space", "u")
_HELP = ("question_mark", "f1")
_HELD = ("clear_filter",)
"""The actions that are always shown while they are live, for without them nobody sees how to end a state."""
_LAST = ("f", "L", "escape", "ctrl+q", "q", *_HELP)


def rank(binding: Binding) -> int:
    """Return where a key stands: what goes on first, what goes back last, the rest as the screen has them."""
    if binding.key in _FIRST:
        return _FIRST.index(binding.key) - len(_FIRST)
    return _LAST.index(binding.key) + 1 if binding.key in _LAST else 0


def _is_held(binding: Binding) -> bool:
    return binding.key in _HELP or binding.action in _HELD


def _character(key: str) -> str | None:
    """Return what a key types, if it types anything."""
    name = _NAMES.get(key, "")
    return name if len(name) == 1 else key_to_character(key)


class KeyBar(Widget):
    """The keys that count now, most needed first; a click on one presses it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        padding: 0 1;
        background: $footer-background;
        color: $footer-description-foreground;
        text-wrap: nowrap;
        & > .key-bar--key { color: $footer-key-foreground; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._places: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the keys that are live."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, _: Screen[object]) -> None:
        self.refresh()

    def _shown(self) -> list[Binding]:
        focused = self.screen.focused
        seen: set[str] = set()
        shown: list[Binding] = []
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            typed = focused is not None and focused.check_consume_key(binding.key, _character(binding.key))
            if binding.show and enabled and not typed and binding.action not in seen:
                seen.add(binding.action)
                shown.append(binding)
        return sorted(shown, key=rank)

    def render(self) -> RenderResult:
        """Return the keys that fit, with `?` as the last of them, and before it what must not be left out."""
        style = self.get_visual_style("key-bar--key")
        bindings = self._shown()
        last = [binding for binding in bindings if _is_held(binding)]
        first = [binding for binding in bindings if not _is_held(binding)]
        room = self.content_size.width
        kept = self._fitting(first, room - sum(map(self._width, last))) + last
        parts: list[tuple[str, str] | tuple[str, object]] = []
        self._places = []
        at = 0
        for binding in kept:
            name = binding.key_display or key_name(binding.key)
            parts += [(name, style), (f" {binding.description}   ", "")]
            self._places.append((at, at + self._width(binding), binding.key))
            at += self._width(binding)
        return Content.assemble(*parts)  # pyright: ignore[reportArgumentType]

    def _width(self, binding: Binding) -> int:
        return len(binding.key_display or key_name(binding.key)) + 1 + len(binding.description) + 3

    def _fitting(self, bindings: list[Binding], room: int) -> list[Binding]:
        kept: list[Binding] = []
        for binding in bindings:
            room -= self._width(binding)
            if room < 0:
                break
            kept.append(binding)
        return kept

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked on."""
        x = event.x - self.styles.padding.left
        for start, end, key in self._places:
            if start <= x < end - 2:
                self.app.simulate_key(key)
                break
