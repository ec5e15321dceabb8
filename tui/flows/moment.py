"""Asking for what only the user knows: the moment with a person, and what has happened since."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from ...data.models import Contact, Note
from ...data.pointing import tell_news
from ..screens.dialogs.ask import AskLine
from ..screens.step import StepScreen
from ..screens.words import called

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


NEWS_HINT = "What has happened since, with you or with them? As the end of: I wanted to tell you that …"
NEWS_EXAMPLE = "I have finished my certificate"


async def ask_news(screen: StepScreen[Any], note: Note) -> None:
    """Ask what has happened since the last note, and keep it with `note`."""

    def form(news: str) -> AskLine:
        return AskLine("Since then", news, hint=NEWS_HINT, placeholder=NEWS_EXAMPLE)

    def keep(news: str) -> None:
        tell_news(screen.store, note, news)

    await screen.ask_until_kept(form(note.news), keep, again=form)
