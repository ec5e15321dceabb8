"""The page of promises makes none that no test holds, and names nothing that there is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from thanks_tui.data.deleted import DAYS_KEPT
from thanks_tui.tui.arguments import COMMANDS, build_parser

from tests.test_faults_page import names_in

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!what is promised|---)(.*) \| (`.*`) \|$", PAGE, re.MULTILINE)


def test_every_row_is_a_promise_with_what_holds_it():
    assert len(ROWS) == PAGE.count("\n| ") - 4
    assert all(promise.startswith("**") for promise, _ in ROWS)


@pytest.mark.parametrize(("promise", "held_by"), ROWS, ids=[row[0].split("**")[1] for row in ROWS])
def test_what_holds_a_promise_is_there(promise: str, held_by: str):
    named = re.findall(r"`([\w/.]+)::([\w:]+)`", held_by)
    assert len(named) == held_by.count("`") / 2 > 0
    for file, test in named:
        assert test in names_in(ROOT / file), f"{file}::{test}"


def test_its_commands_are_taken_and_its_targets_are_there():
    named = re.findall(r"`thanks-tui ([^`]*)`", PAGE)
    assert named
    for words in named:
        assert words.split()[0] in {command.name for command in COMMANDS}
        if len(words.split()) > 1:
            build_parser().parse_args(words.split())
    targets = set(re.findall(r"^make ([a-z]+)", PAGE, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets <= set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))


def test_its_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        assert (ROOT / "docs" / target).is_file(), target


def test_the_days_of_the_trash_are_those_of_the_program():
    assert set(re.findall(r"(\d+) days", PAGE)) == {str(DAYS_KEPT)}


def test_the_readme_leads_to_it():
    assert "(docs/promises.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
