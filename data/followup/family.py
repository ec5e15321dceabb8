"""All that belongs to one application, as it is and as it would be, and keeping it with its follow-ups.

A transaction shows nothing of what it gathers, so what is about to be written is looked at here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self, TypeVar

import msgspec
from msgspec.structs import replace

from ..models import AnyRecord, Application, Contact, Event, FollowUp, Note, Profile
from .cadence import open_follow_ups
from .settle import is_open

if TYPE_CHECKING:
    from ..store.store import Store
    from ..store.transaction import Change

R = TypeVar("R", Contact, Note, Event, FollowUp)


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """One application with all that belongs to it."""

    application: Application
    contacts: tuple[Contact, ...] = ()
    notes: tuple[Note, ...] = ()
    events: tuple[Event, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()

    @classmethod
    def of(cls, store: Store, application_id: str) -> Self:
        """Return the application with this id and all the store has of it, or raise NotFoundError."""
        return cls(
            application=store.application(application_id),
            contacts=tuple(store.contacts(application_id)),
            notes=tuple(store.notes(application_id)),
            events=tuple(store.events(application_id)),
            follow_ups=tuple(store.follow_ups(application_id)),
        )

    def having(self, *records: AnyRecord) -> Family:
        """Return it with records added, or put in the place of those with the same ids."""
        application = next((each for each in records if isinstance(each, Application)), self.application)
        return Family(
            application=application,
            contacts=_put(self.contacts, [each for each in records if isinstance(each, Contact)]),
            notes=_put(self.notes, [each for each in records if isinstance(each, Note)]),
            events=_put(self.events, [each for each in records if isinstance(each, Event)]),
            follow_ups=_put(self.follow_ups, [each for each in records if isinstance(each, FollowUp)]),
        )

    def should_be_open(self, profile: Profile) -> tuple[FollowUp, ...]:
        """Return the open follow-ups of its cadence as they should now be, earliest first."""
        return open_follow_ups(
            self.application, self.contacts, self.notes, self.events, self.follow_ups, profile
        )


def _put(there: tuple[R, ...], records: list[R]) -> tuple[R, ...]:
    by_id = {each.id: each for each in there} | {each.id: each for each in records}
    return tuple(by_id.values())


def keep(
    store: Store, label: str, application_id: str, *records: AnyRecord, without: tuple[Event, ...] = ()
) -> tuple[FollowUp, ...]:
    """Keep records of an application as one undoable change, and with them its follow-ups as they should be.

    The events in `without` are removed. Return the follow-ups that are open now, earliest first, the user's
    own days left out.
    """
    family = Family.of(store, application_id).having(*records)
    gone = {event.id for event in without}
    family = replace(family, events=tuple(event for event in family.events if event.id not in gone))
    opened = family.should_be_open(store.profile)
    with store.transaction(label) as change:
        change.put(*records)
        change.remove(*without)
        _put_in_place(change, family, opened)
    return opened


def _put_in_place(change: Change, family: Family, opened: tuple[FollowUp, ...]) -> None:
    stays = {each.id for each in opened}
    gone = [each for each in family.follow_ups if is_open(each) and each.step > 0 and each.id not in stays]
    change.remove(*gone)
    change.put(*opened)


def keep_without(store: Store, label: str, contact: Contact) -> None:
    """Remove a contact with all that is theirs, as one undoable change; settle the follow-ups left.

    Whoever leads now takes over the open steps. Those that are used up stay, though not as this person's, so
    that none is proposed a second time.
    """
    family = Family.of(store, contact.application_id)
    rest = tuple(each for each in family.contacts if each.id != contact.id)
    used = [
        each for each in family.follow_ups if not is_open(each) and each.contact_id == contact.id and rest
    ]
    family = family.having(*(replace(each, contact_id=None) for each in used))
    left = replace(
        family,
        contacts=rest,
        notes=tuple(each for each in family.notes if each.contact_id != contact.id),
        events=tuple(each for each in family.events if each.contact_id != contact.id),
        follow_ups=tuple(
            each for each in family.follow_ups if each.step > 0 or each.contact_id != contact.id
        ),
    )
    opened = left.should_be_open(store.profile)
    with store.transaction(label) as change:
        change.put(*(each for each in left.follow_ups if not is_open(each)))
        _put_in_place(change, left, opened)
        change.remove(contact)


def put_settled(store: Store, change: Change, *records: AnyRecord) -> None:
    """Put records of any applications into `change`, and their follow-ups as they should then be.

    Another profile may move the follow-ups of every application.
    """
    change.put(*records)
    profile = next((each for each in records if isinstance(each, Profile)), store.profile)
    for family in _touched(store, records):
        _put_in_place(change, family, family.should_be_open(profile))


def _touched(store: Store, records: Sequence[AnyRecord]) -> Iterator[Family]:
    here = {application.id for application in store.applications()}
    new = {each.id: each for each in records if isinstance(each, Application)}
    people = {each.id: each for each in (*store.all_contacts(), *records) if isinstance(each, Contact)}
    of: defaultdict[str, list[AnyRecord]] = defaultdict(list)
    for record in records:
        match record:
            case Profile():
                for id_ in here:
                    of[id_] += ()
            case Application():
                of[record.id].append(record)
            case Note():
                of[people[record.contact_id].application_id].append(record)
            case Contact() | FollowUp() | Event():
                of[record.application_id].append(record)
            case _:
                pass  # It belongs to no application.
    for id_, theirs in of.items():
        family = Family.of(store, id_) if id_ in here else Family(application=new[id_])
        yield family.having(*theirs)


def refresh(store: Store, *application_ids: str) -> None:
    """Bring the follow-ups of these applications, or of all, up to date; nothing is written where all fit.

    To be called after something came in from outside: an import, another profile, a contact deleted.
    """
    ids = application_ids or tuple(application.id for application in store.applications())
    with store.transaction("Brought the follow-ups up to date", undoable=False) as change:
        for id_ in ids:
            family = Family.of(store, id_)
            _put_in_place(change, family, family.should_be_open(store.profile))


def keep_usual(store: Store, profile: Profile) -> None:
    """Keep the user's cadence, days off and holidays, and move every open follow-up to where they put it."""
    with store.transaction("Changed when to follow up") as change:
        change.put(profile)
        for application in store.applications():
            family = Family.of(store, application.id)
            _put_in_place(change, family, family.should_be_open(profile))
