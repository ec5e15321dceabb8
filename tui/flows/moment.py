"""Asking for what only the user knows: the moment with a person, and what has happened since."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from ...data.called import called
from ...data.drafts.draft import DraftKind, Origin
from ...data.models import Contact, Note
from ...data.pointing import tell_news
from ..screens.dialogs.ask import AskLine
from ..screens.step import StepScreen

HINT = "What do you remember of them? A talk, a courtesy, a thing learnt."
EXAMPLE = "our talk about the night shifts"


async def ask_moment(screen: StepScreen[Any], contact: Contact) -> None:
    """Ask for the moment with `contact`, and keep it."""
    who = called(contact)

    def form(moment: str) -> AskLine:
        return AskLine(f"A moment with {who}", moment, hint=HINT, placeholder=EXAMPLE)

    def keep(moment: str) -> None:
        screen.store.put(replace(contact, moment=moment), label=f"Changed the moment with {who}")

    about = Origin(kind=DraftKind.MOMENT, application_id=contact.application_id, contact_id=contact.id)
    await screen.ask_until_kept(form(contact.moment), keep, again=form, about=about)


NEWS_HINT = "What has happened since, with you or with them? As the end of: I wanted to tell you that …"
NEWS_EXAMPLE = "I have finished my certificate"


async def ask_news(screen: StepScreen[Any], note: Note) -> None:
    """Ask what has happened since the last note, and keep it with `note`."""

    def form(news: str) -> AskLine:
        return AskLine("Since then", news, hint=NEWS_HINT, placeholder=NEWS_EXAMPLE)

    def keep(news: str) -> None:
        tell_news(screen.store, note, news)

    contact = screen.store.contact(note.contact_id)
    about = Origin(
        kind=DraftKind.NEWS,
        title=f"What has happened since, for {called(contact)}",
        application_id=contact.application_id,
        contact_id=contact.id,
        purpose=note.purpose,
    )
    await screen.ask_until_kept(form(note.news), keep, again=form, about=about)
