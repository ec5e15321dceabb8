"""The driver stands on parts of Textual that are its own affair; these tests fail when they move."""

from __future__ import annotations

import inspect

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from thanks_tui.tui.driver import TerminalDriver
from thanks_tui.tui.sturdy import SturdyApp


def test_textual_reads_and_draws_by_what_is_replaced_here():
    start = inspect.getsource(LinuxDriver.start_application_mode)
    assert "WriterThread(self._file)" in start
    assert "target=self._run_input_thread" in start
    assert "self._must_signal_resume" in start
    assert "self._file.write" in inspect.getsource(WriterThread.run)
    assert "self.run_input_thread()" in inspect.getsource(LinuxDriver._run_input_thread)
    handlers = inspect.getsource(LinuxDriver.__init__)
    for name in ("self._sigtstp_application", "self._sigcont_application", "self._file", "self.exit_event"):
        assert name in handlers


def test_what_is_replaced_is_still_there():
    for name in ("_run_input_thread", "run_input_thread", "_sigtstp_application", "_sigcont_application"):
        assert inspect.signature(getattr(LinuxDriver, name))
        assert name in vars(TerminalDriver)
    for name in ("_enable_mouse_support", "_enable_bracketed_paste", "process_message"):
        assert callable(getattr(LinuxDriver, name))


def test_the_parser_keeps_its_state_where_it_is_looked_for():
    parser = XTermParser()
    assert (parser.mouse_pixels, parser.terminal_size, parser.terminal_pixel_size) == (False, None, None)
    assert [event.key for event in parser.feed("a")] == ["a"]  # pyright: ignore[reportAttributeAccessIssue]


def test_the_app_is_drawn_by_it():
    assert constants.DRIVER is None
    assert SturdyApp(logs_beside=None, debug=False).driver_class is TerminalDriver


def test_textual_says_nothing_of_a_fault_by_other_ways():
    # `_handle_exception` tells it by one of two, both of which are silent here.
    source = inspect.getsource(super(SturdyApp, SturdyApp)._handle_exception)  # pyright: ignore[reportAttributeAccessIssue]
    assert source.count("self.panic(error)") == source.count("self._fatal_error()") == 1
    assert "print" not in source
