"""All applications of a store at a glance: how they stand, what there is to do, what has come of it.

What it is computed of is read once. After a change only the applications are looked at again whose records it
changed, so that lists and pages cost little more in a large store than in a small one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from .derived import Derived
from .folding import fold
from .followup.acquaintances import Acquaintances
from .followup.agenda import AgendaRow, by_day, following, next_row
from .followup.ledger import Ledger, Part, added_up, part
from .models import Application
from .standing import Standing, standing, standings, text_of
from .store.store import Store
from .store.telling import Changed

SLICE = 100
"""How many applications are prepared at a time: a few milliseconds."""


class Overview:
    """What is shown of all the applications of a store; there is one for each: `Overview.of`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._day: date | None = None
        self._standings = Derived(self._stand)
        self._texts = Derived(self._text)
        self._rows = Derived(self._row)
        self._parts = Derived(self._part)
        self._agenda: tuple[AgendaRow, ...] | None = None
        """The rows in their order, None when that has to be found again; so is the ledger."""
        self._ledger: tuple[date, Ledger] | None = None
        self._every = (self._standings, self._texts, self._rows, self._parts)
        store.subscribe(self._changed, first=True)

    @classmethod
    def of(cls, store: Store) -> Overview:
        """Return the overview of a store, always the same."""
        return store.beside(cls)

    def prepare(self, today: date) -> None:
        """Compute what the first screen shows; takes long in a large store, and any thread may do it."""
        store, applications = self._store, self._store.applications()
        # All at once it takes a fifth of the time that it takes one by one.
        found = standings(applications, store.all_contacts(), store.all_notes(), store.follow_ups())
        self._standings.keep(applications, found)
        self.agenda(today)

    def preparing(self) -> Iterator[None]:
        """Compute the rest, for filters, people and the ledger; stops again and again, for the next key."""
        # What reads names is not wanted before.
        from .nameable import Nameable

        ids = [application.id for application in self._store.applications()]
        for start in range(0, len(ids), SLICE):
            # Some may have been changed or removed since the last stop.
            some = [each for id_ in ids[start : start + SLICE] if (each := self._store.find_application(id_))]
            self._texts.of(some)
            yield
            self._parts.of(some)
            yield
            Acquaintances.of(self._store).prepare(SLICE)
            yield
            Nameable.of(self._store).prepare(SLICE)
            yield

    def standings(self) -> list[Standing]:
        """Return how each application stands, in the order in which they were added."""
        return self._standings.of(self._store.applications())

    def matching(self, rows: Sequence[Standing], query: str) -> list[Standing]:
        """Return the rows in which every word of `query` occurs in the company, the role or somebody's name.

        `rows` are of now. Case and accents do not matter: `zielinski` finds Zieliński. The words are taken to
        the letter.
        """
        texts = self._texts.of([row.application for row in rows])
        found = list(zip(rows, texts, strict=True))
        for word in fold(query).split():
            found = [(row, text) for row, text in found if word in text]
        return [row for row, _ in found]

    def agenda(self, today: date) -> tuple[AgendaRow, ...]:
        """Return the next follow-up of each application that has one, by day."""
        if today != self._day:
            self._day = today
            self._rows.forget()
            self._agenda = None
        if self._agenda is None:
            rows = self._rows.of(self._store.applications())
            self._agenda = by_day(row for row in rows if row is not None)
        return self._agenda

    def ledger(self, today: date) -> Ledger:
        """Return what has come of it all."""
        if self._ledger is None or self._ledger[0] != today:
            self._ledger = today, added_up(self._parts.of(self._store.applications()), today)
        return self._ledger[1]

    def _changed(self, changed: Changed) -> None:
        for derived in self._every:
            derived.forget(changed.application_ids)
        self._agenda = self._ledger = None

    def _stand(self, application: Application) -> Standing:
        store, id_ = self._store, application.id
        return standing(application, store.contacts(id_), store.notes(id_), store.follow_ups(id_))

    def _text(self, application: Application) -> str:
        (row,) = self._standings.of([application])
        return text_of(row)

    def _row(self, application: Application) -> AgendaRow | None:
        store, id_ = self._store, application.id
        follow_ups = store.follow_ups(id_)
        # Most have nothing to do next, and need no more of a look.
        if self._day is None or following(application, follow_ups, self._day) is None:
            return None
        people = {contact.id: contact for contact in store.contacts(id_)}
        return next_row(application, people, store.notes(id_), store.events(id_), follow_ups, self._day)

    def _part(self, application: Application) -> Part:
        return part(application, self._store.notes(application.id), self._store.events(application.id))
