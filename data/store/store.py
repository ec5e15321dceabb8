"""The store: typed records in and out of one durable TinyDB file.

One process writes, and one thread of it; what it reads comes from memory.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from ..errors import NewerStoreError, ReadOnlyError
from ..models import AnyRecord, Application, Contact, Event, FollowUp, Note, Profile, Purpose
from . import folder
from .loading import Loaded
from .lock import WriterLock
from .memory import Edit
from .records import PROFILE_ID, Problem
from .safe_write import remove_leftovers
from .storage import SCHEMA, DurableStorage
from .transaction import Change
from .undo import UndoStack
from .writer import Writer


class Changed(msgspec.Struct, frozen=True):
    """What a commit changed, for those who show it."""

    tables: frozenset[str]
    application_ids: frozenset[str]
    """The applications whose records, or whose contacts' and so on, are not as they were."""


class Store:
    """The records of one user; open it with `Store.open`."""

    def __init__(self, path: Path, lock: WriterLock, *, read_only: bool, notices: tuple[str, ...]) -> None:
        self.path = path
        self.read_only = read_only
        """Whether nothing can be written, for whatever reason."""
        self.locked_out = False
        """Whether that is because another window writes."""
        self.notices = notices
        """What the user should know about how the store was found, in sentences."""
        self.problems: tuple[Problem, ...] = ()
        """The records that were set aside."""
        self._lock = lock
        self._storage = DurableStorage(folder.resolve(path))
        self._undo = UndoStack()
        self._open_change: Change | None = None
        self._subscribers: dict[object, Callable[[Changed], None]] = {}

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Open the store at `path`; a file comes into being with the first write.

        Unless `read_only`, makes the folder and takes the writer's lock; if another window has it, or
        nothing can be written there, the store is opened read-only and says so. StoreError (or one of
        its kinds) if what is there cannot be read, is damaged, or is newer than this program.
        """
        real = folder.resolve(path)
        notices = () if read_only else folder.prepare(real)
        lock = WriterLock(real)
        store = cls(path, lock, read_only=read_only, notices=notices)
        try:
            if not read_only:
                store.locked_out = store.read_only = not lock.take()
            store._load()
        except BaseException:
            lock.release()
            raise
        return store

    def _load(self) -> None:
        self._storage.load()
        schema = self._storage.meta.get("schema", SCHEMA)
        if isinstance(schema, int) and schema > SCHEMA:
            raise NewerStoreError(
                f"{self.path} was written by a newer version of this program; it was left untouched."
            )
        if self._lock.held:
            remove_leftovers(self._storage.path)
        loaded = Loaded(self._storage)
        self._memory = loaded.memory
        self.problems = tuple(loaded.problems)
        self._writer = Writer(self._storage, self._memory, loaded.loose)

    # Reading.

    @property
    def profile(self) -> Profile:
        """The profile; a default one when none is kept yet."""
        return self._memory.profile.records.get(PROFILE_ID) or Profile()

    @property
    def is_new(self) -> bool:
        """Whether no profile is kept yet."""
        return not self._memory.profile.records

    def applications(self) -> list[Application]:
        """Return every application, in the order in which they were added."""
        return self._memory.applications.all()

    def application(self, id_: str) -> Application:
        """Return the application with this id, or raise NotFoundError."""
        return self._memory.applications.get(id_)

    def contacts(self, application_id: str) -> list[Contact]:
        """Return the contacts of an application."""
        return self._memory.contacts.of("application_id", application_id)

    def contact(self, id_: str) -> Contact:
        """Return the contact with this id, or raise NotFoundError."""
        return self._memory.contacts.get(id_)

    def all_contacts(self) -> list[Contact]:
        """Return the contacts of every application."""
        return self._memory.contacts.all()

    def notes(self, application_id: str) -> list[Note]:
        """Return the notes to the contacts of an application, contact by contact."""
        notes = self._memory.notes
        return [
            note for contact in self.contacts(application_id) for note in notes.of("contact_id", contact.id)
        ]

    def all_notes(self) -> list[Note]:
        """Return every note, in the order in which they were added."""
        return self._memory.notes.all()

    def note(self, id_: str) -> Note:
        """Return the note with this id, or raise NotFoundError."""
        return self._memory.notes.get(id_)

    def note_for(self, contact_id: str, purpose: Purpose = Purpose.THANK_YOU) -> Note | None:
        """Return the newest note to a contact for this purpose, None if there is none."""
        notes = self._memory.notes.of("contact_id", contact_id)
        return next((note for note in reversed(notes) if note.purpose is purpose), None)

    def follow_ups(self, application_id: str | None = None) -> list[FollowUp]:
        """Return the follow-ups of an application, or of all."""
        shelf = self._memory.follow_ups
        return shelf.all() if application_id is None else shelf.of("application_id", application_id)

    def events(self, application_id: str | None = None) -> list[Event]:
        """Return the events of an application, or of all."""
        shelf = self._memory.events
        return shelf.all() if application_id is None else shelf.of("application_id", application_id)

    # Writing.

    @contextmanager
    def transaction(self, label: str = "", *, undoable: bool = True) -> Generator[Change]:
        """Gather changes and write them once, when the block ends well; `label` is what `undo` returns.

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
        with self._telling(edits):
            step = self._writer.write(edits, label)
            if undoable:
                self._undo.push(step)

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
        with self._telling([edit for edit, _ in plan]):
            self._writer.save(plan)
            self._undo.pop()
        return step.label

    @property
    def undo_label(self) -> str | None:
        """The label of what `undo` would take back, None if there is nothing."""
        return None if self._undo.top is None else self._undo.top.label

    # Telling.

    def subscribe(self, callback: Callable[[Changed], None]) -> Callable[[], None]:
        """Have `callback` called after each commit; return what ends that."""
        key = object()
        self._subscribers[key] = callback

        def unsubscribe() -> None:
            self._subscribers.pop(key, None)

        return unsubscribe

    @contextmanager
    def _telling(self, edits: list[Edit]) -> Generator[None]:
        # A removed note is found by its contact before the write, an added one after it.
        applications = self._memory.applications_of(edit.before for edit in edits)
        yield
        applications |= self._memory.applications_of(edit.after for edit in edits)
        changed = Changed(frozenset(edit.table for edit in edits), frozenset(applications))
        for callback in tuple(self._subscribers.values()):
            callback(changed)

    def close(self) -> None:
        """Give the lock back; the store can still be read from memory, and no longer written."""
        self._lock.release()
        self.read_only = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _refuse_if_read_only(self) -> None:
        if not self.read_only:
            return
        if self.locked_out:
            raise ReadOnlyError("Not saved: another window of this program has the store open for writing.")
        raise ReadOnlyError("Not saved: the store was opened for reading only.")
