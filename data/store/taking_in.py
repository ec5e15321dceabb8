"""The part of a store that takes in what came from outside: another window, program or machine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import suppress
from typing import TYPE_CHECKING

from ..clock import Now
from ..errors import StoreError
from .documents import Fields
from .layout import FORMAT, Contents, Tables
from .migrations import SCHEMA
from .storage import DurableStorage
from .telling import Tells
from .transaction import Change
from .undo import UndoStack

if TYPE_CHECKING:
    from .loading import Loaded
    from .writer import Plan


class TakesIn(Tells, ABC):
    """Merges, and replaces what is in memory."""

    is_open: bool
    now: Now
    read_only: bool
    _notices: list[str]
    _open_change: Change | None
    _lent: bool
    """Whether another thread is writing everything anew just now."""
    _storage: DurableStorage
    _undo: UndoStack

    @abstractmethod
    def _fill(self, loaded: Loaded | None = None) -> None:
        """Make the records in memory anew from the storage, or take those that were loaded from it."""

    @abstractmethod
    def _refuse_if_read_only(self) -> None:
        """Raise ReadOnlyError where nothing can be written."""

    @abstractmethod
    def _make_sure_of_lock(self) -> None:
        """Raise NotSavedError where the writer's lock is lost and cannot be had again."""

    def replace_all(self, tables: Tables, meta: Fields) -> None:
        """Write `tables` and `meta` in place of everything there is, and tell that all has changed.

        What could be undone cannot be any more. NotSavedError if that fails; then all is as before.
        """
        self._refuse_if_read_only()
        self._make_sure_of_lock()
        before = self._memory
        # The tables are of today, whatever the files were that they come from.
        meta = {**meta, "format": FORMAT, "schema": SCHEMA}
        contents = Contents(meta=meta, tables=tables, intact=True, fingerprint=b"")
        self._storage.become(contents, self._storage.generation)
        self._undo.clear()
        self._fill()
        self._tell_of_all(before)

    def look_again(self) -> bool:
        """Take in what another program wrote into the file since, if anything, and return whether it did.

        It costs no more than a look at the file's stamp while nothing has changed. What cannot be taken in
        now is left alone: the next save says why.
        """
        busy = self._lent or self._open_change is not None
        if not self.is_open or busy or not self._storage.was_changed():
            return False
        memory = self._memory
        with suppress(StoreError):
            if self.read_only:
                self._read_again()
            else:
                self._make_sure_of_lock()
                self._take_in(())
        if self._memory is memory:
            return False
        self._tell_of_all(memory)
        return True

    def _read_again(self) -> None:
        storage = DurableStorage(self._storage.path)
        storage.load()
        storage.migrate()
        self._replace_storage(storage)

    def _take_in(self, plan: Plan) -> bool:
        """Merge what another program wrote with what is here and in `plan`; False when theirs is damaged."""
        # Only who needs it pays for it.
        from .outside import take_in

        taken = take_in(self._storage, plan, self.now())
        if taken is None:
            return False
        self._replace_storage(taken.storage)
        self._notices.append(taken.sentence)
        return True

    def _replace_storage(self, storage: DurableStorage) -> None:
        # The notices of the one before were told, and those of the new one are about what is merged now.
        storage.notices = self._notices
        self._storage = storage
        self._fill()
