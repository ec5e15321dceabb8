"""Coming back, with the installed command in a real terminal; libfaketime moves the clock on under it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import Channel, EventKind, Profile, Purpose, Stage, State
from thanks_tui.data.store.store import Store

from tests.terminal import Terminal, _environment, installed_command
from tests.tui.driver import MAIL
from tests.tui.stories import NORTHWIND, three_due

TEN_YEARS = "3660"
"""As many days ahead as `due` looks at most."""

FOLDERS = ("/usr/lib/*/faketime", "/usr/lib*/faketime", "/usr/local/lib/faketime", "/opt/*/lib/faketime")


def library() -> Path | None:
    """The library that tells a program another time; the one for programs with threads where there is one."""
    for name in ("libfaketimeMT.so.1", "libfaketime.so.1"):
        for folder in FOLDERS:
            found = sorted(Path("/").glob(f"{folder.lstrip('/')}/{name}"))
            if found:
                return found[0]
    return None


LIBRARY = library()
pytestmark = pytest.mark.skipif(
    LIBRARY is None or sys.platform != "linux",
    reason="libfaketime is not installed (Debian: apt-get install libfaketime)",
)


def at(when: str, zone: str = "UTC") -> dict[str, str]:
    """What makes a program believe that it was started at `when`; it counts on from there.

    The clock that only counts is moved as well: with one of the two alone, a wait for a lock ends at once,
    and the threads of the program go round and round.
    """
    return {
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME": f"@{when}",
        "NO_FAKE_STAT": "1",
        "FAKETIME_DONT_RESET": "1",
        "TZ": zone,
    }


def start(folder: Path, clock: dict[str, str], cols: int = 100, rows: int = 30) -> Terminal:
    command = [installed_command(), "--data-dir", str(folder)]
    env = {"HOME": str(folder.parent), "TEXTUAL_ANIMATIONS": "none", **clock}
    return Terminal(command, cols, rows, env=env)


def run(folder: Path, clock: dict[str, str], *arguments: str) -> str:
    """Run a command, which must say nothing on stderr, and return what it printed."""
    done = subprocess.run(
        [installed_command(), "--data-dir", str(folder), *arguments],
        env=_environment({"HOME": str(folder.parent), "COLUMNS": "200", **clock}),
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stderr in ("", "No follow-up is due.\n")
    return done.stdout


def due(folder: Path, clock: dict[str, str], *arguments: str) -> list[tuple[str, str, int]]:
    """Company, day and how many days ahead of each follow-up that is due."""
    rows = json.loads(run(folder, clock, "due", "--json", *arguments))
    return [(row["company"], row["due_on"], row["days"]) for row in rows]


def look(folder: Path, clock: dict[str, str], texts: Sequence[str] = ()) -> None:
    """Start the app, walk through agenda and ledger and let both lie idle, and close it."""
    with start(folder, clock) as terminal:
        terminal.wait_for("Rejections  ")
        terminal.press("f")
        terminal.wait_for("Follow-ups")
        for text in texts:
            terminal.wait_for(text)
        terminal.settle(0.5)
        terminal.press("v")
        terminal.wait_for("╭─")
        terminal.press("escape")
        terminal.wait_gone("╭─")
        terminal.press("L")
        terminal.wait_for("The doors that open")
        terminal.press("q")
        assert terminal.wait() == 0


def ask(terminal: Terminal, key: str, title: str) -> None:
    """Open a dialog."""
    terminal.press(key)
    terminal.wait_for(title)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the store byte for byte, the lock left out."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and "lock" not in path.name
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three applications whose people were thanked in October and November 2026."""
    own = tmp_path / "store"
    with Store.open(own / "thanks.json") as store:
        store.put(Profile(name="Sam Okonkwo", theme="paper"))
        three_due(store)
    return own


def test_the_whole_return(tmp_path: Path):
    folder = tmp_path / "store"
    began, later = at("2026-11-20 10:00:00"), at("2026-12-23 09:30:00")
    with start(folder, began) as terminal:
        terminal.wait_for("Welcome to thanks-tui")
        terminal.press("Sam Okonkwo", "ctrl+s")
        terminal.wait_gone("Welcome to thanks-tui")
        terminal.wait_for("No rejections here yet.")
        ask(terminal, "p", "The mail that told you")
        terminal.paste(MAIL)
        terminal.wait_for("is this right?")
        terminal.press("enter")
        terminal.wait_for("Nobody missing?")
        ask(terminal, "m", "A moment with Dana Ortiz")
        terminal.press("our talk about the night shifts", "enter")
        terminal.wait_gone("A moment with")
        terminal.wait_for("our talk about the night shifts")
        terminal.press("enter")
        terminal.wait_for("tone ‹ warm ›")
        terminal.press("enter")
        terminal.wait_for("To       Dana Ortiz")
        ask(terminal, "s", "Sent to Dana Ortiz")
        terminal.press("enter")
        terminal.wait_for("Everyone at Northwind Robotics is thanked.")
        terminal.wait_for("noted for 21 Dec.")
        terminal.press("q")
        assert terminal.wait() == 0

    assert due(folder, began) == []
    assert run(folder, began, "due", "--quiet") == ""
    assert due(folder, began, "--within", "40") == [("Northwind Robotics", "2026-12-21", 31)]
    assert due(folder, later) == [("Northwind Robotics", "2026-12-21", -2)]
    assert "2 days late" in run(folder, later, "due", "--quiet")

    with start(folder, later) as terminal:
        terminal.wait_for("was due 2 days ago")
        terminal.press("f")
        terminal.wait_for("Overdue")
        terminal.wait_for("33 days since the last word")
        terminal.wait_for("you wrote to Dana Ortiz 20 Nov")
        terminal.press("enter")
        terminal.wait_for("To       Dana Ortiz")
        ask(terminal, "h", "─ Since then ─")
        terminal.press("I have passed my welding exam", "enter")
        terminal.wait_gone("─ Since then ─")
        terminal.wait_for("welding exam")
        ask(terminal, "s", "Sent to Dana Ortiz")
        terminal.press("enter")
        terminal.wait_for("will read from you again.")
        terminal.press("enter")
        terminal.wait_for("last word today")

        ask(terminal, "a", "An answer came")
        terminal.paste("Dear Sam,\n\nthe first choice left us. Shall we talk?\n\nDana")
        terminal.wait_for("Shall we talk?")
        terminal.press("ctrl+s")
        terminal.wait_for("stage: answered")
        terminal.wait_for("the first choice left us.")
        ask(terminal, "g", "‹ talking again ›")
        terminal.press("tab", "tab", "Dana rang", "ctrl+s")
        terminal.wait_for("stage: talking again")
        terminal.press("L")
        terminal.wait_for("Which way was answered")
        line = next(line for line in terminal.text.splitlines() if "talking again  " in line)
        assert "1 of 1, too few to say" in line
        terminal.press("q")
        assert terminal.wait() == 0

    with Store.open(folder / "thanks.json", read_only=True) as store:
        (application,) = store.applications()
        assert application.stage is Stage.TALKING
        follow_up = store.note_for(store.contacts(application.id)[0].id, Purpose.FOLLOW_UP)
        assert follow_up is not None
        assert (follow_up.state, follow_up.channel) == (State.ANSWERED, Channel.EMAIL)
        assert follow_up.sent_on == date(2026, 12, 23)
        assert "welding exam" in follow_up.text
        happened = [(event.what, event.on) for event in store.events(application.id)]
        assert happened == [
            (EventKind.REJECTED, date(2026, 11, 19)),
            (EventKind.THANKED, date(2026, 11, 20)),
            (EventKind.FOLLOWED_UP, date(2026, 12, 23)),
            (EventKind.ANSWERED, date(2026, 12, 23)),
            (EventKind.STAGE, date(2026, 12, 23)),
        ]
        waiting = [each for each in store.follow_ups(application.id) if each.done_on is None]
        assert sorted(each.step for each in waiting) == [30, 60, 90, 180, 330]
    assert due(folder, later) == []


@pytest.mark.parametrize(
    ("when", "texts"),
    [
        ("2016-12-25 08:00:00", ("3 later", "in 9 years")),
        ("2096-11-22 08:00:00", ("3 overdue", "ago")),
        ("2028-02-29 12:00:00", ("3 overdue", "ago")),
        ("2027-03-28 01:59:58", ("3 overdue", "ago")),
    ],
    ids=["ten-years-back", "seventy-years-ahead", "leap-day", "clocks-change"],
)
def test_no_clock_fires_twice_prunes_or_falls_over(folder: Path, when: str, texts: tuple[str, ...]):
    before = contents(folder)
    clock = at(when, "Europe/Berlin")
    first = due(folder, clock, "--within", TEN_YEARS)
    look(folder, clock, texts)
    assert contents(folder) == before
    assert due(folder, clock, "--within", TEN_YEARS) == first
    assert len(first) == 3


def test_back_and_ahead_and_back_the_agenda_is_what_it_was(folder: Path):
    before, now = contents(folder), at("2026-11-22 12:00:00")
    rows = due(folder, now, "--within", "60")
    assert [(company, days) for company, _, days in rows] == [
        ("Northwind Robotics", -10),
        ("Contoso", 3),
        ("Fabrikam", 29),
    ]
    for when in ("2016-12-25 12:00:00", "2096-11-22 12:00:00"):
        assert len(due(folder, at(when), "--within", TEN_YEARS)) == 3
    assert due(folder, now, "--within", "60") == rows
    assert contents(folder) == before


def test_a_note_sent_on_a_leap_day_with_a_clock_that_is_wrong_loses_nothing(folder: Path):
    with start(folder, at("2028-02-29 12:00:00")) as terminal:
        terminal.wait_for("Rejections  ")
        terminal.press("f")
        terminal.wait_for("▌ Dana Ortiz")
        terminal.press(" ")
        terminal.wait_for("Follow-ups  2 overdue")
        terminal.press("q")
        assert terminal.wait() == 0
    with Store.open(folder / "thanks.json") as store:
        follow_ups = store.follow_ups(NORTHWIND)
        done = [each for each in follow_ups if each.done_on == date(2028, 2, 29) and not each.skipped]
        assert len(done) == 1
        assert sorted(each.step for each in follow_ups) == [30, 60, 90, 180, 330]
        assert len(store.applications()) == 3


def test_another_time_zone_moves_the_day_and_nothing_else(folder: Path):
    before = contents(folder)
    # One moment, on both sides of the date line.
    east = {**at("2026-11-25 00:30:00", "Pacific/Kiritimati")}
    west = {**at("2026-11-23 23:30:00", "Pacific/Pago_Pago")}
    assert [row[0] for row in due(folder, east)] == ["Northwind Robotics", "Contoso"]
    assert [row[0] for row in due(folder, west)] == ["Northwind Robotics"]
    look(folder, east, ("25 Nov, today",))
    look(folder, west, ("25 Nov, in 2 days",))
    assert due(folder, east) == due(folder, east)
    assert contents(folder) == before


def test_what_is_sent_in_one_zone_is_not_due_again_in_the_other(folder: Path):
    with start(folder, at("2026-11-25 00:30:00", "Pacific/Kiritimati")) as terminal:
        terminal.wait_for("Rejections  ")
        terminal.press("f")
        terminal.wait_for("▌ Dana Ortiz")
        terminal.press("enter")
        terminal.wait_for("To       Dana Ortiz")
        ask(terminal, "s", "Sent to Dana Ortiz")
        terminal.press("enter")
        terminal.wait_for("will read from you again.")
        terminal.press("q")
        assert terminal.wait() == 0
    before = contents(folder)
    west = at("2026-11-23 23:30:00", "Pacific/Pago_Pago")
    assert due(folder, west) == []
    look(folder, west, ("Dana Ortiz",))
    assert contents(folder) == before


def test_an_application_without_dates_is_no_trouble_at_any_time(folder: Path):
    with Store.open(folder / "thanks.json") as store:
        store.put(replace(store.application(NORTHWIND), rejected_on=None))
    before = contents(folder)
    for when in ("2016-02-29 12:00:00", "2096-02-29 12:00:00"):
        look(folder, at(when), ("Dana Ortiz",))
    assert contents(folder) == before
