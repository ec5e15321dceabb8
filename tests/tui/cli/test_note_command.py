"""`note`: finding the person, and printing the text as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact, Note, Purpose, State
from thanks_tui.data.store.store import Store


def test_a_sent_note_is_printed_as_it_went_out(run, filled: Path):
    assert run("note", "Zoë Łuczak") == (0, "Dear Zoë,\n\nthank you.\n\nSam\n", "")


@pytest.mark.parametrize(
    "who", ["dana ortiz", "ORTIZ", "DANA@northwind.example", "dana, north", "c" * 32, " Dana "]
)
def test_a_person_is_found_by_whatever_is_known_of_them(run, filled: Path, who: str):
    result = run("note", who)
    assert (result.code, result.err) == (0, "")
    assert result.lines[0].startswith(("Dear Dana", "Hello Dana", "Hi Dana"))


def test_the_beginning_of_a_name_goes_before_its_middle(run, filled: Path):
    assert run("note", "ana").out.startswith("Dear Dana")
    with Store.open(filled) as store:
        store.put(Contact(application_id="b" * 32, name="Lía Anaya"))
    assert "Dana" not in run("note", "ana").out


def test_accents_do_not_matter(run, filled: Path):
    assert run("note", "zoe luczak").out.startswith("Dear Zoë")


def test_a_draft_is_composed_and_not_kept(run, filled: Path):
    before = filled.read_bytes()
    result = run("note", "Lee Park")
    assert "Northwind Robotics" in result.out
    assert result.out.endswith("Sam Okonkwo\n")
    assert filled.read_bytes() == before
    assert run("note", "Lee Park") == result


def test_a_follow_up_that_is_being_written_is_the_note(run, filled: Path):
    with Store.open(filled) as store:
        (zoe,) = store.contacts("b" * 32)
        store.put(Note(contact_id=zoe.id, purpose=Purpose.FOLLOW_UP, text="Hello again.", edited=True))
    assert run("note", "Zoë") == (0, "Hello again.\n", "")
    assert run("note", "--follow-up", "Zoë") == (0, "Hello again.\n", "")


def test_a_follow_up_is_composed_and_not_kept_for_somebody_thanked(run, filled: Path):
    before = filled.read_bytes()
    result = run("note", "--follow-up", "Zoë")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("Sam Okonkwo\n")
    assert result.out != run("note", "Zoë").out
    assert filled.read_bytes() == before


def test_after_a_follow_up_that_was_sent_comes_another(run, filled: Path):
    with Store.open(filled) as store:
        (zoe,) = store.contacts("b" * 32)
        sent = Note(contact_id=zoe.id, purpose=Purpose.FOLLOW_UP, text="Hello again.", state=State.SENT)
        store.put(sent)
    assert run("note", "Zoë").out.startswith("Dear Zoë,\n\nthank you.")
    assert "Hello again." not in run("note", "--follow-up", "Zoë").out


def test_who_is_not_thanked_yet_gets_the_thank_you(run, filled: Path):
    result = run("note", "--follow-up", "Lee Park")
    assert (result.code, result.out) == (0, run("note", "Lee Park").out)
    assert result.err == "Lee Park is not thanked yet; this is the thank-you.\n"


def test_nobody(run, filled: Path):
    for who in ("Quentin", "", " "):
        result = run("note", who)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith(f"thanks-tui: Nobody here is called {who!r}")


def test_several_people_are_listed_so_that_one_can_be_named(run, filled: Path):
    second = Application(company="Northwind Robotics", role="Team Lead")
    with Store.open(filled) as store:
        store.put(second, Contact(application_id=second.id, name="Dana Ortiz"))
    result = run("note", "dana")
    assert (result.code, result.out) == (1, "")
    question, *candidates = result.err.splitlines()
    assert question == "thanks-tui: 'dana' may be any of 2 people; say which:"
    assert candidates == [
        "Dana Ortiz, Northwind Robotics, Staff Engineer <dana@northwind.example>",
        "Dana Ortiz, Northwind Robotics, Team Lead",
    ]
    assert run("note", candidates[1]).code == 0
    assert run("note", "Dana, team lead").code == 0


def test_a_long_list_of_people_is_cut(run, path: Path):
    application = Application(company="Contoso")
    with Store.open(path) as store:
        store.put(application, *(Contact(application_id=application.id, name=f"Ana {n}") for n in range(20)))
    lines = run("note", "ana").err.splitlines()
    assert len(lines) == 14
    assert lines[1] == "Ana 0, Contoso"
    assert lines[-1] == "and 8 more"


def test_a_name_with_a_comma_is_a_name(run, path: Path):
    application = Application(company="Contoso")
    with Store.open(path) as store:
        store.put(application, Contact(application_id=application.id, name="Ortiz, Dana"))
    assert run("note", "ortiz, dana").code == 0
    assert run("note", "ortiz, dana, contoso").code == 0
