"""Three-way merging of the values of one field, lists of things with ids among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias, cast

import msgspec

from ..store.documents import Fields


class Absent(msgspec.Struct, frozen=True):
    """What stands for a field that is not there."""


ABSENT: Final = Absent()
_Parts: TypeAlias = dict[str, Fields]


class Value(msgspec.Struct, frozen=True):
    """What has become of one field."""

    ours: Any
    """The merged value, with ours where both sides say different things."""
    theirs: Any
    """The merged value, with theirs there; equal to `ours` where nothing clashes."""

    @property
    def clashes(self) -> bool:
        """Whether both sides say different things."""
        return self.ours != self.theirs


def with_base(base: object, ours: object, theirs: object) -> Value:
    """Return what becomes of a field whose value both sides once had as `base`."""
    if theirs in (ours, base):
        return Value(ours, ours)
    if ours == base:
        return Value(theirs, theirs)
    return _parts_of_lists(base, ours, theirs) or Value(ours, theirs)


def without_base(empty: object, ours: object, theirs: object) -> Value:
    """Return what becomes of a field that has two values; one that is `empty` gives way to the other."""
    if ours == theirs or _says_nothing(theirs, empty):
        return Value(ours, ours)
    if _says_nothing(ours, empty):
        return Value(theirs, theirs)
    return _parts_of_lists(None, ours, theirs) or Value(ours, theirs)


def _says_nothing(value: object, empty: object) -> bool:
    return value is None or value in (ABSENT, "", []) or value == empty


def _parts_of_lists(base: object, ours: object, theirs: object) -> Value | None:
    """Merge lists whose parts have ids, part by part; None for anything else."""
    mine, other = _parts(ours), _parts(theirs)
    if mine is None or other is None:
        return None
    old = None if base is None else _parts(base) or {}
    merged: dict[str, Value] = {}
    for id_ in {**mine, **other}:
        part = _part(old, id_, mine.get(id_), other.get(id_))
        if part is not None:
            merged[id_] = part
    order = [id_ for id_ in _order(list(old or {}), list(mine), list(other)) if id_ in merged]
    return Value([merged[id_].ours for id_ in order], [merged[id_].theirs for id_ in order])


def _part(old: _Parts | None, id_: str, mine: Fields | None, other: Fields | None) -> Value | None:
    """Return what becomes of one part of a list, None when it was taken out."""
    if mine is not None and other is not None:
        return _fields(None if old is None else old.get(id_), mine, other)
    there = mine if mine is not None else other
    # What was taken out on one side stays when the other has changed it.
    taken_out = old is not None and old.get(id_) == there
    return None if taken_out or there is None else Value(there, there)


def _fields(base: Fields | None, ours: Fields, theirs: Fields) -> Value:
    mine, other = dict(ours), dict(ours)
    for name in {**ours, **theirs}:
        two = ours.get(name, ABSENT), theirs.get(name, ABSENT)
        merged = without_base(ABSENT, *two) if base is None else with_base(base.get(name, ABSENT), *two)
        for fields, value in ((mine, merged.ours), (other, merged.theirs)):
            if value is ABSENT:
                fields.pop(name, None)
            else:
                fields[name] = value
    return Value(mine, other)


def _parts(value: object) -> _Parts | None:
    """Return the parts of a list by their ids; None if it is no list, or not each has an id of its own."""
    if not isinstance(value, list):
        return None
    parts = cast("list[object]", value)
    found: _Parts = {}
    for part in parts:
        fields = cast("Fields", part) if isinstance(part, dict) else {}
        id_ = fields.get("id")
        if not isinstance(id_, str) or id_ in found:
            return None
        found[id_] = fields
    return found


def _order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the ids of both in one order: that of whoever changed it, ours if both did.

    What only the other has comes after the one that it follows there.
    """
    known = set(base) & set(ours) & set(theirs)
    moved = [id_ for id_ in ours if id_ in known] != [id_ for id_ in base if id_ in known]
    lead, other = (ours, theirs) if moved or not known else (theirs, ours)
    order = list(lead)
    for place, id_ in enumerate(other):
        if id_ not in order:
            order.insert(order.index(other[place - 1]) + 1 if place else 0, id_)
    return order
