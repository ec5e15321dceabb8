"""`merge` of what is encrypted: exports and backups, with a key and with a passphrase."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

from tests.keys import Pair, new_pair
from tests.terminal import Terminal, installed_command

CHEAP = Path(__file__).parents[2] / "data" / "encryption" / "passphrase.json.age"
"""An export of one application, Juniper & Vellum, whose passphrase is quick to try."""
CHEAP_PASSPHRASE = "correct horse battery"


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """A pair of keys."""
    return new_pair(tmp_path)


@pytest.fixture
def laptop(filled: Path, tmp_path: Path) -> Path:
    """The same store on another machine, where an application has come."""
    laptop = tmp_path / "laptop" / "thanks.json"
    laptop.parent.mkdir()
    shutil.copy(filled, laptop)
    with Store.open(laptop) as store:
        store.put(Application(company="Fabrikam"))
    return laptop


def companies(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return sorted(application.company for application in store.applications())


def test_an_export_with_its_key_and_once_only(run, filled: Path, laptop: Path, tmp_path: Path, pair: Pair):
    file = tmp_path / "laptop.json.age"
    run("--data-dir", laptop.parent, "export", file, "--recipient", pair.public)
    result = run("merge", file, "--identity", pair.file)
    assert (result.code, result.out) == (0, "Merged laptop.json.age: 1 added.\n")
    assert companies(filled) == ["Fabrikam", "Northwind Robotics", "株式会社星雲"]
    before = filled.read_bytes()
    again = run("merge", file, "--identity", pair.file)
    assert again == (0, "", "laptop.json.age brings nothing that is not here already.\n")
    # Locked a second time it is other bytes, and holds the same.
    run("--data-dir", laptop.parent, "export", file, "--recipient", pair.public, "--force")
    assert "brings nothing" in run("merge", file, "--identity", pair.file).err
    assert filled.read_bytes() == before


def test_an_encrypted_backup_is_known_as_of_the_same_store(
    run, filled: Path, laptop: Path, tmp_path: Path, pair: Pair
):
    with Store.open(laptop) as store:
        store.remove(store.application("b" * 32))
    run("--data-dir", laptop.parent, "encrypt-backups", pair.public)
    backup = Path(run("--data-dir", laptop.parent, "backup").out.strip())
    assert backup.suffix == ".age"
    locked = backup.read_bytes()
    result = run("merge", backup, "--identity", pair.file)
    # What was deleted there is taken for deleted, and lies in the trash.
    assert (result.code, result.out) == (0, f"Merged {backup.name}: 2 added, 4 deleted.\n")
    assert companies(filled) == ["Fabrikam", "Northwind Robotics"]
    assert backup.read_bytes() == locked
    own = tmp_path / "carried.age"
    run("encrypt-backups", pair.public)
    shutil.copy(run("backup").out.strip(), own)
    assert "carried.age brings nothing" in run("merge", own, "--identity", pair.file).err


def test_what_does_not_open_is_one_sentence(run, filled: Path, tmp_path: Path, pair: Pair, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("export", "all.json.age", "--recipient", pair.public)
    whole, before = Path("all.json.age").read_bytes(), filled.read_bytes()
    Path("cut.json.age").write_bytes(whole[:-1])
    Path("no.json.age").write_text("{}")
    other = new_pair(tmp_path, "other.txt")
    run("export", "due.ics.age", "--recipient", pair.public)
    for name, key, sentence in (
        ("cut.json.age", pair, "cut.json.age: It is damaged or cut short, so that it cannot be opened."),
        ("no.json.age", pair, "no.json.age: It is not in the age format, or its beginning is damaged."),
        ("all.json.age", other, "all.json.age: None of the keys opens it."),
        ("due.ics.age", pair, "due.ics.age is neither a store of thanks-tui nor an export of it."),
    ):
        result = run("merge", name, "--identity", key.file)
        assert result == (1, "", f"thanks-tui: {sentence}\n")
    sentence = "It is encrypted to a key; name the file of that key with --identity."
    assert run("merge", "all.json.age") == (1, "", f"thanks-tui: all.json.age: {sentence}\n")
    missing = tmp_path / "none.txt"
    assert run("merge", "all.json.age", "--identity", missing).err == (
        f"thanks-tui: {missing}: There is no such file.\n"
    )
    assert filled.read_bytes() == before


def test_nobody_is_there_to_ask_and_nothing_to_open_it_with(start, filled: Path, tmp_path: Path, monkeypatch):
    before = filled.read_bytes()
    sentence = "It is encrypted with a passphrase, and there is no terminal to ask for it."
    assert start("merge", CHEAP) == (1, "", f"thanks-tui: {CHEAP}: {sentence}\n")
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "pyrage.py").write_text("raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "none"))
    sentence = (
        "The age format needs the extra called age, which is not installed: "
        "pip install 'thanks-tui[age]' brings it."
    )
    assert start("merge", CHEAP) == (1, "", f"thanks-tui: {sentence}\n")
    assert filled.read_bytes() == before


def test_a_passphrase_is_asked_and_a_wrong_one_may_be_mended(filled: Path, tmp_path: Path):
    shutil.copy(CHEAP, tmp_path / "cheap.json.age")
    with Terminal([installed_command(), "merge", "cheap.json.age"], cols=110, cwd=tmp_path) as terminal:
        question = "Passphrase of cheap.json.age:"
        terminal.wait_for(question)
        terminal.press("battery", "enter")
        terminal.wait_until(lambda: terminal.text.count(question) == 2, "the question once more")
        assert "The passphrase is not the right one, or the file is damaged." in terminal.text
        terminal.press(CHEAP_PASSPHRASE, "enter")
        terminal.wait_for("Merge them? [Y/n]")
        terminal.press("enter")
        assert terminal.wait() == 0
        assert b"battery" not in terminal.raw
    assert "Juniper & Vellum" in companies(filled)


def test_three_wrong_passphrases_change_nothing(filled: Path, tmp_path: Path):
    shutil.copy(CHEAP, tmp_path / "cheap.json.age")
    before = filled.read_bytes()
    with Terminal([installed_command(), "merge", "cheap.json.age"], cols=110, cwd=tmp_path) as terminal:
        for tried, wrong in enumerate(("one", "two", "three"), 1):
            asked_for(terminal, tried)
            terminal.press(wrong, "enter")
        assert terminal.wait() == 1
        assert terminal.text.count("The passphrase is not the right one, or the file is damaged.") == 3
    assert filled.read_bytes() == before


def asked_for(terminal: Terminal, times: int) -> None:
    """Wait until the passphrase was asked for so many times; what is typed before a question is dropped."""
    question = "Passphrase of cheap.json.age:"
    terminal.wait_until(lambda: terminal.text.count(question) == times, f"{question} {times} times")
