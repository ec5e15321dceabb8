"""`check` and `restore`: what the store and its copies are worth, and going back."""

from __future__ import annotations

from pathlib import Path

import pytest
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

EVERYTHING = "2 applications, 3 contacts, 1 note, 2 follow-ups, 0 events"


def test_a_whole_store(run, filled: Path):
    result = run("check")
    assert (result.code, result.err) == (0, "")
    assert result.lines[0].split() == ["Store", str(filled)]
    assert result.lines[2] == f"Records   {EVERYTHING}"
    assert result.lines[3:6] == ["Schema    1, saved 2 times", "Checksum  right", "Problems  none"]
    assert result.lines[-1].startswith("thanks.json.prev  ")
    assert result.lines[-1].endswith("  whole, 0 applications")


def test_no_store_yet(run, folder: Path):
    result = run("check")
    assert (result.code, result.out) == (0, "")
    assert "There is no store yet" in result.err
    assert not folder.exists()


def test_a_change_by_another_program_and_a_record_that_does_not_fit(run, filled: Path):
    filled.write_text(filled.read_text().replace('"due_on":"2026-11-20"', '"due_on":"soon"'))
    result = run("check")
    assert result.code == 1
    assert "Checksum  not right" in result.lines
    assert "Problems  1" in result.lines
    assert "was changed by another program" in result.err
    assert "A record of follow_ups" in result.err


def test_a_damaged_store_names_the_way_back(run, filled: Path):
    filled.write_bytes(filled.read_bytes()[:100])
    result = run("check")
    assert result.code == 1
    assert "is damaged" in result.err
    assert "thanks-tui restore thanks.json.prev" in result.err
    assert run("restore", "thanks.json.prev").code == 0
    assert run("check").code == 0


def test_a_store_that_is_gone_is_no_new_one(run, filled: Path):
    filled.unlink()
    result = run("check")
    assert result.code == 1
    assert "is missing, but copies of it are there" in result.err
    assert "thanks-tui restore thanks.json.prev" in result.err


def test_a_damaged_previous_one_is_told(run, filled: Path):
    filled.with_name("thanks.json.prev").write_bytes(b"")
    result = run("check")
    assert result.code == 1
    assert "thanks.json.prev is empty" in result.err
    assert "restore" not in result.err


def test_an_edited_copy_is_usable(run, filled: Path):
    copy = filled.with_name("thanks.json.edited-1")
    copy.write_text(filled.read_text().replace("Northwind", "Nordwind"))
    assert any("usable, but not as it was saved, 2 applications" in line for line in run("check").lines)


def test_restore_says_what_it_did(run, filled: Path):
    with Store.open(filled) as store:
        store.remove(*store.applications())
    result = run("restore", "thanks.json.prev")
    assert (result.code, result.out) == (0, "")
    [kept] = (filled.parent / "backups").iterdir()
    assert result.err.splitlines() == [
        f"The store is now as it was in thanks.json.prev: {EVERYTHING}.",
        f"What it was before is kept as {kept.name}.",
    ]
    assert kept.name.startswith("thanks-00000003-")
    assert len(run("list").lines) == 2


def test_restore_into_an_empty_folder(run, filled: Path, tmp_path: Path):
    result = run("restore", filled, "--data-dir", tmp_path / "new")
    assert (result.code, result.err.count("\n")) == (0, 1)
    assert len(run("list", "--data-dir", tmp_path / "new").lines) == 2


def test_restore_refuses_in_one_sentence(run, filled: Path):
    assert "There is no backup thanks.json.gone" in run("restore", "thanks.json.gone").err
    with Store.open(filled) as store:
        store.put(Application(company="Contoso"))
        result = run("restore", "thanks.json.prev")
    assert result.code == 1
    assert result.err == "thanks-tui: The store is open in another window; close it, and restore again.\n"


@pytest.mark.parametrize("size", [999, 1_000, 40_500])
def test_the_size_is_said_in_a_unit_that_suits_it(run, folder: Path, size: int):
    folder.mkdir()
    (folder / "thanks.json").write_bytes(b" " * size)
    expected = {999: "999 bytes", 1_000: "1 kB", 40_500: "40 kB"}[size]
    assert run("check").lines[1].startswith(f"Size   {expected}, last saved ")
