"""Changing every table at once, in three steps, the long one of which need not be the writer's thread."""

from __future__ import annotations

from collections.abc import Callable

from .layout import Tables
from .loading import Loaded
from .storage import DurableStorage


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
