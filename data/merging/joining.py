"""Merging another file into the store: first what would come of it, then doing it, as one write."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ..store.lineage import descends, joined
from ..store.records import CLASHES
from ..store.store import Store
from .ancestor import common_ancestor, held_by_copies
from .ids import with_our_ids, without_these
from .merge import Merged, Origin, merge
from .other import Other
from .pairs import Pair, our_ids_for
from .sides import Side, side_of, tables_of


def plan(store: Store, other: Other, today: date, one: Collection[Pair] = ()) -> Merged:
    """Return what `store` and `other` would be together; nothing is changed.

    The two applications of each pair in `one`, with what belongs to them, are merged like two forms of the
    same, of which it is not known what they once were.
    """
    ours, theirs = side_of(store.tables()), side_of(other.tables)
    base = _base(store, other, ours, theirs)
    if one:
        ids = our_ids_for(one, ours, theirs)
        theirs = with_our_ids(theirs, ids)
        base = None if base is None else without_these(base, ids)
    is_older = held_by_copies(store.path) if base is None else None
    return merge(base, ours, theirs, Origin(found_on=today, source=other.name), is_older)


def _base(store: Store, other: Other, ours: Side, theirs: Side) -> Side | None:
    if descends(store.meta, other.meta):
        return theirs
    if descends(other.meta, store.meta):
        return ours
    return common_ancestor(store.path, store.meta, other.meta)


def join(
    store: Store, other: Other, merged: Merged, *, ours: Collection[str], theirs: Collection[str]
) -> None:
    """Write what `plan` has returned, once the user has agreed to it; `store` is as it was then.

    `ours` and `theirs` are the ids of the clashes that are settled that way; the others are left to choose
    later. NotSavedError if it cannot be written; then nothing has changed.
    """
    tables = {table: dict(entries) for table, entries in merged.side.tables.items()}
    for clash in merged.clashes:
        if clash.id in theirs:
            tables[clash.table][clash.record_id] = {
                **merged.side.record(clash.table, clash.record_id),
                **clash.theirs,
            }
        if clash.id in theirs or clash.id in ours:
            del tables[CLASHES][clash.id]
    mine = side_of(store.tables())
    store.replace_all(tables_of(Side(tables), mine, side_of(other.tables)), joined(store.meta, other.meta))
