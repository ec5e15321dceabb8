"""Merging two forms of one record, field by field."""

from __future__ import annotations

from typing import Any

import msgspec

from ..models import State
from ..store.documents import Fields
from ..store.records import TYPES
from .values import ABSENT, Value, with_base, without_base

_TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    # What was sent, when and how goes with the text that was sent.
    "notes": (("text", "subject", "edited", "state", "sent_on", "channel"),),
    "follow_ups": (("done_on", "skipped"), ("due_on", "snoozed_until", "reason")),
}
"""The fields of which one says nothing without the other; where one clashes, all that differ do."""
_SENT = frozenset({State.SENT.value, State.ANSWERED.value})
_STATES = {state.value: place for place, state in enumerate(State)}


class Document(msgspec.Struct, frozen=True):
    """What has become of one record."""

    fields: Fields
    """The merged document, with ours where both sides say different things."""
    clash: Fields = {}
    """The fields that clash, as they would be with theirs."""


def merge_documents(table: str, base: Fields | None, ours: Fields, theirs: Fields) -> Document:
    """Return what becomes of a record that has changed on both sides since it was `base`.

    Without a base, what is empty gives way to what is filled in.
    """
    defaults = _DEFAULTS.get(table, {})
    values: dict[str, Value] = {}
    for name in {**ours, **theirs}:
        empty = defaults.get(name, ABSENT)
        two = ours.get(name, empty), theirs.get(name, empty)
        values[name] = _settled(table, name, _value(base, name, empty, *two))
    fields = {name: value.ours for name, value in values.items() if value.ours is not ABSENT}
    clash = {name: value.theirs for name, value in values.items() if value.clashes}
    for together in _TOGETHER.get(table, ()):
        if not clash.keys().isdisjoint(together) or _is_untrue(together, fields, ours, theirs):
            for name in together:
                _keep_ours(name, defaults.get(name, ABSENT), ours, theirs, fields, clash)
    return Document(fields, clash)


def _is_untrue(together: tuple[str, ...], fields: Fields, ours: Fields, theirs: Fields) -> bool:
    """Return whether the merged note says that a text was sent which neither side has sent."""
    state = fields.get("state")
    if "state" not in together or state not in _SENT:
        return False
    return all(
        side.get("state") != state or side.get("text") != fields.get("text") for side in (ours, theirs)
    )


def _value(base: Fields | None, name: str, empty: object, ours: object, theirs: object) -> Value:
    if base is None:
        return without_base(empty, ours, theirs)
    return with_base(base.get(name, empty), ours, theirs)


def _settled(table: str, name: str, value: Value) -> Value:
    """Return a value for which there is a rule without its clash."""
    if not value.clashes:
        return value
    one, other = value.ours, value.theirs
    if one is ABSENT or other is ABSENT:
        there = other if one is ABSENT else one
        return Value(there, there)
    if (table, name) == ("follow_ups", "moved") and type(one) is type(other) is int:
        return Value(max(one, other), max(one, other))
    if (table, name) == ("notes", "state") and {one, other} <= _STATES.keys():
        further = max(one, other, key=_STATES.__getitem__)
        return Value(further, further)
    return value


def _keep_ours(name: str, empty: object, ours: Fields, theirs: Fields, fields: Fields, clash: Fields) -> None:
    mine, other = ours.get(name, empty), theirs.get(name, empty)
    if mine != other and mine is not ABSENT and other is not ABSENT:
        fields[name], clash[name] = mine, other


def _defaults(type_: type[msgspec.Struct]) -> dict[str, Any]:
    """Return what the fields of a record are when nobody has filled them in, as they stand in the file."""
    return {
        # Through JSON, which has lists where a struct has tuples.
        field.encode_name: msgspec.json.decode(msgspec.json.encode(field.default))
        for field in msgspec.structs.fields(type_)
        if field.default is not msgspec.NODEFAULT
    }


_DEFAULTS = {table: _defaults(type_) for table, type_ in TYPES.items()}
