"""Whom and which companies a text may name, of all that are in a store, without going through all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .application_index import ApplicationIndex
from .models import Application, Contact
from .notes.company_names import company_names
from .notes.mentions import clue_to, clues, names_of_person
from .store.store import Store


class Nameable(ApplicationIndex):
    """Finds the people and companies that may stand in a text; a note is looked over with those."""

    @classmethod
    def of(cls, store: Store) -> Nameable:
        """Return the index of a store, always the same."""
        return store.beside(cls)

    def near(self, text: str, contact: Contact) -> tuple[list[Contact], list[str]]:
        """Return the other people, and the companies, that the `text` of a note to `contact` may name.

        Nobody and nothing is left out that `review` would find among all there are.
        """
        found = clues(text)
        # What they share with the addressee is never taken for somebody else's.
        theirs = {name.casefold() for name in names_of_person(contact)}
        alone = {clue for clue in found if clue.casefold() not in theirs}
        people = self._in_order(self.ids_at([*map(_whole, found), *map(_alone, alone)]))
        companies = self._in_order(self.ids_at(map(_company, found)))
        return (
            [each for there in people for each in self._store.contacts(there.id) if each.id != contact.id],
            [application.company for application in companies],
        )

    def keys_of(self, application: Application) -> Iterator[str]:
        """Return the clues to the company and to everybody who was met there."""
        for name in company_names(application.company):
            yield _company(clue_to(name))
        for contact in self._store.contacts(application.id):
            for name in names_of_person(contact):
                clue = clue_to(name)
                yield _alone(clue) if clue == name else _whole(clue)

    def _in_order(self, ids: Iterable[str]) -> list[Application]:
        place = {application.id: index for index, application in enumerate(self._store.applications())}
        return [self._store.application(id_) for id_ in sorted(ids, key=place.__getitem__)]


def _whole(clue: str) -> str:
    """Return the key of those whose name of several words ends in `clue`."""
    return f"whole {clue}"


def _alone(clue: str) -> str:
    """Return the key of those whom the one word `clue` may name."""
    return f"alone {clue}"


def _company(clue: str) -> str:
    """Return the key of the companies of which a name ends in `clue`."""
    return f"company {clue}"
