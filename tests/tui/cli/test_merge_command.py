"""`merge`: two machines' files become one, as they are, as exports, asked and unasked."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.exchange.archive import export_json
from thanks_tui.data.merging import other as reading_other
from thanks_tui.data.models import Application, Contact, FollowUp, Profile
from thanks_tui.data.store.journal import journal_of
from thanks_tui.data.store.store import Store
from thanks_tui.tui.commands import merging

from tests.hostile import MARKUP
from tests.terminal import Terminal, installed_command

Run = Callable[..., tuple[int, str, str]]
DANA = "c" * 32


@pytest.fixture
def other(filled: Path, tmp_path: Path) -> Path:
    """The same store, as it was copied to another machine."""
    other = tmp_path / "laptop" / "thanks.json"
    other.parent.mkdir()
    shutil.copy(filled, other)
    return other


def companies(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return sorted(application.company for application in store.applications())


def phone(path: Path, number: str) -> None:
    """Note down Dana's number in the store at `path`."""
    with Store.open(path) as store:
        store.put(replace(store.contact(DANA), phone=number))


def test_what_either_has_is_kept_and_other_is_not_touched(run: Run, filled: Path, other: Path):
    with Store.open(filled) as store:
        store.put(Application(company="Contoso"))
    with Store.open(other) as store:
        store.put(Application(company="Fabrikam"), replace(store.contact(DANA), phone="123"))
        store.remove(store.application("b" * 32))
    theirs = other.read_bytes()
    code, out, err = run("merge", other)
    assert (code, out) == (0, "Merged thanks.json: 2 added, 1 changed, 4 deleted.\n")
    assert "Your store as it was before is kept as thanks-0000" in err
    assert "-merge.json" in err
    assert companies(filled) == ["Contoso", "Fabrikam", "Northwind Robotics"]
    assert other.read_bytes() == theirs
    assert sorted(each.name for each in other.parent.iterdir()) == [
        ".thanks.json.lock",
        "thanks.json",
        "thanks.json.prev",
    ]
    with Store.open(filled) as store:
        assert store.contact(DANA).phone == "123"
        assert store.problems == ()


def test_the_same_file_twice_changes_nothing(run: Run, filled: Path, other: Path):
    with Store.open(other) as store:
        store.put(Application(company="Fabrikam"))
    phone(filled, "456")
    phone(other, "123")
    assert run("merge", other)[0] == 1
    before = filled.read_bytes()
    assert run("merge", other) == (0, "", "thanks.json brings nothing that is not here already.\n")
    assert filled.read_bytes() == before


def test_both_machines_come_to_the_same(run: Run, filled: Path, other: Path):
    with Store.open(filled) as store:
        store.put(Application(company="Contoso"))
    with Store.open(other) as store:
        store.put(Application(company="Fabrikam"))
    run("merge", other)
    assert run("--data-dir", other.parent, "merge", filled).code == 0
    assert companies(other) == companies(filled)
    before = filled.read_bytes()
    assert run("merge", other).err == "thanks.json brings nothing that is not here already.\n"
    assert filled.read_bytes() == before


def test_what_clashes_is_left_to_choose_in_the_app(run: Run, filled: Path, other: Path):
    phone(filled, "456")
    phone(other, "123")
    code, out, err = run("merge", "--yes", other)
    assert code == 1
    assert out == "Merged thanks.json: nothing new.\n"
    assert (
        "thanks-tui: 1 record says different things here and there; yours were kept. "
        "Press C in the app to choose.\n" in err
    )
    with Store.open(filled) as store:
        assert store.contact(DANA).phone == "456"
        assert [clash.theirs for clash in store.clashes()] == [{"phone": "123"}]


def test_an_export_is_merged_too_and_known_again(run: Run, filled: Path, tmp_path: Path):
    export = tmp_path / "laptop.json"
    with Store.open(filled, read_only=True) as store:
        whole = json.loads(export_json(store))
    whole["applications"].append({"id": "9" * 32, "company": "Fabrikam"})
    whole["contacts"][0]["phone"] = "123"
    whole["contacts"].append({"id": "8" * 32, "application_id": "nobody", "name": 7})
    export.write_text(json.dumps(whole))
    code, out, err = run("merge", export)
    assert (code, out) == (1, "Merged laptop.json: 1 added, 1 changed.\n")
    assert "thanks-tui: laptop.json: Contact 4 was left out: Expected str, got int (name).\n" in err
    assert companies(filled) == ["Fabrikam", "Northwind Robotics", "株式会社星雲"]
    with Store.open(filled) as store:
        store.remove(store.application("9" * 32))
    assert "brings nothing" in run("merge", export).err
    assert "Fabrikam" not in companies(filled)


def test_into_a_store_that_is_not_there_yet(run: Run, filled: Path, tmp_path: Path):
    fresh = tmp_path / "fresh"
    assert run("merge", filled, "--data-dir", fresh).code == 0
    assert companies(fresh / "thanks.json") == companies(filled)


def test_one_of_another_schema_is_brought_up_to_date_in_memory(run: Run, filled: Path, tmp_path: Path):
    stock = tmp_path / "stock.json"
    stock.write_text('{"applications": {"1": {"company": "Contoso"}}}')
    before = stock.read_bytes()
    assert run("merge", stock).code == 0
    assert "Contoso" in companies(filled)
    assert stock.read_bytes() == before


def test_its_journal_is_read_with_it(run: Run, filled: Path, other: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("thanks_tui.data.store.storage.JOURNAL_FROM", 0)
    store = Store.open(other)
    store.put(Application(company="Fabrikam"))
    assert journal_of(other).exists()
    assert run("merge", other).code == 0
    assert "Fabrikam" in companies(filled)
    store.close()


def test_the_same_day_of_the_cadence_is_not_open_twice(run: Run, filled: Path, other: Path):
    step = {"application_id": "b" * 32, "contact_id": "e" * 32, "due_on": date(2026, 12, 20), "step": 330}
    for path in (filled, other):
        with Store.open(path) as store:
            store.put(FollowUp(**step))
    run("merge", other)
    with Store.open(filled, read_only=True) as store:
        assert [each.step for each in store.follow_ups("b" * 32)].count(330) <= 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Dear Sam", "neither a store of thanks-tui nor an export of it"),
        (b"", "neither a store of thanks-tui nor an export of it"),
        (b'{"letters": {"1"', "This is not JSON that can be read"),
        (b'{"meta":{"1":{"format', "is damaged"),
        (b'{"meta": {"1": {"format": "thanks-tui", "schema": 99}}}', "written by a newer version"),
        (b'{"meta": {"1": {"format": "another"}}}', "is not a store of thanks-tui"),
        (b'{"letters": []}', "there are no applications in it"),
        (b'{"applications": 7}', "The applications were left out: they are not in a list."),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(
    run: Run, filled: Path, tmp_path: Path, content: bytes, sentence: str
):
    odd = tmp_path / "odd.json"
    odd.write_bytes(content)
    before = filled.read_bytes()
    code, out, err = run("merge", odd)
    assert (code, out) == (1, "")
    assert sentence in err
    assert filled.read_bytes() == before


def test_what_cannot_be_read_is_told(run: Run, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert "There is no file" in run("merge", tmp_path / "none.json").err
    assert "is not a file." in run("merge", tmp_path).err
    os.mkfifo(tmp_path / "fifo.json")
    assert "is not a file." in run("merge", tmp_path / "fifo.json").err
    assert "is the store itself" in run("merge", filled).err
    (tmp_path / "link.json").symlink_to(filled)
    assert "is the store itself" in run("merge", tmp_path / "link.json").err
    assert "could not be read" in run("merge", tmp_path / ("x" * 300)).err
    assert run("merge", "").code == 2
    monkeypatch.setattr(reading_other, "LARGEST", 10)
    (tmp_path / "large.json").write_text("{" * 11)
    assert "is larger than 0 MB" in run("merge", tmp_path / "large.json").err


def test_not_while_a_window_has_the_store(run: Run, filled: Path, other: Path):
    with Store.open(filled):
        code, _, err = run("merge", other)
    assert code == 1
    assert "Nothing was merged: another window" in err


def test_hostile_text_comes_in_clean(run: Run, filled: Path, other: Path):
    with Store.open(other) as store:
        people = [Contact(application_id="a" * 32, name=f"x {text}") for text in MARKUP]
        store.put(*people)
    raw = other.read_bytes().replace(b"x ", b"\\u001b]52;c;x\\u0007 ")
    other.write_bytes(raw)
    assert run("merge", other).code == 0
    with Store.open(filled, read_only=True) as store:
        assert not any("\x1b" in contact.name for contact in store.all_contacts())


class TestInATerminal:
    @pytest.fixture
    def asked(self, filled: Path, other: Path):
        phone(filled, "456")
        with Store.open(filled) as store:
            store.put(replace(store.application("a" * 32), role="Principal Engineer"))
            store.put(replace(store.contact("d" * 32), name="Lee J. Park"))
        phone(other, "123")
        with Store.open(other) as store:
            store.put(replace(store.application("a" * 32), role="[bold]Engineer[/b]"))
            store.put(replace(store.contact("d" * 32), name="Lee Parker"), Application(company="Fabrikam"))
        argv = [installed_command(), "--data-dir", str(filled.parent), "merge", str(other)]
        with Terminal(argv, cols=110, rows=60) as terminal:
            terminal.wait_for("Merge them? [Y/n]")
            yield terminal

    def test_each_clash_is_asked(self, asked: Terminal, filled: Path):
        assert "thanks.json and your store as one: 1 added." in asked.text
        asked.press("enter")
        asked.wait_for("1 of 3: Northwind Robotics, Principal Engineer")
        assert "ours:   Principal Engineer" in asked.text
        assert "theirs: [bold]Engineer[/b]" in asked.text
        asked.press("x", "enter", "t", "enter")
        asked.wait_for("2 of 3: Dana Ortiz, Northwind Robotics")
        asked.press("o", "enter")
        asked.wait_for("3 of 3: Lee J. Park")
        asked.press("enter")
        assert asked.wait() == 1
        assert "Merged thanks.json: 1 added." in asked.text
        assert "1 record says different things here and there" in asked.text
        with Store.open(filled, read_only=True) as store:
            assert store.application("a" * 32).role == "[bold]Engineer[/b]"
            assert store.contact(DANA).phone == "456"
            assert [clash.theirs for clash in store.clashes()] == [{"name": "Lee Parker"}]

    def test_no_is_no(self, asked: Terminal, filled: Path):
        before = filled.read_bytes()
        asked.press("n", "enter")
        assert asked.wait() == 1
        assert "Nothing was merged." in asked.text
        assert filled.read_bytes() == before

    def test_the_end_of_input_leaves_the_rest_for_later(self, asked: Terminal, filled: Path):
        asked.press("y", "enter")
        asked.wait_for("1 of 3")
        asked.press("ctrl+d")
        assert asked.wait() == 1
        with Store.open(filled, read_only=True) as store:
            assert len(store.clashes()) == 3

    def test_the_end_of_input_is_no(self, asked: Terminal, filled: Path):
        before = filled.read_bytes()
        asked.press("ctrl+d")
        assert asked.wait() == 1
        assert filled.read_bytes() == before


def test_a_long_text_is_shown_in_part(filled: Path, other: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    for path, word in ((filled, "ours"), (other, "theirs")):
        with Store.open(path) as store:
            words = "\n".join(f"{word} {number}" for number in range(30))
            store.put(replace(store.application("a" * 32), remarks=words))
            store.put(replace(store.profile, cadence=(30,) if word == "ours" else (60, 90)))
    answers = iter(["y", "later", "o"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    monkeypatch.setattr(merging, "is_terminal", lambda stream: True)
    assert merging.merge(filled.parent, other, date(2026, 11, 23), yes=False) == 1
    out = capsys.readouterr().out
    assert "ours 11" in out
    assert "ours 12" not in out
    assert "and 18 more lines" in out
    assert "theirs: 60, 90" in out
    with Store.open(filled, read_only=True) as store:
        assert store.profile == Profile(name="Sam Okonkwo", cadence=(30,))
