"""`export`: JSON that is complete, Markdown to be read, and files that are never overwritten by chance."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store


def test_json_goes_to_stdout_and_holds_everything(run, filled: Path):
    result = run("export")
    assert (result.code, result.err) == (0, "")
    whole = json.loads(result.out)
    assert whole["schema"] == 1
    assert whole["profile"]["name"] == "Sam Okonkwo"
    tables = ("applications", "contacts", "notes", "follow_ups", "events")
    assert [len(whole[table]) for table in tables] == [2, 3, 1, 2, 0]
    assert run("export", "-") == result


@pytest.mark.parametrize("words", [[], ["-"]])
def test_markdown_goes_to_stdout_when_asked_for(run, filled: Path, words: list[str]):
    result = run("export", *words, "--format", "md")
    assert (result.code, result.err) == (0, "")
    assert "Northwind Robotics" in result.out
    assert "株式会社星雲" in result.out


def test_one_application_as_markdown(run, filled: Path, tmp_path: Path):
    file = tmp_path / "northwind.md"
    result = run("export", file, "--application", "northwind")
    assert result == (0, "", f"Wrote Northwind Robotics, Staff Engineer to {file}.\n")
    assert "Dana Ortiz" in file.read_text()
    assert "株式会社" not in file.read_text()
    assert run("export", "--application", "northwind").out == file.read_text()


def test_the_file_is_the_users_alone_and_not_overwritten(run, filled: Path, tmp_path: Path):
    file = tmp_path / "all.json"
    assert run("export", file) == (0, "", f"Wrote 2 applications to {file}.\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("mine")
    result = run("export", file)
    assert (result.code, result.out) == (1, "")
    assert result.err == (f"thanks-tui: {file} is there already. Nothing was written; --force replaces it.\n")
    assert file.read_text() == "mine"
    assert run("export", file, "--force").code == 0
    assert json.loads(file.read_text())["schema"] == 1


@pytest.mark.parametrize(
    "name", ["thanks.json", "thanks.json.prev", ".thanks.json.lock", "thanks.json.edited-3"]
)
def test_the_stores_own_files_are_never_replaced(run, filled: Path, name: str):
    before = filled.read_bytes()
    file = filled.with_name(name)
    result = run("export", file, "--force", "--format", "json")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"thanks-tui: {file} is the store's own, or a backup of it. Nothing was written; "
        "choose another name.\n"
    )
    assert filled.read_bytes() == before


def test_no_other_way_to_the_store_is_written_to(run, filled: Path, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(filled.parent)
    (tmp_path / "link.json").symlink_to(filled)
    (tmp_path / "other.json").hardlink_to(filled)
    (tmp_path / "way").symlink_to(filled.parent)
    for words in ("thanks.json", tmp_path / "link.json", tmp_path / "other.json", "../way/thanks.json"):
        assert "is the store's own" in run("export", words, "--force").err
    assert run("export", "all.json").code == 0


def test_where_there_is_no_store_nothing_takes_its_name(run, path: Path):
    path.parent.mkdir()
    assert run("export", path).code == 1
    assert not path.exists()


def test_a_folder_that_is_not_there(run, filled: Path, tmp_path: Path):
    result = run("export", tmp_path / "nowhere" / "all.json")
    assert (result.code, result.err) == (1, f"thanks-tui: There is no folder {tmp_path / 'nowhere'}.\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["all.txt"], "all.txt ends in none of .json, .md and .ics; say which with --format."),
        (["all.json", "--format", "md"], "The name ends in .json, but --format says md."),
        (["all.json", "--application", "x"], "JSON always holds everything"),
        (["--format", "json", "--application", "x"], "JSON always holds everything"),
    ],
)
def test_contradictions_are_wrong_use(run, filled: Path, words: list[str], sentence: str):
    result = run("export", *words)
    assert result.code == 2
    assert sentence in result.err


def test_a_suffix_of_any_case_or_a_format_beside_an_unknown_one(run, filled: Path, tmp_path: Path):
    assert run("export", tmp_path / "ALL.JSON").code == 0
    assert run("export", tmp_path / "all.bak", "--format", "json").code == 0
    assert json.loads((tmp_path / "all.bak").read_text()) == json.loads((tmp_path / "ALL.JSON").read_text())


def test_which_application(run, filled: Path):
    with Store.open(filled) as store:
        store.put(Application(company="Northwind", role="Analyst"))
        store.put(Application(company="Northwind", role="Archivist"))

    def exported(who: str) -> str:
        return run("export", "--application", who).err

    assert exported("Northwind, analyst") == ""
    assert exported("robotics") == ""
    assert exported("a" * 32) == ""
    assert exported("Contoso").startswith("thanks-tui: There is no application 'Contoso'")
    assert exported("").startswith("thanks-tui: There is no application ''")
    # A company's whole name goes before a longer one that holds it.
    assert "say which: Northwind, Analyst; Northwind, Archivist." in exported("northwind")


def test_the_follow_ups_go_into_a_calendar(run, filled: Path, tmp_path: Path):
    file = tmp_path / "due.ics"
    assert run("export", file) == (0, "", f"Wrote 2 follow-ups to {file}.\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_bytes()
    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.count(b"BEGIN:VEVENT") == 2
    assert b"UID:ffffffffffffffffffffffffffffffff@thanks-tui\r\n" in text


def test_to_dos_of_one_application_go_to_stdout(run, filled: Path):
    result = run("export", "--format", "ics", "--todo", "--application", "northwind")
    assert (result.code, result.err) == (0, "")
    assert result.out.count("BEGIN:VTODO") == 1
    assert "Write to Northwind Robotics" in result.out
    assert "VEVENT" not in result.out


def test_a_calendar_without_a_follow_up_is_not_written(run, path: Path, tmp_path: Path):
    with Store.open(path) as store:
        store.put(Application(company="Contoso"))
    file = tmp_path / "due.ics"
    result = run("export", file)
    assert result == (
        1,
        "",
        "thanks-tui: There is no follow-up to put into a calendar; nothing was written.\n",
    )
    assert not file.exists()


def test_to_dos_are_for_calendars_only(run, filled: Path, tmp_path: Path):
    result = run("export", tmp_path / "all.json", "--todo")
    assert result.code == 2
    assert "--todo goes with a calendar" in result.err
