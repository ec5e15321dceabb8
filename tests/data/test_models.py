"""The records: frozen, with ids of their own, and the same after a trip through JSON."""

from __future__ import annotations

from datetime import UTC, date

import msgspec
import pytest
from thanks_tui.data.clock import today, utc_now
from thanks_tui.data.errors import (
    DamagedStoreError,
    NewerStoreError,
    NotFoundError,
    NotSavedError,
    NotWrittenError,
    ReadOnlyError,
    StoreError,
    ThanksError,
    UnreadableError,
    UsageError,
)
from thanks_tui.data.models import (
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
    Profile,
    new_id,
)

DAY = date(2026, 11, 12)


def test_every_record_has_an_id_of_its_own():
    assert len({Application(company="X").id for _ in range(100)}) == 100
    assert len(new_id()) == 32
    assert int(new_id(), 16) > 0
    assert Profile().id == "profile"
    assert OwnWording(point="time", text="x").id.startswith("own.")
    assert OwnPoint(title="x", text="x").id.startswith("own.")


def test_a_record_is_never_changed():
    job = Application(company="X")
    with pytest.raises(AttributeError):
        job.company = "Y"  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize(
    "record",
    [
        Profile(name="Sam", own_points=(OwnPoint(title="Tea", text="Good."),)),
        Application(company="X", rejected_on=DAY, thread=MailThread(references=("<0@x.com>",))),
        Contact(application_id="a", name="李伟", kind=Kind.HIRING_MANAGER),
        Note(contact_id="c", sent_on=DAY),
        FollowUp(application_id="a", due_on=DAY),
        Event(application_id="a", what=EventKind.THANKED, on=DAY),
    ],
)
def test_a_record_comes_through_json_as_it_was(record: object):
    assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record


def test_what_a_newer_version_added_does_not_stop_the_reading():
    data = b'{"id": "a", "company": "X", "salary": {"from": 1}}'
    assert msgspec.json.decode(data, type=Application) == Application(id="a", company="X")


def test_a_wrong_word_is_refused():
    with pytest.raises(msgspec.ValidationError, match="kind"):
        msgspec.json.decode(b'{"application_id": "a", "name": "D", "kind": "boss"}', type=Contact)


def test_every_error_is_of_the_family_and_has_its_exit_code():
    ordinary = [NotFoundError, UnreadableError, NotWrittenError, StoreError]
    of_the_store = [NotSavedError, ReadOnlyError, DamagedStoreError, NewerStoreError]
    assert all(issubclass(kind, ThanksError) and kind.exit_code == 1 for kind in ordinary + of_the_store)
    assert all(issubclass(kind, StoreError) for kind in of_the_store)
    assert UsageError.exit_code == 2
    assert str(NotFoundError("There is no such note.")) == "There is no such note."


def test_the_clock_tells_the_users_date_and_an_aware_time():
    before, found, after = date.today(), today(), date.today()
    assert before <= found <= after
    assert utc_now().tzinfo is UTC
    assert utc_now().microsecond == 0
