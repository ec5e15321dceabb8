"""A folder, a stopped clock and a quick way to run a command line, for each test of the commands."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from thanks_tui.data import clock
from thanks_tui.data.models import (
    Application,
    Channel,
    Contact,
    FollowUp,
    Kind,
    MailThread,
    Note,
    Profile,
    Stage,
    State,
)
from thanks_tui.data.paths import DATA_DIR_VARIABLE, STORE_NAME
from thanks_tui.data.store.store import Store
from thanks_tui.tui.cli import main

from tests.terminal import installed_command

TODAY = date(2026, 11, 23)


class Result(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the store, named by the environment; it is not there yet."""
    data = tmp_path / "data"
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(data))
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return data


@pytest.fixture
def path(folder: Path) -> Path:
    """The path of the store."""
    return folder / STORE_NAME


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Run a command line in this process."""

    def run_it(*words: str | Path) -> Result:
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Result(code, *capsys.readouterr())

    return run_it


@pytest.fixture
def start() -> Callable[..., Result]:
    """Run the installed program, away from any terminal."""

    def start_it(*words: str | Path, stdin: bytes = b"") -> Result:
        argv = [installed_command(), *map(str, words)]
        done = subprocess.run(argv, input=stdin, capture_output=True, timeout=60, check=False)
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return start_it


@pytest.fixture
def filled(path: Path) -> Path:
    """The path of a store with two applications: one to write notes for, one thanked and followed up."""
    northwind = Application(
        id="a" * 32,
        company="Northwind Robotics",
        role="Staff Engineer",
        rejected_on=date(2026, 11, 12),
        thread=MailThread(subject="Your application", message_id="<1@northwind.example>"),
    )
    hoshi = Application(
        id="b" * 32,
        company="株式会社星雲",
        role="Data Engineer",
        rejected_on=date(2025, 10, 18),
        stage=Stage.THANKED,
    )
    dana = Contact(
        id="c" * 32,
        application_id=northwind.id,
        name="Dana Ortiz",
        kind=Kind.RECRUITER,
        email="dana@northwind.example",
        moment="our talk about the night shifts",
    )
    lee = Contact(id="d" * 32, application_id=northwind.id, name="Lee Park", kind=Kind.HIRING_MANAGER)
    zoe = Contact(id="e" * 32, application_id=hoshi.id, name="Zoë Łuczak", kind=Kind.INTERVIEWER)
    note = Note(
        contact_id=zoe.id,
        text="Dear Zoë,\n\nthank you.\n\nSam",
        state=State.SENT,
        channel=Channel.EMAIL,
        sent_on=date(2025, 10, 19),
    )
    late = FollowUp(
        id="f" * 32, application_id=hoshi.id, contact_id=zoe.id, due_on=date(2026, 11, 20), reason="day 30"
    )
    later = FollowUp(application_id=northwind.id, due_on=date(2026, 11, 28), reason="they reopen then")
    with Store.open(path) as store:
        store.put(Profile(name="Sam Okonkwo"))
        store.put(northwind, hoshi, dana, lee, zoe, note, late, later)
    return path
