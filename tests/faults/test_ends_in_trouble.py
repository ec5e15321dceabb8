"""Told to end at the worst of moments: in an editor, before a terminal that stands still, in a save."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact, Profile
from thanks_tui.data.store.store import Store

from tests.faults import strace
from tests.terminal import Terminal, installed_command

pytestmark = pytest.mark.faults

WITHIN = 5.0
"""Seconds in which the program has to be gone, whatever it was doing."""
# Writes into the note, says that it has, and stays until it is told to go; or does not go even then.
EDITOR = """\
#!/usr/bin/env python3
import os, signal, sys, time
if os.environ["STUBBORN"]:
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
signal.signal(signal.SIGINT, lambda *_: print("interrupted", flush=True))
with open(sys.argv[1], "w") as file:
    file.write("Half a thought")
with open(sys.argv[0] + ".pid", "w") as file:
    file.write(str(os.getpid()))
print("in the editor", flush=True)
while True:
    try:
        if not os.read(0, 1):
            break
    except OSError:
        break
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    with Store.open(data / "thanks.json") as store:
        application = Application(company="Northwind", rejected_on=date(2026, 11, 12))
        store.put(Profile(name="Sam"), application, Contact(application_id=application.id, name="Dana Ortiz"))
    return data


@contextmanager
def opened(folder: Path, *before: str, stubborn: str = "") -> Iterator[Terminal]:
    editor = folder.with_name("editor")
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    env = {"HOME": str(folder), "TEXTUAL_ANIMATIONS": "none", "EDITOR": str(editor), "STUBBORN": stubborn}
    argv = [*before, installed_command(), "--data-dir", str(folder)]
    with Terminal(argv, 100, 30, env=env) as terminal:
        terminal.wait_for("Northwind")
        terminal.press("enter", "enter", "enter")
        terminal.wait_for("To       Dana Ortiz")
        try:
            yield terminal
        finally:
            end_editor(folder)


def end_editor(folder: Path) -> None:
    said = folder.with_name("editor.pid")
    if said.exists():
        try:
            os.kill(int(said.read_text()), signal.SIGKILL)
        except ProcessLookupError:
            return


def is_free(folder: Path) -> bool:
    """Return whether nobody holds the lock of the store."""
    with (folder / ".thanks.json.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


@pytest.mark.parametrize("stubborn", ["", "yes"], ids=["editor goes", "editor stays"])
def test_while_an_editor_is_open(folder: Path, stubborn: str):
    with opened(folder, stubborn=stubborn) as terminal:
        terminal.press("E")
        terminal.wait_for("in the editor")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(WITHIN) == 128 + signal.SIGTERM
        assert terminal.is_cooked
    (note,) = folder.rglob("note-*.txt")
    assert note.read_text() == "Half a thought"
    assert is_free(folder)


@pytest.mark.parametrize(
    "before", [(), ("sh", "-c", "trap '' HUP; exec \"$@\"", "sh")], ids=["told", "hang-up ignored"]
)
def test_the_terminal_goes_while_an_editor_is_open(folder: Path, before: tuple[str, ...]):
    with opened(folder, *before) as terminal:
        terminal.press("E")
        terminal.wait_for("in the editor")
        terminal.hang_up()
        assert terminal.wait(WITHIN) == 128 + signal.SIGHUP
    assert is_free(folder)
    # An editor that ends well has given its text back, and it is kept; that of any other stays in its file.
    left = [note.read_text() for note in folder.rglob("note-*.txt")]
    with Store.open(folder / "thanks.json") as store:
        assert "Half a thought" in (*left, *(note.text for note in store.all_notes()))


def test_ctrl_c_is_the_editors(folder: Path):
    with opened(folder) as terminal:
        terminal.press("E")
        terminal.wait_for("in the editor")
        terminal.send("\x03\x03")
        terminal.wait_for("interrupted")
        terminal.send("\x04")
        terminal.wait_for("Half a thought")
        terminal.wait_for("edited by hand")
        terminal.press("q")
        assert terminal.wait() == 0


def test_before_a_terminal_that_takes_nothing_any_more(folder: Path):
    with opened(folder) as terminal:
        # More to draw than fits between it and a terminal that nobody reads.
        terminal.press("e")
        terminal.send("Never lose a word. " * 200)
        wait_until_blocked(terminal.pid)
        terminal.signal(signal.SIGTERM)
        assert terminal._process.wait(WITHIN) == 128 + signal.SIGTERM
        assert terminal.is_cooked
    assert is_free(folder)


def wait_until_blocked(pid: int) -> None:
    """Wait until a thread of the process waits for its terminal to take more."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        waiting = [Path(task, "wchan").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
        if "wait_woken" in waiting:  # the input is waited for by other means
            return
    raise TimeoutError(waiting)


@contextmanager
def slow_disk(pid: int, log: Path, delay: str) -> Iterator[subprocess.Popen[str]]:
    """Let every sync of the program take so long, until the block ends."""
    command = ["strace", "-f", "-p", str(pid), "-o", str(log)]
    slow = ["-e", "trace=fsync,exit_group", "-e", f"inject=fsync:delay_enter={delay}"]
    tracer = subprocess.Popen([*command, *slow], stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    assert "attached" in tracer.stderr.readline()
    try:
        yield tracer
    finally:
        tracer.kill()
        tracer.communicate()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    if refusal := strace.refusal(tmp_path):
        pytest.skip(refusal)
    return tmp_path / "log"


def is_saving(folder: Path) -> bool:
    """Return whether anything is being written: the store, a copy of it, or the first draft ever."""
    return any(folder.rglob(".*.tmp")) or (folder / "drafts").exists()


def test_quitting_during_a_save_waits_for_it(folder: Path, log: Path):
    with opened(folder) as terminal, slow_disk(terminal.pid, log, "400ms"):
        terminal.press("e")
        terminal.wait_for("^s done")
        terminal.send("A word. ")
        terminal.wait_until(lambda: is_saving(folder), "a save to begin")
        terminal.send("Another. \x11")
        assert terminal.wait() == 0
    with Store.open(folder / "thanks.json") as store:
        assert store.all_notes()[0].text.startswith("A word. Another. Dear Dana,")


def test_during_a_save_that_takes_too_long(folder: Path, log: Path):
    with opened(folder) as terminal:
        before = (folder / "thanks.json").read_bytes()
        with slow_disk(terminal.pid, log, "20s"):
            terminal.press("e")
            terminal.wait_for("^s done")
            terminal.send("A word. ")
            terminal.wait_until(lambda: is_saving(folder), "a save to begin")
            terminal.signal(signal.SIGTERM)
            # What delays the call keeps the process from going when it has gone as far as it can.
            left = f"exit_group({128 + signal.SIGTERM}"
            terminal.wait_until(lambda: left in log.read_text(), "it to leave", WITHIN)
        assert terminal.wait(WITHIN) == 128 + signal.SIGTERM
        assert terminal.is_cooked
        assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
    assert (folder / "thanks.json").read_bytes() == before
    with Store.open(folder / "thanks.json") as store:
        assert not store.read_only
    assert not any(folder.glob(".*.tmp"))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_an_import_that_is_ended_has_taken_a_file_or_not(
    folder: Path, log: Path, number: signal.Signals, code: int
):
    mails = [folder.with_name(f"{place}.eml") for place in range(3)]
    for place, mail in enumerate(mails):
        mail.write_text(MAIL.format(place=place))
    command = ["strace", "-D", "-f", "-o", str(log), "-e", "trace=fsync"]
    slow = ["-e", "inject=fsync:delay_enter=300ms"]
    argv = [
        *command,
        *slow,
        installed_command(),
        "--data-dir",
        str(folder),
        "import",
        "--yes",
        *map(str, mails),
    ]
    with Terminal(argv, 100, 30, env={"HOME": str(folder)}) as terminal:
        terminal.wait_for("Company 0")
        terminal.wait_until(lambda: any(folder.glob(".*.tmp")), "the next save to begin")
        terminal.signal(number)
        assert terminal.wait(WITHIN) == code
        assert "Traceback" not in terminal.text
    assert is_free(folder)
    with Store.open(folder / "thanks.json") as store:
        companies = [application.company for application in store.applications()][1:]
    assert companies == [f"Company {place}" for place in range(len(companies))]
    assert 1 <= len(companies) < 3


MAIL = """\
From: Dana Ortiz <dana@company{place}.example>
Date: Thu, 12 Nov 2026 10:00:00 +0000
Message-ID: <{place}@company.example>
Subject: Your application as Staff Engineer at Company {place}

Dear Sam,

thank you for your interest in the Staff Engineer position at Company {place}. Unfortunately, we have
decided to move forward with another candidate.

Dana Ortiz
Recruiter
Company {place}
"""
