"""What a storage holds in memory of its file, and where that came from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import layout
from .ahead import Ahead
from .documents import Documents, Fields, PackedStorage
from .journal import Journal, Read, journal_of
from .layout import Contents, Tables
from .lineage import new_sitting
from .migrations import SCHEMA, migrate, schema_of
from .reading import Damaged, read_with_journal, replay
from .safe_write import Stamp


class HoldingStorage(PackedStorage):
    """Reads the file once, with the changes that lie beside it, and keeps all of it in memory."""

    _meta: Fields
    _tables: Tables
    _stamp: Stamp | None
    _fingerprint: bytes
    """That of what was read or written last."""
    _folding: str
    """The name of the journal whose changes are in memory, and in the file with its next writing."""
    _stranger: str
    """The name of a journal that lies there and belongs to another file."""
    intact: bool
    """Whether the file, when it was read or written last, was as this program writes it."""
    is_new: bool
    """Whether nothing was read: the store comes into being with the first write."""
    before_write: Callable[[], None] | None
    """What has to be done before the file is replaced the first time; NotSavedError if it cannot be."""
    _keeps_previous: bool
    _at_least: int
    """The generation that the next write comes after, whatever the file says."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._pending: Tables = {}
        self._ours: frozenset[Stamp] = frozenset()
        """What else may stand there, after a save that may or may not have been taken back."""
        self.ahead: Ahead | None = None
        """The file, where it began to be read before there was a storage."""
        self._sitting = new_sitting()
        self._journal = Journal(self.path)
        self.notices: list[str] = []
        """What the user should know of the file, in sentences."""
        # Until it is read, it is as if there were no file.
        self.hold(None)
        self._take_journal(None)
        self._loaded = False

    def close(self) -> None:
        """Do nothing, when TinyDB closes: no file is held open."""

    def load(self) -> None:
        """Read the file, again if it was read before; StoreError if it cannot be, or is not a whole store."""
        ahead, self.ahead = self.ahead, None
        contents, stamp, journal = read_with_journal(self.path, ahead)
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

    @property
    def tables(self) -> Tables:
        """Every table but `meta`, not to be changed."""
        self._load_once()
        return self._all_tables()

    def put_in_place(self, tables: Tables, meta: Fields) -> None:
        """Hold `tables` and `meta` instead of what was read; `rewrite` writes them."""
        self._tables, self._meta = tables, meta

    def follow(self, former: HoldingStorage) -> None:
        """Take the place of another storage of the same file, whose journal is in memory here."""
        if self._stranger and self._stranger == former.journal_held:
            self._folding, self._stranger = self._stranger, ""

    @property
    def journal_held(self) -> str:
        """The name of the journal whose changes are in memory and not in the file; empty when none are."""
        return self._journal.name or self._folding

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

    def documents(self, table: str) -> Documents:
        """Return the documents of `table` as they are now, not to be changed."""
        self._load_once()
        return self._all_tables().get(table, Documents())

    def _load_once(self) -> None:
        if not self._loaded:
            self.load()

    def _all_tables(self) -> Tables:
        return {**self._tables, **self._pending}
