"""Opening the store for the commands that only read it, and saying why it can only be read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ...data.paths import store_path
from ...data.store.ahead import Ahead
from ...data.store.glance import MisfitError, glance_at
from ...data.store.reads import Reads
from .output import say

if TYPE_CHECKING:
    from ...data.store.store import Store

T = TypeVar("T")


def look_up(ahead: Ahead, find: Callable[[Reads], T]) -> T:
    """Return what `find` finds in a store, of which no more is read than it asks for.

    `find` is called a second time where a glance does not do, and must not print anything.
    """
    glance = glance_at(ahead)
    if glance is not None:
        with suppress(MisfitError):
            try:
                found = find(glance)
            finally:
                # What was not found does not count either, if the file is damaged.
                glance.make_sure()
            return found
    with _opened(ahead.path) as store:
        return find(store)


def open_for_reading(data_dir: Path | None) -> Store:
    """Open the store in `data_dir`, or in the usual place, without a lock and without making anything.

    When it was damaged, and is read from a copy, or was written by a newer version, that is said.
    """
    return _opened(store_path(data_dir))


def _opened(path: Path) -> Store:
    # A glance mostly does; who looks at everything pays for this import.
    from ...data.store.store import Store

    store = Store.open(path, read_only=True)
    if store.recovered or store.newer:
        for notice in store.notices:
            say(notice)
    return store


def why_read_only(store: Store, what: str) -> str:
    """Return why `store` can only be read; `what` begins the sentence: what was not done."""
    if store.locked_out:
        return f"{what}: another window has the store open; close it, and try again."
    if store.newer:
        return f"{what}: a newer version of thanks-tui wrote {store.path.name}."
    return f"{what}: {store.path} cannot be written."
