"""Which applications have to do with a company or a person: an index of a store, kept up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..application_index import ApplicationIndex
from ..company_key import company_key
from ..duplicates import address_key, page_key
from ..models import Application, Contact
from ..store.store import Store


class Acquaintances(ApplicationIndex):
    """Finds applications by the company, and by the mail addresses and LinkedIn pages of their people."""

    @classmethod
    def of(cls, store: Store) -> Acquaintances:
        """Return the index of a store, always the same."""
        return store.beside(cls)

    def at(self, company: str) -> list[Application]:
        """Return the applications to a company, the one added last first."""
        return self._found([_at_company(company)])

    def near(self, contact: Contact) -> list[Application]:
        """Return where `contact` may have been met, the application added last first.

        That is at the company of their own application, and wherever somebody has their address or page.
        """
        own = self._store.application(contact.application_id)
        return self._found([_at_company(own.company), *_ways_to(contact)])

    def keys_of(self, application: Application) -> Iterator[str]:
        """Return the company, and the ways to everybody who was met there."""
        yield _at_company(application.company)
        for contact in self._store.contacts(application.id):
            yield from _ways_to(contact)

    def _found(self, keys: Iterable[str]) -> list[Application]:
        ids = self.ids_at(keys)
        return [each for each in reversed(self._store.applications()) if each.id in ids]


def _at_company(company: str) -> str:
    return f"at {company_key(company)}"


def _ways_to(contact: Contact) -> Iterator[str]:
    if address := address_key(contact.email):
        yield f"mail {address}"
    if page := page_key(contact.linkedin):
        yield f"page {page}"
