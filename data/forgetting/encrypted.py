"""Copies that are encrypted: opened with the user's secret keys where those are given, and locked again."""

from __future__ import annotations

from pathlib import Path

from ..backups.recipients import recipients_of
from ..encryption.age import decrypt, encrypt
from ..encryption.locks import Identities
from ..errors import MissingExtraError, StoreError, UnreadableError
from ..file_names import ENCRYPTED


def is_encrypted(path: Path) -> bool:
    """Return whether nobody can look into a file without a key."""
    return path.suffix == ENCRYPTED


def opened(path: Path, data: bytes, keys: Identities | None) -> bytes:
    """Return what is in `data`, the content of the file at `path`; StoreError if `keys` do not open it."""
    if not is_encrypted(path):
        return data
    if keys is None:
        raise StoreError(f"{path.name} is encrypted; nobody can look into it here.")
    try:
        return decrypt(data, keys)
    except UnreadableError as problem:
        raise StoreError(f"{path.name} is encrypted, and does not open. {problem}") from problem


def locked_again(store: Path, data: bytes) -> bytes:
    """Return `data` encrypted to those who can read backups of the store at `store`; StoreError if not so."""
    recipients = recipients_of(store)
    if recipients is None:
        raise StoreError(
            "Backups are not encrypted any more, so that it is not known to whom it was; "
            "thanks-tui encrypt-backups KEY says it again."
        )
    try:
        return encrypt(data, recipients)
    except (MissingExtraError, UnreadableError) as problem:
        raise StoreError(f"It cannot be encrypted again. {problem}") from problem
