"""How the app ends when it is not the user who ends it: by a signal, or with its terminal.

A signal reaches a thread of its own by way of a pipe, which Python fills even while the app is busy. That
thread asks the app to keep what is typed and to leave; when the app has not left in time, it is made to.
"""

from __future__ import annotations

import os
import signal
from asyncio import AbstractEventLoop
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from subprocess import Popen
from threading import Thread
from time import sleep

from .exit_codes import BY_SIGNAL

GRACE = 3.0
"""Seconds that the app has to keep what is typed and to leave."""
FOR_TERMINAL = 0.5
"""Seconds in which a terminal has to take its last words; one that stands still never does."""

_OF_THE_EDITOR = frozenset({signal.SIGINT, signal.SIGQUIT})
"""What is meant for the program in front: an editor, while one is open."""
_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGINT)

_in_front: list[int] = []
"""The program that has the terminal meanwhile, by its number."""


@contextmanager
def standing_aside(program: Popen[bytes]) -> Generator[None]:
    """Leave the terminal, and the keys that interrupt, to `program`; it is told when the app has to end."""
    _in_front.append(program.pid)
    try:
        yield
    finally:
        _in_front.clear()


class Ending:
    """Waits for a signal to end, or for the terminal to be lost.

    `leave`, called in `loop`, keeps all that is typed and ends the app with an exit code; `give_back` makes
    the terminal one for a shell, and is called only when the app has not left in time.
    """

    def __init__(
        self, loop: AbstractEventLoop, leave: Callable[[int], object], give_back: Callable[[], None]
    ) -> None:
        self._loop = loop
        self._leave = leave
        self._give_back = give_back
        self._heard, self._said = os.pipe()
        os.set_blocking(self._said, False)

    def watch(self) -> None:
        """Begin; what was told to be ignored, as `nohup` does, stays ignored. Only for the main thread."""
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _heard)
        signal.set_wakeup_fd(self._said, warn_on_full_buffer=False)
        Thread(target=self._wait, name="thanks-tui-ending", daemon=True).start()

    def terminal_lost(self) -> None:
        """End as by a hang-up; from any thread."""
        with suppress(
            BlockingIOError
        ):  # a pipe that is full is not read any more: the app is leaving already
            os.write(self._said, bytes([signal.SIGHUP]))

    def _wait(self) -> None:
        while True:
            for number in os.read(self._heard, 64):
                if number in _SIGNALS and not (_in_front and number in _OF_THE_EDITOR):
                    self._end(number)

    def _end(self, number: int) -> None:
        for program in _in_front:
            with suppress(ProcessLookupError):
                os.kill(program, number)
        with suppress(RuntimeError):  # the loop is closed: the app is leaving already
            self._loop.call_soon_threadsafe(self._leave, BY_SIGNAL + number)
        sleep(GRACE)
        last = Thread(target=self._give_back, daemon=True)
        last.start()
        last.join(FOR_TERMINAL)
        os._exit(BY_SIGNAL + number)


def _heard(number: int, frame: object) -> None:
    # That there is a handler makes Python write the number into the pipe; all else happens behind it.
    del number, frame
