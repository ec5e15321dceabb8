"""Applications that were written in twice, once on each side: noticed, with what belongs to them.

They are only offered: whether the two are one, the user says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from typing import TypeAlias, cast

import msgspec

from ..addresses import is_shared
from ..company_key import company_key
from ..duplicates import address_key
from ..folding import fold
from ..models import Purpose
from ..store.documents import Fields
from ..store.records import LINKS
from ..text import clean_line
from .families import Key
from .ids import OurIds, with_ids
from .sides import Side, is_odd

Sign: TypeAlias = tuple[int, Hashable]
"""Something by which two records are known as the same, and how much it says: 0 the most."""
_PARTS = ("contacts", "notes", "follow_ups", "events")
"""What belongs to an application, each table after those that it points to."""


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """The ids of two applications that may be one."""

    ours: str
    theirs: str


def find_pairs(merged: Side, ours: Side, theirs: Side) -> tuple[Pair, ...]:
    """Return the applications in `merged` that only one of the sides has each, and that may be one.

    The same mail says so, or the same company and role, however they are written, unless they were turned
    down on different days. Each is in one pair at most; what agrees best is paired first.
    """
    new = _only_in(theirs, ours, "applications", merged)
    old = _only_in(ours, theirs, "applications", merged) if new else []
    two = _matched(old, new, _signs_of_application, _may_be_one)
    return tuple(Pair(ours=_word(mine, "id"), theirs=_word(other, "id")) for mine, other in two)


def our_ids_for(pairs: Collection[Pair], ours: Side, theirs: Side) -> OurIds:
    """Return our ids of what is the same in `pairs`: the applications, and what belongs to them.

    People are the same by a mail address of their own, or by their name; each has one thank-you note. A step
    of the cadence is the same by its number, and anything else when nothing in it differs.
    """
    found = {("applications", pair.theirs): pair.ours for pair in pairs}
    for table in _PARTS:
        known = {(of, ours_id) for (of, _), ours_id in found.items()}
        old = [each for each in _only_in(ours, theirs, table, ours) if _belongs(table, each, known)]
        new = [with_ids(table, each, found) for each in _only_in(theirs, ours, table, theirs)]
        new = [each for each in new if _belongs(table, each, known)]
        for mine, other in _matched(old, new, lambda fields, of=table: _signs_of_part(of, fields)):
            found[table, _word(other, "id")] = _word(mine, "id")
    return found


def _only_in(side: Side, other: Side, table: str, within: Side) -> list[Fields]:
    """Return the records that `side` has and `other` has not, as far as `within` has them."""
    entries = side.entries(table)
    new = entries.keys() - other.entries(table).keys()
    return [
        entry
        for key, entry in entries.items()
        if key in new and isinstance(entry, dict) and not is_odd(key) and within.find(table, key) is not None
    ]


def _belongs(table: str, fields: Fields, known: Collection[Key]) -> bool:
    return any((target, _word(fields, field)) in known for field, target in LINKS[table])


def _matched(
    old: Sequence[Fields],
    new: Sequence[Fields],
    signs_of: Callable[[Fields], Iterator[Sign]],
    may_be_one: Callable[[Fields, Fields], bool] | None = None,
) -> list[tuple[Fields, Fields]]:
    """Return what is the same in both, each once, in the order of `new`; the surest signs come first."""
    having: defaultdict[Sign, list[int]] = defaultdict(list)
    for place, mine in enumerate(old):
        for sign in signs_of(mine):
            having[sign].append(place)
    likely = sorted(
        (sign[0], at, place)
        for at, other in enumerate(new)
        for sign in signs_of(other)
        for place in having.get(sign, ())
        if may_be_one is None or may_be_one(old[place], other)
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, place in likely:
        if at not in found and place not in taken:
            found[at] = place
            taken.add(place)
    return [(old[place], new[at]) for at, place in sorted(found.items())]


def _signs_of_application(fields: Fields) -> Iterator[Sign]:
    mail = _mail_of(fields)
    if mail:
        yield 0, mail
    company = company_key(_word(fields, "company"))
    if company:
        job = company, _folded(fields, "role")
        yield 1, (*job, _word(fields, "rejected_on"))
        yield 2, job


def _may_be_one(mine: Fields, other: Fields) -> bool:
    days = {day for fields in (mine, other) if (day := _word(fields, "rejected_on"))}
    return len(days) < 2 or _mail_of(mine) == _mail_of(other) != ""


def _mail_of(fields: Fields) -> str:
    thread: object = fields.get("thread")
    return _word(cast("Fields", thread), "message_id") if isinstance(thread, dict) else ""


def _signs_of_part(table: str, fields: Fields) -> Iterator[Sign]:
    application = _word(fields, "application_id")
    match table:
        case "contacts":
            address, name = _word(fields, "email"), _folded(fields, "name")
            if address and not is_shared(address):
                yield 0, (application, address_key(address))
            if name:
                yield 1, (application, name)
        case "notes" if fields.get("purpose", Purpose.THANK_YOU.value) == Purpose.THANK_YOU.value:
            yield 0, _word(fields, "contact_id")
        case "follow_ups" if fields.get("step"):
            yield 0, (application, msgspec.json.encode([fields["step"], fields.get("since")]))
        case _:
            rest = {name: value for name, value in fields.items() if name != "id"}
            yield 0, msgspec.json.encode(rest, order="sorted")


def _folded(fields: Fields, name: str) -> str:
    return fold(clean_line(_word(fields, name)))


def _word(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
