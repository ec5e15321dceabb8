"""`import` in a terminal: it shows what it would do, and asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from thanks_tui.data.store.store import Store

from tests.terminal import Terminal, installed_command

REJECTION = """\
From: Dana Ortiz <dana.ortiz@northwind-robotics.example>
Subject: Your application for Staff Engineer at Northwind Robotics
Date: Thu, 12 Nov 2026 10:15:00 +0000
Message-ID: <news-1@northwind-robotics.example>

Dear Sam,

Thank you for the time you took to interview for the position of Staff Engineer at Northwind Robotics.
It was a very close call, but unfortunately we have decided to move forward with another candidate.

Kind regards,
Dana Ortiz
Recruiter
"""
NAMELESS = "Hi,\n\nunfortunately we have decided to move forward with another candidate.\n\nBest\n"
RECEIPT = """\
From: jobs@contoso.example
Subject: Thanks

Thank you for applying. We have received your application.
"""


def write(folder: Path, name: str, content: str) -> str:
    (folder / name).write_text(content)
    return name


@pytest.fixture
def asked(tmp_path: Path):
    """Start an import in a terminal, in the folder of the test."""

    def start(*words: str) -> Terminal:
        return Terminal([installed_command(), "import", *words], cols=110, rows=40, cwd=tmp_path)

    return start


def companies(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return [application.company for application in store.applications()]


def test_enter_takes_what_is_shown(asked, tmp_path: Path, path: Path):
    with asked(write(tmp_path, "no.eml", REJECTION)) as terminal:
        terminal.wait_for("Take it? [Y/n]")
        assert companies(path) == []
        for fact in (
            "Company  Northwind Robotics",
            "Role     Staff Engineer",
            "News     turned down 12 Nov 2026",
            "Contact  Dana Ortiz <dana.ortiz@northwind-robotics.example>, Recruiter",
            "It was a very close call, but unfortunately",
        ):
            assert fact in terminal.text
        terminal.press("enter")
        assert terminal.wait() == 0
        assert "Dana Ortiz (recruiter) is the first contact." in terminal.text
    assert companies(path) == ["Northwind Robotics"]


@pytest.mark.parametrize("answer", [["n", "enter"], ["ctrl+d"], ["what?", "enter"]])
def test_anything_but_yes_leaves_it_out(asked, tmp_path: Path, path: Path, answer: list[str]):
    with asked(write(tmp_path, "no.eml", REJECTION)) as terminal:
        terminal.wait_for("Take it? [Y/n]")
        terminal.press(*answer)
        assert terminal.wait() == 1
        assert "thanks-tui: no.eml: left out." in terminal.text
    assert companies(path) == []


def test_each_file_is_asked_for_by_itself_and_yes_asks_nothing(asked, tmp_path: Path, path: Path):
    first = write(tmp_path, "first.eml", REJECTION)
    second = write(tmp_path, "second.eml", REJECTION.replace("Northwind", "Southwind").replace("news-1", "2"))
    with asked(first, second) as terminal:
        terminal.wait_for("Take it? [Y/n]")
        terminal.press("n", "enter")
        terminal.wait_for("second.eml")
        terminal.press("y", "enter")
        assert terminal.wait() == 1
    assert companies(path) == ["Southwind Robotics"]
    with asked("--yes", first) as terminal:
        assert terminal.wait() == 0
        assert "[Y/n]" not in terminal.text
    assert companies(path) == ["Southwind Robotics", "Northwind Robotics"]


def test_what_may_be_no_rejection_is_not_taken_by_enter(asked, tmp_path: Path, path: Path):
    name = write(tmp_path, "receipt.eml", RECEIPT)
    with asked(name) as terminal:
        terminal.wait_for("Take it all the same? [y/N]")
        assert "This may be no rejection: it only says that the application has arrived" in terminal.text
        terminal.press("enter")
        assert terminal.wait() == 1
    with asked(name) as terminal:
        terminal.wait_for("Take it all the same? [y/N]")
        terminal.press("yes", "enter")
        assert terminal.wait() == 0
    assert companies(path) == ["Contoso"]


def test_a_company_that_the_mail_does_not_name_is_asked_for(asked, tmp_path: Path, path: Path):
    name = write(tmp_path, "bare.txt", NAMELESS)
    with asked(name) as terminal:
        terminal.wait_for("Take it? [Y/n]")
        assert "Company  not known" in terminal.text
        terminal.press("enter")
        terminal.wait_for("Which company is it from?")
        terminal.press("enter")
        assert terminal.wait() == 1
    with asked(name) as terminal:
        terminal.wait_for("Take it? [Y/n]")
        terminal.press("enter")
        terminal.wait_for("Which company is it from?")
        terminal.press("Fabrikam", "enter")
        assert terminal.wait() == 0
        assert "Fabrikam, turned down" in terminal.text
        assert "nobody is listed yet." in terminal.text
    assert companies(path) == ["Fabrikam"]


def test_ctrl_c_keeps_what_was_taken_before(asked, tmp_path: Path, path: Path):
    first = write(tmp_path, "first.eml", REJECTION)
    second = write(tmp_path, "second.eml", NAMELESS)
    with asked(first, second) as terminal:
        terminal.wait_for("Take it? [Y/n]")
        terminal.press("enter")
        terminal.wait_for("second.eml")
        terminal.press("ctrl+c")
        assert terminal.wait() == 130
        assert "Traceback" not in terminal.text
    assert companies(path) == ["Northwind Robotics"]


def test_hostile_words_of_a_mail_reach_the_terminal_as_plain_letters(asked, tmp_path: Path):
    hostile = REJECTION.replace("close call", "\x1b]0;pwned\x07close\x9b2Jcall\u202e")
    with asked(write(tmp_path, "\x1b[31mno.eml", hostile)) as terminal:
        terminal.wait_for("Take it? [Y/n]")
        assert b"\x1b" not in terminal.raw
        assert b"\xc2\x9b" not in terminal.raw
        assert "\u202e".encode() not in terminal.raw


def test_an_export_is_shown_before_it_is_merged(asked, run, filled: Path, tmp_path: Path):
    run("export", tmp_path / "all.json")
    with Store.open(filled) as store:
        store.remove(store.application("b" * 32))
    with asked("all.json") as terminal:
        terminal.wait_for("Take it? [Y/n]")
        assert "New: 1 application, 1 contact, 1 note, 1 follow-up" in terminal.text
        terminal.press("n", "enter")
        assert terminal.wait() == 1
    with asked("all.json") as terminal:
        terminal.wait_for("Take it? [Y/n]")
        terminal.press("enter")
        assert terminal.wait() == 0
        assert "all.json: took 1 application, 1 contact, 1 note, 1 follow-up." in terminal.text
    assert companies(filled) == ["Northwind Robotics", "株式会社星雲"]


@pytest.mark.parametrize(("answer", "code", "expected"), [("y", 0, "Northwind Robotics"), ("", 1, "Renamed")])
def test_records_that_differ_are_replaced_only_when_that_is_asked_for(
    asked, run, filled: Path, tmp_path: Path, answer: str, code: int, expected: str
):
    run("export", tmp_path / "all.json")
    text = filled.read_text()
    filled.write_text(text.replace("Northwind Robotics", "Renamed"))
    with asked("all.json") as terminal:
        terminal.wait_for("Replace what is here by the file's form of 1 application? [y/N]")
        terminal.press(answer, "enter")
        assert terminal.wait() == code
    assert companies(filled)[0] == expected


def test_a_mail_typed_into_the_terminal(asked, path: Path):
    with asked("-") as terminal:
        terminal.wait_for("Paste the mail, and end it with ctrl+d")
        terminal.send(REJECTION)
        terminal.press("ctrl+d")
        assert terminal.wait() == 0
        assert "[Y/n]" not in terminal.text
    assert companies(path) == ["Northwind Robotics"]
