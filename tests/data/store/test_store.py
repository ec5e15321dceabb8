"""What is put into a store is there, in memory and on the disk, and comes back with undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.errors import NotFoundError, NotSavedError, ReadOnlyError
from thanks_tui.data.models import Application, Contact, Event, EventKind, Note, Profile, Purpose
from thanks_tui.data.store.store import Store
from thanks_tui.data.store.telling import Changed

from .conftest import Family, make_family


def contents(store: Store) -> tuple[object, ...]:
    applications = store.applications()
    return (
        store.profile,
        applications,
        store.all_contacts(),
        [store.notes(application.id) for application in applications],
        store.follow_ups(),
        store.events(),
    )


def reopened(store: Store) -> tuple[object, ...]:
    with Store.open(store.path, read_only=True) as other:
        assert other.problems == ()
        return contents(other)


class TestReading:
    def test_a_new_store_is_empty_and_makes_no_file(self, store: Store, path: Path):
        assert store.is_new
        assert store.profile == Profile()
        assert contents(store)[1:] == ([], [], [], [], [])
        assert not path.exists()

    def test_what_was_put_is_found_by_what_it_belongs_to(self, store: Store, family: Family):
        other = make_family("Contoso", "Lee Park")
        store.put(*family, *other)
        assert store.applications() == [family.application, other.application]
        assert store.application(other.application.id) == other.application
        assert store.contacts(other.application.id) == [other.contact]
        assert store.all_contacts() == [family.contact, other.contact]
        assert store.contact(family.contact.id) == family.contact
        assert store.notes(family.application.id) == [family.note]
        assert store.note(family.note.id) == family.note
        assert store.follow_ups() == [family.follow_up, other.follow_up]
        assert store.follow_ups(other.application.id) == [other.follow_up]
        assert store.events() == [family.event, other.event]
        assert store.events(family.application.id) == [family.event]

    def test_the_newest_note_for_a_purpose_is_found(self, store: Store, family: Family):
        newer = Note(contact_id=family.contact.id)
        later = Note(contact_id=family.contact.id, purpose=Purpose.FOLLOW_UP)
        store.put(*family, newer, later)
        assert store.note_for(family.contact.id) == newer
        assert store.note_for(family.contact.id, Purpose.FOLLOW_UP) == later
        assert store.note_for("nobody") is None

    def test_an_unknown_id_is_not_found(self, store: Store):
        for find in (store.application, store.contact, store.note):
            with pytest.raises(NotFoundError, match="There is no such"):
                find("nobody")

    def test_everything_is_there_after_a_restart(self, store: Store, family: Family):
        store.put(*family)
        store.put(Profile(name="Sam Okonkwo"))
        before = contents(store)
        store.close()
        with Store.open(store.path) as again:
            assert contents(again) == before
            assert not again.is_new


class TestTransaction:
    def test_an_exception_inside_leaves_memory_and_file(self, store: Store, family: Family, path: Path):
        store.put(*family)
        before, file = contents(store), path.read_bytes()
        with pytest.raises(NotFoundError), store.transaction("Nothing") as change:
            change.remove(family.application, Application(company="Nowhere"))
        assert contents(store) == before
        assert path.read_bytes() == file
        assert store.undo_label == ""

    def test_one_transaction_is_one_write(self, store: Store, path: Path):
        with store.transaction("Many") as change:
            for number in range(5):
                change.put(*make_family(f"Company {number}"))
        assert b'"generation":1,' in path.read_bytes()

    def test_a_transaction_inside_another_joins_it(self, store: Store, family: Family, path: Path):
        with store.transaction("Outer") as change:
            change.put(family.application)
            store.put(family.contact, label="Inner")
            assert store.all_contacts() == []
        assert store.all_contacts() == [family.contact]
        assert b'"generation":1,' in path.read_bytes()
        assert store.undo() == "Outer"
        assert store.undo() is None

    def test_nothing_to_do_writes_nothing(self, store: Store, family: Family, path: Path):
        store.put(*family)
        before = path.stat()
        store.put(*family)
        with store.transaction("Nothing"):
            pass
        with store.transaction("There and gone") as change:
            fresh = Application(company="Contoso")
            change.put(fresh)
            change.remove(fresh)
        assert path.stat() == before

    def test_an_application_takes_all_that_is_its(self, store: Store, family: Family):
        other = make_family("Contoso")
        store.put(*family, *other)
        store.remove(family.application)
        assert contents(store) == reopened(store)
        assert contents(store)[1:] == (
            [other.application],
            [other.contact],
            [[other.note]],
            [other.follow_up],
            [other.event],
        )

    def test_a_contact_takes_notes_events_and_follow_ups(self, store: Store, family: Family):
        turned_down = Event(
            application_id=family.application.id, what=EventKind.REJECTED, on=date(2025, 11, 12)
        )
        store.put(*family, turned_down)
        store.remove(family.contact)
        assert contents(store)[1:] == ([family.application], [], [[]], [], [turned_down])

    def test_what_the_same_transaction_added_goes_as_well(self, store: Store, family: Family):
        store.put(family.application)
        with store.transaction() as change:
            change.put(family.contact, family.note)
            change.remove(family.application)
            change.remove(family.contact)
        assert contents(store)[1:] == ([], [], [], [], [])

    def test_removing_what_is_not_there_is_refused(self, store: Store, family: Family):
        with pytest.raises(NotFoundError, match="There is no such application"):
            store.remove(family.application)

    @pytest.mark.parametrize("field", ["contact", "note", "follow_up", "event"])
    def test_a_record_that_would_belong_to_nothing_is_refused(
        self, store: Store, family: Family, path: Path, field: str
    ):
        with pytest.raises(NotFoundError, match="belongs to one of"):
            store.put(getattr(family, field))
        assert not path.exists()

    def test_a_contact_can_move_to_another_application(self, store: Store, family: Family):
        other = make_family("Contoso")
        store.put(*family, *other)
        moved = replace(family.contact, application_id=other.application.id)
        store.put(moved)
        assert store.contacts(other.application.id) == [moved, other.contact]
        assert store.contacts(family.application.id) == []

    def test_there_is_one_profile_whatever_its_id(self, store: Store):
        store.put(Profile(id="another", name="Sam"))
        store.put(Profile(name="Sam Okonkwo"))
        assert store.profile == Profile(name="Sam Okonkwo")
        store.remove(store.profile)
        assert store.is_new


class TestText:
    def test_what_a_terminal_obeys_never_gets_in(self, store: Store):
        store.put(
            Application(company="A\x1b]0;x\x07cme \u202e\ud800 Ltd", their_words="One\ttwo\r\nthree\x9b")
        )
        kept = store.applications()[0]
        assert kept.company == "A]0;xcme Ltd"
        assert kept.their_words == "One    two\nthree"
        assert contents(store) == reopened(store)

    @pytest.mark.parametrize("wrong", [5, float("nan"), None, ["x"]])
    def test_a_field_of_the_wrong_type_is_refused(self, store: Store, path: Path, wrong: object):
        with pytest.raises(NotSavedError, match="Not saved: a record of applications does not fit"):
            store.put(Application(company=wrong))  # type: ignore[arg-type]
        assert not path.exists()


class TestUndo:
    def test_nothing_to_undo(self, store: Store):
        assert store.undo_label is None
        assert store.undo() is None

    def test_what_was_removed_comes_back_where_it_was(self, store: Store):
        families = [make_family(f"Company {number}") for number in range(3)]
        for each in families:
            store.put(*each)
        before, file = contents(store), reopened(store)
        store.remove(families[1].application, label="Deleted Company 1")
        assert store.undo_label == "Deleted Company 1"
        assert store.undo() == "Deleted Company 1"
        assert contents(store) == before
        assert reopened(store) == file

    def test_what_was_replaced_comes_back(self, store: Store, family: Family):
        store.put(*family)
        store.put(replace(family.contact, name="Ana Ruiz"), label="Edited Ana Ruiz")
        store.undo()
        assert store.contact(family.contact.id) == family.contact
        assert contents(store) == reopened(store)

    def test_what_was_added_goes_and_what_was_given_to_it_later(self, store: Store, family: Family):
        store.put(family.application)
        store.put(family.contact, label="Added Dana")
        with store.transaction(undoable=False) as change:
            change.put(family.note, family.event)
        assert store.undo() == "Added Dana"
        assert contents(store)[1:] == ([family.application], [], [[]], [], [])

    def test_a_change_that_is_not_undoable_is_left_alone(self, store: Store, family: Family):
        store.put(*family, label="Added")
        note = replace(family.note, subject="Thank you")
        store.put(note, label="Subject")
        with store.transaction(undoable=False) as change:
            change.put(replace(note, text="Half a sentence", edited=True))
        assert store.undo() == "Subject"
        assert store.note(note.id) == replace(family.note, text="Half a sentence", edited=True)

    def test_a_field_that_changed_again_since_stays(self, store: Store, family: Family):
        store.put(*family, label="Added")
        store.put(replace(family.note, text="One"), label="One")
        with store.transaction(undoable=False) as change:
            change.put(replace(family.note, text="Two"))
        store.undo()
        assert store.note(family.note.id).text == "Two"

    def test_nothing_comes_back_to_what_is_gone(self, store: Store, family: Family):
        store.put(*family)
        store.remove(family.note, label="Deleted the note")
        with store.transaction(undoable=False) as change:
            change.remove(family.application)
        assert store.undo() == "Deleted the note"
        assert contents(store)[1:] == ([], [], [], [], [])

    def test_what_was_removed_and_added_anew_stays_as_it_is(self, store: Store, family: Family):
        store.put(*family)
        store.remove(family.note, label="Deleted the note")
        newer = replace(family.note, text="New")
        with store.transaction(undoable=False) as change:
            change.put(newer)
        store.undo()
        assert store.note(newer.id) == newer

    def test_a_note_moved_to_an_added_contact_survives_undo(self, store: Store, family: Family):
        store.put(*family)
        other = Contact(application_id=family.application.id, name="Lee Park")
        with store.transaction("Moved") as change:
            change.put(other, replace(family.note, contact_id=other.id))
        store.undo()
        assert store.notes(family.application.id) == [family.note]
        assert store.all_contacts() == [family.contact]

    def test_what_was_edited_and_then_removed_for_good_stays_away(self, store: Store, family: Family):
        store.put(*family)
        store.put(replace(family.note, text="One"), label="Edited")
        with store.transaction(undoable=False) as change:
            change.remove(family.note)
        assert store.undo() == "Edited"
        assert store.notes(family.application.id) == []


class TestTelling:
    def test_a_commit_says_what_changed(self, store: Store, family: Family):
        told: list[Changed] = []
        store.subscribe(told.append)
        store.put(*family)
        store.put(replace(family.note, text="x"))
        store.remove(family.application)
        store.put(Profile(name="Sam"))
        every = frozenset({"applications", "contacts", "notes", "follow_ups", "events"})
        ours = frozenset({family.application.id})
        assert told == [
            Changed(every, ours),
            Changed(frozenset({"notes"}), ours),
            Changed(every | {"trash"}, ours),
            Changed(frozenset({"profile"}), frozenset()),
        ]

    def test_both_applications_of_a_moved_contact_are_told(self, store: Store, family: Family):
        other = make_family("Contoso")
        store.put(*family, *other)
        told: list[Changed] = []
        store.subscribe(told.append)
        store.put(replace(family.contact, application_id=other.application.id))
        store.undo()
        both = Changed(frozenset({"contacts"}), frozenset({family.application.id, other.application.id}))
        assert told == [both, both]

    def test_who_has_unsubscribed_hears_nothing(self, store: Store, family: Family):
        told: list[Changed] = []
        unsubscribe = store.subscribe(told.append)
        unsubscribe()
        unsubscribe()
        store.put(*family)
        assert told == []


class TestReadOnly:
    def test_nothing_is_made_and_nothing_can_be_written(self, path: Path, family: Family):
        with Store.open(path, read_only=True) as store:
            assert store.is_new
            assert not store.locked_out
            with pytest.raises(ReadOnlyError, match="opened for reading only"):
                store.put(*family)
            with pytest.raises(ReadOnlyError):
                store.undo()
        assert not path.parent.exists()

    def test_a_closed_store_can_be_read_and_not_written(self, store: Store, family: Family):
        store.put(*family)
        store.close()
        assert store.applications() == [family.application]
        with pytest.raises(ReadOnlyError):
            store.put(*make_family())

    def test_a_second_window_reads_and_says_why(self, store: Store, family: Family):
        store.put(*family)
        with Store.open(store.path) as second:
            assert second.locked_out
            assert second.read_only
            assert contents(second) == contents(store)
            with pytest.raises(ReadOnlyError, match="another window"):
                second.put(*make_family())


def test_a_note_of_ten_megabytes_is_kept(store: Store, path: Path, family: Family):
    store.put(*family)
    store.put(replace(family.note, text="Dear Dana,\n" + "thank you. " * 1_000_000))
    with Store.open(path, read_only=True) as again:
        assert again.all_notes() == store.all_notes()
        assert len(again.all_notes()[0].text) > 10_000_000
