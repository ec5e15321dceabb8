"""`encrypt-backups`: to whom backups are encrypted from now on, and what becomes of those that are not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ...data.backups.older import encrypt_copies, plain_copies, remove_copies
from ...data.backups.recipients import encrypt_to, recipients_of
from ...data.encryption.keys import read_recipients
from ...data.encryption.locks import Recipients
from ...data.errors import UsageError
from ...data.paths import store_path
from ...data.text import clean_line
from ..encryption_words import KEEP_THE_KEY, STAYS_PLAIN, count_plain
from .output import is_terminal, say, write

_ANSWERS = {"e": "encrypt", "r": "remove", "k": "keep"}


def encrypt_backups(data_dir: Path | None, keys: Sequence[str], *, off: bool, older: str | None) -> int:
    """Have backups encrypted to `keys`, or with `off` no more; without either say how it stands.

    `older` says what becomes of those that are not encrypted: `encrypt`, `remove` or `keep`; without it the
    user is asked in a terminal, and elsewhere they are kept. Returns 0. UsageError if the options do not go
    together, or there is no key to encrypt the older ones to; UnreadableError if one of `keys` is none,
    MissingExtraError without the library, StoreError if a copy or the list of keys cannot be read or written.
    """
    path = store_path(data_dir)
    if off and (keys or older == "encrypt"):
        raise UsageError("--off goes with no key, and encrypts nothing.")
    if off:
        encrypt_to(path, None)
        say("From now on backups are not encrypted. Those that are stay so.")
    elif keys:
        recipients = read_recipients(keys)
        encrypt_to(path, recipients)
        say(f"From now on backups are encrypted to {in_words(recipients)}. {KEEP_THE_KEY}")
        say(STAYS_PLAIN)
    elif older is None:
        _tell(path)
        return 0
    _deal_with_older(path, older, encrypted=recipients_of(path) is not None, new=bool(keys))
    return 0


def in_words(recipients: Recipients) -> str:
    """Return the keys as they are written, one after the other."""
    return clean_line(", ".join(recipients.keys))


def _tell(path: Path) -> None:
    recipients = recipients_of(path)
    if recipients is None:
        write("Backups are not encrypted.\n")
        return
    write(f"Backups are encrypted to {in_words(recipients)}.\n")
    left = len(plain_copies(path))
    if left:
        write(f"{count_plain(left)} not encrypted.\n")


def _deal_with_older(path: Path, older: str | None, *, encrypted: bool, new: bool) -> None:
    left = len(plain_copies(path))
    if not left:
        return
    chosen = older or (_asked(left) if new else "keep")
    if chosen == "encrypt":
        if not encrypted:
            raise UsageError("Name the public key to encrypt them to: thanks-tui encrypt-backups KEY.")
        say(f"Encrypted, and the plain ones removed: {encrypt_copies(path)}.")
    elif chosen == "remove":
        say(f"Removed: {remove_copies(path)}.")
    elif new:
        say(f"{count_plain(left)} not encrypted; --older encrypt or --older remove changes that.")


def _asked(left: int) -> str:
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        return "keep"
    question = f"{count_plain(left)} not encrypted. Encrypt them, remove them, or keep them? [E/r/k] "
    try:
        answer = clean_line(input(question)).casefold()
    except EOFError:
        write("\n")
        return "keep"
    return _ANSWERS.get(answer[:1], "keep") if answer else "encrypt"
