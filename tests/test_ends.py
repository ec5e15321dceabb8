"""How the app ends when it is not the user who ends it: signals, a terminal that goes, strange bytes."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact, Note, Profile
from thanks_tui.data.store.store import Store

from tests.terminal import Terminal, installed_command

WITHIN = 5.0
"""Seconds in which the program has to be gone, whatever it was doing."""
TYPED = "Never lose a word. "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "thanks.json") as store:
        application = Application(company="Northwind", rejected_on=date(2026, 11, 12))
        store.put(Profile(name="Sam"), application, Contact(application_id=application.id, name="Dana Ortiz"))
    return tmp_path


@contextmanager
def opened(folder: Path, *before: str, **env: str | None) -> Iterator[Terminal]:
    argv = [*before, installed_command(), "--data-dir", str(folder)]
    env = {"HOME": str(folder), "TEXTUAL_ANIMATIONS": "none", **env}
    with Terminal(argv, 100, 30, env=env) as terminal:
        terminal.wait_for("Northwind")
        yield terminal


def write_on_the_sheet(terminal: Terminal) -> None:
    """Type on the sheet of the preview, and wait only until it is shown, not until it is kept."""
    terminal.press("enter", "enter", "enter")
    terminal.wait_for("To       Dana Ortiz")
    terminal.press("e")
    terminal.wait_for("done")
    terminal.send(TYPED)
    terminal.wait_for(TYPED)


def wait_until_gone(folder: Path) -> None:
    """Wait for a program that is not our child: its lock is free as soon as it is gone."""
    free = ["flock", "--timeout", str(WITHIN), str(folder / ".thanks.json.lock"), "true"]
    assert subprocess.run(free, check=False).returncode == 0


def time_of_ended_children() -> float:
    """Return the seconds of the processor that all children used which have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def kept(folder: Path) -> list[Note]:
    with Store.open(folder / "thanks.json") as store:
        assert not store.read_only
        return store.all_notes()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGQUIT, signal.SIGINT])
def test_a_signal_keeps_what_is_typed_and_gives_the_terminal_back(folder: Path, number: signal.Signals):
    with opened(folder) as terminal:
        write_on_the_sheet(terminal)
        assert not terminal.is_cooked
        terminal.signal(number)
        assert terminal.wait(WITHIN) == 128 + number
        for over in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l"):
            begun = over[:-1] + (b"l" if over.endswith(b"h") else b"h")
            assert terminal.raw.rfind(over) > terminal.raw.rfind(begun)
        assert terminal.is_cooked
        assert b"Traceback" not in terminal.raw
    assert kept(folder)[0].text.startswith(TYPED)


def test_keys_that_are_on_their_way_are_typed_before_the_end(folder: Path):
    with opened(folder) as terminal:
        write_on_the_sheet(terminal)
        terminal.send("And a second. The last one. ")
        terminal.wait_until(lambda: "And a" in terminal.text, "the first of the words")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(WITHIN) == 128 + signal.SIGTERM
    assert "The last one. Dear Dana" in kept(folder)[0].text


def test_what_cannot_be_kept_at_the_end_is_told(folder: Path):
    (folder / "drafts").write_text("in the way")
    with opened(folder) as terminal:
        terminal.press("n")
        terminal.wait_for("Their words")
        terminal.press("Contoso")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(WITHIN) == 128 + signal.SIGTERM
        said = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()
        assert "What you typed last could not be kept (Not a directory)." in said


def test_a_closed_terminal_keeps_what_is_typed(folder: Path):
    with opened(folder) as terminal:
        write_on_the_sheet(terminal)
        terminal.hang_up()
        assert terminal.wait(WITHIN) == 128 + signal.SIGHUP
    assert kept(folder)[0].text.startswith(TYPED)


def test_a_terminal_that_goes_while_hang_ups_are_ignored_ends_it_without_spinning(folder: Path):
    with opened(folder, "sh", "-c", "trap '' HUP; exec \"$@\"", "sh") as terminal:
        write_on_the_sheet(terminal)
        before, of_others = terminal.processor_time, time_of_ended_children()
        terminal.hang_up()
        assert terminal.wait(WITHIN) == 128 + signal.SIGHUP
        assert time_of_ended_children() - of_others - before < 1.0
    assert kept(folder)[0].text.startswith(TYPED)


def test_without_a_controlling_terminal_it_ends_with_the_one_it_draws_on(folder: Path):
    with opened(folder, "setsid", "--wait") as terminal:
        write_on_the_sheet(terminal)
        terminal.hang_up()
        wait_until_gone(folder)
    assert kept(folder)[0].text.startswith(TYPED)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_a_closed_pane_of_tmux(folder: Path, tmp_path: Path):
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    inside = f"{installed_command()} --data-dir {folder}"
    with Terminal([*tmux, "new-session", inside], 90, 28, env={"HOME": str(folder)}) as terminal:
        terminal.wait_for("Northwind")
        write_on_the_sheet(terminal)
        subprocess.run([*tmux, "kill-pane"], check=True)
        terminal.wait()
    wait_until_gone(folder)
    assert kept(folder)[0].text.startswith(TYPED)


STRANGE = (
    b"\x1b[M \xe0\xf0",  # the mouse, as old terminals report it
    b"M\xfcller ",  # Latin-1
    b"\x1b[27;0;370447610S",  # a letter beyond Unicode
    b"\x1b[48;0:S",  # a number that is none
    b"\xf0\x9f\x98",  # half a character
    b"\x1b[M",  # half a report of the mouse
)


def test_bytes_that_make_no_sense_end_nothing(folder: Path):
    with opened(folder) as terminal:
        terminal.press("n")
        terminal.wait_for("Their words")
        for place, strange in enumerate(STRANGE):
            terminal.send(strange)
            terminal.settle()
            terminal.send(f"Contoso {place}")
            terminal.wait_for(f"Contoso {place}")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(WITHIN) == 128 + signal.SIGTERM


def test_reports_of_the_mouse_that_cannot_be_read_are_answered_and_not_typed(folder: Path):
    with opened(folder) as terminal:
        terminal.press("n")
        terminal.wait_for("Their words")
        terminal.press("Acme")
        asked = terminal.raw.count(b"\x1b[?1006h")
        terminal.send(b"\x1b[MC\xe9!" * 40)
        terminal.wait_until(lambda: terminal.raw.count(b"\x1b[?1006h") > asked, "a word on the mouse")
        terminal.press(" Ltd")
        terminal.wait_for("Acme Ltd")


# On the sheet each letter moves all that stands behind it, so that the whole heap would take minutes.
@pytest.mark.parametrize("read", [250, pytest.param(1_700, marks=pytest.mark.faults)])
def test_a_great_heap_of_garbage_loses_nothing(folder: Path, read: int):
    chance = random.Random(6668)
    # Without the keys that mean something: leaving, cutting a line, quitting.
    garbage = bytes(byte for byte in chance.randbytes(22_500) if byte >= 0x20 and byte != 0x7F)
    with opened(folder) as terminal:
        write_on_the_sheet(terminal)
        terminal.send(garbage[:read] + b" Behind ")
        terminal.wait_for(" Behind", timeout=120)
        terminal.send(garbage[read:])
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(WITHIN) == 128 + signal.SIGTERM
        assert b"Traceback" not in terminal.raw
    (note,) = kept(folder)
    assert note.text.startswith(TYPED)
    assert " Behind " in note.text


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_stopped_and_let_go_on_it_stands_as_it_stood(folder: Path, number: signal.Signals):
    with opened(folder) as terminal:
        terminal.press("n")
        terminal.wait_for("Their words")
        terminal.press("Acme")
        terminal.signal(number)
        state = Path(f"/proc/{terminal.pid}/stat")
        terminal.wait_until(lambda: ") T " in state.read_text(), "it to stop")
        terminal.settle()
        before = len(terminal.raw)
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(lambda: b"Acme" in terminal.raw[before:], "all of it to be drawn again")
        terminal.press(" and", " sons")
        terminal.wait_for("Acme and sons")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(WITHIN) == 128 + signal.SIGTERM
        assert terminal.is_cooked


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": None, "NO_COLOR": "1"},
        {"TERM": "dumb", "LC_ALL": "POSIX"},
        {"LC_ALL": "de_DE.ISO-8859-1"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=lambda env: " ".join(f"{name}={value}" for name, value in env.items()),
)
def test_whatever_the_surroundings_are_called_it_looks_the_same(folder: Path, env: dict[str, str | None]):
    with opened(folder, **env) as terminal:
        terminal.wait_for("1 Rejection › 2 Contacts")
        terminal.wait_for("12 Nov  ○")
        assert "\\u" not in terminal.text
        terminal.press("q")
        assert terminal.wait() == 0


def test_three_hundred_sizes(folder: Path):
    chance = random.Random(300)
    with opened(folder) as terminal:
        for _ in range(299):
            terminal.tell_size(chance.randrange(501), chance.randrange(501))
        terminal.tell_size(0, 0)
        terminal.settle()
        terminal.resize(100, 30)
        terminal.wait_for("1 Rejection › 2 Contacts")
        terminal.wait_for("Northwind")
        terminal.press("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_ended_says_so_by_its_code(folder: Path, number: signal.Signals):
    with Terminal([installed_command(), "--data-dir", str(folder), "import", "-"]) as terminal:
        terminal.wait_for("Paste the mail")
        # A signal between that line and the reading is heard of only when something comes to be read.
        state = Path(f"/proc/{terminal.pid}/stat")
        terminal.wait_until(lambda: ") S " in state.read_text(), "it to wait for the mail")
        terminal.signal(number)
        assert terminal.wait(WITHIN) == 128 + number
        assert "Traceback" not in terminal.text
    assert kept(folder) == []
