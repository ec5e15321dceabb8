"""What a copy of the store is called: `thanks-00000042-20261123T183000Z-start.json`.

The number is how often the store had been saved, the stamp is when the copy was made, the word is why.
"""

from __future__ import annotations

import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ..file_names import BACKUPS, ENCRYPTED
from .why import Why

_STAMP = "%Y%m%dT%H%M%SZ"
_PATTERN = re.compile(
    rf"(.+)-(\d{{8,18}})-(\d{{8}}T\d{{6}}Z)-([a-z]{{1,20}})\.json({re.escape(ENCRYPTED)})?", re.ASCII
)
_OLD = re.compile(r"prev|(?:edited|schema|replaced)-\w[\w-]*", re.ASCII)
_MOST = 10**18 - 1


class CopyName(msgspec.Struct, frozen=True, kw_only=True):
    """The name of a copy, taken apart."""

    stem: str
    generation: int
    """How often the store had been saved; 0 when that could not be read."""
    made: datetime
    """When the copy was made, in UTC, to the second."""
    why: str
    """A word of `Why`, or one of a newer version."""
    encrypted: bool = False

    def __str__(self) -> str:
        suffix = f".json{ENCRYPTED}" if self.encrypted else ".json"
        number = min(max(self.generation, 0), _MOST)
        return f"{self.stem}-{number:08}-{self.made.astimezone(UTC):{_STAMP}}-{self.why}{suffix}"


def name_for(path: Path, generation: int, made: datetime, why: Why) -> CopyName:
    """Return the name of a copy of the store at `path`."""
    return CopyName(stem=path.stem, generation=generation, made=made, why=why)


def parse(name: str, path: Path) -> CopyName | None:
    """Take apart the name of a copy of the store at `path`; None if it is none."""
    found = _PATTERN.fullmatch(name)
    if found is None or found[1] != path.stem:
        return None
    try:
        made = datetime.strptime(found[3], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return CopyName(
        stem=found[1], generation=int(found[2]), made=made, why=found[4], encrypted=found[5] is not None
    )


def room_of(path: Path) -> Path:
    """Return the folder of the copies of the store at `path`; it may not be there."""
    return path.parent / BACKUPS


def copies_of(path: Path) -> dict[Path, CopyName]:
    """Return the copies in the folder of the store at `path`, the newest first by generation and stamp.

    Links and what is no file are passed over; OSError if the folder is there and cannot be listed.
    """
    room = room_of(path)
    if room.is_symlink():
        return {}
    found = {file: name for file in _files_in(room) if (name := parse(file.name, path)) and _is_plain(file)}
    return dict(sorted(found.items(), key=lambda each: (each[1].generation, each[1].made), reverse=True))


def old_copies_of(path: Path) -> list[Path]:
    """Return the copies that lie beside the store under the names of earlier versions, and its `.prev`.

    OSError if the folder is there and cannot be listed.
    """
    start = f"{path.name}."
    return sorted(
        file
        for file in _files_in(path.parent)
        if file.name.startswith(start) and _OLD.fullmatch(file.name[len(start) :]) and _is_plain(file)
    )


def _files_in(room: Path) -> list[Path]:
    try:
        return list(room.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _is_plain(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except FileNotFoundError:
        return False
