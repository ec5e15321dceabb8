"""`forget`: it shows what goes, asks twice, and proves that nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact
from thanks_tui.data.store.store import Store

from tests.terminal import Terminal, installed_command

CANARIES = (b"Dana Ortiz", b"dana@northwind", b"night shifts")


def still_told(folder: Path) -> list[str]:
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(canary in path.read_bytes() for canary in CANARIES)
    ]


@pytest.fixture
def known(filled: Path) -> Path:
    """A store and a copy of it, in which Dana Ortiz is a contact, and spoken of by Lee Park."""
    copies = filled.parent / "backups"
    copies.mkdir(mode=0o700)
    with Store.open(filled) as store:
        lee = store.contact("d" * 32)
        store.put(
            Contact(
                id=lee.id, application_id=lee.application_id, name="Lee Park", moment="lunch with Dana Ortiz"
            )
        )
        store.put(Contact(application_id="b" * 32, name="Zoe Luczak"))
    (copies / "thanks-00000001-20261101T000000Z-asked.json").write_bytes(filled.read_bytes())
    return filled


def test_with_yes_everything_goes_and_it_is_proven(run, known: Path):
    result = run("forget", "Dana Ortiz", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.lines == [
        "Of Dana Ortiz this goes: 1 contact, and drafts to them.",
        "Mentioned elsewhere: 1 contact. There it will say (name removed) or (address removed).",
        "This cannot be undone, and neither can anything that you did before it.",
        "One copy of the store holds Dana Ortiz too, or may: thanks-00000001-20261101T000000Z-asked.json.",
        "Nothing of Dana Ortiz is left in 4 files.",
    ]
    assert still_told(known.parent) == []
    assert run("check").code == 0
    assert run("forget", "Dana Ortiz", "--yes") == (
        1,
        "",
        "thanks-tui: Nobody here is called 'Dana Ortiz', and no file mentions them.\n",
    )


def test_a_first_name_that_stands_alone_is_told_and_left(run, known: Path):
    with Store.open(known) as store:
        store.put(Application(company="Contoso", remarks="Dana knows them"))
    result = run("forget", "Dana Ortiz", "--yes")
    assert result.code == 0
    assert result.lines[-1] == (
        "“Dana” alone still stands in 1 other text: Contoso. "
        "There nothing was changed, for it may be somebody else."
    )
    with Store.open(known) as store:
        assert store.applications()[-1].remarks == "Dana knows them"


def test_away_from_a_terminal_it_only_tells(run, known: Path):
    result = run("forget", "DANA@northwind.example")
    assert result.code == 1
    assert result.out.startswith("Of Dana Ortiz this goes: 1 contact")
    assert result.err == "Nothing was forgotten; --yes does it.\n"
    assert len(still_told(known.parent)) == 3


@pytest.mark.parametrize("who", ["Dan", "Ortiz", "nobody@x.example", "jobs@x.example", " "])
def test_unasked_a_part_of_a_name_means_nobody(run, known: Path, who: str):
    result = run("forget", who, "--yes")
    assert (result.code, result.out) == (1, "")
    assert "Nobody here is called" in result.err
    assert len(still_told(known.parent)) == 3


def test_one_of_the_same_name_is_left_alone_unasked(run, known: Path):
    result = run("forget", "Zoë Łuczak, 星雲", "--yes")
    assert "Zoe Luczak, 株式会社星雲 was left alone: it may be somebody else." in result.err
    assert "In other texts only the address is looked for" not in result.out
    assert "no full name and no address of their own" in result.out
    with Store.open(known) as store:
        assert [each.name for each in store.contacts("b" * 32)] == ["Zoe Luczak"]


def test_a_name_that_several_have_is_not_enough(run, known: Path):
    with Store.open(known) as store:
        store.put(Application(id="9" * 32, company="Contoso"))
        store.put(
            Contact(application_id="9" * 32, name="Dana Ortega", email="ortega@contoso.example"),
            Contact(application_id="9" * 32, name="Dana Ortega", email="dana@contoso.example"),
            Contact(application_id="9" * 32, name="Ortega, Contoso", email="x@contoso.example"),
        )
    result = run("forget", "a, contoso", "--yes")
    assert result.code == 1
    assert "'a, contoso' may be any of 2 people; say which, best by their address:" in result.err
    assert "Ortega, Contoso <x@contoso.example>" in result.err


def test_who_was_deleted_is_found_in_the_trash(run, known: Path):
    with Store.open(known) as store:
        store.remove(store.contact("c" * 32))
    result = run("forget", "dana ortiz", "--yes")
    assert result.code == 0
    assert "this goes: 1 entry of the trash" in result.out
    assert still_told(known.parent) == []


def test_what_is_left_is_told_and_the_exit_code_says_so(run, known: Path):
    damaged = known.parent / "backups" / "thanks-00000000-20261001T000000Z-damaged.json"
    damaged.write_text('{"Dana Ortiz"')
    result = run("forget", "Dana Ortiz", "--yes")
    assert result.code == 1
    assert f"{damaged.name} could not be rewritten: {damaged.name} is damaged" in result.err
    assert f"Dana Ortiz still stands in {damaged.name}." in result.out
    assert still_told(known.parent) == [damaged.name]


def test_who_is_mentioned_but_no_contact_goes_too(run, known: Path):
    with Store.open(known) as store:
        store.put(Application(company="Contoso", remarks="Ask Rui Costa"))
    result = run("forget", "rui costa", "--yes")
    assert result.code == 0
    assert "The store has no record of rui costa." in result.out
    with Store.open(known) as store:
        assert store.applications()[-1].remarks == "Ask (name removed)"


def test_a_sign_in_the_name_that_nobody_sees_does_not_matter(run, known: Path):
    with Store.open(known) as store:
        store.put(
            Application(
                id="9" * 32, company="Contoso", remarks="Ask Ana \u200bRu\u00adiz, or\n> Ana\n> Ruiz"
            ),
            Contact(application_id="9" * 32, name="Ana Ru\u00adiz", moment="a talk"),
            Contact(application_id="9" * 32, name="Ana Ruizky"),
        )
    result = run("forget", "Ana Ruiz", "--yes")
    assert (result.code, result.err) == (0, "")
    with Store.open(known) as store:
        assert [each.name for each in store.contacts("9" * 32)] == ["Ana Ruizky"]
        assert store.application("9" * 32).remarks == "Ask (name removed), or\n> (name removed)"


def test_without_a_store_nobody_is_known(run, path: Path):
    result = run("forget", "Dana Ortiz", "--yes")
    assert (result.code, result.out) == (1, "")
    assert "There is no store" in result.err
    assert not path.parent.exists()


def test_a_store_that_another_window_writes_is_left_alone(run, known: Path):
    with Store.open(known):
        result = run("forget", "Dana Ortiz", "--yes")
    assert result.code == 1
    assert "Nothing was forgotten: the store is open in another window" in result.err
    assert len(still_told(known.parent)) == 3


def ask(*words: str) -> Terminal:
    return Terminal([installed_command(), "forget", *words], cols=110, rows=40)


class TestInATerminal:
    def test_each_step_is_asked(self, known: Path):
        damaged = known.parent / "backups" / "thanks-00000000-20261001T000000Z-damaged.json"
        damaged.write_text('{"Dana Ortiz"')
        with Store.open(known) as store:
            store.put(Contact(application_id="b" * 32, name="dana ortiz"))
        with ask("Ortiz") as terminal:
            terminal.wait_for("Is this the same person: ")
            terminal.press("y", "enter")
            terminal.wait_for("Forget Dana Ortiz? [y/N]")
            assert "this goes: 2 contacts" in terminal.text
            assert len(still_told(known.parent)) == 4
            terminal.press("y", "enter")
            terminal.wait_for("Rewrite them without the person? [y/N]")
            assert len(still_told(known.parent)) == 2
            terminal.press("y", "e", "s", "enter")
            terminal.wait_for("Remove them for ever")
            terminal.press("y", "enter")
            assert terminal.wait() == 0
            assert "Nothing of Dana Ortiz is left in" in terminal.text
        assert still_told(known.parent) == []

    def test_a_no_at_first_changes_nothing(self, known: Path):
        before = known.read_bytes()
        with ask("Dana Ortiz") as terminal:
            terminal.wait_for("Forget Dana Ortiz? [y/N]")
            terminal.press("enter")
            assert terminal.wait() == 1
            assert "Nothing was forgotten." in terminal.text
        assert known.read_bytes() == before

    def test_a_no_to_the_copies_leaves_them_and_says_so(self, known: Path):
        with ask("Dana Ortiz") as terminal:
            terminal.wait_for("Forget Dana Ortiz? [y/N]")
            terminal.press("y", "enter")
            terminal.wait_for("Rewrite them without the person? [y/N]")
            terminal.press("ctrl+d")
            assert terminal.wait() == 1
            assert "Dana Ortiz still stands in thanks-00000001" in terminal.text
        assert still_told(known.parent) == ["thanks-00000001-20261101T000000Z-asked.json"]
