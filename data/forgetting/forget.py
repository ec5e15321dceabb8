"""Forgetting a person, step by step, each of which can be done again: the store, the copies, the proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ..encryption.locks import Identities
from ..errors import StoreError
from ..followup.family import refresh
from ..store.folder import resolve
from ..store.layout import Tables
from ..store.store import Store
from .files import is_concerned, mend_drafts, possible_copies_of, remove_file, rewrite_copy, survey
from .person import Person
from .redacting import Redacted, contacts_in, redact
from .searching import Searched, search


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What forgetting somebody would do."""

    person: Person
    """With all names and addresses that the store and its copies know."""
    removed: Counter[str]
    """How many records of each table go."""
    mended: Counter[str]
    """How many other records of each table mention them."""
    copies: tuple[Path, ...]
    """The copies of the store that hold them, or may."""
    redacted: Redacted
    """The store without them."""


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """What was done with the copies of the store."""

    rewritten: tuple[Path, ...]
    refused: tuple[tuple[Path, str], ...]
    """Those that cannot be rewritten, each with a sentence that says why."""


def plan(store: Store, person: Person, keys: Identities | None = None) -> Plan:
    """Return what forgetting `person` would do; nothing is changed. `keys` open what is encrypted."""
    return plan_for(store.path, dict(store.tables()), person, keys)


def plan_for(path: Path, tables: Tables, person: Person, keys: Identities | None = None) -> Plan:
    """Return the same of the store at `path` that holds `tables`; any thread may ask."""
    person, copies = survey(path, person.widened(contacts_in(tables)), keys)
    found = redact(tables, person)
    return Plan(
        person=person, removed=found.removed, mended=found.mended, copies=tuple(copies), redacted=found
    )


class Forgetting:
    """Taking somebody out of the store, its `.prev`, the trash, the clashes and the drafts.

    It cannot be undone, and nothing that was done before can be undone any more. Begun, ended and finished
    by the thread that writes the store; what takes long, `work`, by any. Each step raises StoreError if
    something cannot be written; what was done by then is done, and doing it again does the rest.
    """

    def __init__(self, store: Store, person: Person, redacted: Redacted | None = None) -> None:
        """Begin; `redacted` is what a plan has shown, and is made anew if something has changed since."""
        self._store = store
        self._person = person
        self._redacted = redacted
        self._making = store.making_over(self._without)

    def work(self) -> None:
        """Write the store without them."""
        self._making.work()

    def end(self) -> None:
        """Give the store back; to be called whatever has become of the work."""
        self._making.end()

    def finish(self) -> None:
        """Mend the drafts and the follow-ups, once the work is done."""
        mend_drafts(self._store.path, self._person)
        met_for = frozenset[str]() if self._redacted is None else self._redacted.met_for
        left = [each.id for each in self._store.applications() if each.id in met_for]
        if left:
            refresh(self._store, *left)

    def _without(self, tables: Tables) -> Tables:
        if self._redacted is None or not self._redacted.is_of(tables):
            self._redacted = redact(tables, self._person)
        return self._redacted.tables


def forget_here(store: Store, person: Person, redacted: Redacted | None = None) -> None:
    """Take `person` out of the store and its drafts at once, step by step as `Forgetting` does."""
    forgetting = Forgetting(store, person, redacted)
    try:
        forgetting.work()
    finally:
        forgetting.end()
    forgetting.finish()


def forget_in_copies(store: Path, person: Person, keys: Identities | None = None) -> Copies:
    """Rewrite every copy of the store at `store` that holds `person`; return which those are.

    What is encrypted is opened with `keys`, and encrypted again to those who can read backups now.
    """
    rewritten: list[Path] = []
    refused: list[tuple[Path, str]] = []
    for path in possible_copies_of(store):
        if not is_concerned(path, person, keys):
            continue
        try:
            rewrite_copy(store, path, person, keys)
        except StoreError as problem:
            refused.append((path, str(problem)))
        else:
            rewritten.append(path)
    return Copies(rewritten=tuple(rewritten), refused=tuple(refused))


def remove_copies(paths: Sequence[Path]) -> None:
    """Remove copies that could not be rewritten; NotSavedError if one cannot be removed."""
    for path in paths:
        remove_file(path)


def look_for(store: Path, person: Person, keys: Identities | None = None) -> Searched:
    """Read every file in the folder of the store at `store`, and return where `person` still stands."""
    return search(resolve(store).parent, person.mentions, person.marks, keys)
