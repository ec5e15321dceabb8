"""Asking for the moment remembered of a person; the same question wherever it is asked."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from ....data.models import Contact
from ..step import StepScreen
from .ask import AskLine

HINT = "What do you remember of them? A talk, a courtesy, a thing learnt."
EXAMPLE = "our talk about the night shifts"


async def ask_moment(screen: StepScreen[Any], contact: Contact) -> None:
    """Ask for the moment with `contact`, and keep it."""
    who = contact.name or "them"
    moment: str | None = contact.moment
    while True:
        dialog = AskLine(f"A moment with {who}", moment, hint=HINT, placeholder=EXAMPLE)
        moment = await screen.app.push_screen_wait(dialog)
        if moment is None:
            break
        changed = replace(contact, moment=moment)
        if screen.attempt(
            lambda kept=changed: screen.store.put(kept, label=f"Changed the moment with {who}")
        ):
            break
