"""Keys and pastes that come faster than they are dealt with, one after the other.

Textual hands each key to the widget that has the focus at that moment, and asks for bindings only when the
key has come all the way back. Of a burst, as a slow line sends it, the letters are then taken in before the
backspace between them, and all of it goes to what had the focus before the first key moved it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeAlias

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

Pressed: TypeAlias = events.Key | events.Paste
"""What is typed."""

_LOST = 0.25
"""Seconds after which a key is given up that never came back, for what it was given to is gone."""


class Dealt(Message, bubble=True):
    """Follows a key on its way up: when it is back, whoever wanted the key has taken it."""

    def __init__(self, turn: int) -> None:
        super().__init__()
        self.turn = turn
        """Which key it follows."""


class KeysInOrder:
    """Lets one key in at a time, and none before the screen is there that the one before it led to."""

    def __init__(self, app: App[Any], let_in: Callable[[Pressed], Awaitable[None]]) -> None:
        """Guard the way into `app`; `let_in` is what Textual itself does with a key."""
        self._app = app
        self._let_in = let_in
        self._waiting: deque[Pressed] = deque()
        self._in: Pressed | None = None
        self._turn = 0
        self._given_up = -1
        self.busy = False
        """Whether there is a key that is not dealt with yet."""

    async def arrived(self, event: Pressed) -> None:
        """Let a key in that comes from the terminal, now or when it is its turn."""
        self._waiting.append(event)
        if self.busy:
            self._give_up_later()
        else:
            self.busy = True
            await self._next()

    async def came_back(self, event: Pressed) -> None:
        """Do with a key, that no widget has taken, what is bound to it."""
        await self._let_in(event)
        if event is self._in:
            self.dealt(self._turn)

    def dealt(self, turn: int) -> None:
        """Hear that a key is dealt with; the next one has its turn once what follows from it is done."""
        if turn == self._turn and self.busy:
            self._turn += 1
            self._app.call_later(self._next)

    async def _next(self) -> None:
        self._in = None
        screen = self._app.screen
        if not self._waiting:
            self.busy = False
        elif screen.is_mounted:
            await self._admit(self._waiting.popleft(), self._app.focused or screen)
        else:
            screen.call_later(self.dealt, self._turn)
        self._give_up_later()

    async def _admit(self, event: Pressed, target: MessagePump) -> None:
        self._in = event
        turn = self._turn
        await self._let_in(event)
        if not target.post_message(Dealt(turn)):
            self.dealt(turn)

    def _give_up_later(self) -> None:
        """Wait no longer than a moment for a key whose way back is gone, as with a dialog that is closed."""
        if self._waiting and self._turn != self._given_up:
            self._given_up = self._turn
            self._app.set_timer(_LOST, partial(self.dealt, self._turn))
