"""Reading a file that is to be merged: the store's own file of another machine, or an export."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import msgspec

from ..backups.examining import storage_of
from ..errors import NotDecryptedError, StoreError, UnreadableError
from ..exchange.archive import read_archive
from ..store.documents import Documents, Fields, pack
from ..store.folder import resolve
from ..store.layout import META, TABLES, Tables
from ..store.lineage import SITTINGS
from ..store.reading import read_bytes
from ..store.records import fields_of, table_of
from ..store.safe_write import is_regular
from ..store.sentences import not_read
from ..text import clean_line

Unlock: TypeAlias = Callable[[str, bytes], bytes]
"""Takes the name and the bytes of a file, and returns what is in it: the very same, or decrypted."""

LARGEST = 100_000_000
"""Bytes; a store of 20,000 applications has 60 MB."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BEFORE_JSON = _BYTE_ORDER_MARK + b" \t\r\n"


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """What another file holds."""

    name: str
    tables: Tables
    meta: Fields
    """What it says of where it comes from, so that the same file is known again."""
    problems: tuple[str, ...] = ()
    """A sentence for everything that was left out on reading."""


def read_other(path: Path, store: Path, unlock: Unlock) -> Other:
    """Return what the file at `path` holds, to be merged with the store at `store`; the file is not changed.

    What is encrypted in it `unlock` opens. UnreadableError if it makes no sense, is too large, or is that
    store itself, NotDecryptedError if it does not open, and what else `unlock` raises.
    """
    if resolve(path) == resolve(store):
        raise UnreadableError(f"{path} is the store itself; there is nothing to merge it with.")
    locked = _bytes_of(path)
    data = _unlocked(path, locked, unlock)
    if not data.lstrip(_BEFORE_JSON).startswith(b"{"):
        raise UnreadableError(f"{path} is neither a store of thanks-tui nor an export of it.")
    if not _is_store(data):
        return _export(path, data)
    # The journal of a file as it stands is read with it; what was encrypted has none.
    return _store(path, None if data is locked else data)


def _unlocked(path: Path, data: bytes, unlock: Unlock) -> bytes:
    try:
        return unlock(clean_line(path.name), data)
    except NotDecryptedError as problem:
        raise NotDecryptedError(f"{path}: {problem}") from problem


def _bytes_of(path: Path) -> bytes:
    try:
        status = path.stat()
        if not is_regular(status):
            raise UnreadableError(f"{path} is not a file.")
        if status.st_size > LARGEST:
            raise UnreadableError(f"{path} is larger than {LARGEST // 1_000_000} MB; no store or export is.")
        return read_bytes(path)[0] or b""
    except FileNotFoundError as problem:
        raise UnreadableError(f"There is no file {path}.") from problem
    except OSError as problem:
        raise UnreadableError(not_read(problem, path)) from problem
    except StoreError as problem:
        raise UnreadableError(str(problem)) from problem


def _is_store(data: bytes) -> bool:
    """Return whether `data` is a TinyDB file; an export has lists where that has tables."""
    try:
        root = msgspec.json.decode(data.removeprefix(_BYTE_ORDER_MARK), type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, ValueError, RecursionError):
        # What begins as one of our own files does is told as such.
        return data.startswith(b'{"meta":')
    return META in root or any(bytes(root[table]).startswith(b'{"') for table in TABLES[1:] if table in root)


def _store(path: Path, opened: bytes | None) -> Other:
    try:
        storage = storage_of(path, opened)
        storage.migrate()
    except StoreError as problem:
        raise UnreadableError(f"{problem} Nothing was merged.") from problem
    return Other(name=path.name, tables=storage.tables, meta=storage.meta)


def _export(path: Path, data: bytes) -> Other:
    archive = read_archive(data)
    tables: Tables = {}
    for number, record in enumerate(archive.records, 1):
        tables.setdefault(table_of(record), Documents())[number] = pack(fields_of(record))
    digest = hashlib.sha256(data).hexdigest()[:16]
    return Other(
        name=path.name, tables=tables, meta={SITTINGS: [[f"export-{digest}", 0]]}, problems=archive.problems
    )
