"""Keys and pastes that come faster than they are dealt with, one after the other.

Textual hands each key to the widget that has the focus at that moment, and asks for bindings only when the
key has come all the way back. Of a burst, as a slow line sends it, the letters are then taken in before the
backspace between them, and all of it goes to what had the focus before the first key moved it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
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
    """Lets one key in at a time; those that come meanwhile wait."""

    def __init__(self, app: App[Any], let_in: Callable[[Pressed], Awaitable[None]]) -> None:
        """Guard the way into `app`; `let_in` is what Textual itself does with a key."""
        self._app = app
        self._let_in = let_in
        self._waiting: deque[Pressed] = deque()
        self._turn = 0
        self._watched = -1
        self._in: Pressed | None = None

    @property
    def busy(self) -> bool:
        """Whether there is a key that is not dealt with yet."""
        return self._in is not None

    async def arrived(self, event: Pressed) -> None:
        """Let a key in that comes from the terminal, now or when it is its turn."""
        if self._in is None:
            await self._admit(event)
        else:
            self._waiting.append(event)
            self._give_up_later()

    async def came_back(self, event: Pressed) -> None:
        """Do with a key, that no widget has taken, what is bound to it."""
        await self._let_in(event)
        if event is self._in:
            self.dealt(self._turn)

    def dealt(self, turn: int) -> None:
        """Hear that a key is dealt with; the next one has its turn once what follows from it is done."""
        if turn == self._turn and self._in is not None:
            self._turn += 1
            self._app.call_later(self._next)

    async def _admit(self, event: Pressed) -> None:
        self._in = event
        target: MessagePump = self._app.focused or self._app.screen
        await self._let_in(event)
        if not target.post_message(Dealt(self._turn)):
            self.dealt(self._turn)

    async def _next(self) -> None:
        self._in = None
        if self._waiting:
            await self._admit(self._waiting.popleft())
            self._give_up_later()

    def _give_up_later(self) -> None:
        if self._waiting and self._turn != self._watched:
            self._watched = self._turn
            self._app.set_timer(_LOST, lambda turn=self._turn: self.dealt(turn))
