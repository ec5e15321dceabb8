"""The files beside a store in which a person may stand: copies, drafts, and what an editor left."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import msgspec

from ..encryption.locks import Identities
from ..errors import NotSavedError, StoreError
from ..file_names import BACKUPS, DRAFTS, is_handed_out
from ..store import layout
from ..store.documents import Fields
from ..store.folder import resolve
from ..store.layout import Contents, Encoder
from ..store.safe_write import Bytes, previous_of, put_in_place, read_regular, sync_folder
from ..store.sentences import not_read, not_saved
from .encrypted import is_encrypted, locked_again, opened
from .mentions import Mentions
from .person import Person, text_in
from .redacting import contacts_in, mended, redact
from .searching import is_said_of


def possible_copies_of(store: Path) -> list[Path]:
    """Return every file that is, or looks like, a copy of the store at `store`, its `.prev` left out."""
    real = resolve(store)
    ours = {previous_of(real), *(Path(f"{each}.journal") for each in (real, previous_of(real)))}
    beside = [file for file in _files_in(real.parent) if file.name.startswith(f"{real.name}.")]
    return [*(file for file in beside if file not in ours), *_files_in(real.parent / BACKUPS)]


def survey(store: Path, person: Person, keys: Identities | None) -> tuple[Person, list[Path]]:
    """Return `person` with the names and addresses that copies of the store know, and those copies."""
    concerned: list[Path] = []
    left = possible_copies_of(store)
    while more := [path for path in left if is_concerned(path, person, keys)]:
        concerned += more
        left = [path for path in left if path not in more]
        for path in more:
            person = _widened(person, path, keys)
    return person, [path for path in possible_copies_of(store) if path in concerned]


def _widened(person: Person, path: Path, keys: Identities | None) -> Person:
    try:
        return person.widened(contacts_in(layout.decode(_read(path, keys), path.name).tables))
    except StoreError:
        # What cannot be read is told when it is to be rewritten.
        return person


def is_concerned(path: Path, person: Person, keys: Identities | None) -> bool:
    """Return whether a copy says, or may say, anything of `person`: what cannot be read always may."""
    try:
        data = _read(path, keys)
    except StoreError:
        return True
    return is_said_of(data, person.mentions, person.marks)


def rewrite_copy(store: Path, path: Path, person: Person, keys: Identities | None) -> None:
    """Put a copy without `person` in its place, durably, under the same name and of the same time.

    One that is encrypted is so again. DamagedStoreError if it is not a whole copy of the store at `store`,
    other kinds of StoreError if it cannot be read or written; then it is as it was.
    """
    contents = layout.decode(_read(path, keys), path.name)
    parts = _encoded(contents, redact(contents.tables, person).tables)
    if is_encrypted(path):
        parts = [locked_again(store, b"".join(parts))]
    try:
        status = path.stat()
        put_in_place(path, parts)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    except OSError as problem:
        raise NotSavedError(not_saved(problem, path)) from problem


def remove_file(path: Path) -> None:
    """Remove a file, durably; NotSavedError if that fails."""
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as problem:
        raise NotSavedError(f"{path} could not be removed ({problem.strerror}).") from problem


def mend_drafts(store: Path, person: Person) -> int:
    """Remove the drafts that were written to or of `person`, mend the others; return how many were touched.

    NotSavedError if one cannot be written.
    """
    real = resolve(store)
    leftovers = [file for file in _files_in(real.parent) if is_handed_out(file.name)]
    touched = 0
    for path in (*_files_in(real.parent / DRAFTS), *leftovers):
        try:
            data = read_regular(path)
        except OSError:
            # The search at the end tells what nobody can read.
            continue
        if data is not None and path.exists():
            touched += _mend_draft(path, data, person)
    return touched


def _mend_draft(path: Path, data: bytes, person: Person) -> bool:
    if path.name.startswith("."):
        # What a program left that was killed while it wrote is no draft, and never will be.
        gone = is_said_of(data, person.mentions, person.marks)
        if gone:
            remove_file(path)
        return gone
    draft = _json(data)
    origin = _origin_of(draft)
    if text_in(origin, "contact_id") in person.ids:
        for file in (path, *_of_editor(path, origin)):
            remove_file(file)
        return True
    fresh = _mended_bytes(data, draft, person.mentions)
    if fresh is None:
        return False
    try:
        put_in_place(path, [fresh])
    except OSError as problem:
        raise NotSavedError(not_saved(problem, path)) from problem
    return True


def _mended_bytes(data: bytes, draft: object, mentions: Mentions) -> bytes | None:
    """Return the bytes of a draft without the mentions in it, None when there are none."""
    if draft is not None:
        after = mended(draft, mentions)
        return msgspec.json.encode(after) if after != draft else None
    text = data.decode("utf-8", "surrogateescape")
    replaced = mentions.replaced(text)
    return replaced.encode("utf-8", "surrogateescape") if replaced != text else None


def _origin_of(draft: object) -> Fields:
    """Return what a draft says it is about; nothing when it does not say."""
    origin: object = cast("Fields", draft).get("origin") if isinstance(draft, dict) else None
    return cast("Fields", origin) if isinstance(origin, dict) else {}


def _of_editor(path: Path, origin: Fields) -> Iterator[Path]:
    """Yield the file that a draft was handed to an editor in."""
    name = Path(text_in(origin, "file")).name
    if is_handed_out(name):
        yield path.with_name(name)


def _json(data: bytes) -> object | None:
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _read(path: Path, keys: Identities | None) -> bytes:
    try:
        data = read_regular(path)
    except OSError as problem:
        raise StoreError(not_read(problem, path)) from problem
    if data is None:
        raise StoreError(f"{path} is gone.")
    return opened(path, data, keys)


def _encoded(contents: Contents, tables: layout.Tables) -> list[Bytes]:
    if contents.meta:
        return Encoder().encode(contents.meta, tables)
    # One that was made by hand says nothing of itself, and would be taken for damaged if it said half of it.
    return [msgspec.json.encode(tables)]


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.is_file() and not file.is_symlink())
    except OSError:
        return []
