"""The trash: what a deletion took out of the store, kept for a while, and then let go of.

A clock can be wrong for one start of the program, so no single reading of it empties the trash. `meta` keeps
the last two days on which something was written. What is thrown away is dated by the later of today and the
last of these; its time is over when that is so by today's clock and by the clock of the last day before.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TypeAlias, TypeGuard

import msgspec

from ..called import called
from ..clock import Now
from ..deleted import DAYS_KEPT
from ..models import AnyRecord, Application, Contact, Deleted, Removed, Trashed
from .memory import Edit, Key, Memory
from .records import TYPES, links_of
from .storage import DurableStorage

Root: TypeAlias = Application | Contact
"""What the user can delete with all that belongs to it."""

SEEN, SEEN_BEFORE = "seen", "seen_before"
"""What `meta` calls the last two days, different ones, on which something was written: ordinals, UTC."""


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """The days on which the store was written, as its clock told them; None for one that is not known."""

    today: date
    last: date | None = None
    """The last one before today's."""

    def latest(self) -> date:
        """Return the day that is at least today, if only one of the two clocks is behind."""
        return max(self.today, self.last or self.today)

    def surely(self) -> date | None:
        """Return the day that it is at least by both clocks, None while there is only one of them."""
        return None if self.last is None else min(self.today, self.last)


class Trash:
    """Says what a deletion adds to the trash of a store, and what leaves it with the next write."""

    def __init__(self, storage: DurableStorage, memory: Memory, now: Now) -> None:
        self._storage = storage
        self._memory = memory
        self._now = now
        self._is_tidy = False

    def thrown_away(self, edits: Sequence[Edit]) -> list[Edit]:
        """Return what keeps the applications and contacts that `edits` remove."""
        gone = {
            (edit.table, edit.id): edit.before
            for edit in edits
            if edit.before is not None and edit.after is None
        }
        roots = {key: record for key, record in gone.items() if _is_root(record, gone)}
        removed: dict[Key, list[Edit]] = {key: [] for key in roots}
        for edit in edits if roots else ():
            owner = _owner(edit, roots, gone)
            if owner is not None:
                removed[owner].append(edit)
        return [self._kept(root, removed[key]) for key, root in roots.items()]

    def tidied(self, edits: Iterable[Edit]) -> list[Edit]:
        """Return what takes out of the trash what lay there long enough, once for each start of a writer.

        What `edits` touch themselves is left to them. To be called for a write that is about to be made;
        `meta` takes note of the day.
        """
        if self._is_tidy:
            return []
        days = self._days()
        touched = {edit.id for edit in edits if edit.table == "trash"}
        tidied = [
            Edit(table="trash", id=each.id, before=each, after=after)
            for each in self._memory.trash.all()
            if each.id not in touched and (after := _aged(each, days)) is not each
        ]
        self._take_note(days)
        return tidied

    def is_tidy(self) -> None:
        """Take note that what `tidied` returned was written."""
        self._is_tidy = True

    def _kept(self, root: Root, removed: list[Edit]) -> Edit:
        now = self._now().astimezone(UTC)
        day = self._days().latest()
        application = self._application_of(root)
        trashed = Trashed(
            deleted_on=now if now.date() == day else _noon(day),
            what=Deleted.CONTACT if isinstance(root, Contact) else Deleted.APPLICATION,
            label=called(root) if isinstance(root, Contact) else application.company,
            company=application.company,
            application_id=application.id,
            removed=tuple(self._removed(edit) for edit in _in_order(removed)),
        )
        return Edit(table="trash", id=trashed.id, before=None, after=trashed)

    def _removed(self, edit: Edit) -> Removed:
        number = self._memory.shelf(edit.table).doc_ids[edit.id]
        document = self._storage.documents(edit.table).fields(number)
        return Removed(table=edit.table, number=number, document=document)

    def _application_of(self, root: Root) -> Application:
        return root if isinstance(root, Application) else self._memory.applications.get(root.application_id)

    def _days(self) -> Days:
        today = self._now().astimezone(UTC).date()
        last = _day(self._storage.meta.get(SEEN))
        return Days(today=today, last=last if last != today else _day(self._storage.meta.get(SEEN_BEFORE)))

    def _take_note(self, days: Days) -> None:
        if days.last is not None:
            self._storage.say(SEEN_BEFORE, days.last.toordinal())
        self._storage.say(SEEN, days.today.toordinal())


def _aged(trashed: Trashed, days: Days) -> Trashed | None:
    """Return `trashed` as it is to be from now on: itself, None, or with another day.

    A day that lies ahead by both clocks was written while the clock was wrong.
    """
    surely, latest = days.surely(), days.latest()
    deleted = trashed.deleted_on.astimezone(UTC).date()
    if surely is None:
        return trashed
    if deleted > latest:
        return msgspec.structs.replace(trashed, deleted_on=_noon(latest))
    return None if (surely - deleted).days >= DAYS_KEPT else trashed


def _day(ordinal: object) -> date | None:
    return date.fromordinal(ordinal) if type(ordinal) is int and 0 < ordinal <= date.max.toordinal() else None


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _is_root(record: AnyRecord, gone: Container[Key]) -> TypeGuard[Root]:
    """Whether the user deleted this very record, rather than something that it belongs to."""
    if isinstance(record, Contact):
        return ("applications", record.application_id) not in gone
    return isinstance(record, Application)


def _owner(edit: Edit, roots: Container[Key], gone: Mapping[Key, AnyRecord]) -> Key | None:
    """Return the root with which a record goes, or whose it is no more; None when it is not concerned."""
    key, before = (edit.table, edit.id), edit.before
    if before is None:
        return None
    if edit.after is not None:
        lost = set(links_of(edit.table, before)) - set(links_of(edit.table, edit.after))
        given_to_another = getattr(edit.after, "contact_id", None) is not None
        return None if given_to_another else next((link for link in lost if link in roots), None)
    if key in roots:
        return key
    return next(_roots_of(edit.table, before, roots, gone), None)


def _roots_of(
    table: str, record: AnyRecord, roots: Container[Key], gone: Mapping[Key, AnyRecord]
) -> Iterator[Key]:
    for link in links_of(table, record):
        parent = gone.get(link)
        if link in roots:
            yield link
        elif parent is not None:
            yield from _roots_of(link[0], parent, roots, gone)


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    order = {table: place for place, table in enumerate(TYPES)}
    return sorted(edits, key=lambda edit: order[edit.table])
