"""Opening what a command reads, where it is encrypted: with the keys that are named, or a passphrase."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ...data.encryption.age import LockedBy, decrypt, locked_by
from ...data.errors import NotDecryptedError
from ...data.file_names import ENCRYPTED
from .output import complain

if TYPE_CHECKING:
    from ...data.encryption.locks import Identities


class Unlocker:
    """Opens files in the age format; any other goes through as it is.

    `identities` are files of secret keys; they are read at once, and raise as `read_identities` does.
    """

    def __init__(self, identities: Sequence[Path] = ()) -> None:
        self._keys: Identities | None = None
        if identities:
            from ...data.encryption.keys import read_identities

            self._keys = read_identities(identities)

    def opened(self, name: str, data: bytes, *, asking: bool = True) -> bytes:
        """Return what is in `data`, the content of `name`; with `asking`, a passphrase may be asked.

        NotDecryptedError if it does not open, MissingExtraError where the format is not known here.
        """
        how = locked_by(data)
        if how is None:
            if Path(name).suffix.casefold() == ENCRYPTED:
                raise NotDecryptedError("It is not in the age format, or its beginning is damaged.")
            return data
        if how is LockedBy.PHRASE:
            return _by_passphrase(name, data, asking=asking)
        if self._keys is None:
            raise NotDecryptedError("It is encrypted to a key; name the file of that key with --identity.")
        return decrypt(data, self._keys)


def _by_passphrase(name: str, data: bytes, *, asking: bool) -> bytes:
    from ...data.encryption.library import library
    from .secrets import TRIES, ask_passphrase, can_ask

    library()  # says so now if it is not installed
    if not (asking and can_ask()):
        raise NotDecryptedError("It is encrypted with a passphrase, and there is no terminal to ask for it.")
    for again in range(TRIES - 1, -1, -1):
        passphrase = ask_passphrase(f"Passphrase of {name}: ")
        try:
            return decrypt(data, passphrase)
        except NotDecryptedError as problem:
            if not again:
                raise
            complain(f"{name}: {problem}")
    raise AssertionError  # pragma: no cover - the last try returns or raises
