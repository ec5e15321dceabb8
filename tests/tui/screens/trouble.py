"""Trouble with the disk: no room left for a file, a folder that is gone, and calls that take their time."""

from __future__ import annotations

import os
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def no_room() -> Iterator[None]:
    """Let no file of this process grow beyond a few bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def no_folder(folder: Path) -> Iterator[None]:
    """Put something else in the place of `folder`, as when a stick is pulled out."""
    aside = folder.with_name(folder.name + ".aside")
    folder.rename(aside)
    folder.write_text("no folder")
    try:
        yield
    finally:
        folder.unlink()
        aside.rename(folder)


@contextmanager
def slow(monkeypatch: pytest.MonkeyPatch, call: str, *, of: str = "") -> Iterator[threading.Event]:
    """Let a function of `os` take until the event is set, where `of` stands in what it is given.

    A disk that takes its time does that to those who write or read; the one who asks is asleep meanwhile.
    """
    go_on = threading.Event()
    real = getattr(os, call)

    def waits(*args: Any, **kwargs: Any) -> Any:
        if of in str(args[0]):
            go_on.wait(20)
        return real(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(os, call, waits)
        try:
            yield go_on
        finally:
            go_on.set()
