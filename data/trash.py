"""Bringing back what was deleted, and letting go of it for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from .errors import NotFoundError, UnreadableError
from .followup.family import put_settled
from .models import AnyRecord, Contact, Deleted, Event, FollowUp, Removed, Trashed
from .store.memory import Former, Key
from .store.records import TYPES, clean_fields, links_of, table_of
from .store.store import Store


def newest_first(store: Store) -> list[Trashed]:
    """Return what lies in the trash, what was deleted last before the others."""
    return sorted(store.trash(), key=lambda each: each.deleted_on)[::-1]


def records_in(trashed: Trashed) -> list[AnyRecord]:
    """Return the records that were deleted, each after those that its links point to.

    UnreadableError if one does not fit any more.
    """
    return [record for record, _ in _read(trashed)]


def application_of(store: Store, trashed: Trashed) -> Trashed | None:
    """Return the entry that has to come back with `trashed`: the application of a contact, deleted as well.

    None when it can come back alone. NotFoundError if the application of a contact is gone for ever.
    """
    id_ = trashed.application_id
    if trashed.what is Deleted.APPLICATION or any(each.id == id_ for each in store.applications()):
        return None
    for each in newest_first(store):
        if each.what is Deleted.APPLICATION and each.application_id == id_:
            return each
    raise NotFoundError(
        f"{trashed.label} cannot be brought back: the application to {trashed.company} is gone for ever."
    )


def bring_back(store: Store, trashed: Trashed) -> tuple[Trashed, ...]:
    """Bring back what was deleted, as one change that can be undone; return the entries that left the trash.

    A contact whose application was deleted as well brings that back too. The follow-ups are as they should
    be after it. What is in the store under the same id stays as it is, but belongs to the contact again where
    it has belonged to nobody since. NotFoundError if the application is gone for ever, UnreadableError if a
    record does not fit any more; then nothing is changed.
    """
    application = application_of(store, trashed)
    entries = (trashed,) if application is None else (application, trashed)
    returning = _returning(store, entries)
    with store.transaction(f"Brought back {trashed.label}") as change:
        for record, former in returning:
            if former is not None:
                change.put_back(record, former)
        put_settled(store, change, *(record for record, _ in returning))
        change.remove(*entries)
    return entries


def delete_for_ever(store: Store, *entries: Trashed) -> None:
    """Take entries out of the trash, as one change that cannot be undone; nor can their deletion any more."""
    with store.transaction("Deleted for ever", undoable=False) as change:
        change.remove(*entries)
    store.never_undo(*entries)


def _read(trashed: Trashed) -> list[tuple[AnyRecord, Former]]:
    return [
        (_record(trashed, each), Former(doc_id=each.number, document=each.document))
        for each in trashed.removed
    ]


def _record(trashed: Trashed, removed: Removed) -> AnyRecord:
    try:
        return msgspec.convert(clean_fields(removed.document), TYPES[removed.table])
    except (KeyError, msgspec.ValidationError) as problem:
        raise _not_whole(trashed) from problem


def _not_whole(trashed: Trashed) -> UnreadableError:
    return UnreadableError(
        f"{trashed.label} cannot be brought back: what is kept of it does not fit together."
    )


def _returning(store: Store, entries: Sequence[Trashed]) -> list[tuple[AnyRecord, Former | None]]:
    """Return the records that come back, as they are to be, with what they had been where they are gone."""
    coming: dict[Key, AnyRecord] = {}
    returning: list[tuple[AnyRecord, Former | None]] = []
    for trashed in entries:
        for record, former in _read(trashed):
            key = (table_of(record), record.id)
            kept = store.find(*key)
            if any(link not in coming and store.find(*link) is None for link in links_of(key[0], record)):
                raise _not_whole(trashed)
            if kept is None:
                coming[key] = _second_to_lead(store, record, coming)
                returning.append((coming[key], former))
            elif (given_back := _given_back(kept, record)) is not None:
                returning.append((given_back, None))
    return returning


def _second_to_lead(store: Store, record: AnyRecord, coming: Mapping[Key, AnyRecord]) -> AnyRecord:
    """Return `record`; a contact that was the lead leaves that to whoever leads by now."""
    if not isinstance(record, Contact) or not record.lead:
        return record
    others = (*store.contacts(record.application_id), *coming.values())
    led = any(isinstance(other, Contact) and other.lead for other in others)
    return replace(record, lead=False) if led else record


def _given_back(kept: AnyRecord, record: AnyRecord) -> AnyRecord | None:
    """Return `kept`, which stayed when its contact went, as theirs again; None if that is not so."""
    if not isinstance(kept, FollowUp | Event) or not isinstance(record, FollowUp | Event):
        return None
    return replace(kept, contact_id=record.contact_id) if kept.contact_id is None else None
