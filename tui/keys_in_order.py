"""Keys and pastes that come faster than they are dealt with, one after the other.

Textual hands each key to the widget that has the focus at that moment, and asks for bindings only when the
key has come all the way back. Of a burst, as a slow line sends it, the letters are then taken in before the
backspace between them, and all of it goes to what had the focus before the first key moved it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any, Protocol, TypeAlias, cast

from textual import events
from textual.app import App
from textual.message import Message
from textual.widget import Widget

Pressed: TypeAlias = events.Key | events.Paste
"""What is typed."""

_LOOK_AGAIN = 0.01
"""Seconds from one look to the next at whether a key that waits still has something to wait for."""
_AT_MOST = 5.0
"""Seconds that a key waits for the one before, whatever that has set going."""


class Dealt(Message, bubble=True):
    """Follows a key on its way up: when it is back, whoever wanted the key has taken it."""

    def __init__(self, turn: int) -> None:
        super().__init__()
        self.turn = turn
        """Which key it follows."""


class AnsweringApp(Protocol):
    """What screens ask of the app that shows them."""

    def answer_first(self, changed: Widget, rest: Callable[[], object]) -> None:
        """Do `rest` once it is seen how a key has `changed` a widget; keys wait for it, in their order."""
        ...


def answer_first(changed: Widget, rest: Callable[[], object]) -> None:
    """Do the `rest` of what a key asks for once it is seen how it has `changed` a widget.

    So a key is answered at once, however much there is to do; no other key comes between the two.
    """
    cast("AnsweringApp", changed.app).answer_first(changed, rest)


class KeysInOrder:
    """Lets one key in at a time, and none before all that the one before it led to is there."""

    def __init__(
        self,
        app: App[Any],
        let_in: Callable[[Pressed], Awaitable[None]],
        goes_on: Callable[[], bool],
    ) -> None:
        """Guard the way into `app`.

        `let_in` does with a key what Textual itself does; `goes_on` says whether something that a key has set
        going is on its way to where the next one belongs.
        """
        self._app = app
        self._let_in = let_in
        self._goes_on = goes_on
        self._waiting: deque[Pressed] = deque()
        self._in: Pressed | None = None
        self._target: Widget | None = None
        """What the key in turn was given to."""
        self._unseen: list[Widget] = []
        """What it has changed, where it is seen first and the rest follows."""
        self._held_up = False
        """Whether nothing but that keeps the next key waiting."""
        self._turn = 0
        self._began = 0.0
        """When the key that is next began to wait for nothing but the one in turn."""
        self._looking = False
        self._due = False
        """Whether the next key is about to have its turn."""
        self._in_turn = False
        """Whether a key has its turn, or is about to."""

    @property
    def busy(self) -> bool:
        """Whether there is a key that is not dealt with yet."""
        return self._in_turn and (bool(self._waiting) or self._due or self._waits)

    async def arrived(self, event: Pressed) -> None:
        """Let a key in that comes from the terminal, now or when it is its turn."""
        self._waiting.append(event)
        if self._in_turn:
            self._see()
            self._look_later()
        else:
            self._in_turn = True
            self._began = monotonic()
            await self._next()

    async def came_back(self, event: Pressed) -> None:
        """Do with a key, that no widget has taken, what is bound to it."""
        await self._let_in(event)
        if event is self._in:
            # What is bound to it may be the widget's to do, and this comes after it.
            self._turn += 1
            self._follow()

    def dealt(self, turn: int) -> None:
        """Hear that a key is dealt with; the next one has its turn once what follows from it is done."""
        if turn == self._turn and self._in_turn:
            self._turn += 1
            if not self._due:
                self._due = True
                self._app.call_later(self._next)

    def answer_first(self, changed: Widget, rest: Callable[[], object]) -> None:
        """Do `rest` once it is seen how the key in turn has `changed` a widget; the next key waits for it."""
        self._unseen.append(changed)

        def do_rest() -> None:
            try:
                rest()
            finally:
                self._seen(changed)

        # The widget itself has to ask, so that it comes after its own wish to be drawn.
        changed.call_after_refresh(do_rest)

    def _seen(self, changed: Widget) -> None:
        if changed in self._unseen:
            self._unseen.remove(changed)
        if self._held_up and not self._unseen:
            self._held_up = False
            self.dealt(self._turn)

    async def _next(self) -> None:
        self._due = False
        self._in = self._target = None
        screen = self._app.screen
        if self._unseen:
            self._held_up = True
        elif not self._waiting:
            self._in_turn = False
        elif not screen.is_mounted:
            screen.call_later(self.dealt, self._turn)
        elif not self._goes_on() or self._too_long:
            await self._admit(self._waiting.popleft(), self._app.focused or screen)
        self._look_later()

    async def _admit(self, event: Pressed, target: Widget) -> None:
        self._in, self._target = event, target
        self._began = monotonic()
        turn = self._turn
        await self._let_in(event)
        if turn == self._turn:
            # A key that never went round may have set messages going all the same.
            self._follow()

    def _follow(self) -> None:
        """Send word after the key in turn; at once, where it has led away from what it was given to."""
        target = self._target
        follows = target is not None and self._app.screen in target.ancestors_with_self
        if target is None or not follows or not target.post_message(Dealt(self._turn)):
            self.dealt(self._turn)

    def _look_later(self) -> None:
        if self._waiting and not self._looking:
            self._looking = True
            self._app.set_timer(_LOOK_AGAIN, self._look)

    def _look(self) -> None:
        self._looking = False
        # When the app is being left, nothing is waited for any more.
        if self._app.screen_stack:
            self._see()
            self._look_later()

    def _see(self) -> None:
        """See whether the next key still waits for something that will come."""
        self._unseen = [changed for changed in self._unseen if self._is_there(changed) and not self._too_long]
        if not (self._due or self._waits):
            self._held_up = False
            self.dealt(self._turn)

    @property
    def _waits(self) -> bool:
        if self._too_long or not self._app.screen_stack:
            return False
        if self._in is None:
            return bool(self._unseen) or self._goes_on()
        return self._target is not None and self._is_there(self._target)

    def _is_there(self, widget: Widget) -> bool:
        return widget.is_attached and widget.is_running and widget.screen in self._app.screen_stack

    @property
    def _too_long(self) -> bool:
        return monotonic() - self._began > _AT_MOST
