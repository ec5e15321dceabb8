"""Opening the store for the commands that only read it, and saying why it can only be read."""

from __future__ import annotations

from pathlib import Path

from ...data.paths import store_path
from ...data.standing import Standing, standings
from ...data.store.store import Store
from .output import say


def open_for_reading(data_dir: Path | None) -> Store:
    """Open the store in `data_dir`, or in the usual place, without a lock and without making anything.

    When it was damaged, and is read from a copy, or was written by a newer version, that is said.
    """
    store = Store.open(store_path(data_dir), read_only=True)
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


def all_standings(store: Store) -> list[Standing]:
    """Return how each application of `store` stands."""
    return standings(store.applications(), store.all_contacts(), store.all_notes(), store.follow_ups())
