"""Which keys need not go through the widgets, because none on their way would look at them."""

from __future__ import annotations

from functools import cache
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widget import Widget

_HANDLERS = frozenset({"on_key", "_on_key", "handle_key", "on_event"})


def goes_straight(app: App[Any], key: events.Key) -> bool:
    """Return whether a key that is pressed now is for the bindings alone.

    Textual hands it to the widget with the focus and to each that is around it, and asks for bindings when it
    comes back from there. That takes a turn of the event loop for each, which is felt where nothing comes of
    it. In a dialog a key often takes away what it was pressed on, and there it goes the long way.
    """
    if app.screen.is_modal:
        return False
    target = app.focused or app.screen
    names = tuple(key.name_aliases)
    return not any(_looks_at(type(node), names) for node in target.ancestors_with_self if node is not app)


@cache
def _looks_at(kind: type[MessagePump], names: tuple[str, ...]) -> bool:
    """Return whether a widget of this class does anything with a key of these names, beside its bindings."""
    for base in kind.__mro__:
        if base is Widget:
            # What it inherits only calls the methods for single keys, which a class would have to bring.
            return False
        brings = vars(base)
        if _HANDLERS & brings.keys() or events.Key in brings.get("_decorated_handlers", {}):
            return True
        if any(f"key_{name}" in brings or f"_key_{name}" in brings for name in names):
            return True
    return True
