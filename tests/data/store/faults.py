"""Makes the calls of a save to the operating system fail, one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

CALLS = (
    "open",
    "fchmod",
    "writev",
    "fsync",
    "fstat",
    "close",
    "link",
    "replace",
    "stat",
    "unlink",
    "ftruncate",
)
"""The functions of `os` that a save may call."""


class Faults:
    """Counts the calls, and makes the one with the number `at` fail, or all from there on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = 0
        self.lasting = False
        self.errno = 0
        self.seen: list[str] = []
        self.hit: list[str] = []
        for name in CALLS:
            monkeypatch.setattr(os, name, self._wrap(name, getattr(os, name)))

    def _wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if not self.at:
                return real(*args, **kwargs)
            self.seen.append(name)
            number = len(self.seen)
            if number == self.at or (self.lasting and number > self.at):
                self.hit.append(name)
                if name == "close":
                    # Linux gives the number back whatever close says.
                    real(*args, **kwargs)
                raise OSError(self.errno, os.strerror(self.errno))
            return real(*args, **kwargs)

        return call

    def arm(self, at: int, errno: int, *, lasting: bool = False) -> None:
        """Count from one again, and fail at the call with that number."""
        self.at, self.errno, self.lasting = at, errno, lasting
        self.seen, self.hit = [], []

    def disarm(self) -> None:
        """Let everything through."""
        self.at = 0
