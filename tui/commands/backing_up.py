"""`backup` and `restore`: a copy of the store as it is now, and going back to one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...data.backups.examining import find_backup
from ...data.backups.files import read_as_it_is
from ...data.backups.making import back_up
from ...data.backups.restoring import restore as go_back
from ...data.backups.why import Why
from ...data.errors import NotFoundError
from ...data.file_names import ENCRYPTED
from ...data.models import utc_now
from ...data.paths import store_path
from .checking import records_of
from .opened import Unlocker
from .output import complain, say, write


def backup(data_dir: Path | None) -> int:
    """Copy the store into the folder of its backups, and print where the copy lies."""
    path = store_path(data_dir)
    made = back_up(path, Why.ASKED, utc_now())
    if made is None:
        raise NotFoundError(f"There is no store yet to make a backup of; it will be {path}.")
    write(f"{made.path}\n")
    if made.trouble:
        complain(made.trouble)
    return 0


def restore(data_dir: Path | None, name: str, identities: Sequence[Path] = ()) -> int:
    """Go back to the backup called `name`, and say what was done.

    An encrypted one is opened with the secret keys in `identities`, or with a passphrase that is asked.
    """
    path = store_path(data_dir)
    file = find_backup(path, name)
    opened = None
    if file.suffix == ENCRYPTED:
        opened = Unlocker(identities).opened(file.name, read_as_it_is(file))
    done = go_back(path, file, utc_now(), opened)
    say(f"The store is now as it was in {done.backup.path.name}: {records_of(done.backup)}.")
    if done.kept is not None:
        say(f"What it was before is kept as {done.kept.name}.")
    if done.trouble:
        complain(done.trouble)
    return 0
