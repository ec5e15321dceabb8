"""What going back to a copy would do to the records that there are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec

from ..errors import StoreError
from ..models import AnyRecord
from ..store.loading import Loaded
from ..store.memory import Key
from ..store.reads import Reads
from ..store.records import EXPORTED, table_of
from .examining import storage_of

Records: TypeAlias = Mapping[Key, AnyRecord]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What would be otherwise."""

    back: tuple[AnyRecord, ...]
    """What is not there now and would be again."""
    gone: tuple[AnyRecord, ...]
    """What is there now and would not be."""
    otherwise: tuple[AnyRecord, ...]
    """What would be as it was then."""

    @property
    def is_none(self) -> bool:
        """Whether all is as it was."""
        return not (self.back or self.gone or self.otherwise)


def records_in(backup: Path, opened: bytes | None = None) -> Records:
    """Return the records of a copy by table and id; StoreError if it cannot be used.

    Of an encrypted one `opened` is what is in it.
    """
    storage = storage_of(backup, opened)
    try:
        storage.migrate()
    except StoreError as problem:
        raise type(problem)(f"{problem} It cannot be gone back to.") from problem
    memory = Loaded(storage).memory
    return {key_of(record): record for table in EXPORTED for record in memory.shelf(table).all()}


def records_now(store: Reads) -> Records:
    """Return the records of `store` by table and id."""
    every: Iterable[AnyRecord] = (
        *(() if store.is_new else (store.profile,)),
        *store.applications(),
        *store.all_contacts(),
        *store.all_notes(),
        *store.follow_ups(),
        *store.events(),
    )
    return {key_of(record): record for record in every}


def key_of(record: AnyRecord) -> Key:
    """Return the table and the id of a record."""
    return table_of(record), record.id


def compare(now: Records, then: Records) -> Difference:
    """Return what would be otherwise if it were `then` again."""
    return Difference(
        back=tuple(record for key, record in then.items() if key not in now),
        gone=tuple(record for key, record in now.items() if key not in then),
        otherwise=tuple(record for key, record in then.items() if key in now and now[key] != record),
    )
