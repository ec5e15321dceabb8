"""What Textual keeps to itself and the app stands on all the same; these tests fail when it moves."""

from __future__ import annotations

import inspect

import pytest
from textual.app import App
from textual.command import CommandPalette
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.scroll_view import ScrollView
from thanks_tui.tui.driver import TerminalDriver
from thanks_tui.tui.palette import Palette
from thanks_tui.tui.sturdy import SturdyApp
from thanks_tui.widgets.row_list import RowList


@pytest.mark.parametrize(
    "name",
    [
        "_app",
        "_auto_restart",
        "_debug",
        "_key_thread",
        "_loop",
        "_must_signal_resume",
        "_writer_thread",
        "attrs_before",
    ],
)
def test_the_driver_of_the_terminal_has(name: str):
    made = inspect.getsource(Driver.__init__) + inspect.getsource(LinuxDriver.__init__)
    assert f"self.{name} = " in made or f"self.{name}: " in made


@pytest.mark.parametrize(
    "name",
    [
        "_close_messages_no_wait",
        "_context",
        "_exit_renderables",
        "_fatal_error",
        "_handle_exception",
        "_loop",
        "_print_error_renderables",
        "_return_code",
    ],
)
def test_an_app_has(name: str):
    assert hasattr(App(), name)


@pytest.mark.parametrize(
    ("ours", "base", "name"),
    [
        (SturdyApp, App, "_fatal_error"),
        (SturdyApp, App, "_handle_exception"),
        (SturdyApp, App, "_print_error_renderables"),
        (TerminalDriver, LinuxDriver, "_run_input_thread"),
        (TerminalDriver, LinuxDriver, "_sigcont_application"),
        (TerminalDriver, LinuxDriver, "_sigtstp_application"),
        (Palette, CommandPalette, "_action_command_list"),
        (RowList, ScrollView, "_size_updated"),
    ],
)
def test_what_is_replaced_takes_what_the_one_before_it_took(ours: type, base: type, name: str):
    before, now = (inspect.signature(getattr(kind, name)).parameters for kind in (base, ours))
    takes_all = any(each.kind is inspect.Parameter.VAR_POSITIONAL for each in now.values())
    assert takes_all or list(now) == list(before)


def test_textual_calls_what_is_replaced():
    assert "self._print_error_renderables()" in inspect.getsource(App)
    assert "self._action_command_list(" in inspect.getsource(CommandPalette)
    assert "widget._size_updated(" in inspect.getsource(Screen)
