"""Words on the command line that a terminal would obey: none of them comes out again, and none is kept."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from thanks_tui.data.paths import DATA_DIR_VARIABLE
from thanks_tui.data.store.store import Store
from thanks_tui.tui.arguments import build_parser
from thanks_tui.tui.command_list import COMMANDS

from tests.hostile import CONTROLS, forbidden_in

# What an argument can be: no NUL, and no lone surrogates but those that stand for bytes beyond UTF-8.
EVIL = " ".join(CONTROLS).translate({0: None, 0xD800: None}) + "\r\n\x0b\udcff end"
MAIL = """\
From: Dana Ortiz <dana@northwind.example>
Date: Thu, 12 Nov 2026 10:00:00 +0000
Subject: Your application as Staff Engineer at Northwind Robotics

Dear Sam, unfortunately we have decided to move forward with another candidate. Dana Ortiz
"""


def actions_of(command: str) -> list[argparse.Action]:
    commands = next(action for action in build_parser()._actions if action.dest == "command")
    assert isinstance(commands.choices, dict)
    return commands.choices[command]._actions


def lines_of(command: str) -> list[list[str]]:
    """Return a command line for each place in which the command takes a word, with hostile words there."""
    actions = actions_of(command)
    places = [EVIL for action in actions if not action.option_strings and action.nargs != "?"]
    lines = [[command, *places], [command, *places, EVIL], [command, *places, f"--{EVIL}"]]
    options = [action for action in actions if action.option_strings and action.nargs != 0]
    return [*lines, *([command, *places, option.option_strings[0], EVIL] for option in options)]


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_no_command_says_such_words_again_as_they_are(
    run, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
):
    monkeypatch.chdir(tmp_path)
    for line in lines_of(command):
        code, out, err = run(*line)
        assert code in {0, 1, 2}
        assert not forbidden_in(out + err), line


def test_neither_does_the_program_itself(run, filled: Path):
    for line in ([EVIL], [f"--{EVIL}"], ["--data-dir"], ["--data-dir", EVIL, "--demo"]):
        code, out, err = run(*line)
        assert code == 2
        assert not forbidden_in(out + err), line


@pytest.mark.parametrize("words", [["check"], ["list"], ["export", "--format", "md"], ["note", "Dana"]])
def test_a_folder_of_such_a_name_may_hold_the_store(
    run, tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
):
    folder = tmp_path / EVIL.replace("/", "")
    filled.parent.rename(folder)
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(folder))
    code, out, err = run(*words)
    assert code == 0
    assert not forbidden_in(out + err)


def test_a_file_of_such_a_name_is_taken_and_the_name_is_cleaned(run, tmp_path: Path, path: Path):
    evil = EVIL.replace("/", "")
    mail = tmp_path / f"{evil}.eml"
    mail.write_text(MAIL)
    assert run("import", mail).code == 0
    code, out, err = run("export", tmp_path / f"{evil}.json")
    assert (code, out) == (0, "")
    assert "PWNED" not in err
    assert not forbidden_in(err)
    assert run("import", tmp_path / f"{evil}.json").code == 0
    with Store.open(path) as store:
        assert [application.company for application in store.applications()] == ["Northwind Robotics"]


def test_what_the_surroundings_say_is_told_in_clean_words(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    in_the_way = tmp_path / "no\x1b[31m\nfolder\x9b"
    in_the_way.write_text("")
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(in_the_way))
    code, out, err = run("list")
    assert (code, out) == (1, "")
    assert not forbidden_in(err)
    assert err.count("\n") == 1
