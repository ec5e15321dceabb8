"""What was deleted comes back as it was, with follow-ups as they should be; or goes for ever."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace
from thanks_tui.data.errors import NotFoundError, UnreadableError
from thanks_tui.data.models import Channel, Deleted, Removed, Trashed
from thanks_tui.data.store.store import Store
from thanks_tui.data.trash import (
    application_of,
    bring_back,
    delete_for_ever,
    newest_first,
    records_in,
)
from thanks_tui.data.walk import draft_notes, mark_sent, remove_contact

from tests.factories import make_application, make_contact

JOB = make_application()
DANA = make_contact(application_id=JOB.id, lead=True)
LEE = make_contact("Lee Park", application_id=JOB.id)
SENT = date(2026, 11, 13)


def contents(store: Store) -> list[object]:
    return [
        store.applications(),
        store.all_contacts(),
        store.all_notes(),
        sorted(store.follow_ups(), key=lambda each: each.step),
        store.events(),
    ]


@pytest.fixture
def thanked(store: Store) -> Store:
    """A store with two people who were thanked, so that follow-ups are open."""
    store.put(JOB, DANA, LEE)
    for note in draft_notes(store, JOB.id):
        mark_sent(store, note, Channel.EMAIL, SENT)
    return store


def only(store: Store) -> Trashed:
    [trashed] = store.trash()
    return trashed


class TestBringBack:
    def test_an_application_is_as_it_was(self, thanked: Store):
        before = contents(thanked)
        thanked.remove(JOB, label="Deleted Northwind")
        assert contents(thanked) == [[], [], [], [], []]
        assert bring_back(thanked, only(thanked))[0].label == "Northwind Robotics"
        assert contents(thanked) == before
        assert thanked.trash() == []

    def test_it_is_as_it_was_after_a_restart_too(self, thanked: Store):
        before = contents(thanked)
        thanked.remove(JOB)
        thanked.close()
        with Store.open(thanked.path) as again:
            again.put(other := make_application("Contoso"))
            bring_back(again, only(again))
            assert [each.id for each in again.applications()] == [JOB.id, other.id]
            again.remove(other)
            assert contents(again) == before

    def test_a_contact_is_back_in_their_place_with_the_follow_ups(self, thanked: Store):
        before = contents(thanked)
        remove_contact(thanked, DANA)
        assert {each.contact_id for each in thanked.follow_ups()} == {LEE.id}
        bring_back(thanked, only(thanked))
        assert contents(thanked) == before

    def test_what_was_used_up_is_theirs_again(self, thanked: Store):
        first = min(thanked.follow_ups(), key=lambda each: each.step)
        done = replace(first, done_on=date(2026, 12, 14))
        thanked.put(done)
        remove_contact(thanked, DANA)
        assert thanked.find("follow_ups", done.id) == replace(done, contact_id=None)
        bring_back(thanked, only(thanked))
        assert thanked.find("follow_ups", done.id) == done

    def test_it_can_be_undone_and_done_again(self, thanked: Store):
        before = contents(thanked)
        thanked.remove(JOB, label="Deleted Northwind")
        trashed = only(thanked)
        bring_back(thanked, trashed)
        assert thanked.undo() == "Brought back Northwind Robotics"
        assert thanked.trash() == [trashed]
        assert thanked.applications() == []
        bring_back(thanked, trashed)
        assert contents(thanked) == before

    def test_only_one_leads(self, thanked: Store):
        remove_contact(thanked, DANA)
        thanked.put(replace(LEE, lead=True))
        bring_back(thanked, only(thanked))
        assert [(each.name, each.lead) for each in thanked.contacts(JOB.id)] == [
            ("Dana Ortiz", False),
            ("Lee Park", True),
        ]
        assert {each.contact_id for each in thanked.follow_ups()} == {LEE.id}

    def test_what_is_there_under_the_same_id_stays_as_it_is(self, thanked: Store):
        remove_contact(thanked, DANA)
        changed = replace(DANA, title="Head of People", lead=False)
        thanked.put(changed)
        bring_back(thanked, only(thanked))
        assert thanked.contact(DANA.id) == changed
        assert len(thanked.notes(JOB.id)) == 2

    def test_fields_of_a_newer_version_come_back(self, thanked: Store):
        thanked.close()
        whole = json.loads(thanked.path.read_bytes())
        whole["contacts"]["1"]["pronouns"] = "she/her"
        thanked.path.write_text(json.dumps(whole))
        with Store.open(thanked.path) as store:
            remove_contact(store, DANA)
            bring_back(store, only(store))
        assert json.loads(thanked.path.read_bytes())["contacts"]["1"]["pronouns"] == "she/her"

    def test_an_event_that_another_person_got_stays_theirs(self, thanked: Store):
        event = next(each for each in thanked.events() if each.contact_id == DANA.id)
        remove_contact(thanked, DANA)
        given = replace(event, contact_id=LEE.id)
        thanked.put(given)
        bring_back(thanked, only(thanked))
        assert thanked.find("events", event.id) == given


class TestApplicationOfAContact:
    def test_it_comes_back_as_well(self, thanked: Store):
        before = contents(thanked)
        remove_contact(thanked, DANA)
        thanked.remove(thanked.application(JOB.id))
        application, contact = _both(thanked)
        assert application_of(thanked, contact) == application
        assert application_of(thanked, application) is None
        assert bring_back(thanked, contact) == (application, contact)
        assert contents(thanked) == before
        assert thanked.undo() == "Brought back Dana Ortiz"
        assert len(thanked.trash()) == 2

    def test_one_that_is_gone_for_ever_is_told(self, thanked: Store):
        remove_contact(thanked, DANA)
        thanked.remove(thanked.application(JOB.id))
        application, contact = _both(thanked)
        delete_for_ever(thanked, application)
        with pytest.raises(NotFoundError, match="application to Northwind Robotics is gone for ever"):
            bring_back(thanked, contact)
        assert thanked.trash() == [contact]

    def test_one_that_is_there_is_none(self, thanked: Store):
        remove_contact(thanked, DANA)
        assert application_of(thanked, only(thanked)) is None


def _both(store: Store) -> tuple[Trashed, Trashed]:
    [application] = [each for each in store.trash() if each.what is Deleted.APPLICATION]
    [contact] = [each for each in store.trash() if each.what is Deleted.CONTACT]
    return application, contact


class TestForEver:
    def test_it_is_gone_and_no_undo_brings_it_back(self, thanked: Store):
        thanked.put(replace(thanked.application(JOB.id), remarks="x"), label="Changed Northwind")
        thanked.remove(thanked.application(JOB.id), label="Deleted Northwind")
        delete_for_ever(thanked, only(thanked))
        assert thanked.trash() == []
        assert thanked.undo() == "Changed Northwind"
        assert thanked.applications() == []


class TestOdd:
    @pytest.mark.parametrize(
        "removed",
        [
            Removed(table="contacts", number=1, document={"id": "c", "name": "Dana"}),
            Removed(table="dreams", number=1, document={"id": "c"}),
            Removed(table="notes", number=1, document={"id": "n", "contact_id": "nobody"}),
        ],
    )
    def test_what_does_not_fit_together_stays_where_it_is(self, store: Store, removed: Removed):
        trashed = Trashed(
            deleted_on=datetime(2026, 11, 23, tzinfo=UTC),
            what=Deleted.APPLICATION,
            label="Northwind",
            removed=(removed,),
        )
        store.put(trashed)
        with pytest.raises(UnreadableError, match="does not fit together"):
            bring_back(store, trashed)
        assert store.trash() == [trashed]

    def test_places_of_another_machine_are_not_given_twice(self, store: Store):
        store.put(make_application("Contoso"))
        entries = [
            Trashed(
                deleted_on=datetime(2026, 11, 23, tzinfo=UTC),
                what=Deleted.APPLICATION,
                label=name,
                application_id=name,
                removed=(
                    Removed(table="applications", number=1, document={"id": name, "company": name}),
                    Removed(
                        table="contacts",
                        number=7,
                        document={"id": f"c{name}", "name": "Dana", "application_id": name},
                    ),
                ),
            )
            for name in ("Northwind", "Fabrikam")
        ]
        store.put(*entries)
        for entry in entries:
            bring_back(store, entry)
        store.close()
        with Store.open(store.path) as again:
            assert again.problems == ()
            assert [each.company for each in again.applications()] == ["Contoso", "Northwind", "Fabrikam"]
            assert len(again.all_contacts()) == 2


def test_the_records_are_told_in_order(thanked: Store):
    thanked.remove(thanked.application(JOB.id))
    kinds = [type(record).__name__ for record in records_in(only(thanked))]
    assert kinds[:3] == ["Application", "Contact", "Contact"]
    assert kinds.count("FollowUp") == 5


def test_the_newest_comes_first(store: Store):
    days = (3, 21, 12)
    store.put(
        *(
            Trashed(deleted_on=datetime(2026, 11, day, tzinfo=UTC), what=Deleted.CONTACT, label=str(day))
            for day in days
        )
    )
    assert [each.label for each in newest_first(store)] == ["21", "12", "3"]
