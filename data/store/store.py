"""The store: typed records in and out of one durable TinyDB file.

One process writes, and one thread of it; what it reads comes from memory.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..clock import Now, utc_now
from ..errors import ChangedOutsideError, NotSavedError, ReadOnlyError, StoreError
from ..models import AnyRecord, Trashed
from . import folder
from .ahead import Ahead
from .documents import Fields
from .layout import Tables
from .loading import Loaded
from .lock import Holder, WriterLock
from .making_over import MakesOver
from .memory import Edit, Memory
from .opening import bring_in, tidy
from .reads import Reads
from .sentences import not_saved
from .storage import DurableStorage
from .telling import Changed
from .transaction import Change
from .trashing import Trash
from .undo import UndoStack

if TYPE_CHECKING:
    from ..backups.making import Backup
    from ..backups.restoring import Restored
    from ..backups.why import Why
    from .writer import Plan

_NO_PERMISSION = "There is no permission to write in"


class Store(Reads, MakesOver):
    """The records of one user; open it with `Store.open`."""

    def __init__(self, path: Path, now: Now = utc_now) -> None:
        super().__init__()
        self.path = path
        self.now = now
        """The clock, by which what was deleted grows old and copies are dated."""
        self.read_only = True
        """Whether nothing can be written, for whatever reason."""
        self.locked_out = False
        """Whether that is because another window writes."""
        self.newer = False
        """Whether that is because a newer version of the program wrote the file."""
        self.recovered = False
        """Whether the file was damaged or gone, and a copy took its place."""
        self.is_open = False
        """Whether the file was read; until then there are no records, and nothing can be written."""
        real = folder.resolve(path)
        self._lock = WriterLock(real)
        self._storage = DurableStorage(real)
        self._notices = self._storage.notices
        self._memory = Memory()
        self._undo = UndoStack()
        self._open_change: Change | None = None
        self._lent = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        now: Now = utc_now,
        ahead: Ahead | None = None,
    ) -> Store:
        """Open the store at `path`; a file comes into being with the first write.

        Unless `read_only`, makes the folder and takes the writer's lock; if another window has it, or
        nothing can be written there, the store is opened read-only and says so; so is one of a newer
        version. What is damaged is recovered from a copy, in memory only where nothing may be written.
        DamagedStoreError if there is none, and other kinds of StoreError if the file cannot be read.
        `now` is the clock, by which what was deleted grows old and copies are dated; `ahead` is the file, if
        somebody has begun to read it.
        """
        store = cls(path, now)
        store._storage.ahead = ahead
        with ExitStack() as stack:
            stack.callback(store._lock.release)
            if not read_only:
                store._take_lock()
            store._load()
            stack.pop_all()
        return store

    @property
    def holder(self) -> Holder | None:
        """The process that writes while this one may not; None when that is not known."""
        return self._lock.holder() if self.locked_out else None

    def wait_for_other_window(self) -> None:
        """Wait until the window that writes is gone; OSError if that cannot be found out.

        It blocks, and touches nothing but the lock's file, so that a thread of its own may call it.
        """
        self._lock.wait()

    def try_take_over(self) -> bool:
        """Become the window that writes, if the one that did is gone, and return whether this one writes now.

        What the other had written is read, and the subscribers are told that everything changed.
        """
        if not self.locked_out:
            return not self.read_only
        self._take_lock()
        if self.locked_out:
            return False
        before = self._memory
        with ExitStack() as stack:
            stack.callback(self._give_back)
            self._load()
            stack.pop_all()
        self._tell_of_all(before)
        return True

    def _take_lock(self) -> None:
        folder.prepare(self._storage.path)
        self.read_only = True
        try:
            self.locked_out = self.read_only = not self._lock.take()
        except PermissionError as problem:
            # Path.exists would raise where the folder may not be searched.
            if not os.path.lexists(self._storage.path):
                raise StoreError(not_saved(problem, self._storage.path)) from problem
            self._notices.append(f"{_NO_PERMISSION} {self.path.parent}; the store can only be read.")

    def _load(self) -> None:
        opened = bring_in(self._storage, self.now, writes=not self.read_only)
        self._notices += opened.notices
        self.recovered, self.newer = opened.recovered, opened.newer
        if self.newer:
            # Whoever has the newer version may write meanwhile.
            self._lock.release()
            self.read_only = True
        if not self.read_only:
            self._notices += folder.close_to_others(self._storage.path, is_there=self._storage.is_there)
            tidy(self._storage.path)
        self._settle_journal()
        # What was to be undone speaks of documents as they were before this reading.
        self._undo.clear()
        self._fill()

    def _fill(self, loaded: Loaded | None = None) -> None:
        loaded = loaded or Loaded(self._storage)
        self._memory = loaded.memory
        self.problems = tuple(loaded.problems)
        if not self.read_only:
            # Who only reads need not load TinyDB.
            from .writer import Writer

            self._writer = Writer(self._storage, self._memory, loaded.loose)
        self._trash = Trash(self._storage, self._memory, self.now)
        self.is_open = True

    def _settle_journal(self) -> None:
        # What cannot be settled now stays beside the file, and counts as it did.
        with suppress(NotSavedError):
            if not self.read_only and not self._lent:
                self._storage.settle_journal()

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know about how the store was found and kept, in sentences."""
        return tuple(self._notices)

    @property
    def meta(self) -> Fields:
        """What the file says of itself."""
        return self._storage.meta

    @property
    def generation(self) -> int:
        """How often the file has been written."""
        return self._storage.generation

    # Writing.

    @contextmanager
    def transaction(
        self, label: str = "", *, undoable: bool = True, to_trash: bool = True
    ) -> Generator[Change]:
        """Gather changes and write them once, when the block ends well; `label` is what `undo` returns.

        Applications and contacts that are removed go into the trash with what is theirs, unless `to_trash`
        is false.

        An exception in the block, or a write that fails (NotSavedError), leaves memory and file as they
        were. ReadOnlyError if the store is read-only. A transaction inside another joins it.
        """
        self._refuse_if_read_only()
        if self._open_change is not None:
            yield self._open_change
            return
        change = self._open_change = Change(self._memory)
        try:
            yield change
        finally:
            self._open_change = None
        edits = change.edits()
        if not edits:
            return
        if to_trash:
            edits += self._trash.thrown_away(edits)
        tidied = self._trash.tidied(edits)
        with self._telling(edits):
            prepared = self._writer.prepare(edits, quietly=tidied)
            self._save(prepared.plan)
            self._trash.is_tidy()
            if undoable:
                self._undo.push(prepared.step(label))

    def put(self, *records: AnyRecord, label: str = "") -> None:
        """Add records, or replace those with the same ids, as one transaction."""
        with self.transaction(label) as change:
            change.put(*records)

    def remove(self, *records: AnyRecord, label: str = "") -> None:
        """Remove records and what belongs to them, as one transaction."""
        with self.transaction(label) as change:
            change.remove(*records)

    def undo(self) -> str | None:
        """Take back the newest undoable change, as one write, and return its label; None if there is none."""
        self._refuse_if_read_only()
        step = self._undo.top
        if step is None:
            return None
        plan = self._writer.plan_undo(step)
        if not plan:
            self._undo.pop()
            return step.label
        with self._telling([edit for edit, _ in plan]):
            self._save(plan)
            self._undo.pop()
        return step.label

    def never_undo(self, *entries: Trashed) -> None:
        """Forget the changes that put these into the trash, and what else was done to them."""
        self._undo.forget("trash", {each.id for each in entries})

    def _save(self, plan: Plan) -> None:
        try:
            self._writer.save(plan)
        except ChangedOutsideError:
            if not self._take_in(plan):
                self._writer.save(plan)

    @property
    def undo_label(self) -> str | None:
        """The label of what `undo` would take back, None if there is nothing."""
        return None if self._undo.top is None else self._undo.top.label

    def tables(self) -> Tables:
        """Return every table as it stands in the file, what was set aside too; not to be changed."""
        return self._storage.tables

    @property
    def intact(self) -> bool:
        """Whether the file was, when it was read or written last, as this program writes it."""
        return self._storage.intact

    def rewrite(self) -> None:
        """Write the file anew as it is in memory; NotSavedError if that fails."""
        self._refuse_if_read_only()
        self._make_sure_of_lock()
        self._storage.rewrite()

    # Backups.

    def back_up(self, why: Why) -> Backup | None:
        """Copy the file as it is now; None when there is none, NotBackedUpError if that cannot be."""
        from ..backups.making import back_up

        self._settle_journal()
        return back_up(self._storage.path, why, self.now())

    def restore(self, backup: Path, opened: bytes | None = None) -> Restored:
        """Go back to what stands in `backup`, keep what it replaces as a copy, and tell that all changed.

        Of an encrypted one, `opened` is what is in it. Returns what was gone back to, and where what it
        replaced is kept. What could be undone cannot be any more. DamagedStoreError if the backup cannot be
        used, ReadOnlyError if the store is read-only, NotSavedError if anything cannot be written; then
        everything is as before.
        """
        from ..backups.restoring import go_back

        self._refuse_if_read_only()
        self._make_sure_of_lock()
        before = self._memory
        restored = go_back(self._storage, backup, self.now(), opened)
        self._undo.clear()
        self._fill()
        self._tell_of_all(before, from_outside=False)
        return restored

    # Telling.

    @contextmanager
    def _telling(self, edits: list[Edit]) -> Generator[None]:
        # A removed note is found by its contact before the write, an added one after it.
        self._make_sure_of_lock()
        memory = self._memory
        applications = memory.applications_of(edit.before for edit in edits)
        yield
        if self._memory is not memory:
            # It was merged with what another program wrote.
            self._tell_of_all(memory)
            return
        applications |= self._memory.applications_of(edit.after for edit in edits)
        self._tell(Changed(frozenset(edit.table for edit in edits), frozenset(applications)))

    def close(self) -> None:
        """Give the lock back; the store can still be read from memory, and no longer written."""
        if not self.read_only:
            self.look_again()
        self._settle_journal()
        self._give_back()

    def _give_back(self) -> None:
        self._lock.release()
        self.read_only = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _refuse_if_read_only(self) -> None:
        if self._lent:
            raise NotSavedError("Not saved: everything is being written anew; try it again in a moment.")
        if not self.read_only:
            return
        if self.locked_out:
            raise ReadOnlyError("Not saved: another window of this program has the store open for writing.")
        if self.newer:
            raise ReadOnlyError("Not saved: a newer version of this program wrote the store.")
        raise ReadOnlyError("Not saved: the store was opened for reading only.")

    def _make_sure_of_lock(self) -> None:
        # Somebody may have removed the lock's file, or the folder; then a second window could lock a new one.
        try:
            if self._lock.still_counts():
                return
        except OSError as problem:
            raise NotSavedError(not_saved(problem, self._storage.path)) from problem
        self._lock.release()
        self._take_lock()
        self._refuse_if_read_only()
