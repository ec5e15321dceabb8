"""`forget` and encrypted backups: rewritten with the key, removed when that is said, else named and left."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

from tests.keys import Pair, needs_age, new_pair, opened_by_age, pyrage
from tests.terminal import Terminal, installed_command

CANARIES = (b"Dana Ortiz", b"dana@northwind", b"night shifts")


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """A pair of keys."""
    return new_pair(tmp_path)


@pytest.fixture
def locked(run, filled: Path, pair: Pair) -> Path:
    """An encrypted backup of a store in which Dana Ortiz is a contact."""
    run("encrypt-backups", pair.public)
    return Path(run("backup").out.strip())


def inside(file: Path, pair: Pair) -> bytes:
    identity = pyrage.x25519.Identity.from_str(pair.file.read_text().splitlines()[1])
    return pyrage.decrypt(file.read_bytes(), [identity])


def tells(data: bytes) -> bool:
    return any(canary in data for canary in CANARIES)


def test_with_the_key_it_is_rewritten_and_looked_into(run, locked: Path, pair: Pair):
    before = locked.stat()
    assert tells(inside(locked, pair))
    result = run("forget", "Dana Ortiz", "--yes", "--identity", pair.file)
    assert (result.code, result.err) == (0, "")
    assert result.lines[-2:] == [
        f"One copy of the store holds Dana Ortiz too, or may: {locked.name}.",
        "Nothing of Dana Ortiz is left in 5 files.",
    ]
    assert not tells(inside(locked, pair))
    assert b"Lee Park" in inside(locked, pair)
    assert locked.read_bytes().startswith(b"age-encryption.org/v1\n")
    after = locked.stat()
    assert (after.st_mtime_ns, after.st_mode) == (before.st_mtime_ns, before.st_mode)
    assert run("check", "--identity", pair.file).code == 0
    assert run("restore", locked.name, "--identity", pair.file).code == 0


@needs_age
def test_the_program_age_opens_what_was_rewritten(run, locked: Path, pair: Pair):
    run("forget", "Dana Ortiz", "--yes", "--identity", pair.file)
    assert not tells(opened_by_age(locked, pair.file))


def test_one_in_which_they_never_stood_is_left_as_it_is(run, filled: Path, pair: Pair):
    with Store.open(filled) as store:
        store.remove(store.contact("c" * 32))
        for entry in store.trash():
            store.remove(entry)
    run("encrypt-backups", pair.public)
    without = Path(run("backup").out.strip())
    data = without.read_bytes()
    with Store.open(filled) as store:
        store.put(Application(company="Contoso", remarks="Ask Dana Ortiz"))
    result = run("forget", "Dana Ortiz", "--yes", "--identity", pair.file)
    assert result.code == 0
    assert "copy of the store" not in result.out
    assert without.read_bytes() == data


def test_a_name_that_only_an_encrypted_copy_knows_is_found(run, filled: Path, locked: Path, pair: Pair):
    with Store.open(filled) as store:
        store.put(replace(store.contact("c" * 32), name="Dana Costa"))
        store.put(replace(store.application("b" * 32), remarks="Dana Ortiz, as she was called"))
    (filled.with_name("thanks.json.prev")).unlink()
    result = run("forget", "Dana Costa", "--yes", "--identity", pair.file)
    assert result.code == 0
    with Store.open(filled) as store:
        assert store.application("b" * 32).remarks == "(name removed), as she was called"


def test_without_the_key_it_is_named_and_stays(run, locked: Path, pair: Pair):
    data = locked.read_bytes()
    result = run("forget", "Dana Ortiz", "--yes")
    assert result.code == 1
    assert f"{locked.name} could not be rewritten: {locked.name} is encrypted; nobody can look" in result.err
    assert f"Nobody can look into {locked.name} here." in result.out
    assert "--identity FILE rewrites the backups that its key opens" in result.err
    assert locked.read_bytes() == data


def test_it_is_removed_only_when_that_is_said(run, filled: Path, locked: Path):
    with Store.open(filled) as store:
        store.put(Application(company="Contoso"))
    second = Path(run("backup").out.strip())
    plain = filled.parent / "backups" / "thanks-00000001-20261101T000000Z-asked.json"
    plain.write_bytes(filled.read_bytes())
    result = run("forget", "Dana Ortiz", "--yes", "--remove-encrypted")
    assert result.code == 0
    assert result.err == f"Removed: {', '.join(sorted([locked.name, second.name]))}.\n"
    assert "Nothing of Dana Ortiz is left in" in result.out
    assert not locked.exists()
    assert plain.exists()
    assert not tells(plain.read_bytes())


def test_another_key_opens_nothing_and_what_it_does_not_open_can_be_removed(
    run, locked: Path, tmp_path: Path, pair: Pair
):
    other = new_pair(tmp_path, "other.txt")
    data = locked.read_bytes()
    result = run("forget", "Dana Ortiz", "--yes", "--identity", other.file)
    assert result.code == 1
    assert "is encrypted, and does not open. None of the keys opens it." in result.err
    assert locked.read_bytes() == data
    words = ("forget", "Lee Park", "--yes", "--identity")
    assert run(*words, pair.file, "--remove-encrypted").code == 0
    assert b"Lee Park" not in inside(locked, pair)
    assert run("forget", "Zoë Łuczak", "--yes", "--identity", other.file, "--remove-encrypted").code == 0
    assert not locked.exists()


def test_where_it_is_not_known_to_whom_it_stays(run, locked: Path, pair: Pair):
    run("encrypt-backups", "--off")
    data = locked.read_bytes()
    result = run("forget", "Dana Ortiz", "--yes", "--identity", pair.file)
    assert result.code == 1
    assert "Backups are not encrypted any more, so that it is not known to whom it was" in result.err
    assert f"Dana Ortiz still stands in {locked.name}." in result.out
    assert locked.read_bytes() == data


def test_a_key_that_is_none_stops_before_anything_is_forgotten(run, filled: Path, tmp_path: Path):
    before = filled.read_bytes()
    missing = tmp_path / "none.txt"
    result = run("forget", "Dana Ortiz", "--yes", "--identity", missing)
    assert result == (1, "", f"thanks-tui: {missing}: There is no such file.\n")
    assert filled.read_bytes() == before


def test_a_damaged_one_is_told(run, locked: Path, pair: Pair):
    os.truncate(locked, locked.stat().st_size - 1)
    result = run("forget", "Dana Ortiz", "--yes", "--identity", pair.file)
    assert result.code == 1
    assert "is encrypted, and does not open. It is damaged or cut short" in result.err


def test_in_a_terminal_removing_is_asked(filled: Path, locked: Path):
    with Terminal([installed_command(), "forget", "Dana Ortiz"], cols=110, rows=40) as terminal:
        terminal.wait_for("Forget Dana Ortiz? [y/N]")
        terminal.press("y", "enter")
        terminal.wait_for("Rewrite them without the person? [y/N]")
        terminal.press("y", "enter")
        terminal.wait_for("Remove them for ever")
        assert "is encrypted; nobody can look into it here." in " ".join(terminal.text.split())
        terminal.press("y", "enter")
        assert terminal.wait() == 0
    assert not locked.exists()
