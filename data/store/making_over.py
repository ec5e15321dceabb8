"""Changing every table at once, in three steps, the long one of which need not be the writer's thread."""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable

from .layout import Tables
from .loading import Loaded
from .storage import DurableStorage
from .taking_in import TakesIn


class MakingOver:
    """One such change: any thread may do the `work`; the store that began it writes nothing else then."""

    def __init__(
        self,
        storage: DurableStorage,
        change: Callable[[Tables], Tables],
        end: Callable[[Loaded | None], None],
    ) -> None:
        self._storage = storage
        self._change = change
        self._end = end
        self._loaded: Loaded | None = None
        self._ended = False

    def work(self) -> None:
        """Write what the change makes of all tables, and read that; NotSavedError if it cannot be written.

        Then all is as before, or only the `.prev`.
        """
        generation = self._storage.generation
        try:
            self._storage.make_over(self._change)
        finally:
            if self._storage.generation != generation:
                self._loaded = Loaded(self._storage)

    def end(self) -> None:
        """Give the store back, which tells what changed; to be called by the writer's thread, in any case."""
        if not self._ended:
            self._ended = True
            self._end(self._loaded)


class MakesOver(TakesIn, ABC):
    """The part of a store that changes every table at once."""

    def making_over(self, change: Callable[[Tables], Tables]) -> MakingOver:
        """Begin to write what `change` makes of all tables, and keep nothing of before: no `.prev`, no undo.

        Until it has ended nothing else is written; reading goes on. ReadOnlyError, or NotSavedError where
        nothing can be written.
        """
        self._refuse_if_read_only()
        self._make_sure_of_lock()
        # What another program wrote meanwhile is to be changed as well.
        self.look_again()
        self._lent = True
        return MakingOver(self._storage, change, self._made_over)

    def _made_over(self, loaded: Loaded | None) -> None:
        self._lent = False
        if loaded is not None:
            before = self._memory
            self._undo.clear()
            self._fill(loaded)
            self._tell_of_all(before, from_outside=False)
