"""Waiting for the other window to be closed, and writing here from then on."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import Protocol

from textual.message import Message

from ...data.store.store import Store


class OtherWindowGone(Message):
    """Sent to the app when the window that writes has been closed, or has died."""


class Told(Protocol):
    """Who is told of it."""

    def post_message(self, message: Message) -> bool:
        """Take a message from any thread."""
        ...


def wait_for_other_window(store: Store, told: Told) -> None:
    """Have `told` get an `OtherWindowGone` as soon as the window that writes to `store` is gone.

    A thread waits for that in the system's own queue for the lock, and costs nothing meanwhile.
    """
    Thread(target=_wait, args=(store, told), name="waits for the other window", daemon=True).start()


def _wait(store: Store, told: Told) -> None:
    # Where the lock cannot be waited for, T is still there; and the app may have ended in the meantime.
    with suppress(OSError, RuntimeError):
        store.wait_for_other_window()
        told.post_message(OtherWindowGone())
