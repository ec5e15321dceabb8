"""Makes the calls of a save to the operating system fail, one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
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


class Killed(BaseException):
    """Stands for the death of the process: nobody catches it, and nothing that tidies up can do anything."""


class Faults:
    """Counts the calls, and makes the one with the number `at` fail, or all from there on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = 0
        self.lasting = False
        self.kills = False
        self.errno = 0
        self._open: set[int] = set()
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
                    self._done(name, args, real(*args, **kwargs))
                raise Killed if self.kills else OSError(self.errno, os.strerror(self.errno))
            return self._done(name, args, real(*args, **kwargs))

        return call

    def _done(self, name: str, args: tuple[Any, ...], result: Any) -> Any:
        if name == "open":
            self._open.add(result)
        elif name == "close":
            self._open.discard(args[0])
        return result

    def arm(self, at: int, errno: int, *, lasting: bool = False) -> None:
        """Count from one again, and fail at the call with that number."""
        self.at, self.errno, self.lasting, self.kills = at, errno, lasting, False
        self.seen, self.hit = [], []
        self._open.clear()

    def arm_to_kill(self, at: int) -> None:
        """Count from one again, and let nothing happen from the call with that number on."""
        self.arm(at, 0, lasting=True)
        self.kills = True

    def bury(self) -> None:
        """Close the files that a killed one had opened, as the system does."""
        self.disarm()
        for handle in self._open:
            # Files that were opened with it may have closed it already.
            with suppress(OSError):
                os.close(handle)

    def disarm(self) -> None:
        """Let everything through."""
        self.at = 0
