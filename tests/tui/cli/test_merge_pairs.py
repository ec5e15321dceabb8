"""`merge` of an application that was written in by hand on both machines: asked about, or told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact
from thanks_tui.data.store.store import Store

from tests.hostile import MARKUP
from tests.terminal import Terminal, installed_command

DAY = date(2026, 11, 12)


@pytest.fixture
def laptop(filled: Path, tmp_path: Path) -> Path:
    """A store that was begun on another machine, with an application that is in the first one as well."""
    laptop = tmp_path / "laptop" / "laptop.json"
    laptop.parent.mkdir()
    with Store.open(laptop) as store:
        job = Application(
            id="1" * 32,
            company="NORTHWIND ROBOTICS",
            role="Staff engineer",
            rejected_on=DAY,
            source="a friend",
        )
        dana = Contact(
            id="2" * 32,
            application_id=job.id,
            name="dana ortiz",
            email="Dana@northwind.example",
            phone="123",
        )
        ana = Contact(id="3" * 32, application_id=job.id, name="Ana Ruiz")
        store.put(job, dana, ana, Application(company="Fabrikam"))
    return laptop


@pytest.fixture
def asked(filled: Path, laptop: Path):
    """The command in a terminal, which has shown what may be one."""
    with Terminal([installed_command(), "merge", str(laptop)], cols=80, rows=60) as terminal:
        terminal.wait_for("Are they one application? [Y/n]")
        yield terminal


def jobs(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return sorted(f"{each.company}, {each.role}" for each in store.applications())


def people(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return sorted(each.name for each in store.contacts("a" * 32))


class TestInATerminal:
    def test_both_are_shown_beside_one_another(self, asked: Terminal):
        lines = [line.split("  ") for line in asked.text.splitlines()]
        shown = [[part.strip() for part in line if part.strip()] for line in lines]
        assert ["ours", "theirs"] in shown
        assert ["company", "Northwind Robotics", "NORTHWIND ROBOTICS"] in shown
        assert ["turned down", "2026-11-12", "2026-11-12"] in shown
        assert ["people", "Dana Ortiz <dana@northwind.exam…", "Ana Ruiz"] in shown
        assert ["Lee Park", "dana ortiz <Dana@northwind.examp…"] in shown

    def test_yes_makes_them_one_with_their_people(self, asked: Terminal, filled: Path, laptop: Path):
        theirs = laptop.read_bytes()
        asked.press("enter")
        asked.wait_for("laptop.json and your store as one: 2 added, 2 changed.")
        asked.press("y", "enter")
        asked.wait_for("1 of 2: Northwind Robotics, Staff Engineer")
        asked.press("o", "enter")
        asked.wait_for("2 of 2: Dana Ortiz, Northwind Robotics")
        asked.press("o", "enter")
        assert asked.wait() == 0
        assert jobs(filled) == [
            "Fabrikam, ",
            "Northwind Robotics, Staff Engineer",
            "株式会社星雲, Data Engineer",
        ]
        assert people(filled) == ["Ana Ruiz", "Dana Ortiz", "Lee Park"]
        with Store.open(filled, read_only=True) as store:
            assert store.application("a" * 32).source == "a friend"
            assert store.contact("c" * 32).phone == "123"
            assert store.problems == ()
        assert laptop.read_bytes() == theirs

    def test_the_same_again_changes_nothing_and_the_other_machine_comes_to_the_same(
        self, asked: Terminal, run, filled: Path, laptop: Path
    ):
        asked.press("y", "enter")
        asked.wait_for("Merge them?")
        asked.press("y", "enter")
        asked.wait_for("1 of 2")
        asked.press("ctrl+d")
        assert asked.wait() == 1
        assert run("merge", laptop).err == "laptop.json brings nothing that is not here already.\n"
        carried = laptop.with_name("thanks.json")
        laptop.rename(carried)
        assert run("--data-dir", carried.parent, "merge", filled).code == 0
        assert jobs(carried) == jobs(filled)
        assert people(carried) == people(filled)

    @pytest.mark.parametrize("answer", ["n", "no"])
    def test_no_keeps_both_and_says_no_more_of_it(self, asked: Terminal, filled: Path, answer: str):
        asked.press(answer, "enter")
        asked.wait_for("as one: 4 added.")
        asked.press("y", "enter")
        assert asked.wait() == 0
        assert "twice" not in asked.text
        assert len(jobs(filled)) == 4
        assert people(filled) == ["Dana Ortiz", "Lee Park"]

    def test_the_end_of_input_changes_nothing(self, asked: Terminal, filled: Path):
        before = filled.read_bytes()
        asked.press("ctrl+d")
        asked.wait_for("Merge them? [Y/n]")
        asked.press("ctrl+d")
        assert asked.wait() == 1
        assert filled.read_bytes() == before


def test_where_nobody_is_asked_both_are_kept_and_told(run, filled: Path, laptop: Path):
    result = run("merge", "--yes", laptop)
    assert (result.code, result.out) == (1, "Merged laptop.json: 4 added.\n")
    assert (
        "thanks-tui: 1 application seems to be there twice now, written in on both sides: "
        "Northwind Robotics, Staff Engineer. Delete one of the two in the app; or go back "
        "(thanks-tui restore thanks-" in result.err
    )
    assert len(jobs(filled)) == 4


def test_what_it_says_then_leads_to_the_question(run, filled: Path, laptop: Path):
    before = jobs(filled)
    said = run("merge", "--yes", laptop).err
    backup = said.partition("thanks-tui restore ")[2].partition(")")[0]
    assert run("restore", backup).code == 0
    assert jobs(filled) == before
    with Terminal([installed_command(), "merge", str(laptop)], cols=80, rows=60) as terminal:
        terminal.wait_for("Are they one application? [Y/n]")


def test_hostile_names_are_counted_and_shown_to_the_letter(run, filled: Path, tmp_path: Path):
    other = tmp_path / "other.json"
    for path in (filled, other):
        with Store.open(path) as store:
            store.put(*(Application(company=f"x {text}", role="evil") for text in MARKUP))
    other.write_bytes(other.read_bytes().replace(b"evil", b"\\u001b\\u0007evil"))
    with Terminal([installed_command(), "merge", str(other)], cols=80, rows=60) as terminal:
        terminal.wait_for("Are they one application? [Y/n]")
        assert MARKUP[0] in terminal.text
        assert b"\x07" not in terminal.raw
    err = run("merge", other).err
    assert f"{len(MARKUP)} applications seem to be there twice now" in err
    assert f"x {MARKUP[0]}, evil; x {MARKUP[1]}, evil" in err
    assert f"and {len(MARKUP) - 5} more." in err
