"""When an app has come to rest: everything that follows from what was done has happened, and is drawn.

The event loop is asked, not the clock: an app rests when nobody is waiting for a turn of the loop, the screen
in front is drawn as it is, and no thread is at work for it. What only time brings is not waited for.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.screen import Screen

PATIENCE = 20.0
"""Seconds after which a wait is given up."""
_MOMENT = 0.002
"""Seconds from one look to the next at what only a timer or another process can bring."""


class Threads:
    """The threads that work for an app: those of `asyncio.to_thread` and of Textual's workers."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take note from now on of all that `loop` gives to a thread."""
        self._start = loop.run_in_executor
        self._at_work: set[asyncio.Future[Any]] = set()
        loop.run_in_executor = self._started  # type: ignore[method-assign]

    def _started(self, executor: Any, work: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        future = self._start(executor, work, *args)
        self._at_work.add(future)
        future.add_done_callback(self._at_work.discard)
        return future

    async def one_done(self) -> bool:
        """Wait until one of those at work has done it; False when none is at work."""
        if not self._at_work:
            return False
        await asyncio.wait(self._at_work, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        return True


async def rest(
    app: App[Any], *, threads: Threads | None = None, busy: Callable[[], bool] = lambda: False
) -> None:
    """Let everything happen that follows from what was done, as long as `busy()` holds at least.

    Raises:
        AssertionError: The app never comes to rest.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        await _turns(end)
        if app._exit:
            return
        if _draw(app.screen) or (threads is not None and await threads.one_done()):
            continue
        if not busy():
            return
        await asyncio.sleep(_MOMENT)
    raise AssertionError("The app does not come to rest.")


async def until(app: App[Any], true: Callable[[], bool], what: Callable[[], str]) -> None:
    """Let things happen until `true()` holds; `what()` says in the AssertionError what was waited for."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        await _turns(end)
        if true():
            return
        if app._exit or not _draw(app.screen):
            await asyncio.sleep(_MOMENT)
    raise AssertionError(what())


async def _turns(end: float) -> None:
    """Let everybody have a turn who waits for one, and then whoever has come to wait for one; until `end`."""
    loop: Any = asyncio.get_running_loop()
    while time.monotonic() < end:
        await asyncio.sleep(0)
        if not loop._ready and not (loop._scheduled and loop._scheduled[0].when() <= loop.time()):
            return


def _draw(screen: Screen[Any]) -> bool:
    """Draw at once what the screen would draw with its next frame; False when that is nothing."""
    due = bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
    if due:
        screen._on_timer_update()
    return due
