"""A glance finds what the store has, or leaves it to the store."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from thanks_tui.data.models import Application, Contact, Event, EventKind, FollowUp, Note, PointChoice, State
from thanks_tui.data.store.ahead import Ahead
from thanks_tui.data.store.glance import Glance, MisfitError, NoteHead, glance_at
from thanks_tui.data.store.journal import journal_of
from thanks_tui.data.store.storage import DurableStorage
from thanks_tui.data.store.store import Store

APPLICATION = Application(id="a", company='A ":{ of },\n"notes":{ letters')
POINTS = (PointChoice(id="time", wording="time.warm.any.one"),)


@pytest.fixture
def filled(path: Path) -> Path:
    """A store with records of each kind, not in the order of their ids, and one that was removed."""
    with Store.open(path) as store:
        store.put(APPLICATION, Application(id="0", company="Contoso"), Application(id="9", company="Gone"))
        for id_ in ("d", "c"):
            store.put(
                Contact(id=id_, application_id="a", name=f"Dana {id_}"),
                Note(id=f"n{id_}", contact_id=id_, points=POINTS, text="Thank you.", state=State.SENT),
                FollowUp(id=f"f{id_}", application_id="a", contact_id=id_, due_on=date(2026, 11, 23)),
                Event(id=f"e{id_}", application_id="a", what=EventKind.THANKED, on=date(2026, 11, 23)),
            )
        store.remove(store.application("9"))
        # The document of a contact is written anew in its place.
        store.put(Contact(id="d", application_id="0", name="Dana"))
    return path


def seen(path: Path) -> Glance:
    glance = glance_at(Ahead(path))
    assert glance is not None
    return glance


def test_it_sees_what_the_store_has(filled: Path):
    glance = seen(filled)
    glance.make_sure()
    with Store.open(filled, read_only=True) as store:
        assert glance.applications() == store.applications()
        assert glance.all_contacts() == store.all_contacts()
        assert glance.follow_ups() == store.follow_ups()
        assert glance.events() == store.events()
        assert glance.notes("a") == store.notes("a")
        assert glance.note_for("d") == store.note_for("d")
        assert glance.note_for("nobody") is None
        assert (glance.profile, glance.trash(), glance.clashes()) == (store.profile, store.trash(), [])
        assert glance.problems == store.problems == ()
        heads = [msgspec.structs.replace(note, points=(), text="") for note in store.all_notes()]
    assert [type(head) for head in glance.all_notes()] == [NoteHead, NoteHead]
    assert list(map(msgspec.structs.astuple, glance.all_notes())) == list(map(msgspec.structs.astuple, heads))


def test_it_reads_no_table_that_nobody_asks_for(filled: Path):
    # The events are damaged, and by their right checksum only the program itself could have done that.
    write(filled, {"events": {1: {"id": 5}}})
    glance = seen(filled)
    assert len(glance.all_contacts()) == 2
    glance.make_sure()
    with pytest.raises(MisfitError):
        glance.events()


def write(path: Path, tables: dict[str, dict[int, object]], **meta: int) -> None:
    """Put tables in place of others, as the program itself would write them."""
    storage = DurableStorage(path)
    storage.load()
    for name, value in meta.items():
        storage.say(name, value)
    unchanged = {name: dict(storage.documents(name)) for name in storage.tables}
    storage.write({**unchanged, **tables})  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    "contacts",
    [
        {1: {"id": "c", "application_id": "a", "name": 5}},
        {1: {"id": "c", "application_id": "gone", "name": "Dana"}},
        {1: {"id": "", "application_id": "a", "name": "Dana"}},
        {n: {"id": "c", "application_id": "a", "name": "Dana"} for n in (1, 2)},
    ],
)
def test_what_does_not_fit_is_left_to_the_store(filled: Path, contacts: dict[int, object]):
    write(filled, {"contacts": contacts, "notes": {}, "follow_ups": {}})
    with pytest.raises(MisfitError):
        seen(filled).all_contacts()


def test_a_note_that_does_not_fit_is_left_to_the_store(filled: Path):
    write(filled, {"notes": {1: {"id": "n", "contact_id": "c", "text": 5}}})
    glance = seen(filled)
    assert len(glance.all_notes()) == 1
    with pytest.raises(MisfitError):
        glance.note_for("c")


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.index(b"Thank you.")
    data[at : at + 1] = b"t"
    path.write_bytes(data)


def test_a_damaged_file_is_found_out_before_anything_counts(filled: Path):
    flipped(filled)
    glance = seen(filled)
    note = glance.note_for("d")
    assert note is not None
    assert note.text == "thank you."
    with pytest.raises(MisfitError):
        glance.make_sure()


def add_journal(path: Path) -> None:
    journal_of(path).touch()


def replace_by_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "change",
    [
        Path.unlink,
        add_journal,
        replace_by_fifo,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-60]),
        lambda path: path.write_bytes(path.read_bytes().replace(b",\n", b", \n")),
        lambda path: path.write_bytes(path.read_bytes()[: path.read_bytes().index(b"\n") + 5]),
        lambda path: write(path, {}, cleaned=0),
        lambda path: path.write_bytes(path.read_bytes().replace(b'"schema":1', b'"schema":2')),
        lambda path: path.write_bytes(path.read_bytes().replace(b'"clashes":', b'"crashes":')),
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_the_store(filled: Path, change: Callable[[Path], object]):
    change(filled)
    assert glance_at(Ahead(filled)) is None


def test_a_file_that_was_replaced_meanwhile_is_left_to_the_store(filled: Path):
    ahead = Ahead(filled)
    assert ahead.read() is not None
    with Store.open(filled) as store:
        store.put(Application(company="Fabrikam"))
    assert glance_at(ahead) is None
    assert ahead.checksum()


def test_there_is_no_other_shelf(filled: Path):
    with pytest.raises(AttributeError):
        seen(filled)._memory.shelf("drafts")


def test_a_store_is_opened_from_what_was_read_ahead(filled: Path):
    ahead = Ahead(filled)
    with Store.open(filled, ahead=ahead) as store:
        assert [each.name for each in store.all_contacts()] == ["Dana", "Dana c"]
    assert ahead.read() is None


def test_what_was_read_ahead_and_is_no_longer_there_is_read_again(filled: Path):
    ahead = Ahead(filled)
    assert ahead.read() is not None
    with Store.open(filled) as store:
        store.put(Application(company="Fabrikam"))
    with Store.open(filled, ahead=ahead) as store:
        assert store.applications()[-1].company == "Fabrikam"


def test_what_could_not_be_read_ahead_is_read_again(filled: Path):
    ahead = Ahead(filled.with_name("nothing.json"))
    with Store.open(filled, ahead=ahead) as store:
        assert len(store.applications()) == 2


def test_what_was_read_ahead_and_is_damaged_is_found_out(filled: Path):
    flipped(filled)
    with Store.open(filled, ahead=Ahead(filled)) as store:
        assert "was changed by hand or by another program" in store.notices[0]
