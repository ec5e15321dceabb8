"""Everything out to one JSON file, and back in."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.errors import UnreadableError
from thanks_tui.data.exchange.archive import (
    LARGEST,
    MOST_PROBLEMS,
    count_records,
    export_json,
    merge_archive,
    plan_merge,
    read_archive,
)
from thanks_tui.data.models import (
    AnyRecord,
    Application,
    Channel,
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
    State,
    Tone,
)
from thanks_tui.data.store.store import Store

DAY = date(2026, 11, 12)
PROFILE = Profile(
    name="Sam Okonkwo",
    tone=Tone.PLAIN,
    points=(PointTick(id="time", ticked=True),),
    own_wordings=(OwnWording(point="time", text="Thank you, {name}.\n\nReally."),),
    own_points=(OwnPoint(title="The tea", text="It was good."),),
)
JOB = Application(
    id="a1",
    company="Northwind",
    rejected_on=DAY,
    their_words="It was close.\n\nReally.",
    resting=True,
    thread=MailThread(subject="Your application", message_id="<1@x.com>", references=("<0@x.com>",)),
)
DANA = Contact(id="c1", application_id="a1", name="Zoë Müller 李", kind=Kind.RECRUITER, lead=True)
NOTE = Note(
    id="n1",
    contact_id="c1",
    points=(PointChoice(id="time", own="Thanks.\nA lot."),),
    text="Dear Zoë,\n\nthank you.",
    edited=True,
    channel=Channel.EMAIL,
    state=State.SENT,
    sent_on=DAY,
)
LATER = FollowUp(id="f1", application_id="a1", contact_id="c1", due_on=date(2026, 12, 12), reason="30 days")
THEN = Event(id="e1", application_id="a1", what=EventKind.REJECTED, on=DAY)
ALL: tuple[AnyRecord, ...] = (PROFILE, JOB, Application(id="a2", company="Contoso"), DANA, NOTE, LATER, THEN)


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "new" / "thanks.json") as store:
        yield store


@pytest.fixture
def full(tmp_path: Path):
    with Store.open(tmp_path / "full" / "thanks.json") as store:
        store.put(*ALL)
        yield store


def archive_of(**tables: object):
    return read_archive(json.dumps(tables).encode())


def test_export_is_complete_readable_and_stable(full: Store):
    data = export_json(full)
    assert data == export_json(full)
    assert data.endswith(b"}\n")
    whole = json.loads(data)
    assert list(whole) == ["schema", "profile", "applications", "contacts", "notes", "follow_ups", "events"]
    assert whole["schema"] == 1
    assert [one["company"] for one in whole["applications"]] == ["Northwind", "Contoso"]
    assert whole["notes"][0]["contact_id"] == whole["contacts"][0]["id"] == "c1"
    assert whole["contacts"][0]["name"] == "Zoë Müller 李"
    assert "李".encode() in data
    assert b'\n  "applications": [\n    {\n      "id": "a1",\n' in data


def test_what_goes_out_comes_in_again(full: Store, store: Store):
    plan = merge_archive(read_archive(export_json(full)), store)
    assert (plan.added, plan.replaced, plan.same, plan.problems) == (ALL, (), (), ())
    assert export_json(store) == export_json(full)
    assert store.undo_label == "Imported profile, 2 applications, 1 contact, 1 note, 1 follow-up, 1 event"


def test_the_same_file_twice_changes_nothing(full: Store):
    before = full.generation
    plan = merge_archive(read_archive(export_json(full)), full)
    assert (plan.added, plan.replaced, plan.same) == ((), (), ALL)
    assert full.generation == before


def test_an_import_is_undone_as_one(full: Store, store: Store):
    merge_archive(read_archive(export_json(full)), store, label="Imported the old laptop")
    assert store.undo() == "Imported the old laptop"
    assert store.applications() == []
    assert store.is_new


def test_an_empty_profile_is_not_brought_in(store: Store):
    assert read_archive(export_json(store)).records == ()
    merge_archive(read_archive(export_json(store)), store)
    assert store.is_new


def test_ours_is_kept_unless_theirs_is_chosen(full: Store):
    archive = archive_of(
        applications=[{"id": "a1", "company": "Northwind Robotics"}], profile={"name": "Samuel"}
    )
    plan = merge_archive(archive, full)
    assert [record.id for record in plan.replaced] == ["profile", "a1"]
    assert full.application("a1") == JOB
    assert merge_archive(archive, full, replace=True) == plan
    assert full.application("a1") == Application(id="a1", company="Northwind Robotics")
    assert full.profile == Profile(name="Samuel")
    assert full.contact("c1") == DANA
    assert plan_merge(archive, full).replaced == ()


def test_what_comes_in_has_its_follow_ups_and_one_undo_takes_both(full: Store):
    """A note that was sent on another machine puts the follow-ups down here as well."""
    archive = archive_of(
        applications=[{"id": "a3", "company": "Fabrikam"}],
        contacts=[
            {"id": "c3", "application_id": "a3", "name": "Lee"},
            {"id": "c4", "application_id": "a2", "name": "Ana"},
        ],
        notes=[
            {"id": "n3", "contact_id": "c3", "state": "sent", "sent_on": "2026-11-13"},
            {"id": "n4", "contact_id": "c4", "state": "sent", "sent_on": "2026-11-13"},
        ],
    )
    merge_archive(archive, full)
    assert [each.step for each in full.follow_ups("a3")] == [30, 60, 90, 180, 330]
    assert {each.contact_id for each in full.follow_ups("a2")} == {"c4"}
    assert full.follow_ups("a1") == [LATER]
    full.undo()
    assert full.follow_ups() == [LATER]


def test_another_usual_cadence_moves_what_is_open(full: Store):
    contacts = [{"id": "c4", "application_id": "a2", "name": "Ana"}]
    notes = [{"id": "n4", "contact_id": "c4", "state": "sent", "sent_on": "2026-11-13"}]
    merge_archive(archive_of(contacts=contacts, notes=notes), full)
    merge_archive(archive_of(profile={"name": "Sam", "cadence": [10]}), full, replace=True)
    assert [each.step for each in full.follow_ups("a2")] == [10]


def test_an_application_from_the_same_mail_is_the_same_whatever_its_id(full: Store):
    archive = archive_of(
        applications=[
            {"id": "b1", "company": "Northwind Ltd", "thread": {"message_id": "<1@x.com>"}},
            {"id": "b2", "company": "Fabrikam", "thread": {"message_id": "<2@x.com>"}},
            {"id": "b3", "company": "Contoso", "thread": {"subject": "no id"}},
        ],
        contacts=[
            {"id": "d1", "application_id": "b1", "name": "Dana"},
            {"id": "d2", "application_id": "b2", "name": "Lee"},
        ],
        notes=[{"id": "m1", "contact_id": "d1"}],
        follow_ups=[{"id": "g1", "application_id": "b1", "due_on": "2026-12-12"}],
        events=[{"id": "f1", "application_id": "b1", "what": "turned down", "on": "2026-11-12"}],
    )
    plan = merge_archive(archive, full)
    assert [record.id for record in plan.added] == ["b2", "b3", "d2"]
    assert [record.id for record in plan.same] == ["b1", "d1", "m1", "g1", "f1"]
    assert [twin.company for twin in plan.twins] == ["Northwind Ltd"]
    assert plan.problems == ()
    assert [each.id for each in full.applications()] == ["a1", "a2", "b2", "b3"]


def test_only_ids_names_and_links_have_to_be_there(store: Store):
    archive = archive_of(
        applications=[{"id": "a", "company": "Contoso", "role": None, "salary": 5}],
        contacts=[{"id": "c", "application_id": "a", "name": ""}],
        notes=[{"id": "n", "contact_id": "c"}],
        follow_ups=[{"id": "f", "application_id": "a", "contact_id": None, "due_on": "2026-12-12"}],
        events=[{"id": "e", "application_id": "a", "what": "turned down", "on": "2026-11-12"}],
    )
    assert archive.problems == ()
    assert (
        count_records(merge_archive(archive, store).added)
        == "1 application, 1 contact, 1 note, 1 follow-up, 1 event"
    )
    assert store.note("n") == Note(id="n", contact_id="c")


@pytest.mark.parametrize(
    ("table", "item", "sentence"),
    [
        ("applications", {"company": "X"}, "Application 1 was left out: it has no id."),
        ("applications", {"id": "", "company": "X"}, "Application 1 was left out: it has no id."),
        ("applications", {"id": "x" * 101, "company": "X"}, "Application 1 was left out: it has no id."),
        ("applications", {"id": "a"}, "Application 1 was left out: Object missing required field company."),
        (
            "applications",
            {"id": 5, "company": "X"},
            "Application 1 was left out: Expected str, got int (id).",
        ),
        ("applications", "X", "Application 1 was left out: it is no object."),
        (
            "applications",
            {"id": "a", "company": "X", "rejected_on": "12 nov"},
            "Application 1 was left out: Invalid RFC3339 encoded date (rejected_on).",
        ),
        (
            "contacts",
            {"id": "c", "application_id": "a", "name": "D", "kind": "bo\x1b[1mss"},
            "Contact 1 was left out: Invalid enum value 'bo[1mss' (kind).",
        ),
        (
            "contacts",
            {"id": "c", "application_id": "", "name": "D"},
            "Contact 1 was left out: its application_id is empty.",
        ),
        (
            "follow_ups",
            {"id": "f", "application_id": "a"},
            "Follow-up 1 was left out: Object missing required field due_on.",
        ),
        (
            "follow_ups",
            {"id": "f", "application_id": "a", "due_on": "2026-12-12", "moved": 10**18},
            "Follow-up 1 was left out: Expected int <= 2147483647 (moved).",
        ),
    ],
)
def test_a_record_that_does_not_fit_is_told(table: str, item: object, sentence: str):
    archive = archive_of(**{"applications": [], table: [item]})
    assert (archive.records, archive.problems) == ((), (sentence,))


def test_the_rest_is_read_all_the_same():
    archive = archive_of(
        profile=[],
        applications=[
            {"id": "a", "company": "X"},
            5,
            {"id": "a", "company": "Y"},
            {"id": "b", "company": "Z"},
        ],
        contacts={"1": {}},
    )
    assert [record.id for record in archive.records] == ["a", "b"]
    assert archive.problems == (
        "Profile 1 was left out: it is no object.",
        "Application 2 was left out: it is no object.",
        "Application 3 was left out: its id was there before.",
        "The contacts were left out: they are not in a list.",
    )


def test_what_points_nowhere_is_left_out_and_told(full: Store):
    archive = archive_of(
        contacts=[
            {"id": "c7", "application_id": "a7", "name": "Ana"},
            {"id": "c8", "application_id": "a1", "name": "Lee"},
        ],
        notes=[{"id": "n7", "contact_id": "c7"}, {"id": "n8", "contact_id": "c8"}],
        events=[
            {"id": "e7", "application_id": "a1", "contact_id": "c7", "what": "thanked", "on": "2026-11-13"}
        ],
    )
    plan = merge_archive(archive, full)
    assert [record.id for record in plan.added] == ["c8", "n8"]
    assert plan.problems == (
        "Contact Ana was left out: its application is not there.",
        "Note n7 was left out: its contact is not there.",
        "Event e7 was left out: its contact is not there.",
    )
    assert full.note_for("c8") is not None


def test_who_comes_before_their_application_has_none(store: Store):
    loose = read_archive(b'{"applications": []}')
    early = msgspec.structs.replace(loose, records=(DANA, JOB))
    assert plan_merge(early, store).added == (JOB,)


def test_text_is_cleaned_on_its_way_in():
    (job,) = archive_of(
        applications=[
            {"id": "a", "company": " North\x1b]2;x\x07wind\n ", "their_words": "a\r\nb\x00", "new": ["\x1b"]}
        ]
    ).records
    assert isinstance(job, Application)
    assert (job.company, job.their_words) == ("North]2;xwind", "a\nb")


def test_so_many_problems_are_counted():
    archive = archive_of(applications=[1] * (MOST_PROBLEMS + 5))
    assert len(archive.problems) == MOST_PROBLEMS + 1
    assert archive.problems[-1] == "And 5 more."


def test_a_byte_order_mark_is_passed_over():
    assert len(read_archive(b'\xef\xbb\xbf{"applications": [{"id": "a", "company": "X"}]}').records) == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is not JSON that can be read"),
        (b"Dear Sam, unfortunately", "is not JSON that can be read"),
        (b'{"applications": [NaN]}', "is not JSON that can be read"),
        (b'{"schema": ' + b"9" * 5000 + b', "applications": []}', "is not JSON that can be read"),
        ('{"applications": []}'.encode("utf-16"), "is not JSON that can be read"),
        (b'{"applications": ["\xff"]}', "is not JSON that can be read"),
        (b'{"applications": ["\\ud800"]}', "is not JSON that can be read"),
        (b'{"applications": ' + b"[" * 200_000, "nested too deep"),
        (b"[]", "holds no object"),
        (b'"applications"', "holds no object"),
        (b"null", "holds no object"),
        (b"{}", "no applications in it"),
        (b'{"name": "x"}', "no applications in it"),
        (b'{"meta": {}, "applications": {}}', "a store's own file, not an export. To bring"),
        (b'{"schema": 2, "applications": []}', "newer version"),
        (b'{"schema": "1", "applications": []}', "schema is no number"),
        (b'{"schema": true, "applications": []}', "schema is no number"),
        (b'{"schema": 0, "applications": []}', "schema is no number"),
        (b" " * (LARGEST + 1), "larger than 25 MB"),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(data: bytes, sentence: str):
    with pytest.raises(UnreadableError, match=sentence) as told:
        read_archive(data)
    assert "\n" not in str(told.value)


def test_nesting_that_can_just_be_decoded_is_no_crash():
    told: list[str] = []
    for depth in range(100, 1000, 50):
        data = b'{"applications": [{"id": "a", "company": "X", "x": ' + b"[" * depth + b"]" * depth + b"}]}"
        try:
            assert len(read_archive(data).records) == 1
        except UnreadableError as problem:
            told.append(str(problem))
    assert all("nested too deep" in sentence for sentence in told)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["a", "2026-11-12"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "company", "name", "application_id", "thread"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(["schema", "profile", "applications", "contacts", "notes"]), json_values)
)
def test_any_json_is_read_or_refused(root: dict[str, object]):
    try:
        archive = read_archive(json.dumps(root).encode())
    except UnreadableError:
        return
    assert len({(type(record), record.id) for record in archive.records}) == len(archive.records)


def test_counts_in_words():
    assert count_records([]) == "nothing"
    assert count_records([JOB, DANA, DANA, PROFILE]) == "profile, 1 application, 2 contacts"
