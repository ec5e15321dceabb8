"""To whom backups are encrypted: public keys in a file among the backups, as the program `age` takes it too.

It is no part of the store, so that neither an undo, nor an older backup that somebody goes back to, nor
another machine's file switches it off, and a store that cannot be read is kept encrypted as well. Where it
cannot be told, no backup is made, for a plain one could not be taken back.
"""

from __future__ import annotations

import os
from pathlib import Path

from ..encryption.locks import Recipients
from ..errors import NotBackedUpError, StoreError
from ..file_names import BACKUPS, RECIPIENTS
from ..store import folder
from ..store.safe_write import sync_folder, write_new_beside
from ..store.sentences import reason
from .names import copies_of, room_of

_WHO = (
    "# Backups of thanks-tui are encrypted to these public keys, in the format of age.\n"
    "# To change that: thanks-tui encrypt-backups --help\n"
)
_NOBODY = "# Backups of thanks-tui are not encrypted.\n"
_LARGEST = 100_000
_CHOOSE = "thanks-tui encrypt-backups KEY encrypts them again, and with --off they are plain."


def recipients_of(path: Path) -> Recipients | None:
    """Return to whom backups of the store at `path` are encrypted; None when they are plain.

    NotBackedUpError where that cannot be told.
    """
    file = room_of(path) / RECIPIENTS
    if not os.path.lexists(file):
        _refuse_if_encrypted_before(path)
        return None
    text = _text(file)
    lines = (line.strip() for line in text.splitlines())
    keys = tuple(line for line in lines if line and not line.startswith("#"))
    if not keys and text != _NOBODY:
        raise NotBackedUpError(
            f"No backup was made: {file} does not say to whom they are encrypted. {_CHOOSE}"
        )
    return Recipients(*keys) if keys else None


def encrypt_to(path: Path, recipients: Recipients | None) -> None:
    """Have every backup of the store at `path` encrypted from now on, or, with None, not any more.

    The keys are not looked at. StoreError if it cannot be written down.
    """
    real = folder.resolve(path)
    folder.prepare(real)
    text = _NOBODY if recipients is None else _WHO + "".join(f"{key}\n" for key in recipients.keys)
    try:
        room = folder.make_room(real, BACKUPS)
        _put(room / RECIPIENTS, text.encode())
    except OSError as problem:
        raise StoreError(f"{room_of(real)} cannot be used ({reason(problem)}).") from problem


def _put(file: Path, data: bytes) -> None:
    fresh, _ = write_new_beside(file, [data])
    try:
        fresh.replace(file)
    except OSError:
        fresh.unlink()
        raise
    sync_folder(file.parent)


def _text(file: Path) -> str:
    try:
        # Without O_NONBLOCK a FIFO of that name would keep the program waiting for ever.
        handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as opened:
            return opened.read(_LARGEST).decode()
    except (OSError, UnicodeDecodeError) as problem:
        raise NotBackedUpError(
            f"No backup was made: {file}, which says to whom they are encrypted, cannot be read. {_CHOOSE}"
        ) from problem


def _refuse_if_encrypted_before(path: Path) -> None:
    try:
        names = copies_of(path).values()
    except OSError as problem:
        raise NotBackedUpError(
            f"No backup was made: {room_of(path)} cannot be read ({reason(problem)})."
        ) from problem
    if any(name.encrypted for name in names):
        raise NotBackedUpError(
            f"No backup was made: they were encrypted, and {RECIPIENTS} beside them, "
            f"which says to whom, is gone. {_CHOOSE}"
        )
