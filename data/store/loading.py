"""From documents to records: what fits goes into memory, what does not is set aside and told."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import msgspec

from ..models import AnyRecord
from ..text import clean_line
from .documents import Documents, pack
from .memory import Memory
from .records import (
    CLEANING,
    PROFILE_ID,
    TYPES,
    Problem,
    clean_fields,
    fit_together,
    links_of,
    read_record,
    read_records,
)
from .storage import DurableStorage

MOST_OF_AN_ID = 60
"""How many characters of an id that makes no sense are shown."""


class Loaded:
    """The records of a file, and those that were set aside."""

    def __init__(self, storage: DurableStorage) -> None:
        self.memory = Memory()
        self.problems: list[Problem] = []
        self.loose: dict[tuple[str, str], int] = {}
        """The TinyDB ids of the records whose links point nowhere: to put them anew replaces them."""
        self._trusted = storage.intact and storage.meta.get("cleaned") == CLEANING
        with _no_collecting():
            for table in TYPES:
                documents = storage.documents(table)
                if not (self._trusted and self._all_at_once(table, documents)):
                    self.memory.shelf(table).fill(self._one_by_one(table, documents))
        # What was set aside was not looked at, so that such a file is cleaned at every start.
        storage.say("cleaned", 0 if self.problems else CLEANING)

    def _all_at_once(self, table: str, documents: Documents) -> bool:
        """Fill the shelf of a table, the fast way; return False where each record has to be looked at."""
        try:
            numbers, records = read_records(table, documents)
        except (msgspec.DecodeError, ValueError, RecursionError):
            return False
        by_id = {record.id: record for record in records}
        if not fit_together(table, len(records), by_id, self.memory.ids):
            return False
        self.memory.shelf(table).take(by_id, numbers)
        return True

    def _one_by_one(self, table: str, documents: Documents) -> Iterator[tuple[int, AnyRecord]]:
        seen: set[str] = set()
        for doc_id in sorted(documents):
            try:
                if not self._trusted:
                    self._clean(documents, doc_id)
                record = read_record(table, documents, doc_id)
            except (msgspec.DecodeError, ValueError, RecursionError) as problem:
                self._set_aside(table, _id_of(documents, doc_id), f"it does not fit: {problem}")
                continue
            complaint = self._complaint(table, record, seen)
            if complaint:
                self._set_aside(table, record.id, complaint)
            elif not self._linked(table, record):
                self.loose[table, record.id] = doc_id
                self._set_aside(table, record.id, "it belongs to something that is not there")
            else:
                seen.add(record.id)
                yield doc_id, record

    def _clean(self, documents: Documents, doc_id: int) -> None:
        # In memory only; the file is as its editor left it until something is written.
        fields = documents.fields(doc_id)
        if "id" not in fields:
            # The models would give it a new one at every start.
            raise ValueError("it has no id")
        clean = clean_fields(fields)
        if clean is not fields:
            documents[doc_id] = pack(clean)

    def _complaint(self, table: str, record: AnyRecord, seen: set[str]) -> str:
        if not record.id:
            return "its id is empty"
        if record.id in seen:
            return "another one has the same id"
        if table == "profile" and record.id != PROFILE_ID:
            return "there is only one profile, and its id is another"
        return ""

    def _linked(self, table: str, record: AnyRecord) -> bool:
        return all(self.memory.find(link) is not None for link in links_of(table, record))

    def _set_aside(self, table: str, id_: str, why: str) -> None:
        shown = f" {id_}" if id_ else ""
        sentence = f"A record of {table}{shown} was set aside: {why}. It stays in the file as it is."
        self.problems.append(Problem(table, id_, clean_line(sentence)))


@contextmanager
def _no_collecting() -> Generator[None]:
    """Keep the collector of garbage still while many records are made, all of which stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _id_of(documents: Documents, doc_id: int) -> str:
    try:
        id_ = documents.fields(doc_id).get("id")
    except (msgspec.DecodeError, ValueError, RecursionError):
        return ""
    return clean_line(id_)[:MOST_OF_AN_ID] if isinstance(id_, str) else ""
