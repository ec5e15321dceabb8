"""The durable TinyDB storage: one JSON file, replaced as a whole, never overwritten in place."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import ChangedOutsideError, NotSavedError, StoreError
from . import layout
from .documents import Documents
from .holding import HoldingStorage
from .journal import GONE
from .layout import Contents, Encoder, Tables
from .lineage import continued
from .migrations import SCHEMA
from .reading import read_bytes
from .safe_write import PutBackError, Stamp, replace_file, stamp_at
from .sentences import not_saved

JOURNAL_FROM = 8_000_000
"""Bytes of a file from which on changes are appended to the journal: a smaller one is written in 15 ms."""


class DurableStorage(HoldingStorage):
    """Writes the whole of the file for each batch.

    When the file is large it appends what changed to the journal beside it, and writes the whole at the end.
    """

    def __init__(self, path: Path | str) -> None:
        super().__init__(path)
        self._depth = 0
        self._whole = False
        """Whether all is to be written, however little has changed."""
        self._encoder = Encoder()

    def become(self, contents: Contents, generation: int) -> None:
        """Write `contents` in place of everything, as a generation after `generation`.

        The `.prev` is left alone, for it may be what `contents` came from. NotSavedError if that fails;
        then file and memory are as before.
        """
        before = self._meta, self._tables, self.intact, self.is_new
        self._take(contents)
        self._at_least = generation
        self._keeps_previous = False
        try:
            self.migrate()
            self.rewrite()
        except StoreError:
            self._meta, self._tables, self.intact, self.is_new = before
            self._keeps_previous = True
            raise

    def rewrite(self) -> None:
        """Write everything as it is in memory; NotSavedError if that fails."""
        self._write_all(dict(self._tables))

    def _write_all(self, tables: Tables) -> None:
        self._whole = True
        try:
            with self.batch():
                self._pending = tables
        finally:
            self._whole = False

    def make_over(self, change: Callable[[Tables], Tables]) -> None:
        """Write what `change` makes of all tables, and do it twice, so that the previous file is the same.

        NotSavedError if that fails.
        """
        self._write_all(change(dict(self._tables)))
        self.rewrite()

    def write_over(self) -> None:
        """Let the next save replace whatever stands there, a copy of which is kept elsewhere."""
        self._stamp = stamp_at(self.path)

    def let_go(self) -> None:
        """Write nothing any more: another storage takes the place of this one."""
        self._journal.close()

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put `data` in place of every table; the storage sees to `meta` itself."""
        self._load_once()
        with self.batch():
            for name in [*self._all_tables(), *data]:
                if name != layout.META:
                    documents = {int(doc_id): fields for doc_id, fields in data.get(name, {}).items()}
                    self._pending[name] = Documents(documents)

    def changing(self, table: str) -> Documents:
        """Return the documents of `table` as the batch leaves them, to be changed."""
        if table not in self._pending:
            changing = self._pending[table] = Documents(self.documents(table))
            changing.touched = set()
        return self._pending[table]

    @contextmanager
    def batch(self) -> Generator[None]:
        """Gather changes and write them once, when the outermost batch ends well; else forget them."""
        self._load_once()
        self._depth += 1
        try:
            yield
            if self._depth == 1 and self._pending:
                self._save()
        finally:
            self._depth -= 1
            if not self._depth:
                self._pending = {}

    def _save(self) -> None:
        try:
            for documents in self._pending.values():
                documents.pack_all()
        except ValueError as problem:
            raise NotSavedError(f"Not saved: {problem}.") from problem
        try:
            self._refuse_if_changed()
            if self._fits_journal():
                self._append()
            else:
                self._write_whole()
        except OSError as problem:
            if isinstance(problem, PutBackError):
                self._ours = problem.stamps
                # No other file is to have the generation of the one that may stand there now.
                self._at_least = max(self.generation, self._at_least) + 1
            raise NotSavedError(not_saved(problem, self.path)) from problem

    def _write_whole(self) -> None:
        tables = {name: Documents() for name in layout.TABLES} | self._all_tables()
        generation = max(self.generation, self._at_least) + 1
        meta = {**self._meta, "format": layout.FORMAT, "schema": SCHEMA}
        meta = continued(meta, self._sitting, generation)
        folded = self.journal_held
        if folded:
            meta["folded"] = folded
        if self.before_write is not None:
            self.before_write()
        parts = self._encoder.encode(meta, tables)
        self._stamp = replace_file(self.path, parts, as_previous=self._keeps_previous)
        self._fingerprint = bytes(parts[1])
        self._meta, self._tables = meta, tables
        self.intact, self.before_write, self._keeps_previous = True, None, True
        self._ours = frozenset()
        if self._journal.size or self._folding or self._journal.has_previous or not self._journal.is_usable:
            self._journal.retire()
            self._folding = ""

    def _fits_journal(self) -> bool:
        """Return whether what is pending can be appended to the journal, and had better be."""
        return (
            not self._whole
            and self._stamp is not None
            and self._stamp.size >= JOURNAL_FROM
            and self.before_write is None
            and self._keeps_previous
            and not (self._folding or self._stranger or self._ours)
            and all(documents.touched is not None for documents in self._pending.values())
            and self._journal.takes_more()
        )

    def _append(self) -> None:
        changes = {name: documents.changes(GONE) for name, documents in self._pending.items()}
        self._journal.append(self._fingerprint, self._sitting, self.generation + 1, changes)
        self._meta = continued(self._meta, self._sitting, self.generation + 1)
        self._tables.update(self._pending)

    def settle_journal(self) -> None:
        """Bring what a journal holds into the file; one that belongs to another file is put aside.

        NotSavedError if that fails; then both are as they were, and are read as they were.
        """
        if self._stranger:
            try:
                self._journal.put_aside(self._stranger)
            except OSError as problem:
                raise NotSavedError(not_saved(problem, self.path)) from problem
            self._stranger = ""
        elif self._folding or self._journal.size:
            self.rewrite()
        else:
            self._journal.look()

    def _refuse_if_changed(self) -> None:
        stamp = stamp_at(self.path)
        if stamp is None and self._stamp is not None:
            # Everything that stood in it is in memory.
            self._stamp = None
            self._ours = frozenset()
            self.notices.append(f"{self.path} was gone; it was made anew.")
        if self._is_another(stamp):
            raise ChangedOutsideError(
                f"Not saved: {self.path.name} was changed by another program since it was read. "
                "Nothing was overwritten."
            )

    def was_changed(self) -> bool:
        """Return whether another program has put something else in the place of the file since."""
        try:
            stamp = stamp_at(self.path)
        except OSError:
            # Whoever reads or writes it says why.
            return False
        return stamp is not None and self._is_another(stamp)

    def _is_another(self, stamp: Stamp | None) -> bool:
        if stamp != self._stamp and stamp not in self._ours and not self._is_as_it_was():
            return True
        return self._journal.is_anothers(expected=bool(self._folding or self._stranger))

    def _is_as_it_was(self) -> bool:
        # A sync, a restore or a touch puts the same bytes there under another stamp.
        try:
            data, stamp = read_bytes(self.path)
        except StoreError:
            return False
        if data is None or layout.fingerprint(data) != self._fingerprint:
            return False
        self._stamp = stamp
        return True
