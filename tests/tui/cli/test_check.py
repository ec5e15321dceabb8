"""`check` and `restore`: what the store and its copies are worth, and going back."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

from tests.data.backups.copies import stamped

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
    assert "thanks-tui check --repair" in result.err
    result = run("check", "--repair")
    assert result.code == 0
    assert "thanks.json was damaged; it was recovered from thanks.json.prev" in result.err
    assert any(line.endswith("  damaged, kept as it was found") for line in result.lines)
    assert run("check") == (0, result.out, "")


def test_a_damaged_store_can_be_restored(run, filled: Path):
    filled.write_bytes(filled.read_bytes()[:100])
    assert run("restore", "thanks.json.prev").code == 0
    assert run("check").code == 0


def test_a_store_that_is_gone_is_no_new_one(run, filled: Path):
    filled.unlink()
    result = run("check")
    assert result.code == 1
    assert "is missing, but copies of it are there" in result.err
    assert not filled.exists()
    result = run("check", "--repair")
    assert result.code == 0
    assert "thanks.json was missing; it was recovered" in result.err


def test_a_wrong_checksum_is_put_right(run, filled: Path):
    edited = filled.read_bytes().replace(b"Northwind", b"Nordwind")
    filled.write_bytes(edited)
    result = run("check")
    assert result.code == 1
    assert "thanks-tui check --repair" in result.err
    assert filled.read_bytes() == edited
    result = run("check", "--repair")
    assert result.code == 0
    assert "was changed by hand or by another program" in result.err
    assert "written anew as it is, with the right checksum" in result.err
    [kept] = (filled.parent / "backups").iterdir()
    assert kept.read_bytes() == edited
    assert "Nordwind" in run("list").out


def test_what_cannot_be_repaired_is_said(run, filled: Path):
    filled.write_bytes(b"{")
    filled.with_name("thanks.json.prev").unlink()
    for words in (("check",), ("check", "--repair")):
        result = run(*words)
        assert result.code == 1
        assert "thanks.json is damaged" in result.err
        assert "--repair" not in result.err
    assert filled.read_bytes() == b"{"


def test_nothing_is_repaired_under_an_open_window(run, filled: Path):
    with Store.open(filled):
        result = run("check", "--repair")
    assert (result.code, result.err) == (
        1,
        "thanks-tui: Nothing was repaired: another window has the store open; close it, and try again.\n",
    )


def test_a_newer_store_is_only_read(run, filled: Path):
    newer = filled.read_bytes().replace(b'"schema":1', b'"schema":9')
    filled.write_bytes(newer)
    assert "was written by a newer version" in run("check").err
    assert "a newer version of thanks-tui wrote thanks.json" in run("check", "--repair").err
    result = run("list")
    assert (result.code, len(result.lines)) == (0, 2)
    assert "written by a newer version of thanks-tui; here it can only be read" in result.err
    assert filled.read_bytes() == newer


@pytest.mark.parametrize("command", [("list",), ("due",), ("note", "Dana")])
def test_commands_that_read_recover_in_memory_and_say_so(run, filled: Path, command: tuple[str, ...]):
    with Store.open(filled) as store:
        store.put(Application(company="Acme"))
    filled.write_bytes(b"")
    result = run(*command)
    assert result.code == 0
    assert result.out
    assert "thanks.json was empty; what is shown here comes from thanks.json.prev" in result.err
    assert filled.read_bytes() == b""


def test_repairing_where_nothing_is_makes_nothing(run, folder: Path):
    assert "There is no store yet" in run("check", "--repair").err
    assert not folder.exists()


def test_a_damaged_backup_is_told(run, filled: Path):
    made = Path(run("backup").out.strip())
    made.write_bytes(made.read_bytes()[:-1])
    result = run("check")
    assert result.code == 1
    assert f"{made.name} is damaged" in result.err
    assert "may be deleted" in result.err


def test_a_backup_can_be_asked_for(run, filled: Path):
    result = run("backup")
    assert (result.code, result.err) == (0, "")
    made = Path(result.out.strip())
    assert made.parent == filled.parent / "backups"
    assert made.read_bytes() == filled.read_bytes()
    assert run("check").lines[-2].startswith(made.name)
    assert run("check").lines[-2].endswith("  whole, 2 applications")
    with Store.open(filled):
        assert run("backup").code == 0


def test_there_is_no_backup_of_nothing_or_of_what_is_damaged(run, folder: Path, path: Path):
    result = run("backup")
    assert (result.code, result.err) == (
        1,
        f"thanks-tui: There is no store yet to make a backup of; it will be {path}.\n",
    )
    assert not folder.exists()
    folder.mkdir()
    path.write_bytes(b"{")
    result = run("backup")
    assert result.code == 1
    assert "No backup was made: thanks.json is damaged" in result.err


def test_trouble_with_old_backups_hinders_neither(run, filled: Path, monkeypatch: pytest.MonkeyPatch):
    stamped(filled.with_name("thanks.json.prev"), range(100, 50, -1))
    for copy in (filled.parent / "backups").iterdir():
        copy.rename(copy.with_name(copy.name.replace("thanks.json-", "thanks-")))
    real = os.unlink

    def refuse(name: Path, **kwargs: object) -> None:
        if str(name).endswith("-start.json"):
            raise OSError(errno.EPERM, "Operation not permitted")
        real(name)

    monkeypatch.setattr(os, "unlink", refuse)
    for words in (("restore", "thanks.json.prev"), ("backup",)):
        result = run(*words)
        assert result.code == 0
        assert "Older backups could not be thinned out (Operation not permitted)." in result.err


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
