"""From a pasted mail to a rejection in the store: read, shown, confirmed, kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from ...data.drafts.draft import DraftKind, Origin
from ...data.errors import UnreadableError
from ...data.exchange.mail import read_mail
from ...data.exchange.rejection import Reading, read_rejection
from ...data.exchange.source import read_file
from ...data.exchange.take import Proposal, keep, known, proposal
from ...data.models import Application
from ...data.store.store import Store
from ..asking import ask
from ..drafting import Writing
from ..screens.dialogs.application_form import ApplicationForm
from ..screens.dialogs.confirm import Confirm
from ..screens.dialogs.paste_mail import PasteMail, is_path
from ..screens.step import StepScreen

_MOST_QUOTED = 300
"""Letters of a sentence that is quoted in a question; half of a longer one might say something else."""


async def take_mail(screen: StepScreen[None], store: Store, today: date, *, pasted: str = "") -> str | None:
    """Ask for a mail, have each guess confirmed, and keep it; return the application's id, or None.

    A mail that was `pasted` already is read at once.
    """
    writing = screen.begin_writing(Origin(kind=DraftKind.MAIL))
    dialog = PasteMail(pasted, at_once=bool(pasted))
    dialog.written_as(writing)
    while (given := await ask(screen, dialog)) is not None:
        try:
            reading = _read(given, today)
        except UnreadableError as error:
            dialog = PasteMail(given)
            dialog.not_kept(str(error))
            dialog.written_as(writing)
            continue
        if await _wanted(screen, store, reading):
            writing.become(Origin(kind=DraftKind.MAIL_READ, source=given))
            return await _confirm(screen, store, reading, today, writing)
        break
    writing.done()
    return None


async def confirm_again(screen: StepScreen[None], store: Store, today: date, about: Origin) -> str | None:
    """Go on with the form of what was read from a mail; return the application's id, or None.

    UnreadableError if the mail was a file that cannot be read any more.
    """
    return await _confirm(screen, store, _read(about.source, today), today, about)


def _read(pasted: str, today: date) -> Reading:
    if is_path(pasted):
        words = pasted.strip().strip("'\"")
        try:
            path = Path(words).expanduser()
        except RuntimeError as error:
            raise UnreadableError(f"{words} leads nowhere.") from error
        return read_rejection(read_mail(read_file(path)), today)
    return read_rejection(read_mail(pasted), today)


async def _wanted(screen: StepScreen[None], store: Store, reading: Reading) -> bool:
    already = known(store, reading)
    if already is not None:
        question = Confirm(
            "Already here",
            f"This mail was taken before, for {already.company}. Take it once more?",
            yes="Take it again  y",
            no="Leave it  n",
        )
        return bool(await ask(screen, question))
    if reading.is_rejection:
        return True
    found = f" It says: “{reading.quote}”" if 0 < len(reading.quote) <= _MOST_QUOTED else ""
    question = Confirm(
        "Not a rejection?",
        f"{reading.sentence}{found}\n\nTake it as a rejection all the same?",
        yes="Take it  y",
        no="Leave it  n",
        safe=True,
    )
    return bool(await ask(screen, question))


async def _confirm(
    screen: StepScreen[None], store: Store, reading: Reading, today: date, about: Origin | Writing
) -> str | None:
    guess = proposal(reading)

    def form(application: Application) -> ApplicationForm:
        return ApplicationForm(application, today, unsaved=True, notes=_notes(guess, reading))

    def take(application: Application) -> None:
        on = application.rejected_on
        event = None if guess.event is None or on is None else replace(guess.event, on=on)
        keep(store, replace(guess, application=application, event=event))

    kept = await screen.ask_until_kept(form(guess.application), take, again=form, about=about)
    return kept.id if kept is not None else None


def _notes(guess: Proposal, reading: Reading) -> list[str]:
    notes: list[str] = []
    if guess.contacts:
        people = ", ".join(f"{c.name} ({c.kind.value})" if c.name else c.email for c in guess.contacts)
        notes.append(
            f"Your first contacts there: {people}."
            if len(guess.contacts) > 1
            else f"Your first contact there: {people}."
        )
    elif reading.no_reply:
        notes.append("It came from an address that nobody reads, so you list the people yourself.")
    return notes or ["Please look over each line."]
