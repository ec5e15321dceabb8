"""The library that knows the age format: an extra, loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from ..errors import MissingExtraError


class Key(Protocol):
    """A key that the library has read; only the library looks into it."""


class _KeysOfAge(Protocol):
    def from_str(self, v: str, /) -> Key: ...


class _KeysOfSSH(Protocol):
    def from_str(self, v: str, /) -> Key: ...

    def from_buffer(self, buf: bytes, /) -> Key: ...


class _Recipients(Protocol):
    Recipient: _KeysOfAge
    Identity: _KeysOfAge


class _SSH(Protocol):
    Recipient: _KeysOfSSH
    Identity: _KeysOfSSH


class _Passphrases(Protocol):
    def encrypt(self, plaintext: bytes, passphrase: str) -> bytes: ...

    def decrypt(self, ciphertext: bytes, passphrase: str) -> bytes: ...


class Library(Protocol):
    """As much of `pyrage` as is used here."""

    x25519: _Recipients
    ssh: _SSH
    passphrase: _Passphrases
    DecryptError: type[Exception]
    RecipientError: type[Exception]
    IdentityError: type[Exception]

    def encrypt(self, plaintext: bytes, recipients: Sequence[Key]) -> bytes:
        """Return `plaintext` locked to `recipients`."""
        ...

    def decrypt(self, ciphertext: bytes, identities: Sequence[Key]) -> bytes:
        """Return what was locked; DecryptError if it does not open."""
        ...


def library() -> Library:
    """Return the library; MissingExtraError if it is not installed."""
    try:
        return cast("Library", cast("object", import_module("pyrage")))
    except ImportError as problem:
        raise MissingExtraError(
            "The age format needs the extra called age, which is not installed: "
            "pip install 'thanks-tui[age]' brings it."
        ) from problem
