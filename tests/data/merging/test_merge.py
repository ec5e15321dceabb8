"""Merging two files, record by record and field by field."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from thanks_tui.data.merging.merge import Counts
from thanks_tui.data.merging.sides import Side, is_odd, side_of
from thanks_tui.data.models import (
    AnyRecord,
    Channel,
    Clash,
    Kind,
    MailThread,
    OwnPoint,
    OwnWording,
    PointChoice,
    Stage,
    State,
)
from thanks_tui.data.store.documents import Documents
from thanks_tui.data.store.records import fields_of, table_of

from .sides import APPLICATION, CONTACT, FAMILY, FOLLOW_UP, NOTE, PROFILE, TODAY, merged, side

BASE = side(*FAMILY)


def having(*records: AnyRecord) -> Side:
    """The whole family, with `records` in the place of those with their ids."""
    by_id = {record.id: record for record in (*FAMILY, *records)}
    return side(*by_id.values())


def without(*records: AnyRecord) -> Side:
    gone = {record.id for record in records}
    return side(*(record for record in FAMILY if record.id not in gone))


def fields(found: Any, record: AnyRecord) -> dict[str, Any]:
    return found.side.find(table_of(record), record.id)


THROWN = {
    "id": "t",
    "removed": [{"table": "notes", "number": 1, "document": BASE.find("notes", "note")}],
}


class TestWithABase:
    def test_what_one_side_changed_is_taken(self):
        ours = having(replace(APPLICATION, role="Staff Engineer"))
        theirs = having(replace(APPLICATION, remarks="call back"), replace(CONTACT, phone="123"))
        found = merged(BASE, ours, theirs)
        assert fields(found, APPLICATION)["role"] == "Staff Engineer"
        assert fields(found, APPLICATION)["remarks"] == "call back"
        assert fields(found, CONTACT)["phone"] == "123"
        assert found.clashes == ()
        assert found.counts == Counts(changed=2)

    def test_the_same_change_on_both_sides_is_one(self):
        changed = having(replace(APPLICATION, role="Staff Engineer"))
        found = merged(BASE, changed, changed)
        assert found.side == changed
        assert found.changes_nothing

    def test_what_both_changed_clashes_and_stays_ours_so_far(self):
        ours = having(replace(APPLICATION, role="Staff Engineer", source="a friend"))
        theirs = having(replace(APPLICATION, role="Principal", url="https://northwind.example"))
        found = merged(BASE, ours, theirs)
        assert fields(found, APPLICATION)["role"] == "Staff Engineer"
        assert fields(found, APPLICATION)["source"] == "a friend"
        assert fields(found, APPLICATION)["url"] == "https://northwind.example"
        (clash,) = found.clashes
        assert (clash.table, clash.record_id) == ("applications", "app")
        assert clash.ours == {"role": "Staff Engineer"}
        assert clash.theirs == {"role": "Principal"}
        assert (clash.found_on, clash.source) == (TODAY, "thanks.json")
        assert found.side.find("clashes", clash.id) == fields_of(clash)

    def test_what_was_emptied_there_is_empty(self):
        base = having(replace(CONTACT, phone="123"))
        found = merged(base, base, having(CONTACT))
        assert fields(found, CONTACT)["phone"] == ""

    def test_what_both_added_is_kept(self):
        mine, other = replace(CONTACT, id="lee", name="Lee"), replace(CONTACT, id="ana", name="Ana")
        found = merged(BASE, having(mine), having(other))
        assert {"dana", "lee", "ana"} == set(found.side.tables["contacts"])
        assert found.counts == Counts(added=1)

    def test_what_was_deleted_there_and_not_touched_here_is_gone(self):
        found = merged(BASE, BASE, without(NOTE))
        assert found.side.find("notes", "note") is None
        assert found.counts == Counts(deleted=1)

    def test_what_was_deleted_here_and_not_touched_there_stays_gone(self):
        found = merged(BASE, without(NOTE), BASE)
        assert found.side == Side({**without(NOTE).tables, "notes": {}})
        assert found.changes_nothing

    def test_what_was_deleted_on_both_sides_is_gone(self):
        assert merged(BASE, without(NOTE), without(NOTE)).changes_nothing

    def test_a_family_that_was_deleted_there_stays_whole_when_a_part_was_changed_here(self):
        ours = having(replace(NOTE, text="Dear Dana"))
        found = merged(BASE, ours, side(PROFILE))
        assert found.side == ours
        assert found.counts == Counts(kept=4)

    def test_a_family_that_was_deleted_here_comes_back_when_a_part_was_changed_there(self):
        theirs = having(replace(NOTE, text="Dear Dana"))
        found = merged(BASE, side(PROFILE), theirs)
        assert found.side == theirs
        assert found.counts == Counts(kept=4)

    def test_what_was_added_there_brings_back_whom_it_belongs_to(self):
        theirs = having(replace(NOTE, id="another"))
        found = merged(BASE, side(PROFILE, APPLICATION), theirs)
        assert found.side == theirs

    def test_a_link_that_was_loose_before_stays_loose(self):
        loose = replace(NOTE, id="loose", contact_id="nobody")
        found = merged(BASE, BASE, having(loose))
        assert fields(found, loose)["contact_id"] == "nobody"


class TestWithoutABase:
    def test_what_is_in_one_file_is_added(self):
        lee = replace(CONTACT, id="lee", name="Lee")
        found = merged(None, BASE, side(PROFILE, APPLICATION, lee))
        assert found.side == having(lee)
        assert found.counts == Counts(added=1)

    def test_what_is_empty_gives_way(self):
        ours = having(replace(APPLICATION, source="a friend", stage=Stage.THANKED))
        theirs = having(replace(APPLICATION, remarks="call back"), replace(CONTACT, kind=Kind.RECRUITER))
        found = merged(None, ours, theirs)
        assert fields(found, APPLICATION)["source"] == "a friend"
        assert fields(found, APPLICATION)["stage"] == "thanked"
        assert fields(found, APPLICATION)["remarks"] == "call back"
        assert fields(found, CONTACT)["kind"] == "recruiter"
        assert found.clashes == ()

    def test_the_rest_clashes(self):
        theirs = having(replace(APPLICATION, company="Northwind Robotics"))
        (clash,) = merged(None, BASE, theirs).clashes
        assert clash.theirs == {"company": "Northwind Robotics"}

    def test_what_we_had_ourselves_once_is_older(self):
        ours = having(replace(APPLICATION, role="Staff Engineer"))
        found = merged(None, ours, BASE, is_older=lambda table, one: BASE.find(table, one["id"]) == one)
        assert found.changes_nothing

    @pytest.mark.parametrize("ours_has_it", [True, False])
    def test_what_lies_in_the_other_trash_is_deleted(self, *, ours_has_it: bool):
        deleted = side(*(each for each in FAMILY if each is not NOTE), trash={"t": THROWN})
        found = merged(None, BASE, deleted) if ours_has_it else merged(None, deleted, BASE)
        assert found.side.find("notes", "note") is None
        assert found.side.find("trash", "t") == THROWN

    def test_what_was_changed_after_it_was_deleted_there_stays(self):
        ours = having(replace(NOTE, text="Dear Dana"))
        found = merged(None, ours, side(PROFILE, APPLICATION, CONTACT, trash={"t": THROWN}))
        assert fields(found, NOTE)["text"] == "Dear Dana"
        assert found.counts.kept == 1

    @pytest.mark.parametrize(
        "trash",
        [
            {"t": {"removed": "all"}},
            {"t": {"removed": ["note", {"table": "notes", "document": {}}, {"table": 3, "document": {}}]}},
            {"t": msgspec.Raw(b"7")},
        ],
    )
    def test_a_trash_that_makes_no_sense_deletes_nothing(self, trash: dict[str, Any]):
        found = merged(None, BASE, side(PROFILE, trash=trash))
        assert found.side.find("notes", "note") is not None


class TestNotes:
    def test_the_state_that_is_further_along_wins_when_the_text_is_the_same(self):
        ours = having(replace(NOTE, text="Dear Dana", state=State.SENT))
        theirs = having(replace(NOTE, text="Dear Dana", state=State.ANSWERED))
        for base in (BASE, None):
            found = merged(base, ours, theirs)
            assert fields(found, NOTE)["state"] == "answered"
            assert found.clashes == ()

    def test_another_text_is_never_called_sent(self):
        """What was sent there is not what stands here, so that the whole of it is to be chosen."""
        ours = having(replace(NOTE, text="Dear Dana, I …", edited=True))
        sent = replace(NOTE, text="Dear Dana", state=State.SENT, sent_on=TODAY, channel=Channel.EMAIL)
        for base in (BASE, None):
            found = merged(base, ours, having(sent))
            assert fields(found, NOTE)["state"] == "draft"
            assert fields(found, NOTE)["sent_on"] is None
            (clash,) = found.clashes
            assert clash.theirs == {
                "text": "Dear Dana",
                "state": "sent",
                "sent_on": "2026-11-23",
                "channel": "email",
                "edited": False,
            }

    def test_a_text_that_was_sent_there_before_it_was_mended_here_clashes(self):
        base = having(replace(NOTE, text="Dear Dana", edited=True))
        ours = having(replace(NOTE, text="Dear Ms Ortiz", edited=True))
        theirs = having(replace(NOTE, text="Dear Dana", edited=True, state=State.SENT, sent_on=TODAY))
        found = merged(base, ours, theirs)
        assert fields(found, NOTE)["text"] == "Dear Ms Ortiz"
        assert fields(found, NOTE)["state"] == "draft"
        (clash,) = found.clashes
        assert clash.theirs == {"text": "Dear Dana", "state": "sent", "sent_on": "2026-11-23"}

    def test_points_are_merged_one_by_one(self):
        def note(*points: PointChoice) -> Side:
            return having(replace(NOTE, points=points))

        time, outcome = PointChoice(id="time"), PointChoice(id="outcome")
        ours = note(replace(time, wording="time.warm.1"), outcome)
        theirs = note(time, replace(outcome, ticked=False))
        found = merged(note(time, outcome), ours, theirs)
        assert fields(found, NOTE)["points"] == [
            {"id": "time", "ticked": True, "wording": "time.warm.1", "own": ""},
            {"id": "outcome", "ticked": False, "wording": "", "own": ""},
        ]
        assert found.clashes == ()

    def test_an_order_that_was_changed_there_is_taken(self):
        def note(*ids: str) -> Side:
            return having(replace(NOTE, points=tuple(PointChoice(id=id_) for id_ in ids)))

        found = merged(note("a", "b", "c"), note("a", "new", "b", "c"), note("c", "a", "b"))
        assert [point["id"] for point in fields(found, NOTE)["points"]] == ["c", "a", "new", "b"]
        found = merged(note("a", "b", "c"), note("b", "a", "c"), note("first", "a", "b", "c"))
        assert [point["id"] for point in fields(found, NOTE)["points"]] == ["first", "b", "a", "c"]


class TestFollowUps:
    def test_done_wins_over_open(self):
        done = having(replace(FOLLOW_UP, done_on=TODAY))
        for pair in ((BASE, done), (done, BASE)):
            assert fields(merged(None, *pair), FOLLOW_UP)["done_on"] == "2026-11-23"

    def test_moved_counts_the_most(self):
        ours = having(replace(FOLLOW_UP, moved=2, due_on=date(2026, 12, 24)))
        theirs = having(replace(FOLLOW_UP, moved=5, snoozed_until=date(2026, 12, 30)))
        assert fields(merged(BASE, ours, theirs), FOLLOW_UP)["moved"] == 5


class TestListsOfTheProfile:
    WORDING = OwnWording(id="own.1", point="time", text="for your time")

    def test_what_both_added_is_kept(self):
        ours = having(replace(PROFILE, own_points=(OwnPoint(id="own.a", title="A", text="a"),)))
        theirs = having(replace(PROFILE, own_points=(OwnPoint(id="own.b", title="B", text="b"),)))
        for base in (BASE, None):
            found = merged(base, ours, theirs)
            assert {point["id"] for point in fields(found, PROFILE)["own_points"]} == {"own.a", "own.b"}
            assert found.clashes == ()

    def test_what_was_taken_out_there_is_gone_unless_it_was_changed_here(self):
        def having_wording(*wordings: OwnWording) -> Side:
            return having(replace(PROFILE, own_wordings=wordings))

        base = having_wording(self.WORDING)
        assert fields(merged(base, base, BASE), PROFILE)["own_wordings"] == []
        changed = having_wording(replace(self.WORDING, text="for all of it"))
        found = merged(base, changed, BASE)
        assert fields(found, PROFILE)["own_wordings"][0]["text"] == "for all of it"

    def test_one_that_both_changed_clashes_and_the_others_do_not(self):
        def having_wording(text: str, *more: OwnWording) -> Side:
            return having(replace(PROFILE, own_wordings=(replace(self.WORDING, text=text), *more)))

        more = OwnWording(id="own.2", point="time", text="more")
        found = merged(having_wording("one"), having_wording("two", more), having_wording("three"))
        (clash,) = found.clashes
        assert [each["text"] for each in clash.ours["own_wordings"]] == ["two", "more"]
        assert [each["text"] for each in clash.theirs["own_wordings"]] == ["three", "more"]

    def test_lists_of_plain_things_clash_as_a_whole(self):
        ours, theirs = having(replace(PROFILE, cadence=(30,))), having(replace(PROFILE, cadence=(60,)))
        (clash,) = merged(BASE, ours, theirs).clashes
        assert clash.theirs == {"cadence": [60]}


class TestWhatWeDoNotKnow:
    def test_fields_of_newer_versions_survive_and_merge(self):
        def newer(**more: Any) -> Side:
            return side(applications={"app": {**fields_of(APPLICATION), **more}})

        found = merged(newer(x=1, gone=1), newer(x=1, gone=1, ours=1), newer(x=2, theirs=[1]))
        assert found.side == newer(x=2, ours=1, theirs=[1])

    def test_a_field_that_was_changed_here_and_taken_out_there_stays(self):
        def newer(**more: Any) -> Side:
            return side(applications={"app": {**fields_of(APPLICATION), **more}})

        for ours, theirs in ((newer(x=2), newer()), (newer(), newer(x=2))):
            found = merged(newer(x=1), ours, theirs)
            assert found.side == newer(x=2)
            assert found.clashes == ()

    def test_tables_of_newer_versions_survive(self):
        found = merged(None, side(PROFILE, letters={"1": {"id": "1"}}), side(cards={"2": {"id": "2"}}))
        assert found.side == side(PROFILE, letters={"1": {"id": "1"}}, cards={"2": {"id": "2"}})

    def test_parts_of_parts_may_be_new_too(self):
        def note(**more: Any) -> Side:
            point = {"id": "time", "ticked": True, "wording": "", "own": "", **more}
            return side(notes={"note": {**fields_of(NOTE), "points": [point]}})

        assert merged(note(x=1), note(x=1, y=1), note()).side == note(y=1)
        assert merged(None, note(x=1), note(y=1)).side.find("notes", "note") == {
            **fields_of(NOTE),
            "points": [{"id": "time", "ticked": True, "wording": "", "own": "", "x": 1, "y": 1}],
        }

    def test_what_makes_no_sense_there_does_not_replace_what_does(self):
        broken = side(applications={"app": {**fields_of(APPLICATION), "company": 7}})
        found = merged(side(APPLICATION), side(APPLICATION), broken)
        assert found.side == side(APPLICATION)
        assert found.counts == Counts(unfit=1)

    def test_a_second_profile_makes_no_sense_either(self):
        odd = side(profile={"other": {"id": "other", "name": "Lee"}})
        found = merged(None, side(profile={"other": {"id": "other", "name": "Sam"}}), odd)
        assert [clash.theirs for clash in found.clashes] == [{"name": "Lee"}]

    def test_what_is_no_record_is_kept_from_both(self):
        packed = [b"7", b'{"company": "No id"}', b'{"id": "1"}', b'{"id": "1", "x": 1}', b"[" * 3000]
        documents = Documents({n: msgspec.Raw(each) for n, each in enumerate(packed)})
        ours = side_of({"applications": documents})
        theirs = side_of({"applications": Documents({1: msgspec.Raw(b"8"), 2: msgspec.Raw(b" 7 ")})})
        found = merged(None, ours, theirs)
        assert len(found.side.tables["applications"]) == 6
        assert sum(map(is_odd, found.side.tables["applications"])) == 5
        assert ours.doc_ids["applications"]["1"] == 2

    def test_an_odd_one_that_was_taken_out_there_is_gone(self):
        base = side_of({"notes": Documents({1: msgspec.Raw(b"7")})})
        assert merged(base, base, side(notes={})).side.tables["notes"] == {}


class TestClashes:
    def test_one_that_was_answered_there_is_answered(self):
        clash = Clash(table="applications", record_id="app", theirs={"role": "Principal"}, found_on=TODAY)
        base = side(*FAMILY, clash)
        theirs = having(replace(APPLICATION, role="Principal"))
        found = merged(base, base, theirs)
        assert found.side == Side({**theirs.tables, "clashes": {}})

    def test_one_whose_record_is_gone_or_says_theirs_is_moot(self):
        gone = Clash(table="applications", record_id="gone", theirs={"role": "x"}, found_on=TODAY)
        said = Clash(table="applications", record_id="app", theirs={"role": "Engineer"}, found_on=TODAY)
        odd = {"id": "odd", "table": "applications", "record_id": "app", "theirs": 7}
        raw = msgspec.Raw(b"7")
        theirs = side(gone, said)
        theirs.tables["clashes"] |= {"odd": odd, "\0raw": raw}
        found = merged(None, BASE, theirs)
        assert found.side.tables["clashes"] == {"odd": odd, "\0raw": raw}

    def test_the_same_clash_on_another_day_is_the_one_that_is_there(self):
        theirs = having(replace(APPLICATION, role="Principal"))
        first = merged(None, BASE, theirs)
        known = replace(first.clashes[0], found_on=date(2026, 1, 1))
        ours = side(*FAMILY, known)
        second = merged(None, ours, theirs)
        assert second.changes_nothing
        assert second.side == ours

    def test_a_thread_clashes_as_a_whole(self):
        one, other = MailThread(subject="a"), MailThread(subject="b")
        found = merged(None, side(replace(APPLICATION, thread=one)), side(replace(APPLICATION, thread=other)))
        assert found.clashes[0].theirs["thread"]["subject"] == "b"

    def test_of_a_contact_and_its_note_each_has_its_own(self):
        ours = having(replace(CONTACT, phone="1"), replace(NOTE, text="1"))
        theirs = having(replace(CONTACT, phone="2"), replace(NOTE, text="2"))
        assert [clash.table for clash in merged(BASE, ours, theirs).clashes] == ["contacts", "notes"]
