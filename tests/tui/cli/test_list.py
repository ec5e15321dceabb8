"""`list`: what there is, in columns and as JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
from thanks_tui.data.models import Application, Contact, Note, Stage, State
from thanks_tui.data.store.store import Store


def test_the_newest_rejection_comes_first_with_all_that_counts(run, filled: Path):
    result = run("list")
    assert (result.code, result.err) == (0, "")
    assert result.lines == [
        "Northwind Robotics  Staff Engineer  12 Nov       turned down  0 of 2 thanked  write to Dana Ortiz",
        "株式会社星雲        Data Engineer   18 Oct 2025  thanked      1 of 1 thanked  was due 20 Nov",
    ]


def test_it_fits_a_terminal_of_60_columns(run, filled: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "60")
    assert run("list").lines == [
        "Northwind Robot…  12 Nov       0 of 2 thanked  write to Dan…",
        "株式会社星雲      18 Oct 2025  1 of 1 thanked  was due 20 N…",
    ]


def test_json_is_for_programs(run, filled: Path):
    first, second = json.loads(run("list", "--json").out)
    assert first == {
        "id": "a" * 32,
        "company": "Northwind Robotics",
        "role": "Staff Engineer",
        "outcome": "rejected",
        "stage": "rejected",
        "rejected_on": "2026-11-12",
        "contacts": 2,
        "thanked": 0,
        "next_person": {"id": "c" * 32, "name": "Dana Ortiz"},
        "next_follow_up": first["next_follow_up"],
    }
    assert second["next_person"] is None
    assert second["next_follow_up"] == {"id": "f" * 32, "due_on": "2026-11-20", "reason": "day 30"}


def test_an_empty_store_is_said_nicely_and_nothing_is_made(run, folder: Path):
    result = run("list")
    assert (result.code, result.out) == (0, "")
    assert "no rejections here yet" in result.err
    assert run("list", "--json").out == "[]\n"
    assert not folder.exists()


@pytest.mark.parametrize(
    ("stage", "people", "expected"),
    [
        (Stage.REJECTED, [], "list the people you met"),
        (Stage.REJECTED, [(" ", State.DRAFT)], "write to them"),
        (Stage.THANKED, [("Ana", State.ANSWERED)], "1 of 1 thanked"),
        (Stage.CLOSED, [("Ana", State.DRAFT)], "0 of 1 thanked"),
    ],
)
def test_what_comes_next(run, path: Path, stage: Stage, people: list[tuple[str, State]], expected: str):
    application = Application(company="Contoso", stage=stage)
    with Store.open(path) as store:
        store.put(application)
        for name, state in people:
            contact = Contact(application_id=application.id, name=name)
            store.put(contact, Note(contact_id=contact.id, state=state))
    assert run("list").lines[0].endswith(expected)


def test_hostile_names_reach_the_terminal_as_plain_letters(run, path: Path):
    # Written around the store, which would have cleaned them.
    evil = Application(
        company="\x1b]0;pwned\x07Evil [/b]\u202e", role="\x9b2J", rejected_on=date(2026, 11, 1)
    )
    path.parent.mkdir()
    path.write_bytes(msgspec.json.encode({"applications": {"1": evil}}))
    result = run("list")
    assert "Evil [/b]" in result.out
    assert not set(result.out) & set("\x1b\x07\x9b\u202e")
    assert not set(run("list", "--json").out) & set("\x1b\x07\x9b\u202e")


def test_records_that_do_not_fit_are_told_and_the_others_shown(run, path: Path):
    path.parent.mkdir()
    table = {"1": {"id": "1", "company": "Contoso"}, "2": {"id": "2", "company": 7}}
    path.write_text(json.dumps({"applications": table}))
    result = run("list")
    assert result.code == 0
    assert result.lines[0].startswith("Contoso")
    assert result.err == "1 record could not be read; thanks-tui check says which.\n"


def test_a_damaged_store_is_one_sentence(run, path: Path):
    path.parent.mkdir()
    path.write_text('{"applications": {"1"')
    result = run("list")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("thanks-tui: thanks.json is damaged")
    assert result.err.count("\n") == 1
