"""The command line itself: help, wrong use, and what every command has in common."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest
from thanks_tui.data.errors import UsageError
from thanks_tui.tui.arguments import MainParser, build_parser
from thanks_tui.tui.command_list import COMMANDS


@pytest.mark.parametrize("words", [["--help"], ["-h"], *([command.name, "--help"] for command in COMMANDS)])
def test_every_help_fits_in_80_columns(run, words: list[str]):
    result = run(*words)
    assert result.code == 0
    assert result.err == ""
    assert result.out.startswith("usage: thanks-tui")
    assert max(map(len, result.lines)) <= 80


def test_the_help_has_a_line_for_each_command_and_option(run):
    lines = run("--help").lines
    for command in COMMANDS:
        assert sum(line.startswith(f"  {command.name} ") and command.help in line for line in lines) == 1
    for option in ("--demo", "--data-dir DIR", "--debug", "--version", "-h, --help"):
        assert sum(line.startswith(f"  {option} ") for line in lines) == 1


def test_the_examples_of_the_help_are_taken_by_the_parser():
    parser = build_parser()
    examples = [
        line.split("  ")[1] for line in parser.format_help().splitlines() if line.startswith("  thanks-tui")
    ]
    assert len(examples) == 5
    for example in examples:
        parser.parse_args(example.partition(" | ")[0].split()[1:])


@pytest.mark.parametrize(
    "words", [[], ["list", "--json"], ["--debug", "due"], ["note", "list"], ["lst", "due"]]
)
def test_a_parser_of_some_commands_takes_what_that_of_all_takes(words: list[str]):
    taken: list[object] = []
    for parser in (build_parser(), build_parser(words)):
        try:
            taken.append(parser.parse_args(words))
        except UsageError as problem:
            taken.append(str(problem))
    assert taken[0] == taken[1]


def test_version(run):
    assert run("--version") == (0, f"thanks-tui {importlib.metadata.version('thanks-tui')}\n", "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["lst"], "There is no command 'lst'; did you mean list? See thanks-tui --help."),
        (["frobnicate"], "There is no command 'frobnicate'. See thanks-tui --help."),
        (["list", "--jsn"], "Unrecognized arguments: --jsn. See thanks-tui --help."),
        (["list", "--js"], "Unrecognized arguments: --js. See thanks-tui --help."),
        (["import"], "The following arguments are required: PATH. See thanks-tui import --help."),
        (["due", "--within", "soon"], "not a number of days from 0 to 3660. See thanks-tui due --help."),
        (["due", "--within", "99999999999999"], "not a number of days"),
        (["--data-dir", "", "list"], "the name of the folder is empty"),
        (["completion", "ksh"], "invalid choice: 'ksh'"),
        (["--demo", "list"], "--demo opens the app on data of its own"),
        (["--demo", "--data-dir", "x"], "--demo opens the app on data of its own"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(run, words: list[str], sentence: str):
    result = run(*words)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("thanks-tui: ")
    assert sentence in result.err
    assert result.err.count("\n") == 1


def test_a_file_in_place_of_a_command_is_told_about_import(run, tmp_path: Path):
    mail = tmp_path / "mail.eml"
    mail.write_text("")
    assert f"thanks-tui import {mail}" in run(mail).err


@pytest.mark.parametrize("words", [["--data-dir", "{}", "list"], ["list", "--data-dir", "{}"]])
def test_the_folder_is_named_before_or_after_the_command(
    run, filled: Path, tmp_path: Path, monkeypatch, words
):
    monkeypatch.setenv("THANKS_TUI_DATA_DIR", str(tmp_path / "elsewhere"))
    result = run(*(word.format(filled.parent) for word in words))
    assert "Northwind Robotics" in result.out


def test_an_own_parser_is_built_each_time():
    assert isinstance(build_parser(), MainParser)
    assert build_parser() is not build_parser()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["restore"],
        ["import"],
        ["export", "--format", "json"],
        ["export", "--recipient", "age1x"],
        ["check", "--identity"],
        ["import", "no.eml", "--identity"],
        ["encrypt-backups"],
        ["list", "--data-dir"],
        ["import", "no.eml", "--data-dir"],
        ["check", "--repair", "--data-dir"],
        ["backup", "--data-dir"],
    ],
)
@pytest.mark.parametrize("name", ["x" * 5000, "x/" * 3000, f"{'x' * 300}.json.age"])
def test_a_name_that_no_file_can_have_is_told(run, words: list[str], name: str):
    result = run(*words, name)
    assert result.code in {0, 1, 2}
    assert len(result.err.splitlines()) <= 2
