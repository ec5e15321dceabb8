"""What a fresh process has to find after a fault: the state before or the state after, whole, and no more."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import msgspec
from thanks_tui.data.backups.examining import examine
from thanks_tui.data.backups.names import Why, copies_of
from thanks_tui.data.drafts.folder import DraftFolder
from thanks_tui.data.models import Profile
from thanks_tui.data.store.records import TYPES
from thanks_tui.data.store.store import Store

_FRESH = re.compile(r"\b[0-9a-f]{32}\b|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


def state(store: Store) -> str:
    """Return all that a store holds, and what was typed and not kept yet.

    Ids and times that are drawn anew in each run are numbered instead.
    """
    tables: dict[str, object] = {table: list(store._memory.shelf(table).records.values()) for table in TYPES}
    tables["drafts"] = [draft.text for draft in DraftFolder(store.path).drafts()]
    numbers: dict[str, int] = {}
    text = json.dumps(msgspec.to_builtins(tables), sort_keys=True)
    return _FRESH.sub(lambda found: str(numbers.setdefault(found[0], len(numbers))), text)


def state_at(path: Path) -> str:
    """Return what the store at `path` holds, without changing anything."""
    with Store.open(path, read_only=True) as store:
        return state(store)


def start_anew(path: Path) -> str:
    """Start the program as its next user does; return what is there, once all that must hold has held."""
    with Store.open(path) as store:
        found = state(store)
        assert not store.locked_out, "the lock is not free"
        assert not store.read_only, store.notices
        assert store.problems == (), store.problems
        DraftFolder(path).tidy()
        assert_tidy(path)
        assert_whole_copies(path)
        store.put(Profile(name="The next save"))
    assert "The next save" in state_at(path)
    assert_tidy(path)
    return found


def assert_tidy(path: Path) -> None:
    """Make sure that nothing temporary lies beside the store, and that all of it is closed to others."""
    folder = path.parent
    leftovers = [file.name for file in folder.rglob("*.tmp")]
    assert not leftovers, leftovers
    for file in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(file.lstat().st_mode)
        assert mode == (0o700 if file.is_dir() else 0o600), f"{file} has the mode {mode:o}"


def assert_whole_copies(path: Path) -> None:
    """Make sure that every copy that was made can be used."""
    for copy, name in copies_of(path).items():
        assert name.why == Why.DAMAGED or not examine(copy).complaint, examine(copy).complaint


def contents(folder: Path) -> set[bytes]:
    """Return what every file in `folder`, and in its folders, holds."""
    return {file.read_bytes() for file in folder.rglob("*") if file.is_file()}
