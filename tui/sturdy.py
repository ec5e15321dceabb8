"""What the app stands on: how it ends by a signal or a fault, and what is cleaned once for all."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from rich.console import RenderableType
from rich.text import Text
from textual import constants
from textual.app import App
from textual.driver import Driver
from textual.notifications import SeverityLevel

from ..data.text import clean_line, clean_text
from .control_net import spread_net
from .driver import TerminalDriver
from .ending import Ending
from .fault import keep_log, where_told

FELL_OVER = "thanks-tui had to close because of a fault of its own;"
KEPT = "what you wrote is kept."
NOT_KEPT = "what you typed last may be lost."
FOR_KEYS = 2.0
"""Seconds in which keys that were pressed before the end may still be dealt with."""
LOOK_AGAIN = 0.02
"""Seconds after which it is seen whether they are."""


class SturdyApp(App[None]):
    """An app that ends well, whatever ends it.

    The log of a fault goes into the folder of logs in `logs_beside`; with `debug` a fault is shown as it is,
    rather than told in a sentence.
    """

    def __init__(self, *, logs_beside: Path | None, debug: bool) -> None:
        spread_net()
        super().__init__()
        self._logs_beside = logs_beside
        self._traces = debug
        self._ending: Ending | None = None
        self._lost = False
        self._fault: BaseException | None = None
        self._leave_at = 0.0

    @property
    def busy_with_keys(self) -> bool:
        """Whether a key was pressed that is not dealt with yet."""
        return False

    def keep_typed(self) -> str:
        """Keep, without asking, what is typed and not kept yet; return why it cannot be, empty if it is."""
        return ""

    def get_driver_class(self) -> type[Driver]:
        """Return what drives the terminal: our own, unless the environment names another."""
        return super().get_driver_class() if constants.DRIVER else TerminalDriver

    def on_mount(self) -> None:
        """Begin to wait for signals, where there is a terminal and not only a test."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._in_the_loop)
        threading.excepthook = self._in_a_thread
        self._ending = Ending(loop, lambda code: self.call_later(self.leave, code), self._give_back)
        self._ending.watch()
        if self._lost:
            self._ending.terminal_lost()

    def leave(self, code: int) -> None:
        """Keep what is typed, keys on their way included, and end with the exit code `code`."""
        self._leave_at = self._leave_at or monotonic() + FOR_KEYS
        if self.busy_with_keys and monotonic() < self._leave_at:
            self.set_timer(LOOK_AGAIN, partial(self.leave, code))
            return
        if why_not := self.keep_typed():
            self._say_at_the_end(Text(clean_line(f"What you typed last could not be kept ({why_not}).")))
        self.exit(return_code=code)

    def terminal_lost(self) -> None:
        """End, for there is no terminal any more; from any thread."""
        self._lost = True
        if self._ending is not None:
            self._ending.terminal_lost()

    def _give_back(self) -> None:
        if isinstance(self._driver, TerminalDriver):
            self._driver.give_back()

    # Faults.

    def fell_over(self, problem: BaseException) -> None:
        """End because of a fault of the program; from any thread."""
        self._loop_of_app(self._handle_exception, problem)

    def _loop_of_app(self, call: Callable[..., object], *given: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: the app has left already
            if self._loop is not None:
                self._loop.call_soon_threadsafe(call, *given)

    def _in_the_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        # Something that nobody waits for has failed. The app can go on; all that is owed is a log.
        del loop
        problem = context.get("exception")
        if isinstance(problem, Exception):
            keep_log(self._logs_beside, problem)

    def _in_a_thread(self, failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None:
            self.fell_over(failed.exc_value)

    def _handle_exception(self, error: BaseException) -> None:
        if self._fault is None:
            self._fault = error
            log = keep_log(self._logs_beside, error)
            self._tell(error, f"{FELL_OVER} {self._keep_after_fault()} {where_told(log)}")
        # What it says on the screen by itself is left to `panic` and `_fatal_error`, which are silent.
        super()._handle_exception(error)  # pyright: ignore[reportArgumentType]

    def _keep_after_fault(self) -> str:
        """Keep what is typed, and return what to say of it."""
        try:
            with self._context():
                return NOT_KEPT if self.keep_typed() else KEPT
        except Exception as second:  # noqa: BLE001 - it must not hide the first
            keep_log(self._logs_beside, second)
            return NOT_KEPT

    def _tell(self, problem: BaseException, sentence: str) -> None:
        if not self._traces:
            self._say_at_the_end(Text(clean_line(sentence)))
            return
        from rich.traceback import Traceback

        within: object = getattr(problem, "error", problem)
        shown = within if isinstance(within, BaseException) else problem
        trace = Traceback.from_exception(type(shown), shown, shown.__traceback__, show_locals=False)
        self._say_at_the_end(trace)

    def _say_at_the_end(self, words: RenderableType) -> None:
        from rich.segment import Segments

        self._exit_renderables.append(Segments(self.console.render(words, self.console.options)))

    def panic(self, *renderables: RenderableType) -> None:
        """Close after a fault; the sentence or the trace is what has been said of it, never `renderables`."""
        del renderables
        if self._fault is None:
            self._say_at_the_end(Text(f"{FELL_OVER} {self._keep_after_fault()}"))
        self._return_code = 1
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        # Textual's own shows the local variables of every frame, and so the names and words of people.
        self.panic()

    def _print_error_renderables(self) -> None:
        with suppress(OSError):  # there may be no terminal to say it to
            super()._print_error_renderables()

    # Words.

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in passing, cleaned: it may hold a path, or what the environment says."""
        super().notify(
            clean_text(message),
            title=clean_line(title),
            severity=severity,
            timeout=timeout,
            markup=markup,
        )
