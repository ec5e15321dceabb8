"""Opening the store for the commands that only read it."""

from __future__ import annotations

from pathlib import Path

from ...data.paths import store_path
from ...data.standing import Standing, standings
from ...data.store.store import Store


def open_for_reading(data_dir: Path | None) -> Store:
    """Open the store in `data_dir`, or in the usual place, without a lock and without making anything."""
    return Store.open(store_path(data_dir), read_only=True)


def all_standings(store: Store) -> list[Standing]:
    """Return how each application of `store` stands."""
    return standings(store.applications(), store.all_contacts(), store.all_notes(), store.follow_ups())
