"""Encrypting backups, and opening one that is."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from ...data.backups.files import read_as_it_is
from ...data.backups.older import encrypt_copies, plain_copies, remove_copies
from ...data.backups.recipients import encrypt_to, recipients_of
from ...data.encryption.age import decrypt
from ...data.encryption.keys import read_identities, read_recipients
from ...data.encryption.locks import Recipients
from ...data.errors import StoreError, ThanksError
from ..asking import ask
from ..screens.dialogs.encrypt_backups import EncryptBackups, Encryption, Older, key_in_words
from ..screens.dialogs.open_backup import OpenBackup
from ..screens.step import StepScreen


async def choose_encryption(screen: StepScreen[Any], path: Path) -> bool:
    """Ask to whom backups of the store at `path` are encrypted, and do it; return whether it was chosen."""
    try:
        return await _choose(screen, path)
    except StoreError as problem:
        # Which of them are not encrypted cannot be told, so there is nothing to choose.
        screen.banner.trouble(str(problem))
        return False


async def _choose(screen: StepScreen[Any], path: Path) -> bool:
    """Do it; StoreError if the folder of the backups cannot be listed."""
    try:
        before = recipients_of(path)
    except StoreError:
        # It cannot be told; whoever chooses now puts that right.
        before = None
    at_first = key_in_words(before)
    dialog = EncryptBackups(Encryption(at_first, Older.ENCRYPT), len(plain_copies(path)))
    while (chosen := await ask(screen, dialog)) is not None:
        try:
            recipients = before if chosen.key and chosen.key == at_first else _recipients(chosen.key)
            told = await asyncio.to_thread(_encrypt, path, recipients, chosen.older)
        except ThanksError as problem:
            dialog = EncryptBackups(chosen, len(plain_copies(path)))
            dialog.not_kept(str(problem))
        else:
            screen.notify(told, markup=False)
            return True
    return False


async def open_backup(screen: StepScreen[Any], backup: Path) -> bytes | None:
    """Ask for the key of an encrypted backup until it opens; return what is in it, None when that is left."""
    dialog = OpenBackup()
    while (chosen := await ask(screen, dialog)) is not None:
        try:
            return await asyncio.to_thread(_opened, backup, chosen)
        except ThanksError as problem:
            dialog = OpenBackup(chosen)
            dialog.not_kept(str(problem))
    return None


def _recipients(key: str) -> Recipients | None:
    return read_recipients([str(Path(key).expanduser())]) if key else None


def _encrypt(path: Path, recipients: Recipients | None, older: Older) -> str:
    encrypt_to(path, recipients)
    told = (
        "Backups are not encrypted from now on."
        if recipients is None
        else "Backups are encrypted from now on."
    )
    if older is Older.ENCRYPT and recipients is not None:
        return f"{told} Encrypted as well: {encrypt_copies(path)}."
    if older is Older.REMOVE:
        return f"{told} Removed: {remove_copies(path)}."
    return told


def _opened(backup: Path, key: Path) -> bytes:
    return decrypt(read_as_it_is(backup), read_identities([key]))
