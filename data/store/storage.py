"""The durable TinyDB storage: one JSON file, replaced as a whole, never overwritten in place."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import ChangedOutsideError, NotSavedError, StoreError
from . import layout
from .documents import Documents, Fields, PackedStorage
from .journal import GONE, Journal, Read, journal_of
from .layout import Contents, Encoder, Tables
from .lineage import continued, new_sitting
from .migrations import SCHEMA, migrate, schema_of
from .reading import Damaged, read_bytes, read_with_journal, replay
from .safe_write import PutBackError, Stamp, replace_file, stamp_at
from .sentences import not_saved

JOURNAL_FROM = 8_000_000
"""Bytes of a file from which on changes are appended to the journal: a smaller one is written in 15 ms."""


class DurableStorage(PackedStorage):
    """Reads the file once, keeps it in memory, and writes the whole of it for each batch.

    When the file is large it appends what changed to the journal beside it, and writes the whole at the end.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._meta: Fields = {}
        self._tables: Tables = {}
        self._pending: Tables = {}
        self._depth = 0
        self._whole = False
        """Whether all is to be written, however little has changed."""
        self._encoder = Encoder()
        self._stamp: Stamp | None = None
        self._fingerprint = b""
        """That of what was read or written last."""
        self._ours: frozenset[Stamp] = frozenset()
        """What else may stand there, after a save that may or may not have been taken back."""
        self._loaded = False
        self._sitting = new_sitting()
        self._journal = Journal(self.path)
        self._folding = ""
        """The name of the journal whose changes are in memory, and in the file with its next writing."""
        self._stranger = ""
        """The name of a journal that lies there and belongs to another file."""
        self.intact = True
        """Whether the file, when it was read or written last, was as this program writes it."""
        self.is_new = True
        """Whether nothing was read: the store comes into being with the first write."""
        self.before_write: Callable[[], None] | None = None
        """What has to be done before the file is replaced the first time; NotSavedError if it cannot be."""
        self._keeps_previous = True
        self._at_least = 0
        """The generation that the next write comes after, whatever the file says."""
        self.notices: list[str] = []
        """What the user should know of the file, in sentences."""

    def load(self) -> None:
        """Read the file, again if it was read before; StoreError if it cannot be, or is not a whole store."""
        contents, stamp, journal = read_with_journal(self.path)
        self.hold(contents, stamp)
        self._take_journal(journal)

    def hold(self, contents: Contents | None, stamp: Stamp | None = None) -> None:
        """Take `contents`, None for no file, for what was read."""
        self._stamp = stamp
        self._fingerprint = b"" if contents is None else contents.fingerprint
        self._take(contents)
        self.before_write = None
        self._keeps_previous = True
        self._at_least = 0
        self._loaded = True

    def held(self) -> Contents | None:
        """Return what was read or written last; None when that was no file."""
        if self.is_new:
            return None
        return Contents(meta=self.meta, tables=self._tables, intact=self.intact, fingerprint=b"")

    def _take(self, contents: Contents | None) -> None:
        self._meta = {} if contents is None else dict(contents.meta)
        self._tables = {} if contents is None else contents.tables
        self.intact = contents is None or contents.intact
        self.is_new = contents is None
        if not self.intact:
            # What another program wrote is not clean because the file says so.
            self._meta.pop("cleaned", None)

    def _take_journal(self, journal: Read | None) -> None:
        self._folding = self._stranger = ""
        if journal is None:
            return
        if journal.head.of == self._fingerprint.hex():
            self._folding = journal.name
            replay(self._meta, self._tables, journal)
        elif journal.name != self._meta.get("folded"):
            self._take_for_stranger(journal)

    def _take_for_stranger(self, journal: Read) -> None:
        self._stranger = journal.name
        self.notices.append(self._about_stranger)

    @property
    def _about_stranger(self) -> str:
        return (
            f"{journal_of(self.path).name} belongs to another {self.path.name} than the one that is there; "
            "it was kept, and nothing of it was taken."
        )

    def stand_in(self, contents: Contents, damaged: Damaged, generation: int, *, folded: bool) -> None:
        """Take `contents` for those of the file, where `damaged` stands, or nothing.

        The first write replaces that by a generation after `generation`, and leaves the `.prev` alone;
        `folded` says whether the changes in the journal are in `contents`.
        """
        self.hold(contents, damaged.stamp)
        self._fingerprint = b"" if damaged.data is None else layout.fingerprint(damaged.data)
        self._at_least = generation
        self._keeps_previous = False
        if self._stranger:
            # That was said before anybody knew to what it belongs.
            self.notices.remove(self._about_stranger)
        self._folding = self._stranger = ""
        if damaged.journal is not None and folded:
            self._folding = damaged.journal.name
        elif damaged.journal is not None:
            self._take_for_stranger(damaged.journal)

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

    @property
    def is_there(self) -> bool:
        """Whether there was a file when it was read or written last."""
        return self._stamp is not None

    def migrate(self) -> int | None:
        """Bring the tables in memory to today's schema, and return the older one that they had, if they had.

        NewerStoreError or DamagedStoreError if that cannot be.
        """
        if self.is_new:
            return None
        schema = schema_of(self._meta, self._tables, self.path.name)
        if schema == SCHEMA:
            return None
        self._tables = migrate(self._tables, schema)
        return schema

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

    @property
    def tables(self) -> Tables:
        """Every table but `meta`, not to be changed."""
        self._load_once()
        return self._all_tables()

    def put_in_place(self, tables: Tables, meta: Fields) -> None:
        """Hold `tables` and `meta` instead of what was read; `rewrite` writes them."""
        self._tables, self._meta = tables, meta

    def follow(self, former: DurableStorage) -> None:
        """Take the place of another storage of the same file, whose journal is in memory here."""
        if self._stranger and self._stranger == former.journal_held:
            self._folding, self._stranger = self._stranger, ""

    @property
    def journal_held(self) -> str:
        """The name of the journal whose changes are in memory and not in the file; empty when none are."""
        return self._journal.name or self._folding

    def write_over(self) -> None:
        """Let the next save replace whatever stands there, a copy of which is kept elsewhere."""
        self._stamp = stamp_at(self.path)

    def let_go(self) -> None:
        """Write nothing any more: another storage takes the place of this one."""
        self._journal.close()

    @property
    def meta(self) -> Fields:
        """What the file says of itself, without the checksum; empty when it says nothing."""
        return dict(self._meta)

    def say(self, name: str, value: int) -> None:
        """Have `meta` say something more with the next write."""
        self._meta[name] = value

    @property
    def generation(self) -> int:
        """How often the file has been written."""
        generation = self._meta.get("generation")
        return generation if isinstance(generation, int) else 0

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return every table, `meta` among them, in fresh dicts; None when there is no file."""
        self._load_once()
        if self._stamp is None and not self._pending:
            return None
        tables = {name: documents.unpacked() for name, documents in self._all_tables().items()}
        return {layout.META: {"1": dict(self._meta)}, **tables}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put `data` in place of every table; the storage sees to `meta` itself."""
        self._load_once()
        with self.batch():
            for name in [*self._all_tables(), *data]:
                if name != layout.META:
                    documents = {int(doc_id): fields for doc_id, fields in data.get(name, {}).items()}
                    self._pending[name] = Documents(documents)

    def documents(self, table: str) -> Documents:
        """Return the documents of `table` as they are now, not to be changed."""
        self._load_once()
        return self._all_tables().get(table, Documents())

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

    def _load_once(self) -> None:
        if not self._loaded:
            self.load()

    def _all_tables(self) -> Tables:
        return {**self._tables, **self._pending}

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
        tables = {name: self._tables.get(name, Documents()) for name in layout.TABLES}
        tables.update(self._all_tables())
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
