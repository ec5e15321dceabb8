"""Which applications have to do with a company or a person: an index of a store, kept up to date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from ..company_key import company_key
from ..duplicates import address_key, page_key
from ..models import Application, Contact
from ..store.store import Store
from ..store.telling import Changed


class Acquaintances:
    """Finds applications by the company, and by the mail addresses and LinkedIn pages of their people."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys: dict[str, frozenset[str]] = {}
        self._at: defaultdict[str, set[str]] = defaultdict(set)
        self._stale: set[str] = {application.id for application in store.applications()}
        store.subscribe(self._changed, first=True)

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

    def prepare(self, most: int | None = None) -> None:
        """Look at the applications that changed since it was last asked, or at so many of them."""
        for id_ in list(islice(self._stale, most)):
            self._stale.discard(id_)
            for key in self._keys.pop(id_, ()):
                self._at[key].discard(id_)
            application = self._store.find_application(id_)
            if application is not None:
                keys = self._keys[id_] = frozenset(self._all_keys(application))
                for key in keys:
                    self._at[key].add(id_)

    def _changed(self, changed: Changed) -> None:
        self._stale |= changed.application_ids

    def _found(self, keys: Iterable[str]) -> list[Application]:
        self.prepare()
        ids = set[str]().union(*(self._at.get(key, ()) for key in keys))
        return [each for each in reversed(self._store.applications()) if each.id in ids]

    def _all_keys(self, application: Application) -> Iterator[str]:
        yield _at_company(application.company)
        for contact in self._store.contacts(application.id):
            yield from _ways_to(contact)


def _at_company(company: str) -> str:
    return f"at {company_key(company)}"


def _ways_to(contact: Contact) -> Iterator[str]:
    if address := address_key(contact.email):
        yield f"mail {address}"
    if page := page_key(contact.linkedin):
        yield f"page {page}"
