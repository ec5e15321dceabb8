"""Settling what two files say differently: one record at a time, field by field where that is wanted."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from ..errors import UnreadableError
from ..followup.family import put_settled
from ..models import Clash
from ..store.documents import Fields
from ..store.memory import Former
from ..store.records import TYPES, fields_of, links_of
from ..store.store import Store
from .naming import name_of


def document_of(store: Store, table: str, id_: str) -> Fields | None:
    """Return a record of `store` as a document, None if it is not there."""
    record = store.find(table, id_) if table in TYPES else None
    return None if record is None else fields_of(record)


def called(store: Store, clash: Clash) -> str:
    """Return what the record of `clash` is called, on one line."""
    fields = document_of(store, clash.table, clash.record_id) or {}
    return name_of(clash.table, fields, lambda table, id_: document_of(store, table, id_))


def now(store: Store, clash: Clash, field: str) -> object:
    """Return what the record of `clash` says in a field now, which is ours; None where it says nothing."""
    fields = document_of(store, clash.table, clash.record_id) or {}
    # A field of a newer version is not in the record.
    return fields[field] if field in fields else clash.ours.get(field)


def choose(store: Store, clash: Clash, theirs: Collection[str]) -> None:
    """Take the fields named in `theirs` from the other file, keep ours in the others, and be done with it.

    It is one change that can be undone. UnreadableError if theirs makes no sense in that record; and what a
    transaction raises.
    """
    name = called(store, clash)
    with store.transaction(f"Chose for {name}") as change:
        record = store.find(clash.table, clash.record_id)
        if theirs and record is not None:
            taken = {field: clash.theirs[field] for field in clash.theirs if field in theirs}
            known = {field: value for field, value in taken.items() if field in record.__struct_fields__}
            try:
                chosen = msgspec.convert(fields_of(record) | known, TYPES[clash.table])
            except msgspec.ValidationError as problem:
                raise UnreadableError(f"Theirs cannot be taken for {name}: {problem}.") from problem
            if any(store.find(*link) is None for link in links_of(clash.table, chosen)):
                raise UnreadableError(f"Theirs cannot be taken for {name}: it belongs to what is not there.")
            put_settled(store, change, chosen)
            if len(known) < len(taken):
                change.put_back(chosen, Former(doc_id=0, document=taken))
        change.remove(clash)
