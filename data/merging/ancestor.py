"""What two files of the store once were: a copy from which both were made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from ..backups.files import read_copy
from ..backups.names import copies_of, old_copies_of
from ..errors import StoreError
from ..store import layout
from ..store.documents import Fields
from ..store.layout import Contents
from ..store.lineage import descends
from .sides import Side, is_odd, side_of

MOST_READ = 200_000_000
"""Bytes of copies that are read to find out what we had once."""


def common_ancestor(path: Path, ours: Fields, theirs: Fields) -> Side | None:
    """Return the newest copy of the store at `path` from which both were made, by their `meta`."""
    found: Contents | None = None
    for contents in _copies(path):
        if not (descends(ours, contents.meta) and descends(theirs, contents.meta)):
            continue
        if found is None or descends(contents.meta, found.meta):
            found = contents
    return None if found is None else side_of(found.tables)


def held_by_copies(path: Path) -> Callable[[str, Fields], bool]:
    """Return what tells whether a copy of the store at `path` holds a record exactly like that."""
    held: dict[str, set[bytes]] | None = None

    def is_held(table: str, fields: Fields) -> bool:
        nonlocal held
        if held is None:
            held = {}
            for contents in _copies(path):
                _add(contents, held)
        return _said(fields) in held.get(table, ())

    return is_held


def _add(contents: Contents, held: dict[str, set[bytes]]) -> None:
    for table, entries in side_of(contents.tables).tables.items():
        known = held.setdefault(table, set())
        known.update(
            _said(entry) for key, entry in entries.items() if not is_odd(key) and isinstance(entry, dict)
        )


def _said(fields: Fields) -> bytes:
    return msgspec.json.encode(fields, order="sorted")


def _copies(path: Path) -> Iterator[Contents]:
    """Yield what the copies hold, the newest first; what cannot be read is passed over."""
    left = MOST_READ
    for file in _files(path):
        try:
            data = read_copy(file)
            left -= len(data)
            if left > 0:
                yield layout.decode(data, file.name)
        except StoreError:
            continue


def _files(path: Path) -> list[Path]:
    try:
        return [*old_copies_of(path), *(file for file, name in copies_of(path).items() if not name.encrypted)]
    except OSError:
        return []
