"""People met before: at the same company, or the same person for another application."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from ..company_key import company_key
from ..duplicates import find_duplicates
from ..models import Application, Contact, new_id
from ..store.store import Store
from .acquaintances import Acquaintances


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as they were met for one application."""

    application: Application
    contact: Contact


def same_company(store: Store, company: str, *, but: str = "") -> list[Application]:
    """Return the applications to a company, the newest first; the one with the id `but` is left out."""
    if not company_key(company):
        return []
    found = [each for each in Acquaintances.of(store).at(company) if each.id != but]
    return sorted(found, key=lambda each: each.rejected_on or date.min, reverse=True)


def earlier_people(store: Store, company: str, *, but: str = "") -> list[Contact]:
    """Return everybody met for other applications to a company, each once, as they were met last."""
    people: list[Contact] = []
    for application in same_company(store, company, but=but):
        people += [each for each in store.contacts(application.id) if not find_duplicates(each, people)]
    return people


def take_over(store: Store, contacts: Iterable[Contact], application: Application) -> list[Contact]:
    """Add people of earlier applications to this one, and return them as they were added.

    Who they are and how to reach them comes with them. The moment does not: it belongs to the other time.
    Those who are there already are left out.
    """
    there = store.contacts(application.id)
    added: list[Contact] = []
    for contact in contacts:
        if not find_duplicates(contact, [*there, *added]):
            added.append(
                replace(
                    contact,
                    id=new_id(),
                    application_id=application.id,
                    moment="",
                    lead=False,
                    gave_news=False,
                )
            )
    if added:
        who = added[0].name or "somebody" if len(added) == 1 else f"{len(added)} people"
        store.put(*added, label=f"Took over {who}")
    return added


def meetings(store: Store, contact: Contact) -> list[Meeting]:
    """Return the other times that the user met this person, the newest first.

    A mail address or a LinkedIn page tells the person anywhere; the name alone only within one company.
    """
    own = store.application(contact.application_id)
    key = company_key(own.company)
    nameless = replace(contact, name="")
    found: list[Meeting] = []
    for application in Acquaintances.of(store).near(contact):
        if application.id == own.id:
            continue
        at_home = company_key(application.company) == key
        them = find_duplicates(contact if at_home else nameless, store.contacts(application.id))
        found += [Meeting(application=application, contact=each) for each in them]
    return sorted(found, key=lambda each: each.application.rejected_on or date.min, reverse=True)
