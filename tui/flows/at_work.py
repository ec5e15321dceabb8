"""What takes longer than a moment: done in a thread, behind a dialog that holds the keys meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen

from ..asking import wait_for
from ..screens.dialogs.working import Working

T = TypeVar("T")


async def at_work(
    screen: Screen[Any],
    dialog: Working,
    work: Callable[[], T],
    after: Callable[[], object] = lambda: None,
) -> T | None:
    """Return what `work` returns, or None when the user left the dialog; what it raises goes on from here.

    It goes on in its thread all the same then, so that it may be left only where it changes nothing.
    `after` is called in the thread of the app as soon as it is done, even where nobody waits any more.
    """
    working = asyncio.get_running_loop().run_in_executor(None, work)

    def is_done(done: asyncio.Future[T]) -> None:
        # Where nobody waits any more, a fault that nobody has looked at would be told as one of the loop.
        if not done.cancelled():
            done.exception()
        after()

    working.add_done_callback(is_done)
    wait_for(dialog)
    left = screen.app.push_screen(dialog, wait_for_dismiss=True)
    await asyncio.wait({working, left}, return_when=asyncio.FIRST_COMPLETED)
    if not working.done():
        return None
    if dialog.is_attached:
        await dialog.dismiss(None)
    return working.result()
