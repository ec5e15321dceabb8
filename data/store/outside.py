"""A file that another program has replaced or changed while the store is open: theirs and ours become one.

Neither is lost, whatever comes of it: copies of both are kept before anything is written. What both once were
is known when one was made from the other, or both from a copy that is still there.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..backups.making import keep
from ..backups.names import Why
from ..errors import DamagedStoreError, NewerStoreError, NotBackedUpError, NotSavedError, StoreError
from ..merging.ancestor import common_ancestor, held_by_copies
from ..merging.merge import Merged, Origin, merge
from ..merging.sides import Side, side_of, tables_of
from ..merging.telling import told_counts, told_pairs
from .documents import Documents, pack
from .layout import Encoder, Tables
from .lineage import descends, joined
from .reading import read_bytes
from .storage import DurableStorage

if TYPE_CHECKING:
    from .writer import Plan


class TakenIn(msgspec.Struct, frozen=True):
    """What has become of theirs and ours."""

    storage: DurableStorage
    """What stands in the file now, in place of the storage that was."""
    sentence: str
    """What the user should know of it."""


def take_in(ours: DurableStorage, plan: Plan, now: datetime) -> TakenIn | None:
    """Merge what another program wrote with what `ours` holds and `plan` changes of it, and write it.

    Return None when theirs is damaged and `plan` is to be saved; then a copy of it is kept, and `ours` may be
    written over it. NotSavedError if theirs is newer than this program, or something cannot be read or
    written, and DamagedStoreError if there is nothing to save: then nothing has changed.
    """
    path = ours.path
    theirs = DurableStorage(path)
    try:
        theirs.load()
        theirs.migrate()
    except NewerStoreError as problem:
        raise NotSavedError(
            f"Not saved: {path.name} was replaced by one of a newer version of this program. "
            "Nothing was overwritten; update, and start it again."
        ) from problem
    except DamagedStoreError:
        if not plan:
            # Perhaps it is being written just now.
            raise
        _keep(path, _bytes_at(path), Why.DAMAGED, now)
        ours.write_over()
        ours.notices.append(
            f"{path.name} was damaged by another program; a copy of that is kept, and it was written anew."
        )
        return None
    except StoreError as problem:
        raise NotSavedError(
            f"Not saved: {path.name} was changed by another program, and cannot be read now. {problem}"
        ) from problem
    return _merged(ours, theirs, plan, now)


def _merged(ours: DurableStorage, theirs: DurableStorage, plan: Plan, now: datetime) -> TakenIn:
    held = _changed(ours.tables, plan)
    base = _base(ours, theirs)
    mine, other = side_of(held), side_of(theirs.tables)
    origin = Origin(found_on=now.date(), source=theirs.path.name)
    is_older = held_by_copies(ours.path) if base is None else None
    merged = merge(base, mine, other, origin, is_older)
    as_theirs = merged.side.has_the_same(other)
    if not (as_theirs and theirs.intact and descends(theirs.meta, ours.meta)):
        _keep(ours.path, _whole(ours, held), Why.OURS, now)
        _keep(ours.path, _bytes_at(ours.path), Why.THEIRS, now)
    theirs.follow(ours)
    if not as_theirs:
        theirs.put_in_place(tables_of(merged.side, other, mine), joined(ours.meta, theirs.meta))
        theirs.rewrite()
    ours.let_go()
    return TakenIn(theirs, _told(merged, as_theirs=as_theirs, name=ours.path.name))


def _base(ours: DurableStorage, theirs: DurableStorage) -> Side | None:
    """Return what both once were, None if that is not known."""
    if ours.meta == theirs.meta or descends(theirs.meta, ours.meta):
        # With the same `meta` it was changed by an editor, or by stock TinyDB.
        return side_of(ours.tables)
    if descends(ours.meta, theirs.meta):
        return side_of(theirs.tables)
    return common_ancestor(ours.path, ours.meta, theirs.meta)


def _changed(tables: Tables, plan: Plan) -> Tables:
    """Return `tables` as `plan` leaves them."""
    changed = {name: Documents(documents) for name, documents in tables.items()}
    for edit, place in plan:
        documents = changed.setdefault(edit.table, Documents())
        if place.document is None:
            documents.pop(place.doc_id, None)
        else:
            documents[place.doc_id] = pack(place.document)
    return changed


def _whole(ours: DurableStorage, tables: Tables) -> bytes:
    for documents in tables.values():
        documents.pack_all()
    return b"".join(Encoder().encode(ours.meta, tables))


def _keep(path: Path, data: bytes, why: Why, now: datetime) -> None:
    try:
        keep(path, data, why, now)
    except NotBackedUpError as problem:
        raise NotSavedError(f"Not saved, for a copy has to be kept first. {problem}") from problem


def _bytes_at(path: Path) -> bytes:
    data, _ = read_bytes(path)
    if data is None:
        raise StoreError(f"{path} was there a moment ago, and is gone.")
    return data


def _told(merged: Merged, *, as_theirs: bool, name: str) -> str:
    if merged.changes_nothing:
        return f"An older {name} was put in the place of yours by another program; yours was kept."
    how = "what it says now is shown" if as_theirs else "both are one now"
    sentence = f"{name} was changed by another program: {how} ({told_counts(merged.counts)})."
    if merged.clashes:
        many = f"{len(merged.clashes)} record{'s' if len(merged.clashes) != 1 else ''}"
        sentence += f" {many} can be read in two ways: press C to choose."
    return " ".join([sentence, *told_pairs(merged)])
