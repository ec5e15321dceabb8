"""`backup` and `restore`: a copy of the store as it is now, and going back to one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ...data.backups.examining import find_backup
from ...data.backups.files import read_as_it_is
from ...data.backups.making import back_up
from ...data.backups.restoring import restore as go_back
from ...data.backups.why import Why
from ...data.errors import NotFoundError
from ...data.file_names import ENCRYPTED
from ...data.paths import store_path
from .checking import records_of
from .output import complain, say, write
from .unlocking import Unlocker


def backup(data_dir: Path | None, now: datetime) -> int:
    """Copy the store into the folder of its backups, print where the copy lies, and return 0.

    `now` is aware. NotFoundError if there is no store yet, NotBackedUpError if no copy could be made, and
    other kinds of StoreError if the store cannot be read.
    """
    path = store_path(data_dir)
    made = back_up(path, Why.ASKED, now)
    if made is None:
        raise NotFoundError(f"There is no store yet to make a backup of; it will be {path}.")
    write(f"{made.path}\n")
    if made.trouble:
        complain(made.trouble)
    return 0


def restore(data_dir: Path | None, name: str, now: datetime, identities: Sequence[Path] = ()) -> int:
    """Go back to the backup called `name`, say what was done, and return 0.

    An encrypted one is opened with the secret keys in `identities`, or with a passphrase that is asked. `now`
    is aware. NotFoundError if there is no such backup, UnreadableError or MissingExtraError if it cannot be
    opened, and what `restoring.restore` raises.
    """
    path = store_path(data_dir)
    file = find_backup(path, name)
    opened = None
    if file.suffix == ENCRYPTED:
        opened = Unlocker(identities).opened(file.name, read_as_it_is(file))
    done = go_back(path, file, now, opened)
    say(f"The store is now as it was in {done.backup.path.name}: {records_of(done.backup)}.")
    if done.kept is not None:
        say(f"What it was before is kept as {done.kept.name}.")
    if done.trouble:
        complain(done.trouble)
    return 0
