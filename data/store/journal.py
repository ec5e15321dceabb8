"""Changes of a large store, appended beside its file, so that one save costs what changed and not the whole.

`thanks.json.journal` belongs to the one `thanks.json` that its first line names by fingerprint. A line is a
checksum, a blank and a text, which is JSON; the checksum is the SHA-256 of the one before it and of the text.
So a line that was torn off, changed, moved or left out is found, and what stands before it is still good.
When the file itself is written again, with the changes in it, the journal follows the previous file to
`thanks.json.prev.journal`.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import msgspec

from .safe_write import (
    FILE_MODE,
    NEW_FILE,
    is_regular,
    previous_of,
    read_regular,
    sync_file,
    sync_folder,
    write_all,
)

TableChanges: TypeAlias = dict[str, dict[int, msgspec.Raw]]
"""By table and TinyDB id the document as it is now, `GONE` where it was removed."""

GONE = msgspec.Raw(b"null")

VERSION = 1
LONGEST = 4_000_000
"""Bytes after which the next save writes the whole file again: reading them costs 20 ms more at a start."""
_DIGITS = 64
_BREAK = b"\n"


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a journal."""

    journal: int
    """The version of the layout."""
    of: str
    """The fingerprint of the file that the changes belong to, in hex."""
    generation: int
    """That of the file."""
    sitting: str = ""
    """Who made the changes; see `lineage`."""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One save."""

    generation: int
    changes: TableChanges


_DECODER = msgspec.json.Decoder(Entry)


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What a journal holds."""

    head: Head
    name: str
    """What no other journal has: the checksum of its first line."""
    entries: tuple[Entry, ...]
    torn: bool
    """Whether something stands after the last line that is whole."""


def journal_of(path: Path) -> Path:
    """Return where the changes lie that belong to the file at `path`."""
    return path.with_name(f"{path.name}.journal")


def read_journal(path: Path) -> Read | None:
    """Return what the journal of the file at `path` holds; None when there is none, or not even a first line.

    OSError when it cannot be read.
    """
    data = read_regular(journal_of(path))
    if data is None:
        return None
    lines = data.split(_BREAK)
    name = _verified(b"", lines[0])
    if name is None:
        return None
    try:
        head = msgspec.json.decode(lines[0][_DIGITS + 1 :], type=Head)
    except msgspec.DecodeError:
        return None
    entries: list[Entry] = []
    last: bytes | None = name
    # What follows the last line break is empty, or an entry of which not all was written.
    for line in lines[1:-1]:
        last = _verified(last, line)
        if last is None:
            break
        entries.append(_DECODER.decode(line[_DIGITS + 1 :]))
    torn = len(entries) < len(lines) - 2 or bool(lines[-1])
    return Read(head=head, name=name.decode(), entries=tuple(entries), torn=torn)


def _verified(last: bytes, line: bytes) -> bytes | None:
    """Return the checksum of a line that follows the one with the checksum `last`, None if it is wrong."""
    digits, blank, text = line[:_DIGITS], line[_DIGITS : _DIGITS + 1], line[_DIGITS + 1 :]
    return digits if blank == b" " and digits == _checksum(last, text) else None


def _checksum(last: bytes, text: bytes) -> bytes:
    digest = hashlib.sha256(last)
    digest.update(text)
    return digest.hexdigest().encode()


class Journal:
    """The journal of the file at `path`, as its one writer sees it."""

    def __init__(self, path: Path) -> None:
        self._file = path
        self.path = journal_of(path)
        self._handle: int | None = None
        self._last = b""
        self._name = ""
        self.size = 0
        """In bytes, as far as it was written here; 0 when nothing was."""
        self.is_usable = True
        """Whether nothing has failed since the file was written as a whole."""
        self.has_previous = False
        """Whether there is one of the previous file."""

    @property
    def name(self) -> str:
        """What `Read.name` will be; empty when nothing was appended."""
        return self._name if self.size else ""

    def takes_more(self) -> bool:
        """Return whether a change can be appended: nothing failed, it is short, nobody took it away."""
        if self._handle is None:
            return self.is_usable
        with suppress(OSError):
            ours, there = os.fstat(self._handle), self.path.lstat()
            return self.size < LONGEST and os.path.samestat(ours, there) and there.st_size == self.size
        return False

    def is_anothers(self, *, expected: bool) -> bool:
        """Return whether another program has put a journal there; `expected` when one was there before."""
        try:
            there = self.path.lstat()
            ours = None if self._handle is None else os.fstat(self._handle)
        except OSError:
            return False
        if not is_regular(there):
            return False
        if ours is None:
            return self.is_usable and not expected
        return not os.path.samestat(ours, there) or there.st_size != self.size

    def append(self, of: bytes, sitting: str, generation: int, changes: TableChanges) -> None:
        """Write changes down, durably, as what makes `generation` of the file with the fingerprint `of`.

        OSError when that fails; then nothing more can be appended before `retire`.
        """
        try:
            handle = self._handle if self._handle is not None else self._begin(of, sitting, generation - 1)
            self._write(handle, msgspec.json.encode((generation, changes)))
        except OSError:
            self._give_up()
            raise

    def retire(self) -> None:
        """Let the journal follow the file that it belongs to, now that this is the previous one.

        If it cannot, it stays and is passed over: the file that is there now is not the one that it names.
        """
        self.close()
        previous = journal_of(previous_of(self._file))
        with suppress(OSError):
            if self.path.exists():
                self.path.replace(previous)
                self.has_previous = True
            else:
                # It belonged to a file that nobody has any more.
                previous.unlink(missing_ok=True)
                self.has_previous = False
        self.size = 0
        self.is_usable = True

    def look(self) -> None:
        """See what an earlier run has left: a journal that has nothing more to tell goes."""
        try:
            self.has_previous = journal_of(previous_of(self._file)).exists()
            if self.path.exists():
                self.retire()
        except OSError:
            # Then the next save writes the file as a whole.
            self.is_usable = False

    def put_aside(self, name: str) -> None:
        """Give the journal, which has this name and belongs to another file, a place of its own; OSError."""
        self.path.replace(self._file.with_name(f"{self._file.name}.{name[:8]}.journal"))
        sync_folder(self._file.parent)

    def close(self) -> None:
        """Let go of the file."""
        handle, self._handle = self._handle, None
        # All that was written is on the disk already.
        with suppress(OSError):
            if handle is not None:
                os.close(handle)

    def _begin(self, of: bytes, sitting: str, generation: int) -> int:
        handle = self._handle = os.open(self.path, NEW_FILE, FILE_MODE)
        os.fchmod(handle, FILE_MODE)
        self._last = b""
        head = Head(journal=VERSION, of=of.hex(), generation=generation, sitting=sitting)
        self._write(handle, msgspec.json.encode(head))
        self._name = self._last.decode()
        sync_folder(self.path.parent)
        return handle

    def _write(self, handle: int, text: bytes) -> None:
        checksum = _checksum(self._last, text)
        write_all(handle, [checksum, b" ", text, _BREAK])
        sync_file(handle)
        self._last = checksum
        self.size += _DIGITS + len(text) + 2

    def _give_up(self) -> None:
        # What was written in part is no whole line; what is whole and not synced is cut off, if it can be.
        self.is_usable = False
        handle, self._handle = self._handle, None
        if handle is None:
            return
        with suppress(OSError):
            os.ftruncate(handle, self.size)
        with suppress(OSError):
            os.close(handle)
