"""What `merge` does with an application that stands on both sides: shown side by side, and asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from ...data.folding import fold
from ...data.merging.naming import label_of, said, said_of
from ...data.merging.pairs import Pair
from ...data.merging.sides import Side
from ...data.store.documents import Fields
from .output import write
from .table import Column, lay_out, room

Agree = Callable[[str], bool]
"""Shows a question that is to be answered with yes or no, and returns whether it was yes."""

_COLUMNS = (Column(11, 0), Column(20, 0), Column(20, 0))
_SHOWN = ("company", "role", "outcome", "rejected_on", "stage", "remarks")


def ask_pairs(agree: Agree, pairs: Sequence[Pair], merged: Side) -> list[Pair]:
    """Show both applications of each pair beside one another, and return the pairs that are one."""
    one: list[Pair] = []
    for number, pair in enumerate(pairs, 1):
        seems = "It seems that this was written in on both sides"
        write(f"{seems} ({number} of {len(pairs)}):\n")
        write(lay_out(list(_side_by_side(pair, merged)), _COLUMNS, room()))
        if agree("Are they one application? [Y/n] "):
            one.append(pair)
    return one


def _side_by_side(pair: Pair, merged: Side) -> Iterator[tuple[str, str, str]]:
    both = [merged.record("applications", id_) for id_ in (pair.ours, pair.theirs)]
    yield "", "ours", "theirs"
    for field in _SHOWN:
        if any(each.get(field) for each in both):
            ours, theirs = (said_of(field, each.get(field)) for each in both)
            yield label_of(field), ours, theirs
    people = [sorted(_people(merged, each), key=fold) for each in both]
    for number, (ours, theirs) in enumerate(zip_longest(*people, fillvalue="")):
        yield "" if number else "people", ours, theirs


def _people(merged: Side, application: Fields) -> Iterator[str]:
    for contact in merged.entries("contacts").values():
        if isinstance(contact, dict) and contact.get("application_id") == application.get("id"):
            name, mail = said(contact.get("name")), contact.get("email")
            yield f"{name} <{mail}>" if mail else name
