"""Forgetting a person: who is meant, what goes, the copies, and the proof; each step is asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from ...data.called import called
from ...data.errors import StoreError
from ...data.forgetting import forget as steps
from ...data.forgetting.first_names import first_names_in
from ...data.forgetting.forget import Copies, Forgetting, Plan
from ...data.forgetting.person import Met, Person, Snapshot, find_met, the_person
from ...data.forgetting.sentences import describe, in_copies, left_alone, proof, refused, what_goes
from ...data.models import Contact
from ..asking import ask
from ..screens.dialogs.confirm import Confirm
from ..screens.dialogs.told import Told
from ..screens.dialogs.working import Working
from ..screens.step import StepScreen
from .at_work import at_work

TITLE = "Forget this person"


async def forget_person(screen: StepScreen[Any], contact: Contact) -> None:
    """Ask what there is to ask, forget `contact` wherever they are known, and tell what is left of them."""
    known = Snapshot(screen.store)
    met = await at_work(screen, _looking(), partial(find_met, known, contact))
    same = await _same_people(screen, met or ())
    if not same:
        return
    found = await _plan(screen, contact, same)
    if found is None or not await _ask(
        screen, "\n\n".join(what_goes(found)), yes="Forget them", no="Keep everything"
    ):
        return
    if not await _forget_here(screen, found):
        return
    if found.copies:
        question = f"{in_copies(found)}\n\nEach is rewritten without them, and stays a copy to go back to."
        if await _ask(screen, question, yes="Rewrite them", no="Leave the copies as they are"):
            await _forget_in_copies(screen, found)
    said = await _search(screen, found.person)
    if said is not None:
        await ask(screen, Told(TITLE, "\n\n".join(said)))


async def _same_people(screen: StepScreen[Any], met: Sequence[Met]) -> list[Met]:
    """Return those of `met` who are the same person; none when the question was left."""
    same: list[Met] = []
    for each in met:
        if not each.sure:
            question = f"Is this the same person?\n\n{describe(each)}"
            answer = await ask(
                screen, Confirm(TITLE, question, yes="The same person", no="Somebody else", safe=True)
            )
            if answer is None:
                return []
            if not answer:
                continue
        same.append(each)
    return same


async def _plan(screen: StepScreen[Any], contact: Contact, same: Sequence[Met]) -> Plan | None:
    store = screen.store
    known, path, tables = Snapshot(store), store.path, dict(store.tables())

    def look() -> Plan:
        return steps.plan_for(path, tables, the_person(known, called(contact), same))

    return await at_work(screen, _looking(), look)


async def _forget_here(screen: StepScreen[Any], found: Plan) -> bool:
    begun = screen.attempt_for(lambda: Forgetting(screen.store, found.person, found.redacted))
    if begun is None:
        return False
    forgetting = begun.given
    dialog = Working(TITLE, "Writing your data without them.", may_stop=False)
    try:
        await at_work(screen, dialog, forgetting.work, after=forgetting.end)
    except StoreError as error:
        screen.banner.trouble(str(error))
        return False
    return screen.attempt(forgetting.finish)


async def _search(screen: StepScreen[Any], person: Person) -> list[str] | None:
    """Return what is to be told in the end; None when the search was left."""
    path, tables = screen.store.path, dict(screen.store.tables())

    def look() -> list[str]:
        return proof(steps.look_for(path, person), person) + left_alone(first_names_in(tables, person))

    return await at_work(screen, _looking(), look)


def _looking() -> Working:
    return Working(TITLE, "Looking for them in everything that is kept here.", may_stop=True)


async def _forget_in_copies(screen: StepScreen[Any], found: Plan) -> None:
    work = partial(steps.forget_in_copies, screen.store.path, found.person)
    dialog = Working(TITLE, "Writing the copies without them.", may_stop=False)
    done: Copies | None = await at_work(screen, dialog, work)
    if done is None or not done.refused:
        return
    told = "\n".join(refused(done.refused))
    question = f"{told}\n\nRemove them for ever, with all that is in them?"
    if await _ask(screen, question, yes="Remove them", no="Leave them there"):
        try:
            steps.remove_copies([path for path, _ in done.refused])
        except StoreError as error:
            screen.banner.trouble(str(error))


async def _ask(screen: StepScreen[Any], question: str, *, yes: str, no: str) -> bool:
    return bool(await ask(screen, Confirm(TITLE, question, yes=yes, no=no, safe=True)))
