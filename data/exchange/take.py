"""From what was read in a rejection mail to the records that are kept, once the user agrees."""

from __future__ import annotations

from datetime import date

import msgspec

from ..folding import fold
from ..models import Application, Contact, Event, EventKind, MailThread, Outcome
from ..store.store import Store
from ..text import clean_line
from .rejection import Reading


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """The records that a mail would become."""

    application: Application
    contacts: tuple[Contact, ...] = ()
    event: Event | None
    """The news, on its day; None where the user does not know the day."""


def proposal(
    reading: Reading,
    *,
    company: str | None = None,
    role: str | None = None,
    outcome: Outcome | None = None,
    rejected_on: date | None = None,
) -> Proposal:
    """Return the records that `reading` would become; what is given beside it wins over what was read.

    Whoever wrote the mail is the first contact, if a person did; then come those who got a copy.
    """
    application = Application(
        company=clean_line(reading.company if company is None else company),
        role=clean_line(reading.role if role is None else role),
        outcome=outcome or reading.outcome,
        rejected_on=rejected_on or reading.rejected_on,
        told_by=reading.told_by,
        their_words=reading.their_words,
        thread=None if reading.thread == MailThread() else reading.thread,
    )
    contacts = _contacts(reading, application)
    event = Event(
        application_id=application.id,
        contact_id=contacts[0].id if reading.sender is not None else None,
        what=EventKind.REJECTED,
        on=rejected_on or reading.rejected_on,
    )
    return Proposal(application=application, contacts=contacts, event=event)


def _contacts(reading: Reading, application: Application) -> tuple[Contact, ...]:
    first = () if reading.sender is None else (reading.sender,)
    return tuple(
        Contact(
            application_id=application.id,
            name=sender.name,
            kind=sender.kind,
            title=sender.title,
            email=sender.email,
            gave_news=sender is reading.sender,
        )
        for sender in (*first, *reading.copied)
    )


def known(store: Store, reading: Reading) -> Application | None:
    """Return the application that `reading` is about if `store` has it already, None otherwise.

    It has, when the same mail (by its Message-ID) made one, or when one has the same company and role and is
    not known to come from another mail.
    """
    applications = store.applications()
    message_id = reading.thread.message_id
    same_mail = (
        each for each in applications if message_id and each.thread and each.thread.message_id == message_id
    )
    same_job = (each for each in applications if _is_same_job(each, reading))
    return next(same_mail, None) or next(same_job, None)


def _is_same_job(application: Application, reading: Reading) -> bool:
    other_mail = (
        application.thread is not None and application.thread.message_id and reading.thread.message_id
    )
    return (
        bool(reading.company)
        and not other_mail
        and fold(application.company) == fold(reading.company)
        and fold(application.role) == fold(reading.role)
        and application.rejected_on in {None, reading.rejected_on}
    )


def keep(store: Store, taken: Proposal) -> None:
    """Put the records of `taken` into `store`, as one change that can be undone."""
    label = f"Took {taken.application.company or 'the application'} from its mail"
    events = () if taken.event is None else (taken.event,)
    store.put(taken.application, *taken.contacts, *events, label=label)
