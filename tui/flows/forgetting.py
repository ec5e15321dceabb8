"""Forgetting a person: who is meant, what goes, the copies, and the proof; each step is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from ...data.errors import StoreError
from ...data.forgetting import forget as steps
from ...data.forgetting.forget import Plan
from ...data.forgetting.person import Met, find_met, the_person
from ...data.forgetting.sentences import describe, in_copies, proof, refused, what_goes
from ...data.models import Contact
from ..screens.dialogs.confirm import Confirm
from ..screens.dialogs.told import Told
from ..screens.step import StepScreen
from ..screens.words import called

TITLE = "Forget this person"


async def forget_person(screen: StepScreen[Any], contact: Contact) -> None:
    """Ask what there is to ask, forget `contact` wherever they are known, and tell what is left of them."""
    same = await _same_people(screen, find_met(screen.store, contact))
    if not same:
        return
    person = the_person(screen.store, called(contact), same)
    # The copies may be many and large; the screen is not to stand still meanwhile.
    found = await asyncio.to_thread(steps.plan, screen.store, person)
    if not await _ask(screen, "\n\n".join(what_goes(found)), yes="Forget them", no="Keep everything"):
        return
    if not screen.attempt(lambda: steps.forget_here(screen.store, found.person)):
        return
    if found.copies:
        question = f"{in_copies(found)}\n\nEach is rewritten without them, and stays a copy to go back to."
        if await _ask(screen, question, yes="Rewrite them", no="Leave the copies as they are"):
            await _forget_in_copies(screen, found)
    searched = await asyncio.to_thread(steps.look_for, screen.store.path, found.person)
    await screen.app.push_screen_wait(Told(TITLE, "\n\n".join(proof(searched, found.person))))


async def _same_people(screen: StepScreen[Any], met: Sequence[Met]) -> list[Met]:
    """Return those of `met` who are the same person; none when the question was left."""
    same: list[Met] = []
    for each in met:
        if not each.sure:
            question = f"Is this the same person?\n\n{describe(each)}"
            answer = await screen.app.push_screen_wait(
                Confirm(TITLE, question, yes="The same person", no="Somebody else", safe=True)
            )
            if answer is None:
                return []
            if not answer:
                continue
        same.append(each)
    return same


async def _forget_in_copies(screen: StepScreen[Any], found: Plan) -> None:
    done = await asyncio.to_thread(steps.forget_in_copies, screen.store.path, found.person)
    if not done.refused:
        return
    told = "\n".join(refused(done.refused))
    question = f"{told}\n\nRemove them for ever, with all that is in them?"
    if await _ask(screen, question, yes="Remove them", no="Leave them there"):
        try:
            steps.remove_copies([path for path, _ in done.refused])
        except StoreError as error:
            screen.banner.trouble(str(error))


async def _ask(screen: StepScreen[Any], question: str, *, yes: str, no: str) -> bool:
    return bool(await screen.app.push_screen_wait(Confirm(TITLE, question, yes=yes, no=no, safe=True)))
