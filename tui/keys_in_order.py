"""Keys and pastes that come faster than they are dealt with, one after the other.

Textual hands each key to the widget that has the focus at that moment, and asks for bindings only when the
key has come all the way back. Of a burst, as a slow line sends it, the letters are then taken in before the
backspace between them, and all of it goes to what had the focus before the first key moved it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Protocol, TypeAlias, cast

from textual import events
from textual.app import App
from textual.message import Message
from textual.widget import Widget

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
    """Lets one key in at a time, and none before the screen is there that the one before it led to."""

    def __init__(self, app: App[Any], let_in: Callable[[Pressed], Awaitable[None]]) -> None:
        """Guard the way into `app`; `let_in` does with a key what Textual itself does."""
        self._app = app
        self._let_in = let_in
        self._waiting: deque[Pressed] = deque()
        self._in: Pressed | None = None
        self._resting = 0
        """How much of what the key in turn asks for is to be done once its answer is drawn."""
        self._held_up = False
        """Whether nothing but that keeps the next key waiting."""
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

    def answer_first(self, changed: Widget, rest: Callable[[], object]) -> None:
        """Do `rest` once it is seen how the key in turn has `changed` a widget; the next key waits for it."""
        self._resting += 1

        def do_rest() -> None:
            try:
                rest()
            finally:
                self._rested()

        # The widget itself has to ask, so that it comes after its own wish to be drawn.
        changed.call_after_refresh(do_rest)

    def _rested(self) -> None:
        self._resting = max(0, self._resting - 1)
        if self._held_up and not self._resting:
            self._held_up = False
            self.dealt(self._turn)

    async def _next(self) -> None:
        self._in = None
        screen = self._app.screen
        if self._resting:
            self._held_up = True
        elif not self._waiting:
            self.busy = False
        elif screen.is_mounted:
            await self._admit(self._waiting.popleft(), self._app.focused or screen)
        else:
            screen.call_later(self.dealt, self._turn)
        self._give_up_later()

    async def _admit(self, event: Pressed, target: Widget) -> None:
        self._in = event
        turn = self._turn
        await self._let_in(event)
        # A key that never went round may have set messages going all the same, and this goes after them; or
        # it has taken away the screen that it was pressed on, and then nothing would come back from there.
        if self._app.screen not in target.ancestors_with_self or not target.post_message(Dealt(turn)):
            self.dealt(turn)

    def _give_up_later(self) -> None:
        """Wait no longer than a moment for a key whose way back is gone, as with a dialog that is closed."""
        if self._waiting and self._turn != self._given_up:
            self._given_up = self._turn
            self._app.set_timer(_LOST, partial(self._give_up, self._turn))

    def _give_up(self, turn: int) -> None:
        if turn == self._turn:
            # What was to be done once its screen was drawn is gone with the screen.
            self._resting, self._held_up = 0, False
            self.dealt(turn)
