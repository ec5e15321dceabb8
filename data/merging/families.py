"""Keeping together what belongs together when one side deleted a thing and the other changed a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

from ..store.records import LINKS
from .sides import Entries, Entry, Side

Key: TypeAlias = tuple[str, str]
"""A table and an id."""


class Deletions(msgspec.Struct):
    """What one side has deleted."""

    dropped: dict[Key, Entry] = {}
    """What is gone, as it was."""
    kept: set[Key] = set()
    """What stays all the same."""


def kept_whole(tables: dict[str, Entries], deletions: Deletions, sides: Sequence[Side]) -> None:
    """Put back into `tables` what a record there points to, and what belonged to what is put back."""
    while _parents(tables, deletions, sides) or _children(tables, deletions):
        pass


def _parents(tables: dict[str, Entries], deletions: Deletions, sides: Sequence[Side]) -> bool:
    """Put back what is pointed to and is not there, as the first side that has it has it."""
    missing = {
        link
        for table in LINKS
        for entry in tables.get(table, {}).values()
        for link in _links(table, entry)
        if link[1] not in tables.get(link[0], {})
    }
    found = False
    for table, key in sorted(missing):
        entry = next((entry for side in sides if (entry := side.find(table, key)) is not None), None)
        if entry is not None:
            _put_back((table, key), entry, tables, deletions)
            found = True
    return found


def _children(tables: dict[str, Entries], deletions: Deletions) -> bool:
    """Put back what was deleted together with something that is kept."""
    back = [
        (key, entry)
        for key, entry in deletions.dropped.items()
        if any(link in deletions.kept for link in _links(key[0], entry))
    ]
    for key, entry in back:
        _put_back(key, entry, tables, deletions)
    return bool(back)


def _put_back(key: Key, entry: Entry, tables: dict[str, Entries], deletions: Deletions) -> None:
    tables.setdefault(key[0], {})[key[1]] = entry
    deletions.kept.add(key)
    deletions.dropped.pop(key, None)


def _links(table: str, entry: Entry) -> Iterator[Key]:
    if isinstance(entry, dict):
        for field, target in LINKS.get(table, ()):
            link = entry.get(field)
            if isinstance(link, str):
                yield target, link
