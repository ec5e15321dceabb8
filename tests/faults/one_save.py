"""One save between two markers, for strace; started by `test_save_syscalls.py`, with the store's path."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import msgspec
from thanks_tui.data.errors import NotSavedError
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

SAVED, NOT_SAVED = 0, 3
MARKERS = ("/the-save-begins", "/the-save-is-over")


def mark(name: str) -> None:
    """Leave a trace in the log of system calls: an open that fails."""
    try:
        os.open(name, os.O_RDONLY)
    except OSError:
        return


def change(store: Store, kind: str) -> None:
    """Do what the test wants done to the one application."""
    kept = store.applications()[:1]
    match kind:
        case "first":
            store.put(Application(id="a" * 32, company="New"))
        case "grow":
            store.put(msgspec.structs.replace(kept[0], company="New", their_words="More words. " * 400))
        case _:
            store.put(msgspec.structs.replace(kept[0], company="New", their_words=""))


def main(path: str, kind: str) -> int:
    """Save once, and say by the exit code whether the store said that it was saved."""
    store = Store.open(Path(path))
    gc.disable()
    mark(MARKERS[0])
    try:
        change(store, kind)
    except NotSavedError as problem:
        sys.stdout.write(f"{problem}\n")
        code = NOT_SAVED
    else:
        code = SAVED
    finally:
        mark(MARKERS[1])
    return code


if __name__ == "__main__":
    sys.stdout.flush()
    os._exit(main(*sys.argv[1:]))
