"""What a user sees of a Textual app in a test: its lines, and the look of a place."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

Kind = TypeVar("Kind", bound=Message)


def screen_lines(app: App[Any]) -> list[str]:
    """Return the lines that stand on the screen, without the blanks at their ends."""
    strips = app.screen._compositor.render_strips()
    return [strip.text.rstrip() for strip in strips]


def screen_text(app: App[Any]) -> str:
    """Return all that stands on the screen, a line each."""
    return "\n".join(screen_lines(app))


def widget_lines(app: App[Any], widget: Widget) -> list[str]:
    """Return the lines of the screen that `widget` covers, cut to its width and without its scrollbar."""
    strips = app.screen._compositor.render_strips()
    region = widget.region
    right = region.right - (widget.scrollbar_size_vertical if widget.show_vertical_scrollbar else 0)
    return [strip.crop(region.x, right).text.rstrip() for strip in strips[region.y : region.bottom]]


def place_of(app: App[Any], text: str) -> Offset:
    """Return where the first cell of `text` stands on the screen; fails when it is not there."""
    strips = app.screen._compositor.render_strips()
    for y, strip in enumerate(strips):
        before, found, _ = strip.text.partition(text)
        if found:
            return Offset(cell_len(before), y)
    raise AssertionError(f"{text!r} is not on the screen:\n{screen_text(app)}")


def look_of(app: App[Any], text: str) -> Style:
    """Return the style in which the first letter of `text` is shown."""
    return app.screen.get_style_at(*place_of(app, text))


def live_parts(app: App[Any]) -> list[str]:
    """Return every piece on the screen that does something when it is clicked."""
    return [
        segment.text
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.style is not None and (segment.style.link or "@click" in segment.style.meta)
    ]


async def scroll(pilot: Pilot[Any], widget: Widget, *, up: bool = False) -> None:
    """Turn the mouse wheel over `widget` by one notch."""
    kind = events.MouseScrollUp if up else events.MouseScrollDown
    await pilot._post_mouse_events([kind], widget, (1, 1))
    await pilot.pause()


class Bench(App[None]):
    """An app with nothing but the widgets under test; it keeps the messages that they send."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *widgets: Widget | Callable[[], Widget]) -> None:
        """Take widgets, or what makes them once the app runs, as an `Input` with a value must be."""
        super().__init__()
        self._widgets = widgets
        self._heard: list[Message] = []

    def compose(self) -> ComposeResult:
        for widget in self._widgets:
            yield widget if isinstance(widget, Widget) else widget()

    def heard(self, kind: type[Kind]) -> list[Kind]:
        """Return the messages of this kind, in the order in which they arrived."""
        return [message for message in self._heard if isinstance(message, kind)]

    def forget(self) -> None:
        """Begin to listen anew."""
        self._heard.clear()

    def _hear(self, message: Message) -> None:
        # The hook is called wherever a message arrives, so once for each ancestor that it bubbles to.
        if not any(message is heard for heard in self._heard):
            self._heard.append(message)

    @asynccontextmanager
    async def shown(self, width: int = 80, height: int = 24) -> AsyncGenerator[Pilot[None]]:
        """Run the app on a screen of this size."""
        async with self.run_test(size=(width, height), message_hook=self._hear) as pilot:
            await pilot.pause()
            yield pilot
