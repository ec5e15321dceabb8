"""`export` and `import` of files in the age format: nobody else reads them, and `age` does."""

from __future__ import annotations

import io
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from thanks_tui.data.store.store import Store

from tests.keys import Pair, needs_age, new_pair, opened_by_age
from tests.terminal import Terminal, installed_command

CANARY = "Dana Ortiz"
CHEAP = Path(__file__).parents[2] / "data" / "encryption" / "passphrase.json.age"
"""An export of one application, Juniper & Vellum."""
CHEAP_PASSPHRASE = "correct horse battery"


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """A pair of keys."""
    return new_pair(tmp_path)


@pytest.fixture
def typed(tmp_path: Path):
    """Start a command line in a terminal, in the folder of the test."""

    def start(*words: str) -> Terminal:
        return Terminal([installed_command(), *words], cols=110, rows=40, cwd=tmp_path)

    return start


@pytest.fixture
def cheap(tmp_path: Path) -> str:
    """The name of an export, in the folder of the test, whose passphrase is quick to try."""
    shutil.copy(CHEAP, tmp_path / "cheap.json.age")
    return "cheap.json.age"


def companies(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return [application.company for application in store.applications()]


@needs_age
@pytest.mark.parametrize(
    ("name", "begins", "told"),
    [
        ("all.json.age", b'{\n  "schema": 1,', "2 applications"),
        ("ALL.MD.AGE", b"# ", "2 applications"),
        ("due.ics.age", b"BEGIN:VCALENDAR\r\n", "2 follow-ups"),
    ],
)
def test_the_program_age_reads_an_export(run, filled, tmp_path, pair, name: str, begins: bytes, told: str):
    file = tmp_path / name
    assert run("export", file, "--recipient", pair.public) == (0, "", f"Wrote {told} to {file}, encrypted.\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert CANARY.encode() not in file.read_bytes()
    assert opened_by_age(file, pair.file).startswith(begins)


def test_an_export_comes_back_with_its_key(run, filled: Path, tmp_path: Path, pair: Pair):
    file, other = tmp_path / "all.json.age", new_pair(tmp_path, "other.txt")
    run("export", file, "--recipient", pair.public, "--recipient", other.public)
    for each in (pair, other):
        fresh = tmp_path / each.file.stem
        result = run("import", "--yes", file, "--identity", each.file, "--data-dir", fresh)
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith(f"{file}: took profile, 2 applications, 3 contacts, 1 note, ")
        assert companies(fresh / "thanks.json") == companies(filled)


def test_a_file_of_recipients_and_stdout(run, filled: Path, tmp_path: Path, pair: Pair):
    (tmp_path / "mine.pub").write_text(f"# the key in the drawer\n{pair.public}\n")
    file = tmp_path / "all.json.age"
    assert run("export", file, "--recipient", tmp_path / "mine.pub").code == 0
    piped = tmp_path / "piped.age"
    with piped.open("wb") as stdout:
        words = [installed_command(), "export", "--recipient", pair.public]
        assert subprocess.run(words, stdout=stdout, check=False).returncode == 0
    for each in (file, piped):
        assert run("import", each, "--identity", pair.file).err.count("are here already") == 1


def test_what_is_there_already_is_kept(run, filled: Path, tmp_path: Path, pair: Pair):
    file = tmp_path / "all.json.age"
    file.write_text("mine")
    result = run("export", file, "--recipient", pair.public)
    assert result == (
        1,
        "",
        f"thanks-tui: {file} is there already. Nothing was written; --force replaces it.\n",
    )
    assert file.read_text() == "mine"
    assert run("export", file, "--recipient", pair.public, "--force").code == 0
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["all.json.age"], 2, "There is no terminal to ask for a passphrase; give the public key"),
        (["all.json", "--recipient", "age1x"], 2, "With --recipient the name ends in .age: all.json.age."),
        (["all.json.age", "--recipient", "age1x"], 1, "age1x is no public key of age or OpenSSH."),
        (["all.age", "--recipient", "age1x"], 2, "all ends in none of .json, .md and .ics; say which"),
        (["all.md.age", "--format", "json"], 2, "The name ends in .md, but --format says json."),
    ],
)
def test_what_is_not_encrypted(
    run, filled, tmp_path, monkeypatch, words: list[str], code: int, sentence: str
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    result = run("export", *words)
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith(f"thanks-tui: {sentence}")
    assert not list(tmp_path.glob("all*"))


def test_the_secret_key_is_refused_and_not_shown(run, filled: Path, tmp_path: Path, pair: Pair):
    secret = pair.file.read_text().splitlines()[1]
    for word in (secret, pair.file):
        result = run("export", tmp_path / "all.json.age", "--recipient", word)
        assert result.code == 1
        assert "the public one is needed" in result.err
        assert secret not in result.err


def test_without_the_extra_one_sentence_says_how_to_get_it(start, filled: Path, tmp_path: Path, monkeypatch):
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "pyrage.py").write_text("raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "none"))
    sentence = (
        "The age format needs the extra called age, which is not installed: "
        "pip install 'thanks-tui[age]' brings it.\n"
    )
    result = start("export", tmp_path / "all.json.age", "--recipient", "age1x")
    assert result == (1, "", f"thanks-tui: {sentence}")
    assert start("import", CHEAP) == (1, "", f"thanks-tui: {CHEAP}: {sentence}")
    assert start("export").code == 0


def test_a_passphrase_typed_twice_locks_and_opens(typed, run, filled: Path, tmp_path: Path):
    with typed("export", "all.json.age") as terminal:
        terminal.wait_for("Passphrase:")
        terminal.press("night shifts", "enter")
        terminal.wait_for("The same again:")
        terminal.press("night shifts", "enter")
        assert terminal.wait() == 0
        assert "Wrote 2 applications to all.json.age, encrypted." in terminal.text
        assert b"night" not in terminal.raw
    assert CANARY.encode() not in (tmp_path / "all.json.age").read_bytes()
    with typed("import", "--yes", "all.json.age", "--data-dir", "fresh") as terminal:
        terminal.wait_for("Passphrase of all.json.age:")
        terminal.press("night shifts", "enter")
        assert terminal.wait() == 0
    assert companies(tmp_path / "fresh" / "thanks.json") == companies(filled)


@needs_age
def test_the_program_age_asks_for_the_passphrase_of_an_export(filled: Path, tmp_path: Path):
    with Terminal(["age", "-d", "-o", str(tmp_path / "out"), str(CHEAP)]) as terminal:
        terminal.wait_for("Enter passphrase:")
        terminal.press(CHEAP_PASSPHRASE, "enter")
        assert terminal.wait() == 0
    assert b"Juniper & Vellum" in (tmp_path / "out").read_bytes()


@pytest.mark.parametrize(
    ("first", "second", "code", "sentence"),
    [
        ("night shifts", "night shift", 2, "The two are not the same; nothing was written."),
        ("", None, 1, "The passphrase is empty."),
        (b"\xff\xfe", None, 1, "The passphrase holds bytes that are no text."),
        (b"\x04", None, 1, "No passphrase was given."),
        (b"\x03", None, 130, ""),
    ],
)
def test_a_passphrase_that_is_none(typed, filled, tmp_path, first, second, code: int, sentence: str):
    with typed("export", "all.json.age") as terminal:
        terminal.wait_for("Passphrase:")
        terminal.send(first)
        terminal.press("enter")
        if second is not None:
            terminal.wait_for("The same again:")
            terminal.press(second, "enter")
        assert terminal.wait() == code
        assert sentence in terminal.text
        assert "Traceback" not in terminal.text
    assert not (tmp_path / "all.json.age").exists()


def test_a_passphrase_that_would_be_seen_is_not_asked():
    code = (
        "from thanks_tui.tui.commands.secrets import ask_passphrase\n"
        "from thanks_tui.data.errors import UsageError\n"
        "try: ask_passphrase('Passphrase: ')\n"
        "except UsageError as problem: print(problem)\n"
    )
    # Without a terminal of its own, where nothing can be hidden.
    done = subprocess.run(
        [sys.executable, "-c", code], input=b"seen\n", capture_output=True, start_new_session=True, check=True
    )
    assert done.stdout == b"This terminal would show what you type, so no passphrase is asked.\n"


def test_nobody_is_asked_for_a_passphrase_in_vain(typed, filled: Path, tmp_path: Path):
    (tmp_path / "all.json.age").write_text("mine")
    with typed("export", "all.json.age") as terminal:
        assert terminal.wait() == 1
        assert "all.json.age is there already. Nothing was written; --force replaces it." in terminal.text
        assert "Passphrase" not in terminal.text


def test_what_is_encrypted_does_not_go_to_a_terminal(typed, filled: Path, pair: Pair):
    with typed("export", "--recipient", pair.public) as terminal:
        assert terminal.wait() == 2
        assert "What is encrypted is nothing for a terminal" in terminal.text


def test_a_wrong_passphrase_may_be_mended(typed, cheap: str, path: Path):
    with typed("import", cheap) as terminal:
        for tried, passphrase in enumerate(("correct horse", "battery", CHEAP_PASSPHRASE)):
            asked_for(terminal, tried + 1)
            assert (
                terminal.text.count("The passphrase is not the right one, or the file is damaged.") == tried
            )
            terminal.press(passphrase, "enter")
        terminal.wait_for("Take it? [Y/n]")
        terminal.press("enter")
        assert terminal.wait() == 0
    assert companies(path) == ["Juniper & Vellum"]


def test_three_wrong_passphrases_leave_the_file_out_and_the_store_as_it_was(typed, cheap: str, filled: Path):
    before = filled.read_bytes()
    with typed("import", cheap) as terminal:
        for tried, wrong in enumerate(("one", "two", "three")):
            asked_for(terminal, tried + 1)
            terminal.press(wrong, "enter")
        assert terminal.wait() == 1
        assert terminal.text.count("The passphrase is not the right one, or the file is damaged.") == 3
    assert filled.read_bytes() == before


def asked_for(terminal: Terminal, times: int) -> None:
    """Wait until the passphrase was asked for so many times; what is typed before a question is dropped."""
    question = "Passphrase of cheap.json.age:"
    terminal.wait_until(lambda: terminal.text.count(question) == times, f"{question} {times} times")


def test_what_cannot_be_opened_is_left_out_and_the_rest_taken(run, filled, tmp_path, pair, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    locked = tmp_path / "all.json.age"
    run("export", locked, "--recipient", pair.public)
    whole, before = locked.read_bytes(), filled.read_bytes()
    (tmp_path / "cut.json.age").write_bytes(whole[:-1])
    (tmp_path / "flipped.json.age").write_bytes(whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:])
    (tmp_path / "no.json.age").write_text("{}")
    other = new_pair(tmp_path, "other.txt")
    damaged = "It is damaged or cut short, so that it cannot be opened."
    for name, key, sentence in (
        ("cut.json.age", pair.file, damaged),
        ("flipped.json.age", pair.file, damaged),
        ("no.json.age", pair.file, "It is not in the age format, or its beginning is damaged."),
        ("all.json.age", other.file, "None of the keys opens it."),
    ):
        result = run("import", tmp_path / name, "--identity", key)
        assert result == (1, "", f"thanks-tui: {tmp_path / name}: {sentence}\n")
    to_key = "It is encrypted to a key; name the file of that key with --identity."
    assert run("import", locked) == (1, "", f"thanks-tui: {locked}: {to_key}\n")
    asked = "It is encrypted with a passphrase, and there is no terminal to ask for it."
    assert run("import", CHEAP, locked, "--identity", pair.file).err.startswith(
        f"thanks-tui: {CHEAP}: {asked}\n{locked}: skipped, for "
    )
    assert filled.read_bytes() == before


def test_a_key_that_is_none_stops_before_anything_is_opened(run, path: Path, tmp_path: Path):
    missing = tmp_path / "key.txt"
    result = run("import", CHEAP, "--identity", missing)
    assert result == (1, "", f"thanks-tui: {missing}: There is no such file.\n")
    assert not path.exists()
