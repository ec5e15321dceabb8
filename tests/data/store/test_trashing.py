"""What is deleted lies in the trash until its time is over, whatever a clock says that is wrong for once."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.deleted import DAYS_KEPT, days_left
from thanks_tui.data.errors import NotSavedError
from thanks_tui.data.models import Contact, Deleted, FollowUp, Profile, Trashed
from thanks_tui.data.store.store import Store

from .conftest import Family, make_family
from .faults import Faults

BEGIN = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


class Clock:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.time = BEGIN

    def __call__(self) -> datetime:
        return self.time

    def put(self, **ahead: int) -> None:
        """Put it so far from where it stood at first."""
        self.time = BEGIN + timedelta(**ahead)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[Store]:
    with Store.open(path, now=clock) as opened:
        yield opened


def start(path: Path, clock: Clock, **ahead: int) -> list[Trashed]:
    """Start the program at a time, change something, leave, and return what is in the trash then."""
    clock.put(**ahead)
    with Store.open(path, now=clock) as store:
        store.put(Profile(name=f"Sam {ahead}"))
        return store.trash()


def tables(trashed: Trashed) -> list[str]:
    return [each.table for each in trashed.removed]


class TestThrownAway:
    def test_an_application_is_one_entry_with_all_that_was_its(self, store: Store, family: Family):
        store.put(*family, *make_family("Contoso", "Lee Park"))
        store.remove(family.application, label="Deleted Northwind")
        [trashed] = store.trash()
        assert (trashed.what, trashed.label, trashed.company) == (
            Deleted.APPLICATION,
            "Northwind",
            "Northwind",
        )
        assert (trashed.application_id, trashed.deleted_on) == (family.application.id, BEGIN)
        assert tables(trashed) == ["applications", "contacts", "notes", "follow_ups", "events"]
        assert {each.document["id"] for each in trashed.removed} == {record.id for record in family}

    def test_a_contact_is_one_entry_of_its_company(self, store: Store, family: Family):
        store.put(*family)
        store.remove(family.contact)
        [trashed] = store.trash()
        assert (trashed.what, trashed.label, trashed.company) == (
            Deleted.CONTACT,
            "Dana Ortiz",
            "Northwind",
        )
        assert trashed.application_id == family.application.id
        assert tables(trashed) == ["contacts", "notes", "follow_ups", "events"]

    @pytest.mark.parametrize(
        ("known", "label"),
        [
            ({"title": "Head of People"}, "Head of People"),
            ({"email": "hr@contoso.example"}, "hr@contoso.example"),
        ],
    )
    def test_a_contact_without_a_name_is_called_by_what_is_known(
        self, store: Store, family: Family, known: dict[str, str], label: str
    ):
        nameless = Contact(application_id=family.application.id, name="", **known)
        store.put(*family, nameless)
        store.remove(nameless)
        assert store.trash()[0].label == label

    def test_each_that_is_deleted_at_once_has_its_own(self, store: Store, family: Family):
        lee = Contact(application_id=family.application.id, name="Lee Park")
        other = make_family("Contoso", "Ana Ruiz")
        store.put(*family, lee, *other)
        store.remove(lee, other.application, family.contact)
        assert [trashed.label for trashed in store.trash()] == ["Lee Park", "Contoso", "Dana Ortiz"]

    def test_a_contact_deleted_with_its_application_has_none_of_its_own(self, store: Store, family: Family):
        store.put(*family)
        store.remove(family.contact, family.application)
        [trashed] = store.trash()
        assert trashed.label == "Northwind"
        assert len(trashed.removed) == len(family)

    def test_nothing_else_that_is_removed_goes_there(self, store: Store, family: Family):
        store.put(*family)
        store.remove(family.follow_up, family.note)
        assert store.trash() == []

    def test_nor_what_goes_beside_a_contact(self, store: Store, family: Family):
        beside = FollowUp(application_id=family.application.id, due_on=date(2026, 12, 1))
        store.put(*family, beside)
        store.remove(family.contact, beside)
        [trashed] = store.trash()
        assert beside.id not in {each.document["id"] for each in trashed.removed}

    def test_what_is_not_theirs_any_more_is_remembered(self, store: Store, family: Family):
        store.put(*family)
        lee = Contact(application_id=family.application.id, name="Lee Park")
        with store.transaction("Deleted Dana") as change:
            change.put(
                lee, replace(family.follow_up, contact_id=None), replace(family.event, contact_id=lee.id)
            )
            change.remove(family.contact)
        [trashed] = store.trash()
        # What another person has taken over is theirs now.
        assert tables(trashed) == ["contacts", "notes", "follow_ups"]
        assert store.follow_ups() == [replace(family.follow_up, contact_id=None)]

    def test_nothing_is_kept_where_that_is_asked(self, store: Store, family: Family):
        store.put(*family)
        with store.transaction("Forgot them", to_trash=False) as change:
            change.remove(family.contact)
        assert store.trash() == []

    def test_fields_of_a_newer_version_are_in_it(self, path: Path, clock: Clock, family: Family):
        with Store.open(path, now=clock) as store:
            store.put(*family)
        whole = json.loads(path.read_bytes())
        whole["contacts"]["1"]["pronouns"] = "she/her"
        path.write_text(json.dumps(whole))
        with Store.open(path, now=clock) as store:
            store.remove(family.contact)
        with Store.open(path, now=clock) as store:
            assert store.trash()[0].removed[0].document["pronouns"] == "she/her"
            assert store.problems == ()

    def test_undo_takes_the_entry_away_again(self, store: Store, family: Family, path: Path):
        store.put(*family)
        store.remove(family.application, label="Deleted Northwind")
        assert store.undo() == "Deleted Northwind"
        assert store.trash() == []
        assert store.contacts(family.application.id) == [family.contact]
        assert b"deleted_on" not in path.read_bytes()

    def test_an_entry_without_a_time_zone_is_set_aside(self, store: Store, family: Family, path: Path):
        store.put(*family)
        store.remove(family.contact)
        path.write_bytes(path.read_bytes().replace(b"2026-11-23T18:30:00Z", b"2026-11-23T18:30:00"))
        with Store.open(path, read_only=True) as other:
            assert other.trash() == []
            assert len(other.problems) == 1


@pytest.fixture
def thrown(path: Path, clock: Clock, family: Family) -> Path:
    """A store with one entry in its trash, of the day on which the clock began."""
    with Store.open(path, now=clock) as store:
        store.put(*family)
        store.remove(family.application)
    return path


class TestTime:
    def test_it_is_kept_for_its_days(self, thrown: Path, clock: Clock):
        assert len(start(thrown, clock, days=1)) == 1
        assert len(start(thrown, clock, days=DAYS_KEPT - 1)) == 1
        assert len(start(thrown, clock, days=DAYS_KEPT)) == 1
        assert start(thrown, clock, days=DAYS_KEPT + 1) == []

    def test_it_goes_with_a_write_and_not_by_itself(self, thrown: Path, clock: Clock):
        start(thrown, clock, days=DAYS_KEPT)
        clock.put(days=DAYS_KEPT + 1)
        before = thrown.read_bytes()
        with Store.open(thrown, now=clock) as store:
            assert len(store.trash()) == 1
        assert thrown.read_bytes() == before

    def test_undo_does_not_bring_it_back(self, thrown: Path, clock: Clock):
        start(thrown, clock, days=DAYS_KEPT)
        clock.put(days=DAYS_KEPT + 1)
        with Store.open(thrown, now=clock) as store:
            store.put(Profile(name="Sam Okonkwo"), label="Changed who signs")
            store.undo()
            assert store.trash() == []

    def test_a_write_that_fails_leaves_it_to_the_next(self, thrown: Path, clock: Clock, faults: Faults):
        start(thrown, clock, days=DAYS_KEPT)
        clock.put(days=DAYS_KEPT + 1)
        with Store.open(thrown, now=clock) as store:
            faults.arm(1, errno.ENOSPC, lasting=True)
            with pytest.raises(NotSavedError):
                store.put(Profile(name="Sam Okonkwo"))
            faults.disarm()
            assert len(store.trash()) == 1
            store.put(Profile(name="Sam Okonkwo"))
            assert store.trash() == []

    def test_what_the_first_change_touches_is_left_to_it(self, thrown: Path, clock: Clock):
        start(thrown, clock, days=DAYS_KEPT)
        clock.put(days=DAYS_KEPT + 1)
        with Store.open(thrown, now=clock) as store:
            [trashed] = store.trash()
            store.remove(trashed, label="Deleted for ever")
            assert store.trash() == []
            store.undo()
            assert store.trash() == [trashed]

    @pytest.mark.parametrize("wrong", [-3650, 25_550])
    def test_one_start_with_a_wrong_clock_empties_nothing(self, thrown: Path, clock: Clock, wrong: int):
        start(thrown, clock, days=2)
        assert len(start(thrown, clock, days=wrong)) == 1
        assert len(start(thrown, clock, days=wrong)) == 1
        assert len(start(thrown, clock, days=3)) == 1
        assert len(start(thrown, clock, days=4)) == 1

    @pytest.mark.parametrize("wrong", [-3650, 25_550])
    def test_what_is_deleted_under_a_wrong_clock_has_its_days(
        self, path: Path, clock: Clock, family: Family, wrong: int
    ):
        with Store.open(path, now=clock) as store:
            store.put(*family)
        clock.put(days=wrong)
        with Store.open(path, now=clock) as store:
            store.remove(family.application)
        for day in range(1, DAYS_KEPT):
            assert len(start(path, clock, days=day)) == 1
        start(path, clock, days=DAYS_KEPT + 2)
        assert start(path, clock, days=DAYS_KEPT + 3) == []

    @pytest.mark.parametrize("odd", [-1, 0, 2**70, "soon", None, True])
    def test_a_day_that_is_none_is_passed_over(self, thrown: Path, clock: Clock, odd: object):
        whole = json.loads(thrown.read_bytes())
        whole["meta"]["1"]["seen"] = odd
        thrown.write_text(json.dumps(whole))
        assert len(start(thrown, clock, days=DAYS_KEPT)) == 1

    def test_the_days_left_are_counted(self):
        trashed = Trashed(deleted_on=BEGIN, what=Deleted.CONTACT, label="Dana Ortiz")
        day = BEGIN.date()
        assert days_left(trashed, day) == DAYS_KEPT
        assert days_left(trashed, day + timedelta(days=29)) == 1
        assert days_left(trashed, day + timedelta(days=400)) == 0
        assert days_left(trashed, day - timedelta(days=400)) == DAYS_KEPT
