"""The checksum of a file, on its first line: the SHA-256 of every byte of the file but its own 64 digits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

FIRST_LINE = re.compile(rb'\{"meta":\{"1":(\{[^\n]*),"checksum":"([0-9a-f]{64})"\}\},\n')
"""The first line of a file: the document of `meta`, all but its end, and the checksum."""


def checksum(*parts: bytes | bytearray | memoryview) -> bytes:
    """Return the checksum of what `parts` are together, in hex digits."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest().encode()


def verified(data: bytes) -> bytes | None:
    """Return the checksum that stands in the file `data` if it is right, else None."""
    first = FIRST_LINE.match(data)
    view = memoryview(data)
    if first is not None and first[2] == checksum(view[: first.start(2)], view[first.end(2) :]):
        return first[2]
    return None


def fingerprint_of(pieces: Iterable[bytes]) -> tuple[bytes, bool]:
    """Return what no other file has, and whether that is the right checksum of one that this program wrote.

    Else it is a checksum of all its bytes. `pieces` are gone through, and again if they have to be.
    """
    digest, said = hashlib.sha256(), b""
    for piece in pieces:
        # The first line is shorter than a piece.
        first = None if said else FIRST_LINE.match(piece)
        if first is None and not said:
            break
        if first is not None:
            said = first[2]
            digest.update(piece[: first.start(2)])
            digest.update(piece[first.end(2) :])
        else:
            digest.update(piece)
    if said and said == digest.hexdigest().encode():
        return said, True
    whole = hashlib.sha256()
    for piece in pieces:
        whole.update(piece)
    return whole.digest(), False
