"""Bringing the file of a store into memory: as it is, from a copy when it is damaged, brought up to date.

Whoever writes puts right what was found, after the file as it was is safe among the backups; whoever only
reads puts it right in memory, and writes nothing.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from ..clock import Now
from ..errors import DamagedStoreError, NewerStoreError, NotBackedUpError, NotSavedError
from ..file_names import BACKUPS, RECIPIENTS
from .layout import Contents
from .reading import look_at
from .safe_write import remove_leftovers
from .storage import DurableStorage

_EDITED = "{name} was changed by hand or by another program since it was last saved."
_NEWER = (
    "{name} was written by a newer version of thanks-tui; here it can only be read, and is left untouched."
)


class Opened(msgspec.Struct, kw_only=True):
    """How the file was found."""

    newer: bool = False
    """Whether a newer version wrote it; then nothing of it may be written here."""
    recovered: bool = False
    """Whether it was damaged, and a copy took its place."""
    notices: list[str] = []
    """What the user should know, in sentences."""


def bring_in(storage: DurableStorage, now: Now, *, writes: bool) -> Opened:
    """Read the file of `storage`, or the best copy of it; put it right where `writes` says that it may.

    When it was read before and is gone or damaged now, what was read counts as a copy too. `now` dates the
    copy that is kept of what is put right. Returns how the file was found. DamagedStoreError if there is no
    copy; other kinds of StoreError if it cannot be read.
    """
    held = storage.held()
    try:
        storage.load()
        older = storage.migrate()
    except NewerStoreError:
        return _newer(storage)
    except DamagedStoreError as problem:
        return _recover(storage, problem, held, now, writes=writes)
    if storage.is_new:
        return _look_for_copies(storage, held, now, writes=writes)
    opened = Opened()
    # A file that was made by hand has no `meta`; that it is brought up to date says enough.
    if not storage.intact and (storage.meta or not writes):
        opened.notices.append(_EDITED.format(name=storage.path.name))
    if writes and older is not None:
        _bring_up_to_date(storage, opened, now)
    elif writes and not storage.intact:
        _keep_edited(storage, opened, now)
    return opened


def tidy(path: Path) -> None:
    """Remove what a killed program left half written; only for who holds the writer's lock."""
    remove_leftovers(path.parent, f".{path.name}.")
    remove_leftovers(path.parent / BACKUPS, f".{path.stem}-")
    remove_leftovers(path.parent / BACKUPS, f".{RECIPIENTS}.")


def _newer(storage: DurableStorage) -> Opened:
    return Opened(newer=True, notices=[_NEWER.format(name=storage.path.name)])


def _look_for_copies(storage: DurableStorage, held: Contents | None, now: Now, *, writes: bool) -> Opened:
    from .recovery import copies_are_there

    if held is None and not copies_are_there(storage.path):
        return Opened()
    missing = DamagedStoreError(
        f"{storage.path.name} is missing, and none of its copies beside it and in backups can be used. "
        f"To begin anew, move them out of {storage.path.parent} first."
    )
    return _recover(storage, missing, held, now, writes=writes)


def _recover(
    storage: DurableStorage, problem: DamagedStoreError, held: Contents | None, now: Now, *, writes: bool
) -> Opened:
    from .recovery import best_copy, encrypted_copies, is_newer, newest_generation, recovered

    damaged = look_at(storage.path)
    if damaged.data is not None and is_newer(damaged.data):
        raise NewerStoreError(
            f"{storage.path.name} was written by a newer version of thanks-tui, and nothing of it can be "
            "read here; it was left untouched."
        ) from problem
    copy = best_copy(storage.path, held)
    if copy is None:
        raise DamagedStoreError(f"{problem} {encrypted_copies(storage.path, -1)}".rstrip()) from problem
    generation = newest_generation(storage.path, damaged)
    storage.stand_in(copy.contents, damaged, generation, folded=copy.with_journal)
    found = recovered(copy, damaged)
    opened = Opened(recovered=True)
    try:
        storage.migrate()
    except NewerStoreError:
        opened.newer, writes = True, False
    if writes:
        kept = _SetAside(storage, damaged.data, now)
        storage.before_write = kept
        _write(storage, opened)
        found = msgspec.structs.replace(found, kept=kept.path)
    opened.notices.insert(0, found.sentence(storage.path.name, in_place=writes))
    passed_over = encrypted_copies(storage.path, copy.generation)
    if passed_over:
        opened.notices.insert(1, passed_over)
    if opened.newer:
        opened.notices += _newer(storage).notices
    return opened


class _SetAside:
    """Keeps the damaged file among the backups, before another takes its place."""

    def __init__(self, storage: DurableStorage, data: bytes | None, now: Now) -> None:
        self.path: Path | None = None
        self._store = storage.path
        self._data = data
        self._now = now

    def __call__(self) -> None:
        from ..backups.making import set_aside

        if self._data is None or self.path is not None:
            return
        try:
            self.path = set_aside(self._store, self._data, self._now())
        except NotBackedUpError as problem:
            raise NotSavedError(
                f"Not saved, for the damaged file has to be kept first. {problem}"
            ) from problem


def _bring_up_to_date(storage: DurableStorage, opened: Opened, now: Now) -> None:
    from ..backups.making import back_up
    from ..backups.why import Why

    kept = ""

    def keep_older() -> None:
        nonlocal kept
        try:
            made = back_up(storage.path, Why.MIGRATION, now())
        except NotBackedUpError as problem:
            raise NotSavedError(f"Not saved, for the older file has to be kept first. {problem}") from problem
        kept = "" if made is None else f", which is kept as {made.path.name}"

    storage.before_write = keep_older
    if _write(storage, opened):
        opened.notices.append(f"{storage.path.name} was of an older version{kept}.")


def _write(storage: DurableStorage, opened: Opened) -> bool:
    """Write what is in memory; if that fails it can still be read, and is written with the first change."""
    try:
        storage.rewrite()
    except NotSavedError as problem:
        opened.notices.append(str(problem))
        return False
    return True


def _keep_edited(storage: DurableStorage, opened: Opened, now: Now) -> None:
    from ..backups.making import back_up
    from ..backups.why import Why

    try:
        made = back_up(storage.path, Why.EDITED, now())
    except NotBackedUpError as problem:
        opened.notices.append(str(problem))
    else:
        if made is not None:
            opened.notices[-1] += f" A copy of it is kept as {made.path.name}."
