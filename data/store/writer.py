"""From edits to the file: one batch of TinyDB's tables, and then the records in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any, TypeAlias

import msgspec
from tinydb.table import Document

from .documents import Fields, pack
from .memory import Edit, Key, Memory
from .records import TYPES, fields_of, keep_unknown
from .storage import DurableStorage
from .tables import PackedTinyDB
from .transaction import Change
from .undo import Step, Trace

Plan: TypeAlias = Sequence[tuple[Edit, "Place"]]


class Place(msgspec.Struct, frozen=True):
    """Where a record goes, and as what."""

    doc_id: int
    document: Fields | None
    """None to remove it."""


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """What is about to be written."""

    plan: Plan
    traced: tuple[tuple[Edit, Place, msgspec.Raw | None], ...]
    """What can be undone, each with the document as it is before."""

    def step(self, label: str) -> Step:
        """Return what undoes it, to be called when it is written."""
        traces = tuple(
            Trace(
                table=edit.table,
                id=edit.id,
                doc_id=place.doc_id,
                before=before,
                after=None if place.document is None else pack(place.document),
            )
            for edit, place, before in self.traced
        )
        return Step(label=label, traces=traces)


class Writer:
    """Carries edits out, in the file first and in memory after that."""

    def __init__(self, storage: DurableStorage, memory: Memory, loose: Mapping[Key, int]) -> None:
        self._database = PackedTinyDB(storage=lambda: storage)
        self._storage = storage
        self._memory = memory
        self._loose = loose
        self._next = {table: max(storage.documents(table), default=0) + 1 for table in TYPES}
        for trashed in memory.trash.all():
            for each in trashed.removed:
                self._next[each.table] = max(self._next.get(each.table, 0), each.number + 1)
        self._returning: set[tuple[str, int]] = set()

    def prepare(self, edits: Sequence[Edit], quietly: Sequence[Edit] = ()) -> Prepared:
        """Return what a transaction asks for as a plan, and what is needed to undo it once it is saved.

        What is done `quietly` is written with it, and not undone.
        """
        self._returning.clear()
        plan = [(edit, self._place(edit)) for edit in edits]
        before = [self._packed(edit, place) for edit, place in plan]
        return Prepared(
            plan=(*plan, *((edit, self._place(edit)) for edit in quietly)),
            traced=tuple((*each, old) for each, old in zip(plan, before, strict=True)),
        )

    def save(self, plan: Plan) -> None:
        """Write a plan to the file and then, when that went well, to memory."""
        with self._storage.batch():
            for edit, place in plan:
                self._store(edit.table, place)
        self._memory.apply((edit, place.doc_id) for edit, place in plan)

    def plan_undo(self, step: Step) -> Plan:
        """Return what takes back a step: what it added goes, what it removed or replaced comes back."""
        change = Change(self._memory)
        places: dict[Key, Place] = {}
        order = {table: place for place, table in enumerate(TYPES)}
        # What was added goes first, so that it takes nothing with it that is then put back.
        traces = sorted(step.traces, key=lambda trace: (trace.before is not None, order[trace.table]))
        for trace in traces:
            key = (trace.table, trace.id)
            record = self._memory.find(key)
            documents = self._storage.documents(trace.table)
            doc_id = self._memory.shelf(trace.table).doc_ids.get(trace.id, trace.doc_id)
            if record is None and doc_id in documents:
                # Another record has it now, which came from another machine.
                doc_id = self._new_doc_id(trace.table)
            fields = trace.undone(None if record is None else documents.fields(doc_id))
            if fields is not None:
                back = msgspec.convert(fields, TYPES[trace.table])
                if change.loose_link(back) is None:
                    change.put(back)
                    places[key] = Place(doc_id, fields)
            elif record is not None:
                change.remove(record)
        return [(edit, self._place_undone(edit, places)) for edit in change.edits()]

    def _place_undone(self, edit: Edit, places: dict[Key, Place]) -> Place:
        return places[edit.table, edit.id] if edit.after is not None else self._place(edit)

    def _place(self, edit: Edit) -> Place:
        doc_ids = self._memory.shelf(edit.table).doc_ids
        doc_id = doc_ids.get(edit.id) or self._loose.get((edit.table, edit.id))
        documents = self._storage.documents(edit.table)
        if doc_id is None:
            doc_id = self._former_doc_id(edit) or self._new_doc_id(edit.table)
        if edit.after is None:
            return Place(doc_id, None)
        fields = fields_of(edit.after)
        if edit.former is not None:
            fields = keep_unknown(edit.former.document, fields)
        return Place(
            doc_id, keep_unknown(documents.fields(doc_id), fields) if doc_id in documents else fields
        )

    def _former_doc_id(self, edit: Edit) -> int | None:
        """Return the id that a record had before it was deleted, None when that is not free."""
        if edit.former is None:
            return None
        doc_id = edit.former.doc_id
        # One that was never given out here comes from another machine, and may be given out next.
        taken = doc_id in self._storage.documents(edit.table) or (edit.table, doc_id) in self._returning
        if taken or not 0 < doc_id < self._next[edit.table]:
            return None
        self._returning.add((edit.table, doc_id))
        return doc_id

    def _new_doc_id(self, table: str) -> int:
        doc_id = self._next[table]
        self._next[table] += 1
        return doc_id

    def _packed(self, edit: Edit, place: Place) -> msgspec.Raw | None:
        documents = self._storage.documents(edit.table)
        return documents.packed(place.doc_id) if place.doc_id in documents else None

    def _store(self, name: str, place: Place) -> None:
        # Without the cache of queries: it would hand out the same dicts again and again.
        table = self._database.table(name, cache_size=0)
        if place.document is None:
            table.remove(doc_ids=[place.doc_id])
        elif place.doc_id in self._storage.documents(name):
            table.update(_becoming(place.document), doc_ids=[place.doc_id])
        else:
            table.insert(Document(place.document, place.doc_id))


def _becoming(fields: Fields) -> Callable[[MutableMapping[str, Any]], None]:
    def become(document: MutableMapping[str, Any]) -> None:
        document.clear()
        document.update(fields)

    return become
