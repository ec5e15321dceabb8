"""What is copied, piece by piece: a store may be larger than what one wants to hold in memory of it."""

from __future__ import annotations

import errno
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from ..store.checksum import fingerprint_of
from ..store.safe_write import is_regular

PIECE = 65_536
"""Bytes of a piece; only the last one is shorter."""
_READ = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC


class Pieces(ABC):
    """The bytes of a file, which can be gone through again and again."""

    @abstractmethod
    def __len__(self) -> int:
        """Return how many bytes they are."""

    @abstractmethod
    def __iter__(self) -> Iterator[bytes]:
        """Yield them piece by piece; OSError where they cannot be read."""

    def whole(self) -> bytes:
        """Return all of them at once."""
        return b"".join(self)

    def head(self) -> bytes:
        """Return the first piece, in which `meta` stands."""
        return next(iter(self), b"")

    @property
    def is_intact(self) -> bool:
        """Whether nobody but this program has written in the file, when it was gone through first."""
        return self._looked_at[1]

    def are_those_of(self, other: Pieces) -> bool:
        """Return whether `other` has the same bytes, each when it was gone through first."""
        return len(self) == len(other) and self._looked_at == other._looked_at

    @cached_property
    def _looked_at(self) -> tuple[bytes, bool]:
        return fingerprint_of(self)


class InMemory(Pieces):
    """Bytes that somebody holds anyway."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __len__(self) -> int:
        """Return how many bytes they are."""
        return len(self._data)

    def __iter__(self) -> Iterator[bytes]:
        """Yield them, in one piece."""
        yield self._data


class Snapshot(Pieces):
    """A file that is held open: another may take its place at its path before it is read."""

    def __init__(self, handle: int) -> None:
        """Read what is open under `handle`, and close that at the end."""
        self._handle = handle

    @classmethod
    def at(cls, path: Path) -> Snapshot:
        """Hold the file open that stands at `path` now; OSError if that cannot be."""
        return cls(os.open(path, _READ))

    @classmethod
    def of_copy(cls, path: Path) -> Snapshot:
        """Hold the copy at `path` open, which is no link; OSError if that cannot be."""
        return cls(os.open(path, _READ | os.O_NOFOLLOW))

    @property
    def modified(self) -> int:
        """When it was saved, in nanoseconds; OSError as below."""
        return self._status().st_mtime_ns

    def __len__(self) -> int:
        """Return how many bytes they are; OSError if it is closed, or no file."""
        return self._status().st_size

    def __iter__(self) -> Iterator[bytes]:
        """Yield them piece by piece; OSError where they cannot be read."""
        self._status()
        start = 0
        while piece := os.pread(self._handle, PIECE, start):
            yield piece
            start += len(piece)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._handle)

    def _status(self) -> os.stat_result:
        status = os.fstat(self._handle)
        if not is_regular(status):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return status
