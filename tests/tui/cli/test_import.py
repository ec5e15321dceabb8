"""`import`: mails and exports, taken when they are sure or agreed to, and told either way."""

from __future__ import annotations

import errno
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.exchange.mail import LARGEST
from thanks_tui.data.followup.family import refresh
from thanks_tui.data.models import EventKind, Kind, Outcome, ToldBy
from thanks_tui.data.store.store import Store
from thanks_tui.tui.commands.reading import why_read_only

REJECTION = """\
From: Dana Ortiz <dana.ortiz@northwind-robotics.example>
To: Sam Okonkwo <sam@home.example>
Subject: Your application for Staff Engineer at Northwind Robotics
Date: Thu, 12 Nov 2026 10:15:00 +0000
Message-ID: <news-1@northwind-robotics.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear Sam,

Thank you for the time you took to interview for the position of Staff Engineer at Northwind Robotics.
It was a very close call, but unfortunately we have decided to move forward with another candidate.

Kind regards,
Dana Ortiz
Recruiter
Northwind Robotics
"""
INVITATION = """\
From: Lee Park <lee@contoso.example>
To: Sam Okonkwo <sam@home.example>
Subject: Interview at Contoso
Date: Fri, 13 Nov 2026 10:15:00 +0000
Message-ID: <invitation@contoso.example>

Dear Sam,

We would like to invite you to an interview for the Data Engineer position at Contoso next Tuesday at ten.
Please let us know whether that suits you.

Kind regards,
Lee Park
"""
TAKEN = (
    "Northwind Robotics, Staff Engineer, turned down 12 Nov 2026; "
    "Dana Ortiz (recruiter) is the first contact.\n"
)


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A mail that is surely a rejection."""
    file = tmp_path / "no.eml"
    file.write_text(REJECTION)
    return file


@pytest.fixture
def invitation(tmp_path: Path) -> Path:
    """A mail that is none."""
    file = tmp_path / "interview.eml"
    file.write_text(INVITATION)
    return file


def test_a_rejection_becomes_an_application_a_contact_and_an_event(run, mail: Path, path: Path):
    assert run("import", mail) == (0, TAKEN, "")
    with Store.open(path) as store:
        (application,) = store.applications()
        (contact,) = store.contacts(application.id)
        (event,) = store.events(application.id)
    assert (application.outcome, application.told_by) == (Outcome.REJECTED, ToldBy.EMAIL)
    assert application.rejected_on == event.on == date(2026, 11, 12)
    assert "a very close call" in application.their_words
    assert application.thread is not None
    assert application.thread.message_id == "<news-1@northwind-robotics.example>"
    assert (contact.name, contact.email) == ("Dana Ortiz", "dana.ortiz@northwind-robotics.example")
    assert (contact.kind, contact.gave_news) == (Kind.RECRUITER, True)
    assert (event.what, event.contact_id) == (EventKind.REJECTED, contact.id)


def test_a_mail_that_was_taken_before_is_skipped(run, mail: Path, path: Path):
    run("import", mail)
    before = path.read_bytes()
    assert run("import", mail) == (
        0,
        "",
        f"{mail}: skipped, for Northwind Robotics, Staff Engineer is here already.\n",
    )
    assert path.read_bytes() == before


def test_what_is_no_rejection_is_left_out_and_the_rest_taken(run, mail: Path, invitation: Path, path: Path):
    result = run("import", invitation, mail, "--yes")
    assert (result.code, result.out) == (1, TAKEN)
    left, hint = result.err.splitlines()
    assert left.startswith(f"thanks-tui: {invitation}: left out, for it reads like an invitation (“")
    assert "can be taken in the app" in hint
    with Store.open(path) as store:
        assert len(store.applications()) == 1


def test_a_rejection_without_a_company_is_left_out(run, tmp_path: Path):
    file = tmp_path / "bare.txt"
    file.write_text("Hi,\n\nunfortunately we have decided to go with another candidate.\n\nBest\n")
    result = run("import", file)
    assert (result.code, result.out) == (1, "")
    assert "left out, for it names no company." in result.err


def test_stdin(run, path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(REJECTION.encode())))
    assert run("import", "-") == (0, TAKEN, "")


def test_what_cannot_be_read_is_a_sentence_each_and_the_rest_goes_on(run, mail: Path, tmp_path: Path):
    pipe, empty, huge, binary = (tmp_path / name for name in ("pipe", "empty.eml", "huge.eml", "mail.msg"))
    os.mkfifo(pipe)
    empty.write_bytes(b"")
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    binary.write_bytes(b"\xd0\xcf\x11\xe0")
    gone, below = tmp_path / "gone.eml", mail / "below"
    result = run("import", pipe, empty, huge, binary, gone, below, tmp_path, "\x1b[31m", mail)
    assert (result.code, result.out) == (1, TAKEN)
    assert result.err.splitlines() == [
        f"thanks-tui: {pipe}: It is not a file that can be read as a whole; give it on stdin, as -.",
        f"thanks-tui: {empty}: There are no words in this mail that could be read.",
        f"thanks-tui: {huge}: It is larger than 25 MB, too large to be a mail or an export.",
        f"thanks-tui: {binary}: This is an Outlook .msg file; save the mail as .eml, or paste its text.",
        f"thanks-tui: {gone}: There is no such file.",
        f"thanks-tui: {below}: There is no such file.",
        f"thanks-tui: {tmp_path}: It is a folder; name the files that are in it.",
        "thanks-tui: [31m: There is no such file.",
    ]


def test_a_name_that_no_system_takes(run):
    assert "It could not be read (File name too long)" in run("import", "x" * 300).err


def test_a_file_of_somebody_else(run, mail: Path, monkeypatch: pytest.MonkeyPatch):
    really_open = os.open

    def refuse(path: str | Path, *rest: int, **more: int) -> int:
        # Root may read everything, so that a mode of 0 would prove nothing.
        if str(path) == str(mail):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return really_open(path, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    assert run("import", mail).err == f"thanks-tui: {mail}: You have no permission to read it.\n"


def test_a_save_that_fails_ends_the_import_with_one_sentence(
    run, mail: Path, tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
):
    second = tmp_path / "second.eml"
    second.write_text(REJECTION.replace("Northwind", "Southwind").replace("news-1", "news-2"))

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", refuse)
    result = run("import", mail, second)
    assert (result.code, result.out) == (1, "")
    assert result.err == f"thanks-tui: Not saved: the disk that holds {path.parent} is full.\n"
    monkeypatch.undo()
    assert not path.exists()


def test_nothing_is_taken_while_a_window_writes(run, mail: Path, path: Path):
    with Store.open(path):
        result = run("import", mail)
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "thanks-tui: Nothing was taken: another window has the store open; close it, and try again.\n"
    )


def test_nothing_is_taken_where_nothing_can_be_written(path: Path):
    with Store.open(path, read_only=True) as store:
        assert why_read_only(store, "Nothing was taken") == f"Nothing was taken: {path} cannot be written."


def test_an_export_comes_in_whole_and_once(run, filled: Path, tmp_path: Path):
    file, new = tmp_path / "all.json", tmp_path / "new"
    with Store.open(filled) as store:
        refresh(store)
    assert run("export", file).code == 0
    everything = "profile, 2 applications, 3 contacts, 1 note, 7 follow-ups"
    assert run("import", file, "--data-dir", new) == (0, f"{file}: took {everything}.\n", "")
    assert run("list", "--json", "--data-dir", new).out == run("list", "--json").out
    assert run("import", file, "--data-dir", new).err == (
        f"{file}: skipped, for {everything} are here already.\n"
    )


def test_what_an_export_has_otherwise_does_not_replace_what_is_here(run, filled: Path, tmp_path: Path):
    file = tmp_path / "all.json"
    run("export", file)
    whole = json.loads(file.read_text())
    whole["applications"][0]["company"] = "Nordwind"
    whole["contacts"].append({"id": "x", "application_id": "nobody", "name": "Ana"})
    file.write_text(json.dumps(whole))
    result = run("import", file)
    assert (result.code, result.out) == (1, "")
    assert "Contact Ana was left out" in result.err
    assert "was left out (1 application); yours was kept." in result.err
    assert run("list").lines[0].startswith("Northwind Robotics")


@pytest.mark.parametrize("content", ["{", '{"a": 1}', '{"schema": 99, "applications": []}'])
def test_json_that_is_no_export_is_a_sentence(run, tmp_path: Path, content: str):
    file = tmp_path / "all.json"
    file.write_text(content)
    result = run("import", file)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"thanks-tui: {file}: This ")
    assert result.err.count("\n") == 1


def test_an_application_from_the_same_mail_is_told_and_left_out(run, mail: Path, path: Path, tmp_path: Path):
    run("import", "--yes", mail)
    file, other = tmp_path / "laptop.json", tmp_path / "laptop"
    run("import", "--yes", mail, "--data-dir", other)
    run("export", file, "--data-dir", other)
    result = run("import", "--yes", file)
    assert result.code == 0
    assert "is here already, from the same mail" in result.err
    with Store.open(path, read_only=True) as store:
        assert len(store.applications()) == len(store.events()) == 1


def test_an_import_of_nothing_makes_nothing(run, path: Path, tmp_path: Path):
    result = run("import", tmp_path / "one.eml", tmp_path / "two.eml")
    assert (result.code, result.out) == (1, "")
    assert [line.split(": ")[1] for line in result.err.splitlines()] == [
        str(tmp_path / "one.eml"),
        str(tmp_path / "two.eml"),
    ]
    assert not path.parent.exists()
