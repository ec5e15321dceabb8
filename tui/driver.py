"""The terminal, as Textual drives it on Linux and macOS, without the ways in which it takes the app down.

Textual's own ends the app at a byte that is no UTF-8, reads on without a pause from a terminal that is gone,
waits for ever to draw on one, and takes over anew what it never gave back when it is stopped and let go on.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
from collections.abc import Iterable
from contextlib import suppress
from threading import Thread, current_thread
from time import monotonic
from typing import Any, Protocol, cast

from textual import constants
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from .terminal_input import Decoder
from .terminal_output import Outlet

_AT_ONCE = 65536
"""Bytes."""
_TURN = 0.0005
"""Seconds after which a thread gives its turn to one that waits to read a key or to draw.

Python's own are ten times as many, which is longer than a key takes altogether.
"""
_ASK_AGAIN = 1.0
"""Seconds between two requests for reports of the mouse that can be read."""
_GIVE_BACK = (
    b"\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l"
    b"\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h"
)
"""No reports of pastes, mouse and focus; plain keys, wrapped lines, the usual screen, a cursor."""


class Host(Protocol):
    """What the driver asks of its app; both may be called from any thread."""

    def terminal_lost(self) -> None:
        """Hear that there is no terminal any more."""
        ...

    def fell_over(self, problem: Exception) -> None:
        """Hear of a fault of the program."""
        ...


class TerminalDriver(LinuxDriver):
    """Reads and draws until the app leaves, or the terminal does; then it says so, once."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._host = cast("Host", app)
        # What Textual reads and draws by even when Python's own have been led elsewhere.
        assert sys.__stderr__ is not None  # noqa: S101 - the command line has looked for a terminal
        self._file = Outlet(sys.__stderr__.fileno(), self._host.terminal_lost)
        self._asked_for_mouse = -_ASK_AGAIN
        self._typed: list[Message] = []

    @property
    def is_up(self) -> bool:
        """Whether the terminal is the app's, and not somebody else's for a while."""
        return _alive(self._key_thread) and _alive(self._writer_thread)

    def write(self, data: str) -> None:
        """Hand `data` to the thread that draws; where there is none it goes nowhere, for nobody takes it."""
        if _alive(self._writer_thread):
            super().write(data)

    def give_back(self) -> None:
        """Make the terminal one for a shell, without any help of the app; for when the app does not end."""
        if not self.is_up:
            return
        with suppress(OSError, termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            os.write(self._file.fileno(), _GIVE_BACK)

    # Reading.

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as problem:  # noqa: BLE001 - whatever it is, the app has to hear of it
            self._host.fell_over(problem)

    def run_input_thread(self) -> None:
        """Make messages of what is typed, until the app leaves or the terminal does."""
        sys.setswitchinterval(_TURN)
        decoder = Decoder()
        parser = XTermParser(self._debug)
        while not self.exit_event.is_set():
            data = self._read()
            if data == b"":
                self._host.terminal_lost()
                return
            parser = self._parse(parser, decoder.rest() if data is None else decoder.feed(data))
            self._hand_on()
            if decoder.saw_old_mouse:
                self._ask_for_mouse()

    def _read(self) -> bytes | None:
        """Return what was typed, None when nothing was for a while, and b"" when nothing ever will be."""
        if not select.select([self.fileno], [], [], constants.ESCAPE_DELAY)[0]:
            return None
        try:
            return os.read(self.fileno, _AT_ONCE)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def _parse(self, parser: XTermParser, text: str) -> XTermParser:
        """Make messages of `text`; return the parser to go on with."""
        for character in text:
            # One by one, for with a sequence that makes no sense nothing but that sequence may be lost.
            try:
                messages = [*parser.feed(character)]
            except (ValueError, ArithmeticError, LookupError):
                parser = _fresh(parser, debug=self._debug)
            else:
                self._process(messages)
        self._process(parser.tick())
        return parser

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def send_message(self, message: Message) -> None:
        """Send what was typed, together with all that came at once with it; anything else right away."""
        if current_thread() is self._key_thread:
            self._typed.append(message)
        else:
            super().send_message(message)

    def _hand_on(self) -> None:
        # One by one would have this thread and that of the app wait for each other at every key.
        if self._typed:
            messages, self._typed = self._typed, []
            self._loop.call_soon_threadsafe(self._post, messages)

    def _post(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._app.post_message(message)

    def _ask_for_mouse(self) -> None:
        # The terminal was built anew, and knows nothing of what was agreed with the one before.
        now = monotonic()
        if now - self._asked_for_mouse >= _ASK_AGAIN:
            self._asked_for_mouse = now
            self._enable_mouse_support()
            self._enable_bracketed_paste()

    # Stopping, and going on.

    def _sigtstp_application(self, *_: object) -> None:
        # Not at once: a signal may come while the app holds the very locks that this needs.
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._sleep)
        else:
            _stop()

    def _sleep(self) -> None:
        if self.is_up:
            self.suspend_application_mode()
        _stop()

    def _sigcont_application(self, *_: object) -> None:
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        if self.is_up:
            # It was stopped without being asked, and the shell has used the terminal meanwhile.
            self.suspend_application_mode()
        self._must_signal_resume = True
        self.resume_application_mode()
        self._app.call_later(self._app.refresh, layout=True)


def _alive(thread: Thread | None) -> bool:
    return thread is not None and thread.is_alive()


def _fresh(parser: XTermParser, *, debug: bool) -> XTermParser:
    """Return a parser to take the place of one that did not outlive a sequence."""
    fresh = XTermParser(debug)
    fresh.mouse_pixels = parser.mouse_pixels
    fresh.terminal_size = parser.terminal_size
    fresh.terminal_pixel_size = parser.terminal_pixel_size
    return fresh


def _stop() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)
