"""Who is to be forgotten: under which ids, names and addresses they are known here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

import msgspec
from msgspec.structs import replace

from ..addresses import is_shared, valid_email
from ..errors import NotFoundError
from ..folding import fold
from ..models import Application, Contact, Trashed
from ..store.documents import Fields
from ..text import clean_line
from .ids import Ids
from .mentions import Mentions, is_full_name, without_unseen


class Knows(Protocol):
    """What knows people: a store, or a snapshot of it."""

    def applications(self) -> Sequence[Application]:
        """Return every application."""
        ...

    def all_contacts(self) -> Sequence[Contact]:
        """Return the contacts of every application."""
        ...

    def trash(self) -> Sequence[Trashed]:
        """Return what was deleted."""
        ...


class Snapshot:
    """Everybody whom a store knows now: another thread may look through it while the store goes on."""

    def __init__(self, store: Knows) -> None:
        self._applications = tuple(store.applications())
        self._contacts = tuple(store.all_contacts())
        self._trash = tuple(store.trash())

    def applications(self) -> Sequence[Application]:
        """Return every application."""
        return self._applications

    def all_contacts(self) -> Sequence[Contact]:
        """Return the contacts of every application."""
        return self._contacts

    def trash(self) -> Sequence[Trashed]:
        """Return what was deleted."""
        return self._trash


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """A contact who may be the person."""

    contact: Contact
    company: str
    deleted: bool = False
    """Whether they lie in the trash."""
    sure: bool = True
    """Whether the address says that it is the same person, or it is the very contact that was asked for."""


class Person(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Somebody to be forgotten."""

    called: str
    """What they are called when they are spoken of."""
    ids: frozenset[str] = frozenset()
    """The ids of the contacts that are this person."""
    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    """The ids of all other contacts, the deleted ones among them."""
    their_names: frozenset[str] = frozenset()
    """Folded: the names of those; one that two people have tells nothing."""
    their_addresses: frozenset[str] = frozenset()
    """Folded: the addresses of those; so is one that two people share."""

    @cached_property
    def mentions(self) -> Mentions:
        """What is looked for in texts: what is theirs alone."""
        names = (name for name in self.names if _name_key(name) not in self.their_names)
        return Mentions(names, filter(self._is_theirs_alone, self.addresses))

    @cached_property
    def marks(self) -> Ids:
        """What is looked for in files beside texts: what says that it is of one of these contacts."""
        return Ids(("contacts", id_) for id_ in self.ids)

    @cached_property
    def _folded_names(self) -> frozenset[str]:
        return frozenset(_name_key(name) for name in self.mentions.names)

    @cached_property
    def _folded_addresses(self) -> frozenset[str]:
        return frozenset(map(fold, self.mentions.addresses))

    def is_meant_by(self, contact: Fields) -> bool:
        """Return whether the document of a contact is of this person: by id, by address, or by full name."""
        id_, name, address = (text_in(contact, field) for field in ("id", "name", "email"))
        if id_ in self.ids:
            return True
        if id_ in self.others:
            return False
        return fold(address.strip()) in self._folded_addresses or _name_key(name) in self._folded_names

    def widened(self, contacts: Iterable[Fields]) -> Person:
        """Return the person with the ids, names and addresses of those documents that are of them."""
        meant = [each for each in contacts if self.is_meant_by(each)]
        return replace(
            self,
            ids=self.ids | {text_in(each, "id") for each in meant} - {""},
            names=self.names | {text_in(each, "name") for each in meant} - {""},
            addresses=self.addresses | {text_in(each, "email").strip() for each in meant} - {""},
        )

    def _is_theirs_alone(self, address: str) -> bool:
        return fold(address) not in self.their_addresses and not is_shared(address)


def find_met(store: Knows, contact: Contact) -> list[Met]:
    """Return every contact, the deleted ones too, who may be the same person as `contact`, that one first.

    The same address says that it is; the same name says that it may be.
    """
    everybody = list(_everybody(store))
    names, addresses, found = {_name_key(contact.name)} - {""}, _own_address(contact), {contact.id}
    while True:
        more = [
            each.contact
            for each in everybody
            if each.contact.id not in found
            and (_own_address(each.contact) & addresses or _name_key(each.contact.name) in names)
        ]
        if not more:
            break
        found |= {each.id for each in more}
        names |= {_name_key(each.name) for each in more} - {""}
        addresses |= {address for each in more for address in _own_address(each)}
    sure = _sure(contact, everybody)
    met = [replace(each, sure=each.contact.id in sure) for each in everybody if each.contact.id in found]
    return sorted(met, key=lambda each: (each.contact.id != contact.id, not each.sure))


def the_person(store: Knows, called: str, met: Sequence[Met]) -> Person:
    """Return the person that all of `met` are; everybody else in the store is somebody else."""
    person = Person(
        called=called,
        ids=frozenset(each.contact.id for each in met),
        names=frozenset(each.contact.name for each in met if each.contact.name.strip()),
        addresses=frozenset(each.contact.email.strip() for each in met if each.contact.email.strip()),
    )
    return _among(store, person)


def by_words(store: Knows, who: str) -> Person:
    """Return somebody of whom only a full name or an address is known, as when the contact is gone already.

    NotFoundError when `who` is neither.
    """
    who = clean_line(who)
    if valid_email(who) and not is_shared(who):
        return _among(store, Person(called=who, addresses=frozenset({who})))
    if is_full_name(who):
        return _among(store, Person(called=who, names=frozenset({who})))
    raise NotFoundError(
        f"Nobody here is called {who!r}; give the whole name, or a mail address of their own."
    )


def _among(store: Knows, person: Person) -> Person:
    others = [each.contact for each in _everybody(store) if each.contact.id not in person.ids]
    return replace(
        person,
        others=frozenset(each.id for each in others),
        their_names=frozenset(_name_key(each.name) for each in others),
        their_addresses=frozenset(fold(each.email.strip()) for each in others),
    )


def find_known(store: Knows, who: str) -> list[Met]:
    """Return those whose id, address or whole name is `who`, those in the trash too."""
    wanted, name = fold(who.strip()), _name_key(who)
    if not name:
        return []
    return [
        each
        for each in _everybody(store)
        if wanted in {each.contact.id, fold(each.contact.email)} or name == _name_key(each.contact.name)
    ]


def _everybody(store: Knows) -> Iterator[Met]:
    companies = {application.id: application.company for application in store.applications()}
    for contact in store.all_contacts():
        yield Met(contact=contact, company=companies[contact.application_id])
    for trashed in store.trash():
        for contact in _contacts_in(trashed):
            yield Met(contact=contact, company=trashed.company, deleted=True)


def _contacts_in(trashed: Trashed) -> Iterator[Contact]:
    for removed in trashed.removed:
        if removed.table == "contacts":
            try:
                yield msgspec.convert(removed.document, Contact)
            except msgspec.ValidationError:
                # It is found by its name or its address when the file itself is gone through.
                continue


def _sure(contact: Contact, everybody: Sequence[Met]) -> set[str]:
    address = _own_address(contact)
    same = {each.contact.id for each in everybody if _own_address(each.contact) & address}
    return {contact.id} | same


def _own_address(contact: Contact) -> set[str]:
    """Return the folded address that only one person has, in a set; a shared mailbox tells nobody."""
    address = contact.email.strip()
    return {fold(address)} if address and not is_shared(address) else set()


def _name_key(name: str) -> str:
    return " ".join(fold(without_unseen(name)).split())


def text_in(document: Fields, field: str) -> str:
    """Return what stands in a field of a document that may not fit; "" when it is no text."""
    text = document.get(field)
    return text if isinstance(text, str) else ""
