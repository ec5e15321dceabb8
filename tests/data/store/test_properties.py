"""What holds for any records and any order of changes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace
from thanks_tui.data.models import (
    AnyRecord,
    Application,
    Contact,
    Event,
    EventKind,
    FollowUp,
    Kind,
    MailThread,
    Note,
    OwnPoint,
    OwnWording,
    PointChoice,
    PointTick,
    Profile,
    Purpose,
    Stage,
    State,
    Tone,
)
from thanks_tui.data.store.store import Store

text = st.text(st.characters(codec=None), max_size=40)
days = st.none() | st.dates(min_value=date(1, 1, 1))
threads = st.none() | st.builds(
    MailThread, subject=text, message_id=text, references=st.lists(text, max_size=3).map(tuple), sender=text
)
choices = st.lists(st.builds(PointChoice, id=text, ticked=st.booleans(), own=text), max_size=4).map(tuple)
profiles = st.builds(
    Profile,
    name=text,
    tone=st.sampled_from(Tone),
    points=st.lists(st.builds(PointTick, id=text, ticked=st.booleans()), max_size=3).map(tuple),
    own_wordings=st.lists(st.builds(OwnWording, point=text, text=text), max_size=2).map(tuple),
    own_points=st.lists(st.builds(OwnPoint, title=text, text=text), max_size=2).map(tuple),
)
applications = st.builds(
    Application,
    company=text,
    their_words=text,
    rejected_on=days,
    stage=st.sampled_from(Stage),
    thread=threads,
)


def contacts(parents: list[Application]) -> st.SearchStrategy[Contact]:
    ids = st.sampled_from([parent.id for parent in parents])
    return st.builds(Contact, application_id=ids, name=text, kind=st.sampled_from(Kind), lead=st.booleans())


def notes(parents: list[Contact]) -> st.SearchStrategy[Note]:
    ids = st.sampled_from([parent.id for parent in parents])
    states = st.sampled_from(State)
    return st.builds(Note, contact_id=ids, points=choices, text=text, state=states, sent_on=days)


def everything(store: Store) -> list[list[AnyRecord]]:
    """Every record of a store, table by table, in order."""
    return [
        [store.profile],
        list(store.applications()),
        list(store.all_contacts()),
        list(store.all_notes()),
        list(store.follow_ups()),
        list(store.events()),
    ]


@contextmanager
def fresh_path() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="thanks-") as folder:
        yield Path(folder) / "thanks.json"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_goes_in_comes_out(data: st.DataObject):
    some = data.draw(st.lists(applications, min_size=1, max_size=3))
    people = data.draw(st.lists(contacts(some), min_size=1, max_size=3))
    letters = data.draw(st.lists(notes(people), max_size=3))
    with fresh_path() as path, Store.open(path) as store:
        store.put(data.draw(profiles), *some, *people, *letters)
        kept = everything(store)
        with Store.open(path, read_only=True) as again:
            assert everything(again) == kept
            assert again.problems == again.notices == ()
        assert [len(records) for records in kept[1:4]] == [len(some), len(people), len(letters)]
        store.undo()
        assert everything(store) == [[Profile()], [], [], [], [], []]


class Walk(RuleBasedStateMachine):
    """Changes in any order; undo goes back through every one of them, and the file always says the same."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="thanks-")
        self.path = Path(self._folder.name) / "thanks.json"
        self.store = Store.open(self.path)
        self.past: list[list[list[AnyRecord]]] = []

    def teardown(self) -> None:
        self.store.close()
        self._folder.cleanup()

    def change(self, *put: AnyRecord) -> None:
        before = everything(self.store)
        self.store.put(*put, label=f"Change {len(self.past)}")
        if everything(self.store) != before:
            self.past.append(before)

    @initialize(company=text)
    def begin(self, company: str) -> None:
        self.change(Application(company=company))

    @rule(company=text, data=st.data())
    def apply(self, company: str, data: st.DataObject) -> None:
        application = Application(company=company)
        contact = Contact(application_id=application.id, name=data.draw(text))
        self.change(contact, application, Note(contact_id=contact.id))

    @precondition(lambda self: self.store.applications())
    @rule(name=text, data=st.data())
    def meet(self, name: str, data: st.DataObject) -> None:
        application = data.draw(st.sampled_from(self.store.applications()))
        contact = Contact(application_id=application.id, name=name)
        due = FollowUp(application_id=application.id, contact_id=contact.id, due_on=date(2025, 12, 1))
        told = Event(application_id=application.id, what=EventKind.REJECTED, on=date(2025, 11, 1))
        self.change(contact, due, told)

    @precondition(lambda self: self.store.all_contacts())
    @rule(data=st.data(), purpose=st.sampled_from(Purpose))
    def write(self, data: st.DataObject, purpose: Purpose) -> None:
        contact = data.draw(st.sampled_from(self.store.all_contacts()))
        self.change(replace(contact, name=data.draw(text)), Note(contact_id=contact.id, purpose=purpose))

    @precondition(lambda self: self.store.all_notes())
    @rule(data=st.data(), words=text)
    def edit(self, data: st.DataObject, words: str) -> None:
        self.change(replace(data.draw(st.sampled_from(self.store.all_notes())), text=words, edited=True))

    @precondition(lambda self: len(self.store.applications()) > 1 and self.store.all_contacts())
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        contact = data.draw(st.sampled_from(self.store.all_contacts()))
        application = data.draw(st.sampled_from(self.store.applications()))
        self.change(replace(contact, application_id=application.id))

    @precondition(lambda self: any(everything(self.store)[1:]))
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        records = [record for table in everything(self.store)[1:] for record in table]
        self.past.append(everything(self.store))
        self.store.remove(data.draw(st.sampled_from(records)), label=f"Change {len(self.past) - 1}")

    @rule()
    def undo(self) -> None:
        label = self.store.undo()
        assert label == (f"Change {len(self.past) - 1}" if self.past else None)
        if self.past:
            assert everything(self.store) == self.past.pop()

    @rule()
    def restart(self) -> None:
        before = everything(self.store)
        self.store.close()
        self.store = Store.open(self.path)
        self.past.clear()
        assert everything(self.store) == before

    @invariant()
    def the_file_says_the_same(self) -> None:
        with Store.open(self.path, read_only=True) as other:
            assert everything(other) == everything(self.store)
            assert other.problems == other.notices == ()

    @invariant()
    def nothing_hangs_in_the_air(self) -> None:
        applications, contacts = everything(self.store)[1:3]
        ids = {record.id for record in (*applications, *contacts)}
        assert all(contact.application_id in ids for contact in self.store.all_contacts())
        assert all(note.contact_id in ids for note in self.store.all_notes())


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
