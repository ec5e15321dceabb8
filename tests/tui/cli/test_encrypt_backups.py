"""`encrypt-backups`, and what `check`, `backup` and `restore` make of encrypted ones."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

from tests.keys import Pair, needs_age, new_pair, opened_by_age
from tests.terminal import Terminal, installed_command

CANARY = "Dana Ortiz"
OF_A_PASSPHRASE = Path(__file__).parents[2] / "data" / "encryption" / "passphrase.json.age"
"""Something in the age format; its passphrase is `correct horse battery`."""


@pytest.fixture(autouse=True)
def without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can be asked, but where a test starts a terminal."""
    monkeypatch.setattr("sys.stdin", io.StringIO())


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """The key of backups."""
    return new_pair(tmp_path)


@pytest.fixture
def older(run, filled: Path) -> Path:
    """A store with two plain backups, and one under a name of an earlier version."""
    run("backup")
    run("backup")
    shutil.copy(filled, filled.with_name("thanks.json.edited-1"))
    return filled


def rename(path: Path) -> None:
    with Store.open(path) as store:
        store.put(*(Application(id=each.id, company="Renamed") for each in store.applications()))


def companies(path: Path) -> set[str]:
    with Store.open(path, read_only=True) as store:
        return {application.company for application in store.applications()}


def in_plain(path: Path) -> list[str]:
    """Return the names of the files, but the store's own two, in which a person's name can be read."""
    files = [file for file in path.parent.rglob("*") if file.is_file()]
    own = {path.name, f"{path.name}.prev"}
    return sorted(
        file.name for file in files if CANARY.encode() in file.read_bytes() and file.name not in own
    )


def backup_in(result) -> Path:
    """Return the backup that was made."""
    assert (result.code, result.err) == (0, "")
    return Path(result.out.strip())


@needs_age
def test_from_then_on_each_backup_is_encrypted_and_age_reads_it(run, filled: Path, pair: Pair):
    result = run("encrypt-backups", pair.public)
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith(f"From now on backups are encrypted to {pair.public}. Keep the secret key ")
    assert "The store itself is not encrypted" in result.err
    made = backup_in(run("backup"))
    assert made.name.endswith("-asked.json.age")
    assert opened_by_age(made, pair.file) == filled.read_bytes()
    assert in_plain(filled) == []


def test_it_tells_how_it_stands(run, older: Path, pair: Pair):
    assert run("encrypt-backups") == (0, "Backups are not encrypted.\n", "")
    run("encrypt-backups", pair.public)
    told = f"Backups are encrypted to {pair.public}.\n3 older backups are not encrypted.\n"
    assert run("encrypt-backups") == (0, told, "")
    assert f"Backups   encrypted to {pair.public}" in run("check").lines
    run("encrypt-backups", "--older", "encrypt")
    assert run("encrypt-backups") == (0, f"Backups are encrypted to {pair.public}.\n", "")


def test_before_there_is_a_store(run, path: Path, pair: Pair):
    assert run("encrypt-backups", pair.public).code == 0
    with Store.open(path) as store:
        store.put(Application(company="Contoso"))
    assert backup_in(run("backup")).suffix == ".age"


def test_the_older_ones_are_encrypted(run, older: Path, pair: Pair):
    assert len(in_plain(older)) == 3
    result = run("encrypt-backups", pair.public, "--older", "encrypt")
    assert result.err.endswith("Encrypted, and the plain ones removed: 3.\n")
    assert in_plain(older) == []
    assert sum(line.endswith("  encrypted, not looked into") for line in run("check").lines) == 3


def test_the_older_ones_are_removed(run, older: Path, pair: Pair):
    assert run("encrypt-backups", pair.public, "--older", "remove").err.endswith("Removed: 3.\n")
    assert in_plain(older) == []


def test_without_a_word_the_older_ones_are_kept(run, older: Path, pair: Pair):
    told = run("encrypt-backups", pair.public).err
    assert told.endswith(
        "3 older backups are not encrypted; --older encrypt or --older remove changes that.\n"
    )
    assert len(in_plain(older)) == 3
    assert run("encrypt-backups", "--older", "keep") == (0, "", "")
    assert len(in_plain(older)) == 3


@pytest.mark.parametrize(
    ("answer", "plain", "sentence"),
    [
        ("", 0, "Encrypted, and the plain ones removed: 3."),
        ("e", 0, "Encrypted, and the plain ones removed: 3."),
        ("R", 0, "Removed: 3."),
        ("k", 3, "3 older backups are not encrypted; --older encrypt"),
        ("what", 3, "3 older backups are not encrypted; --older encrypt"),
        (None, 3, "3 older backups are not encrypted; --older encrypt"),
    ],
)
def test_in_a_terminal_it_is_asked(older: Path, pair: Pair, answer: str | None, plain: int, sentence: str):
    with Terminal([installed_command(), "encrypt-backups", pair.public], cols=160) as terminal:
        terminal.wait_for(
            "3 older backups are not encrypted. Encrypt them, remove them, or keep them? [E/r/k]"
        )
        terminal.press("ctrl+d") if answer is None else terminal.press(answer, "enter")
        assert terminal.wait() == 0
        assert sentence in terminal.text
    assert len(in_plain(older)) == plain


def test_switched_off_they_are_plain_again(run, filled: Path, pair: Pair):
    run("encrypt-backups", pair.public)
    run("backup")
    assert run("encrypt-backups", "--off").err == (
        "From now on backups are not encrypted. Those that are stay so.\n"
    )
    assert backup_in(run("backup")).suffix == ".json"
    assert run("encrypt-backups").out == "Backups are not encrypted.\n"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["age1x"], 1, "age1x is no public key of age or OpenSSH."),
        (["--off", "age1x"], 2, "--off goes with no key, and encrypts nothing."),
        (["--off", "--older", "encrypt"], 2, "--off goes with no key, and encrypts nothing."),
        (
            ["--older", "encrypt"],
            2,
            "Name the public key to encrypt them to: thanks-tui encrypt-backups KEY.",
        ),
    ],
)
def test_what_is_asked_for_wrongly_changes_nothing(run, older: Path, words: list[str], code: int, sentence):
    result = run("encrypt-backups", *words)
    assert result == (code, "", f"thanks-tui: {sentence}\n")
    assert run("encrypt-backups").out == "Backups are not encrypted.\n"
    assert len(in_plain(older)) == 3


def test_without_the_extra_nothing_is_switched_on(start, older: Path, tmp_path: Path, monkeypatch):
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "pyrage.py").write_text("raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "none"))
    result = start("encrypt-backups", "age1x")
    assert result.code == 1
    assert "pip install 'thanks-tui[age]'" in result.err
    assert start("encrypt-backups").out == "Backups are not encrypted.\n"


def test_a_backup_that_cannot_be_encrypted_is_not_made(run, filled: Path, pair: Pair):
    run("encrypt-backups", pair.public)
    keys = filled.parent / "backups" / "recipients.txt"
    keys.write_text("age1x\n")
    result = run("backup")
    why = "age1x is no public key of age or OpenSSH."
    assert result == (1, "", f"thanks-tui: No backup was made, for it could not be encrypted. {why}\n")
    keys.write_text("")
    assert run("backup").code == 1
    result = run("check")
    assert result.code == 1
    assert "does not say to whom they are encrypted" in result.err
    assert in_plain(filled) == []


def test_check_looks_into_them_with_the_key(run, filled: Path, pair: Pair, tmp_path: Path):
    run("encrypt-backups", pair.public)
    made = backup_in(run("backup"))
    result = run("check")
    assert (result.code, result.err) == (0, "")
    assert any(line.endswith("  encrypted, not looked into") for line in result.lines)
    result = run("check", "--identity", pair.file)
    assert (result.code, result.err) == (0, "")
    assert any(line.endswith("  whole, 2 applications, encrypted") for line in result.lines)

    other = new_pair(tmp_path, "other.txt")
    result = run("check", "--identity", other.file)
    assert (result.code, result.err) == (
        1,
        f"thanks-tui: {made.name} was not looked into. None of the keys opens it.\n",
    )
    made.write_bytes(made.read_bytes()[:-1])
    assert run("check").code == 0
    result = run("check", "--identity", pair.file)
    why = "It is damaged or cut short, so that it cannot be opened."
    assert result.err == f"thanks-tui: {made.name} was not looked into. {why}\n"
    made.write_bytes(b"")
    assert "is damaged: it is not in the age format." in run("check").err


def test_restore_takes_the_key(run, filled: Path, pair: Pair, tmp_path: Path):
    run("encrypt-backups", pair.public)
    before = companies(filled)
    made = backup_in(run("backup"))
    rename(filled)
    result = run("restore", made.name)
    assert result == (
        1,
        "",
        "thanks-tui: It is encrypted to a key; name the file of that key with --identity.\n",
    )
    other = new_pair(tmp_path, "other.txt")
    assert (
        run("restore", made.name, "--identity", other.file).err == "thanks-tui: None of the keys opens it.\n"
    )
    assert companies(filled) == {"Renamed"}
    result = run("restore", made.name, "--identity", pair.file)
    assert result.code == 0
    assert result.err.startswith(f"The store is now as it was in {made.name}: 2 applications, 3 contacts, ")
    assert result.err.endswith("-restore.json.age.\n")
    assert companies(filled) == before
    assert in_plain(filled) == []


def test_going_back_to_one_from_before_does_not_switch_it_off(run, older: Path, pair: Pair):
    run("encrypt-backups", pair.public, "--older", "keep")
    assert run("restore", "thanks.json.edited-1").code == 0
    assert backup_in(run("backup")).suffix == ".age"


@needs_age
def test_restore_asks_for_a_passphrase(filled: Path, tmp_path: Path, run):
    copy = tmp_path / "mine.json.age"
    with Terminal(["age", "-p", "-o", str(copy), str(filled)]) as terminal:
        for prompt in ("Enter passphrase", "Confirm passphrase"):
            terminal.wait_for(prompt)
            terminal.press("night shifts", "enter")
        assert terminal.wait() == 0
    rename(filled)
    assert "there is no terminal to ask for it" in run("restore", copy).err
    with Terminal([installed_command(), "restore", str(copy)], cols=160) as terminal:
        terminal.wait_for("Passphrase of mine.json.age:")
        terminal.press("night shifts", "enter")
        assert terminal.wait() == 0
    assert "Northwind Robotics" in companies(filled)


def test_what_is_in_it_has_to_be_a_store(run, filled: Path):
    before = filled.read_bytes()
    with Terminal([installed_command(), "restore", str(OF_A_PASSPHRASE)], cols=160) as terminal:
        terminal.wait_for("Passphrase of passphrase.json.age:")
        terminal.press("correct horse battery", "enter")
        assert terminal.wait() == 1
        assert "Nothing was restored." in terminal.text
    assert filled.read_bytes() == before
