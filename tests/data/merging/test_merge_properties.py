"""What holds of merging any two files."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from thanks_tui.data.merging.merge import merge
from thanks_tui.data.merging.sides import Side
from thanks_tui.data.store.records import LINKS

from .sides import ORIGIN

IDS = ("a", "b", "c")
PARENTS = {"a": "a", "b": "a", "c": "b"}
"""What a record points to first is its own for ever."""
TABLES = ("applications", "contacts", "notes", "events")
words = st.sampled_from(["", "one", "two", "three"])
points = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from(IDS), "own": words}),
    max_size=3,
    unique_by=lambda point: point["id"],
)


def documents(table: str, id_: str, parent: str) -> st.SearchStrategy[dict[str, Any]]:
    more: dict[str, st.SearchStrategy[Any]] = {
        "applications": {"company": st.just("Northwind"), "role": words, "newer": words},
        "contacts": {"application_id": st.just(parent), "name": st.just("Dana"), "phone": words},
        "notes": {
            "contact_id": st.just(parent),
            "text": words,
            "state": st.sampled_from(["draft", "ready", "sent", "answered"]),
            "points": points,
        },
        "events": {
            "application_id": st.just(parent),
            "contact_id": st.none() | st.sampled_from(IDS).map(lambda id_: f"contacts-{id_}"),
            "what": st.just("thanked"),
            "on": st.just("2026-11-23"),
            "detail": words,
        },
    }[table]
    return st.fixed_dictionaries({"id": st.just(id_), **more})


@st.composite
def files(draw: st.DrawFn, like: dict[str, Any] | None = None) -> dict[str, Any]:
    """A file without loose links; one that was made from `like` where that is given."""
    tables: dict[str, Any] = copy.deepcopy(like) if like is not None else {}
    for table in TABLES:
        kept = tables.setdefault(table, {})
        for id_ in draw(st.sets(st.sampled_from(IDS))):
            parents = LINKS[table][0][1] if LINKS[table] else ""
            parent = f"{parents}-{PARENTS[id_]}"
            document = draw(documents(table, f"{table}-{id_}", parent))
            kept[document["id"]] = document
        for id_ in draw(st.sets(st.sampled_from(IDS), max_size=1)) if like is not None else ():
            kept.pop(f"{table}-{id_}", None)
    return without_loose(tables)


def without_loose(tables: dict[str, Any]) -> dict[str, Any]:
    for table in TABLES:
        for field, target in LINKS[table]:
            tables[table] = {
                id_: each
                for id_, each in tables[table].items()
                if each[field] is None or each[field] in tables[target]
            }
    return tables


@st.composite
def histories(draw: st.DrawFn) -> tuple[Side | None, Side, Side]:
    """What two sides once were, if that is known, and what they have become."""
    base = draw(files())
    if draw(st.booleans()):
        return Side(base), Side(draw(files(base))), Side(draw(files(base)))
    return None, Side(base), Side(draw(files(base)))


def loose(side: Side) -> set[tuple[str, str]]:
    return {
        (table, each["id"])
        for table in TABLES
        for each in side.entries(table).values()
        for field, target in LINKS[table]
        if each[field] is not None and each[field] not in side.entries(target)
    }


def in_any_order(side: Side) -> dict[str, Any]:
    """The records without the order of the points, which is of one side or of the other."""
    plain = {table: side.entries(table) for table in TABLES}
    read = msgspec.json.decode(msgspec.json.encode(plain))
    for note in read["notes"].values():
        note["points"] = sorted(note["points"], key=lambda point: point["id"])
    return read


@given(histories())
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_and_no_link_is_loose(history: tuple[Side | None, Side, Side]):
    base, ours, theirs = history
    found = merge(base, ours, theirs, ORIGIN)
    assert not loose(found.side)
    clashing = {clash.record_id: clash for clash in found.clashes}
    for table in TABLES:
        kept = found.side.entries(table)
        for id_ in {**ours.entries(table), **theirs.entries(table)}:
            was = None if base is None else base.find(table, id_)
            two = ours.find(table, id_), theirs.find(table, id_)
            if id_ not in kept:
                assert was is not None
                assert None in two
                assert was in two
                continue
            for one in two:
                for name, value in one.items() if isinstance(one, dict) else ():
                    # Each value that a side gave is there, or is to be chosen, unless it says nothing new.
                    said = [kept[id_].get(name)]
                    if id_ in clashing and name in clashing[id_].theirs:
                        said += [clashing[id_].ours[name], clashing[id_].theirs[name]]
                    settled = name in {"state", "points"} or not value
                    old = isinstance(was, dict) and was.get(name) == value
                    assert value in said or settled or old


@given(histories())
@settings(max_examples=100, deadline=None)
def test_it_is_the_same_from_both_sides_but_for_the_clashes(history: tuple[Side | None, Side, Side]):
    base, ours, theirs = history
    one, other = merge(base, ours, theirs, ORIGIN), merge(base, theirs, ours, ORIGIN)
    assert {(c.table, c.record_id, *sorted(c.theirs)) for c in one.clashes} == {
        (c.table, c.record_id, *sorted(c.theirs)) for c in other.clashes
    }
    mine, yours = in_any_order(one.side), in_any_order(other.side)
    for clash in (*one.clashes, *other.clashes):
        for side in (mine, yours):
            for name in clash.theirs:
                side[clash.table][clash.record_id].pop(name, None)
    assert mine == yours


@given(histories())
@settings(max_examples=100, deadline=None)
def test_a_second_time_it_changes_nothing(history: tuple[Side | None, Side, Side]):
    base, ours, theirs = history
    found = merge(base, ours, theirs, ORIGIN)
    assert merge(theirs, found.side, theirs, ORIGIN).changes_nothing
    assert merge(None, found.side, found.side, ORIGIN).changes_nothing
    assert merge(ours, ours, ours, ORIGIN).changes_nothing
    if base is None:
        assert merge(None, found.side, theirs, ORIGIN).changes_nothing


@given(histories())
@settings(max_examples=50, deadline=None)
def test_what_one_side_did_not_touch_is_as_the_other_has_it(history: tuple[Side | None, Side, Side]):
    base, _, theirs = history
    if base is not None:
        assert in_any_order(merge(base, base, theirs, ORIGIN).side) == in_any_order(theirs)
        assert in_any_order(merge(base, theirs, base, ORIGIN).side) == in_any_order(theirs)
