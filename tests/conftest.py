"""What every test starts from: folders of its own, no user's settings, nothing that moves by itself."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from thanks_tui.data.paths import DATA_DIR_VARIABLE, STORE_NAME
from thanks_tui.data.store.store import Store

from tests.factories import TODAY

# Textual reads this once, when it is imported; until then nothing here has imported it.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

# How busy the machine is says nothing of the program; figures of speed belong to the benchmark.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# Every app that a test runs makes so many objects that Python, as it is set, spends a quarter of the time on
# looking for garbage.
gc.set_threshold(50_000, 10, 10)

# A run in the background, or under nohup, begins with these ignored, and so would every program it starts.
for _number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.SIG_DFL)

_XDG = ("CACHE", "CONFIG", "DATA", "STATE")
_SETTINGS = (DATA_DIR_VARIABLE, "NO_COLOR", "VISUAL", "EDITOR", "COLUMNS", "LINES")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, without anything in it; the real one cannot be found from here."""
    own = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(own))
    monkeypatch.setenv("USERPROFILE", str(own))
    for kind in _XDG:
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(own / f".{kind.lower()}"))
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)
    return own


@pytest.fixture(autouse=True, scope="session")
def style_sheets() -> Iterator[None]:
    """Style sheets that are parsed once for all tests."""
    # Not before the variable above is set.
    from textual.css.stylesheet import Stylesheet

    from tests.parsed_once import parse_rules

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_rules)
        yield


@pytest.fixture
def today() -> date:
    """The day on which the tests' clock stands."""
    return TODAY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store on the disk, with nothing in it."""
    with Store.open(tmp_path / "store" / STORE_NAME) as opened:
        yield opened


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests counted with `record_property("counted", …)`: faults that struck, and the like."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    counted = [line for report in reports for name, line in report.user_properties if name == "counted"]
    if counted:
        terminalreporter.section("counted")
        for line in sorted(counted):
            terminalreporter.line(line)
