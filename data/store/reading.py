"""Reading the file of a store, with the changes that lie beside it."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from ..errors import StoreError
from . import layout
from .ahead import Ahead, read_all
from .documents import Documents, Fields
from .journal import GONE, Read, journal_of, read_journal
from .layout import Contents, Tables
from .lineage import continued
from .safe_write import Stamp, is_regular, stamp_at, stamp_of
from .sentences import not_read

MOST_READS = 5
"""How often a file is read again that changes while it is read."""


class Damaged(msgspec.Struct, frozen=True, kw_only=True):
    """What lies in the place of a store of which nothing can be made."""

    data: bytes | None
    """What stands in the file; None when there is none."""
    stamp: Stamp | None
    journal: Read | None
    """What its journal holds."""


def look_at(path: Path) -> Damaged:
    """Return what lies at `path`, whatever it is; StoreError if it cannot be read."""
    data, stamp = read_bytes(path)
    return Damaged(data=data, stamp=stamp, journal=journal_at(path))


def journal_at(path: Path) -> Read | None:
    """Return what the journal of the file at `path` holds, None if there is none; StoreError as above."""
    try:
        return read_journal(path)
    except OSError as problem:
        raise StoreError(not_read(problem, journal_of(path))) from problem


def replay(meta: Fields, tables: Tables, journal: Read) -> None:
    """Make the changes of a journal in what was read from the file that it belongs to."""
    for entry in journal.entries:
        for name, changes in entry.changes.items():
            documents = tables.setdefault(name, Documents())
            for doc_id, document in changes.items():
                if document == GONE:
                    documents.pop(doc_id, None)
                else:
                    documents[doc_id] = document
        meta.update(continued(meta, journal.head.sitting, entry.generation))


def read_with_journal(
    path: Path, ahead: Ahead | None = None
) -> tuple[Contents | None, Stamp | None, Read | None]:
    """Return what stands in the file at `path`, its stamp, and what its journal holds.

    What was read `ahead` of it need not be read again, if it is still there. Each is None when it is not
    there. StoreError if one cannot be read, DamagedStoreError if the file is no whole store.
    """
    for _ in range(MOST_READS):
        contents, stamp = _decoded(path, ahead)
        ahead = None
        try:
            journal = read_journal(path)
            if stamp_at(path) == stamp:
                return contents, stamp, journal
        except OSError as problem:
            raise StoreError(not_read(problem, journal_of(path))) from problem
        # Another window has brought its journal into the file between the two looks.
    raise StoreError(f"{path} changes faster than it can be read.")


def _decoded(path: Path, ahead: Ahead | None) -> tuple[Contents | None, Stamp | None]:
    found = None if ahead is None else ahead.take()
    if ahead is not None and found is not None:
        data, status = found
        contents = layout.decode(data, path.name, as_records=True, its_own=ahead.checksum())
        return contents, stamp_of(status)
    data, stamp = read_bytes(path)
    return None if data is None else layout.decode(data, path.name, as_records=True), stamp


def read_bytes(path: Path) -> tuple[bytes | None, Stamp | None]:
    """Return the bytes of the file at `path`, and its stamp; None for both when there is none.

    StoreError if it cannot be read.
    """
    try:
        # Without O_NONBLOCK a FIFO of that name would keep the program waiting for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            status = os.fstat(handle)
            data = read_all(handle) if is_regular(status) else None
        finally:
            os.close(handle)
    except FileNotFoundError:
        return None, None
    except OSError as problem:
        raise StoreError(not_read(problem, path)) from problem
    if data is None:
        raise StoreError(f"{path} is not a file; the store cannot be kept there.")
    return data, stamp_of(status)
