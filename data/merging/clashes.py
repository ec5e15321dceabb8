"""What two sides say differently: kept as records of their own until the user has chosen."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import cast

import msgspec

from ..models import Clash
from ..store.documents import Fields
from ..store.records import CLASHES
from .documents import Document
from .sides import Entries, Entry


def clash_of(table: str, id_: str, merged: Document, found_on: date, source: str) -> Clash:
    """Return the clash of a record; the same clash found again has the same id."""
    said = msgspec.json.encode([table, id_, merged.clash], order="sorted")
    return Clash(
        id=hashlib.sha256(said).hexdigest()[:32],
        table=table,
        record_id=id_,
        ours={name: merged.fields[name] for name in merged.clash if name in merged.fields},
        theirs=merged.clash,
        found_on=found_on,
        source=source,
    )


def without_moot(tables: dict[str, Entries]) -> None:
    """Take out the clashes about which nothing is left to choose: the record is gone, or says theirs."""
    clashes = tables.get(CLASHES, {})
    for key in [key for key, entry in clashes.items() if _is_moot(tables, entry)]:
        del clashes[key]


def _is_moot(tables: dict[str, Entries], entry: Entry) -> bool:
    if not isinstance(entry, dict):
        return False
    record = tables.get(str(entry.get("table")), {}).get(str(entry.get("record_id")))
    theirs = entry.get("theirs")
    if not isinstance(record, dict):
        return True
    if not isinstance(theirs, dict):
        return False
    return all(record.get(name) == value for name, value in cast("Fields", theirs).items())
