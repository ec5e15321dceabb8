"""All keys of a screen, and what the screen is for."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from ....widgets.key_bar import key_name, rank
from ....widgets.labelled import Labelled
from ....widgets.text import lit, lit_lines
from .dialog import Dialog

_GENERAL = (
    ("↑  ↓  j  k", "Move"),
    ("^p", "Find an application, a person or an action"),
    ("?  F1", "This page"),
)
_GENERAL_ACTIONS = ("help", "command_palette")


class HelpDialog(Dialog[None]):
    """The keys of the screen that it was called from, read from that screen itself."""

    TITLE = "Keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1,q", "leave", "back", show=False),
    ]

    def __init__(self, of: Screen[Any]) -> None:
        super().__init__()
        self._help = of.HELP or ""
        self._keys = self._read(of)

    def _read(self, screen: Screen[Any]) -> list[tuple[str, str]]:
        words: dict[str, tuple[list[str], str]] = {}
        for _, binding, enabled, tooltip in sorted(
            screen.active_bindings.values(), key=lambda each: rank(each.binding)
        ):
            # Textual's own keys for moving and scrolling have no tooltip; ours all have.
            if enabled and tooltip and binding.action not in _GENERAL_ACTIONS:
                keys, _ = words.setdefault(binding.action, ([], tooltip))
                name = binding.key_display or key_name(binding.key)
                if name not in keys:
                    keys.append(name)
        return [("  ".join(keys), told) for keys, told in words.values()]

    def compose_body(self) -> ComposeResult:
        """Compose the purpose and the keys."""
        purpose, _, more = self._help.partition("\n\n")
        yield Static(lit_lines(purpose), classes="said")
        rows = [*self._keys, *_GENERAL]
        width = max(len(keys) for keys, _ in rows)
        yield Labelled(
            [
                (Content.assemble("  ", lit(keys, "bold"), " " * (width - len(keys) + 3)), lit(told))
                for keys, told in rows
            ]
        )
        if more:
            yield Static(lit_lines(f"\n{more}"), classes="said")

    def on_mount(self) -> None:
        """Let the keys scroll the page."""
        super().on_mount()
        self.scroll_by_keys()
