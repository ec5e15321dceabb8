"""Reading keys: public ones from words and files, secret ones from files alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import UnreadableError
from .library import Key, library
from .locks import Identities, Recipients

LARGEST_FILE = 100_000
"""Bytes; a file of keys has a few hundred."""

_OF_AGE = "AGE-SECRET-KEY-"
_PRIVATE = "-----BEGIN"
_SSH = ("ssh-ed25519 ", "ssh-rsa ")


def read_recipients(words: Iterable[str]) -> Recipients:
    """Return the public keys that `words` are, or that the files hold which they name.

    UnreadableError if one is neither, MissingExtraError without the library.
    """
    found = Recipients(*(key for word in words for key in _keys_in(word.strip())))
    recipient_keys(found)
    return found


def read_identities(paths: Iterable[Path]) -> Identities:
    """Return the secret keys that the files hold; raises as `read_recipients` does."""
    found = Identities(*(key for path in paths for key in _secrets_in(path)))
    identity_keys(found)
    return found


def recipient_keys(recipients: Recipients) -> list[Key]:
    """Return the keys as the library takes them; UnreadableError if one is none, or there is none at all."""
    age = library()
    if not recipients.keys:
        raise UnreadableError("There is no public key to encrypt to.")
    read: list[Key] = []
    for key in recipients.keys:
        kind = age.ssh if key.startswith(_SSH) else age.x25519
        try:
            read.append(kind.Recipient.from_str(key))
        except age.RecipientError as problem:
            raise UnreadableError(f"{_short(key)} is no public key of age or OpenSSH.") from problem
    return read


def identity_keys(identities: Identities) -> list[Key]:
    """Return the keys as the library takes them; raises as `recipient_keys` does."""
    age = library()
    if not identities.keys:
        raise UnreadableError("There is no secret key in the file.")
    read: list[Key] = []
    for key in identities.keys:
        try:
            of_ssh = key.startswith(_PRIVATE)
            read.append(
                age.ssh.Identity.from_buffer(key.encode()) if of_ssh else age.x25519.Identity.from_str(key)
            )
        except age.IdentityError as problem:
            # The key itself is never shown, not even one that is none.
            raise UnreadableError(
                "What stands in the file is no secret key of age, nor one of OpenSSH without a passphrase."
            ) from problem
    return read


def _keys_in(word: str) -> Iterator[str]:
    if word.upper().startswith(_OF_AGE):
        raise UnreadableError("That is the secret key; to encrypt, the public one is needed: age1….")
    if word.startswith(("age1", *_SSH)):
        yield word
        return
    try:
        lines = _keys_of(_text(Path(word)))
    except UnreadableError as problem:
        raise UnreadableError(f"{word} is no public key, nor a file of such keys. {problem}") from problem
    for line in lines:
        if line.upper().startswith((_OF_AGE, _PRIVATE)):
            raise UnreadableError(f"{word} holds a secret key; to encrypt, the public one is needed: age1….")
        yield line


def _secrets_in(path: Path) -> Iterator[str]:
    try:
        text = _text(path)
    except UnreadableError as problem:
        raise UnreadableError(f"{path}: {problem}") from problem
    if text.lstrip().startswith(_PRIVATE):
        yield text
        return
    yield from _keys_of(text)


def _keys_of(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _text(path: Path) -> str:
    from ..exchange.source import read_file

    data = read_file(path)
    if len(data) > LARGEST_FILE:
        raise UnreadableError("It is too large to be a file of keys.")
    try:
        return data.decode()
    except UnicodeDecodeError as problem:
        raise UnreadableError("It is no file of keys, for it is no text.") from problem


def _short(key: str) -> str:
    return key if len(key) <= 24 else f"{key[:20]}…"
