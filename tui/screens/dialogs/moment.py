"""Asking for the moment remembered of a person; the same question wherever it is asked."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from ....data.models import Contact
from ..step import StepScreen
from ..words import called
from .ask import AskLine

HINT = "What do you remember of them? A talk, a courtesy, a thing learnt."
EXAMPLE = "our talk about the night shifts"


async def ask_moment(screen: StepScreen[Any], contact: Contact) -> None:
    """Ask for the moment with `contact`, and keep it."""
    who = called(contact)

    def form(moment: str) -> AskLine:
        return AskLine(f"A moment with {who}", moment, hint=HINT, placeholder=EXAMPLE)

    def keep(moment: str) -> None:
        screen.store.put(replace(contact, moment=moment), label=f"Changed the moment with {who}")

    await screen.ask_until_kept(form(contact.moment), keep, again=form)
