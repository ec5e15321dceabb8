"""An index of the applications of a store: found by keys, looked at again when their records change."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from .models import Application
from .store.store import Store
from .store.telling import Changed


class ApplicationIndex(ABC):
    """Finds applications by what a subclass makes of each of them and its records (`keys_of`)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys: dict[str, frozenset[str]] = {}
        self._at: defaultdict[str, set[str]] = defaultdict(set)
        self._stale: set[str] = {application.id for application in store.applications()}
        store.subscribe(self._changed, first=True)

    @abstractmethod
    def keys_of(self, application: Application) -> Iterable[str]:
        """Return the keys by which an application is found."""

    def prepare(self, most: int | None = None) -> None:
        """Look at the applications that changed since it was last asked, or at so many of them."""
        for id_ in list(islice(self._stale, most)):
            self._stale.discard(id_)
            for key in self._keys.pop(id_, ()):
                self._at[key].discard(id_)
            application = self._store.find_application(id_)
            if application is not None:
                keys = self._keys[id_] = frozenset(self.keys_of(application))
                for key in keys:
                    self._at[key].add(id_)

    def ids_at(self, keys: Iterable[str]) -> set[str]:
        """Return the ids of the applications that any of `keys` finds."""
        self.prepare()
        return set[str]().union(*(self._at.get(key, ()) for key in keys))

    def _changed(self, changed: Changed) -> None:
        self._stale |= changed.application_ids
