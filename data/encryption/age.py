"""Locking bytes in the age format, and opening them: all of them, untouched, or none.

The format is that of https://age-encryption.org/v1, so that the programs `age` and `rage` read what is
written here. Whatever was changed in a file, a bit of it or its end, keeps it from being opened.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from enum import Enum

from ..errors import NotDecryptedError
from .keys import identity_keys, recipient_keys
from .library import library
from .locks import Lock, Opener, Passphrase

MOST_WORK = 22
"""The power of two that a passphrase may cost, in kibibytes: 4 GiB, the limit of the program `age`, too."""

_FIRST_LINE = b"age-encryption.org/v1\n"
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_HEAD = 16_384
"""Bytes in which the head of a file is looked for; a hundred recipients fit."""
_WORK = re.compile(rb"^-> scrypt \S+ (\d+)$", re.MULTILINE)
_DAMAGED = "It is damaged or cut short, so that it cannot be opened."
_TOO_SLOW = (
    "Opening it would take too long: this computer is busy, or much slower than the one that locked it. "
    "Try again later, or with the program age."
)


class LockedBy(Enum):
    """What a file was locked with, which can be seen without opening it."""

    PHRASE = "a passphrase"
    KEYS = "a key"


def locked_by(data: bytes) -> LockedBy | None:
    """Return what `data` was locked with, None if it is nothing in the age format."""
    head = _head(data)
    if not head.startswith(_FIRST_LINE):
        return None
    return LockedBy.PHRASE if head.startswith(b"-> scrypt ", len(_FIRST_LINE)) else LockedBy.KEYS


def encrypt(data: bytes, lock: Lock) -> bytes:
    """Return `data` locked.

    A passphrase takes a second or two on purpose. MissingExtraError if the library is not there, and
    UnreadableError if a key is none, or the passphrase cannot be used.
    """
    age = library()
    if isinstance(lock, Passphrase):
        return age.passphrase.encrypt(data, usable(lock).text)
    return age.encrypt(data, recipient_keys(lock))


def decrypt(data: bytes, opener: Opener) -> bytes:
    """Return what is locked in `data`.

    NotDecryptedError if it does not open, in a sentence that says what is known about why; MissingExtraError
    if the library is not there.
    """
    how = locked_by(data)
    if how is None:
        raise NotDecryptedError("It is not in the age format, or its beginning is damaged.")
    if isinstance(opener, Passphrase):
        return _by_passphrase(data, opener, how)
    keys = identity_keys(opener)
    if how is LockedBy.PHRASE:
        raise NotDecryptedError("It was encrypted with a passphrase, which a key does not open.")
    age = library()
    try:
        return age.decrypt(data, keys)
    except age.DecryptError as problem:
        raise NotDecryptedError(_why(problem, "None of the keys opens it.")) from problem


def usable(passphrase: Passphrase) -> Passphrase:
    """Return the passphrase; NotDecryptedError if nothing can be locked or opened with it."""
    if not passphrase.text:
        raise NotDecryptedError("The passphrase is empty.")
    try:
        passphrase.text.encode()
    except UnicodeEncodeError as problem:
        raise NotDecryptedError("The passphrase holds bytes that are no text.") from problem
    return passphrase


def _by_passphrase(data: bytes, passphrase: Passphrase, how: LockedBy) -> bytes:
    if how is LockedBy.KEYS:
        raise NotDecryptedError("It was encrypted to a key, which a passphrase does not open.")
    work = _WORK.search(_head(data))
    if work is None:
        raise NotDecryptedError(_DAMAGED)
    if int(work[1][:4]) > MOST_WORK:
        # It would take all the memory there is, and hours: nobody's backup, but somebody's mischief.
        raise NotDecryptedError("It is damaged, or made so that opening it would never end.")
    age = library()
    try:
        return age.passphrase.decrypt(data, usable(passphrase).text)
    except age.DecryptError as problem:
        sentence = "The passphrase is not the right one, or the file is damaged."
        raise NotDecryptedError(_why(problem, sentence)) from problem


def _why(problem: Exception, wrong_secret: str) -> str:
    """Return what failed; the library tells a secret that does not fit from the rest by its words alone."""
    told = str(problem)
    if told.startswith("Excessive work"):
        return _TOO_SLOW
    return wrong_secret if told.startswith(("No matching keys", "Decryption failed")) else _DAMAGED


def _head(data: bytes) -> bytes:
    start = data[:_HEAD]
    if not start.lstrip().startswith(_ARMOR):
        return start
    return _unarmored(start.lstrip().splitlines()[1:])


def _unarmored(lines: Sequence[bytes]) -> bytes:
    head = b""
    for line in lines:
        try:
            head += base64.b64decode(line, validate=True)
        except (binascii.Error, ValueError):
            break
    return head
