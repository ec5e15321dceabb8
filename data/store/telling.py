"""Telling those who show records that something has changed."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from .memory import Memory
from .records import TYPES


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

    def subscribe(self, callback: Callable[[Changed], None]) -> Callable[[], None]:
        """Have `callback` called after each commit; return what ends that."""
        key = object()
        self._subscribers[key] = callback

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
