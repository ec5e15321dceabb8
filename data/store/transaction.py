"""Gathering what one action changes, so that it becomes one write."""

from __future__ import annotations

import msgspec

from ..errors import NotFoundError
from ..models import AnyRecord, Profile
from .memory import Edit, Former, Key, Memory
from .records import PROFILE_ID, checked, links_of, table_of


class Change:
    """What a transaction is going to do; nothing of it is done before the transaction ends."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._after: dict[Key, AnyRecord | None] = {}
        self._pointing: dict[Key, list[Key]] = {}
        """What was put here, by what it points to; some of it may be gone again."""
        self._former: dict[Key, Former] = {}

    def put(self, *records: AnyRecord) -> None:
        """Add records, or replace those with the same ids."""
        for record in records:
            kept = checked(record)
            if isinstance(kept, Profile) and kept.id != PROFILE_ID:
                kept = msgspec.structs.replace(kept, id=PROFILE_ID)
            key = (table_of(kept), kept.id)
            self._after[key] = kept
            for link in links_of(key[0], kept):
                self._pointing.setdefault(link, []).append(key)

    def put_back(self, record: AnyRecord, former: Former) -> None:
        """Add a record that was deleted once: at its old place if that is free, with its unknown fields."""
        self.put(record)
        self._former[table_of(record), record.id] = former

    def remove(self, *records: AnyRecord) -> None:
        """Remove records, and with each whatever points to it: an application takes all that is its.

        NotFoundError if one is not in the store.
        """
        for record in records:
            key = (table_of(record), record.id)
            if self._now(key) is None and key not in self._after:
                self._memory.shelf(key[0]).get(record.id)
            self._remove(key)

    def edits(self) -> list[Edit]:
        """Return what is left to do; NotFoundError if a record would point to one that is not there."""
        edits = [
            Edit(
                table=key[0],
                id=key[1],
                before=self._memory.find(key),
                after=after,
                former=self._former.get(key),
            )
            for key, after in self._after.items()
        ]
        edits = [edit for edit in edits if edit.before != edit.after or edit.former]
        for edit in edits:
            if edit.after is not None:
                self._refuse_loose_links(edit.after)
        return edits

    def loose_link(self, record: AnyRecord) -> Key | None:
        """Return a record that `record` points to and that will not be there, None if all will."""
        return next((link for link in links_of(table_of(record), record) if self._now(link) is None), None)

    def _now(self, key: Key) -> AnyRecord | None:
        return self._after[key] if key in self._after else self._memory.find(key)

    def _remove(self, key: Key) -> None:
        self._after[key] = None
        for other in (*self._memory.pointing_to(key), *self._pointing.pop(key, ())):
            record = self._now(other)
            if record is not None and key in links_of(other[0], record):
                self._remove(other)

    def _refuse_loose_links(self, record: AnyRecord) -> None:
        link = self.loose_link(record)
        if link is not None:
            raise NotFoundError(
                f"Not saved: a record of {table_of(record)} belongs to one of {link[0]} that is not there."
            )
