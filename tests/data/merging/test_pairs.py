"""The same application in two files under two ids: noticed, and merged as one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from thanks_tui.data.merging.ids import with_our_ids, without_these
from thanks_tui.data.merging.merge import Merged, merge
from thanks_tui.data.merging.pairs import Pair, find_pairs, our_ids_for
from thanks_tui.data.merging.sides import Side
from thanks_tui.data.models import (
    AnyRecord,
    Application,
    Channel,
    Clash,
    Contact,
    Deleted,
    Event,
    EventKind,
    FollowUp,
    MailThread,
    Note,
    PointChoice,
    Purpose,
    Removed,
    State,
    Trashed,
)
from thanks_tui.data.store.records import LINKS, fields_of

from .sides import ORIGIN, TODAY, side

DAY = date(2026, 11, 12)
OURS = Application(id="a", company="Northwind Robotics", role="Staff Engineer", rejected_on=DAY)
THEIRS = replace(OURS, id="b", company="NORTHWIND ROBOTICS, Inc.", role="staff  engineer")
BOTH = (Pair(ours="a", theirs="b"),)


def pairs(ours: Side, theirs: Side, base: Side | None = None) -> tuple[Pair, ...]:
    return merge(base, ours, theirs, ORIGIN).pairs


def as_one(ours: Side, theirs: Side, base: Side | None = None) -> Merged:
    """Merge, with every pair taken for one."""
    known = our_ids_for(pairs(ours, theirs, base), ours, theirs)
    base = None if base is None else without_these(base, known)
    return merge(base, ours, with_our_ids(theirs, known), ORIGIN)


def ids(found: Merged, table: str) -> list[str]:
    return sorted(found.side.entries(table))


class TestNoticing:
    @pytest.mark.parametrize(
        ("mine", "other"),
        [
            (OURS, THEIRS),
            (replace(OURS, rejected_on=None), THEIRS),
            (OURS, replace(THEIRS, rejected_on=None)),
            (replace(OURS, role=""), replace(THEIRS, role="")),
            (replace(OURS, company="Café Łódź"), replace(THEIRS, company="CAFE LODZ")),
        ],
    )
    def test_the_same_job_however_it_is_written(self, mine: Application, other: Application):
        assert pairs(side(mine), side(other)) == BOTH
        assert pairs(side(other), side(mine)) == (Pair(ours="b", theirs="a"),)

    @pytest.mark.parametrize(
        "other",
        [
            replace(THEIRS, rejected_on=date(2026, 11, 13)),
            replace(THEIRS, company="Northwind"),
            replace(THEIRS, role="Engineer"),
            replace(THEIRS, role=""),
        ],
    )
    def test_another_job_or_another_day_is_another_application(self, other: Application):
        assert pairs(side(OURS), side(other)) == ()

    def test_the_same_mail_is_the_same_rejection_whatever_was_made_of_it(self):
        mail = MailThread(message_id="<1@northwind.example>")
        mine = replace(OURS, thread=mail)
        other = Application(id="b", company="Northwind", rejected_on=date(2026, 11, 13), thread=mail)
        assert pairs(side(mine), side(other)) == BOTH
        assert pairs(side(mine), side(replace(other, thread=MailThread()))) == ()

    def test_no_company_tells_nothing(self):
        nameless = replace(OURS, company="…")
        assert pairs(side(nameless), side(replace(nameless, id="b"))) == ()

    def test_what_both_have_is_no_pair(self):
        assert pairs(side(OURS, THEIRS), side(THEIRS)) == ()
        assert pairs(side(OURS), side(OURS)) == ()

    def test_what_one_side_has_deleted_is_no_pair(self):
        base = side(THEIRS)
        assert pairs(side(OURS), side(THEIRS), base) == ()
        assert pairs(side(), side(OURS), base) == ()

    def test_each_is_paired_once_and_with_what_agrees_best(self):
        undated = replace(OURS, id="a0", rejected_on=None)
        ours = side(undated, OURS, replace(OURS, id="a2"))
        assert pairs(ours, side(THEIRS)) == BOTH
        second = replace(THEIRS, id="b2", rejected_on=None)
        assert pairs(side(undated, OURS), side(second, THEIRS)) == (
            Pair(ours="a0", theirs="b2"),
            Pair(ours="a", theirs="b"),
        )

    def test_what_makes_no_sense_is_passed_over(self):
        odd: dict[str, Any] = {
            "b": {**fields_of(THEIRS), "company": 7, "thread": 7, "rejected_on": []},
            "\0odd": {"company": OURS.company, "role": OURS.role},
        }
        assert pairs(side(OURS), Side({"applications": odd})) == ()

    def test_only_what_stands_there_in_the_end(self):
        assert find_pairs(side(OURS), side(OURS), side(THEIRS)) == ()


DANA = Contact(id="dana", application_id="a", name="Dana Ortiz", email="dana@northwind.example")
DANA_THERE = replace(DANA, id="ortiz", application_id="b", name="D. Ortiz", email="Dana@Northwind.example")
LEE = Contact(id="lee", application_id="a", name="Lee Park", email="jobs@northwind.example")
LEE_THERE = Contact(id="park", application_id="b", name="LEE  PARK", moment="our talk about the night shifts")


class TestAsOne:
    def test_what_either_knows_is_kept_and_what_differs_can_be_chosen(self):
        mine = replace(OURS, remarks="call back", url="https://a.example")
        other = replace(THEIRS, source="a friend", url="https://b.example")
        found = as_one(side(mine), side(other))
        assert ids(found, "applications") == ["a"]
        whole = found.side.record("applications", "a")
        assert (whole["remarks"], whole["source"], whole["company"]) == (
            "call back",
            "a friend",
            OURS.company,
        )
        assert [clash.theirs for clash in found.clashes] == [
            {"company": THEIRS.company, "role": THEIRS.role, "url": other.url}
        ]
        assert found.pairs == ()
        assert found.counts.added == 0

    def test_people_are_one_by_their_own_address_or_by_their_name(self):
        ana = Contact(id="ana", application_id="b", name="Ana Ruiz", email="jobs@northwind.example")
        found = as_one(side(OURS, DANA, LEE), side(THEIRS, ana, DANA_THERE, LEE_THERE))
        # A mailbox that several people read says nothing.
        assert ids(found, "contacts") == ["ana", "dana", "lee"]
        assert found.side.record("contacts", "ana")["application_id"] == "a"
        assert found.side.record("contacts", "lee")["moment"] == LEE_THERE.moment

    def test_an_address_says_more_than_a_name(self):
        namesake = replace(DANA, id="other", email="ortiz@northwind.example")
        there = replace(DANA_THERE, name="Dana Ortiz")
        found = as_one(side(OURS, namesake, DANA), side(THEIRS, there))
        assert ids(found, "contacts") == ["dana", "other"]
        assert found.side.record("contacts", "other") == fields_of(namesake)

    def test_two_of_one_name_stay_two(self):
        second = replace(LEE_THERE, id="park2", moment="")
        found = as_one(side(OURS, LEE), side(THEIRS, LEE_THERE, second))
        assert ids(found, "contacts") == ["lee", "park2"]

    def test_people_of_other_applications_are_left_alone(self):
        elsewhere = replace(DANA, id="elsewhere", application_id="c")
        other = replace(OURS, id="c", company="Contoso")
        found = as_one(side(OURS, DANA, other), side(THEIRS, replace(other, id="c"), elsewhere))
        assert ids(found, "contacts") == ["dana", "elsewhere"]
        assert found.side.record("contacts", "elsewhere") == side(elsewhere).record("contacts", "elsewhere")

    def test_each_person_has_one_thank_you_note(self):
        draft = Note(id="n", contact_id="dana", points=(PointChoice(id="outcome"),))
        sent = Note(
            id="m",
            contact_id="ortiz",
            state=State.SENT,
            text="Dear Dana",
            channel=Channel.EMAIL,
            sent_on=TODAY,
        )
        later = Note(id="l", contact_id="ortiz", purpose=Purpose.FOLLOW_UP)
        found = as_one(side(OURS, DANA, draft), side(THEIRS, DANA_THERE, sent, later))
        assert ids(found, "notes") == ["l", "n"]
        whole = found.side.record("notes", "n")
        assert (whole["state"], whole["text"], whole["contact_id"]) == ("sent", "Dear Dana", "dana")
        assert whole["points"] == [fields_of(PointChoice(id="outcome"))]
        assert found.side.record("notes", "l")["contact_id"] == "dana"

    def test_the_same_day_is_on_the_timeline_once(self):
        told = Event(id="e", application_id="a", what=EventKind.REJECTED, on=DAY)
        thanked = Event(id="t", application_id="b", contact_id="ortiz", what=EventKind.THANKED, on=TODAY)
        ours = side(OURS, DANA, told, replace(thanked, id="u", application_id="a", contact_id="dana"))
        theirs = side(THEIRS, DANA_THERE, replace(told, id="f", application_id="b"), thanked)
        assert ids(as_one(ours, theirs), "events") == ["e", "u"]
        other_day = replace(thanked, on=DAY)
        assert ids(as_one(ours, side(THEIRS, DANA_THERE, other_day)), "events") == ["e", "t", "u"]

    def test_a_step_of_the_cadence_is_there_once(self):
        step = FollowUp(id="s", application_id="a", due_on=date(2026, 12, 12), step=30)
        done = replace(step, id="r", application_id="b", due_on=date(2026, 12, 14), done_on=TODAY)
        own = FollowUp(id="o", application_id="b", due_on=TODAY, reason="they reopen")
        found = as_one(side(OURS, step), side(THEIRS, done, own))
        assert ids(found, "follow_ups") == ["o", "s"]
        assert found.side.record("follow_ups", "s")["done_on"] == TODAY.isoformat()

    def test_what_hangs_on_it_elsewhere_comes_along(self):
        clash = Clash(id="k", table="applications", record_id="b", theirs={"url": "x"}, found_on=TODAY)
        gone = replace(LEE_THERE, id="gone")
        thrown = Trashed(
            id="t",
            deleted_on=datetime(2026, 11, 20, tzinfo=UTC),
            what=Deleted.CONTACT,
            label="Lee Park",
            application_id="b",
            removed=(Removed(table="contacts", number=1, document=fields_of(gone)),),
        )
        odd: dict[str, Any] = {"id": "w", "removed": [7, {"table": "contacts"}]}
        theirs = side(THEIRS, clash, thrown)
        theirs.tables["trash"]["w"] = odd
        found = as_one(side(OURS), theirs)
        assert found.side.record("clashes", "k")["record_id"] == "a"
        kept = found.side.record("trash", "t")
        assert kept["application_id"] == "a"
        assert kept["removed"][0]["document"]["application_id"] == "a"
        assert found.side.find("trash", "w") == odd

    def test_what_one_of_them_was_once_takes_nothing_from_the_other(self):
        base = side(replace(THEIRS, remarks="call back"), DANA_THERE)
        theirs = side(replace(THEIRS, remarks="call back", source="a friend"), DANA_THERE)
        # Ours was written in anew after theirs had been deleted, and theirs was changed since.
        found = as_one(side(OURS, DANA), theirs, base)
        assert ids(found, "applications") == ["a"]
        assert found.side.record("applications", "a")["remarks"] == "call back"
        assert ids(found, "contacts") == ["dana"]

    def test_a_second_time_it_changes_nothing(self):
        theirs = side(THEIRS, DANA_THERE, LEE_THERE)
        found = as_one(side(OURS, DANA, LEE), theirs)
        assert merge(theirs, found.side, theirs, ORIGIN).changes_nothing
        # And the other machine, which knows what it was, comes to the same.
        assert merge(theirs, theirs, found.side, ORIGIN).side.has_the_same(found.side)


words = st.sampled_from(["", "one", "two"])
names = st.sampled_from(["Dana Ortiz", "dana ortiz", "Lee Park", ""])


@st.composite
def written_in(draw: st.DrawFn, who: str) -> list[AnyRecord]:
    """What somebody wrote in on one machine, under ids of its own."""
    jobs = [
        Application(
            id=f"{who}{number}",
            company=draw(st.sampled_from(["Contoso", "CONTOSO Ltd"])),
            role=draw(words),
            rejected_on=draw(st.sampled_from([None, DAY, TODAY])),
            remarks=draw(words),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    people = [
        Contact(id=f"{job.id}-{number}", application_id=job.id, name=draw(names), phone=draw(words))
        for job in jobs
        for number in range(draw(st.integers(0, 3)))
    ]
    notes = [
        Note(
            id=f"{each.id}-{purpose.value}",
            contact_id=each.id,
            purpose=purpose,
            text=draw(words),
        )
        for each in people
        for purpose in draw(st.sets(st.sampled_from(Purpose)))
    ]
    return [*jobs, *people, *notes]


@given(written_in("a"), written_in("b"))
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost_and_no_link_is_loose(ours: list[AnyRecord], theirs: list[AnyRecord]):
    mine, other = side(*ours), side(*theirs)
    found = as_one(mine, other)
    known = our_ids_for(pairs(mine, other), mine, other)
    assert len(set(known.values())) == len(known)
    clashing = {(clash.table, clash.record_id): clash.theirs for clash in found.clashes}
    for table in ("applications", "contacts", "notes"):
        for each in found.side.entries(table).values():
            assert isinstance(each, dict)
            assert all(found.side.find(target, each[field]) for field, target in LINKS[table])
        for one in (mine, other):
            for id_, was in one.entries(table).items():
                key = id_ if one is mine else known.get((table, id_), id_)
                kept, left = found.side.record(table, key), clashing.get((table, key), {})
                for field in ("company", "role", "rejected_on", "remarks", "name", "phone", "text"):
                    said = was.get(field) if isinstance(was, dict) else None
                    assert not said or said in (kept[field], left.get(field))
