"""TinyDB tables of packed documents.

Stock TinyDB rebuilds a whole table for each change and a storage then encodes every document anew. Here a
change touches what it names and nothing else, which is what makes one save cheap in a large store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from .documents import PackedStorage

Storage.register(PackedStorage)


class PackedTable(Table):
    """A TinyDB table that changes its storage's documents in place, inside the storage's batch."""

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        storage = cast("PackedStorage", self.storage)
        return cast("dict[str, Mapping[str, Any]]", storage.documents(self.name).unpacked())

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        storage = cast("PackedStorage", self.storage)
        with storage.batch():
            updater(storage.changing(self.name))
        self.clear_cache()


class PackedTinyDB(TinyDB):
    """A TinyDB of packed tables."""

    table_class = PackedTable
