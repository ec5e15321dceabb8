"""Telling those who show records that something has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self, TypeVar, cast

import msgspec

from .memory import Memory
from .records import TYPES

T = TypeVar("T")


class Changed(msgspec.Struct, frozen=True):
    """What a commit changed, for those who show it."""

    tables: frozenset[str]
    application_ids: frozenset[str]
    """The applications whose records, or whose contacts' and so on, are not as they were."""
    from_outside: bool = False
    """Whether it was another window, program or machine that changed them."""


class Tells:
    """The part of a store that others subscribe to."""

    _memory: Memory

    def __init__(self) -> None:
        self._subscribers: dict[object, Callable[[Changed], None]] = {}
        self._beside: dict[object, object] = {}

    def beside(self, make: Callable[[Self], T]) -> T:
        """Return what `make` makes of the store: it is made once, and kept as long as the store."""
        if make not in self._beside:
            self._beside[make] = make(self)
        return cast("T", self._beside[make])

    def subscribe(self, callback: Callable[[Changed], None], *, first: bool = False) -> Callable[[], None]:
        """Have `callback` called after each commit, with `first` before all others; return what ends that."""
        key = object()
        others = self._subscribers
        self._subscribers = {key: callback, **others} if first else {**others, key: callback}

        def unsubscribe() -> None:
            self._subscribers.pop(key, None)

        return unsubscribe

    def _tell(self, changed: Changed) -> None:
        for callback in tuple(self._subscribers.values()):
            callback(changed)

    def _tell_of_all(self, before: Memory, *, from_outside: bool = True) -> None:
        """Tell that everything may have changed since the records were as in `before`."""
        application_ids = before.application_ids() | self._memory.application_ids()
        self._tell(Changed(frozenset(TYPES), application_ids, from_outside=from_outside))
