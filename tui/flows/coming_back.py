"""What is asked wherever an application is reopened: an answer that came, the stage it is at."""

from __future__ import annotations

from typing import Any

from ...data.called import called
from ...data.drafts.draft import DraftKind, Origin
from ...data.followup import reopen
from ...data.models import Application, Contact
from ..screens.dialogs.follow_up_on import FollowUpOn, OwnDay
from ..screens.dialogs.log_answer import Answer, LogAnswer
from ..screens.dialogs.move_stage import MoveStage, StageMove
from ..screens.step import StepScreen


async def answer_came(screen: StepScreen[Any], application: Application, contact: Contact | None) -> None:
    """Ask for an answer that came for `application`, from `contact` as is first supposed, and keep it."""
    store, today = screen.store, screen.today()
    contacts = store.contacts(application.id)
    if not contacts:
        return

    def form(given: Answer | None) -> LogAnswer:
        return LogAnswer(contacts, contact or contacts[0], today, given=given)

    def keep(answer: Answer) -> None:
        reopen.log_answer(store, answer.contact, answer.on, answer.text)

    about = Origin(
        kind=DraftKind.ANSWER, application_id=application.id, contact_id=contact.id if contact else ""
    )
    await screen.ask_until_kept(form(None), keep, again=form, about=about)


async def move_stage_of(screen: StepScreen[Any], application: Application) -> None:
    """Ask to which stage `application` has moved, and keep it."""

    def form(given: StageMove | None) -> MoveStage:
        return MoveStage(application, screen.today(), given=given)

    def keep(move: StageMove) -> None:
        reopen.move_stage(screen.store, application, move.stage, move.on, move.words)

    about = Origin(kind=DraftKind.STAGE, application_id=application.id)
    await screen.ask_until_kept(form(None), keep, again=form, about=about)


async def follow_up_on(screen: StepScreen[Any], application: Application, contact: Contact) -> None:
    """Ask on which day of the user's own to write to `contact` again, and why, and keep it."""

    def form(given: OwnDay | None) -> FollowUpOn:
        return FollowUpOn(called(contact), screen.today(), given=given)

    def keep(day: OwnDay) -> None:
        reopen.add_follow_up(screen.store, application, contact, day.on, day.reason)

    about = Origin(kind=DraftKind.DAY, application_id=application.id, contact_id=contact.id)
    await screen.ask_until_kept(form(None), keep, again=form, about=about)
