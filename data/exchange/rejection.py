"""What a mail tells of an application: whether it is a rejection, of which job, and in which words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from ..models import Kind, MailThread, Outcome, ToldBy
from .mail import Mail


class Verdict(StrEnum):
    """What kind of mail it is."""

    REJECTION = "rejection"
    WITHDRAWN = "withdrawn"
    """The job itself was cancelled, or filled from within."""
    ON_HOLD = "on hold"
    """The decision is put off: a hiring freeze, a pause."""
    INVITATION = "invitation"
    ASSESSMENT = "assessment"
    """A test or a questionnaire is to be done."""
    ACKNOWLEDGEMENT = "acknowledgement"
    OFFER = "offer"
    JOB_ALERT = "job alert"
    UNSURE = "unsure"


class Sureness(StrEnum):
    """How much a guess can be relied upon."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "a guess"
    UNKNOWN = "unknown"


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """The person who wrote the mail, proposed as a contact."""

    name: str
    email: str = ""
    """Empty where the mail came from an address that no person reads."""
    title: str = ""
    kind: Kind = Kind.OTHER
    sure: Sureness = Sureness.GUESS


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read from a mail; all of it is a proposal, to be confirmed."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    """The mail's very words that led to the verdict."""
    outcome: Outcome = Outcome.REJECTED
    company: str = ""
    company_sure: Sureness = Sureness.UNKNOWN
    role: str = ""
    role_sure: Sureness = Sureness.UNKNOWN
    rejected_on: date
    date_sure: Sureness = Sureness.GUESS
    told_by: ToldBy = ToldBy.EMAIL
    sender: Sender | None = None
    no_reply: bool = False
    """Whether the address that it came from is read by nobody."""
    their_words: str = ""
    """The sentences that carry the news, three at most."""
    thread: MailThread

    @property
    def is_rejection(self) -> bool:
        """Whether the mail says that there will be no job."""
        return self.verdict in {Verdict.REJECTION, Verdict.WITHDRAWN}


def read_rejection(mail: Mail, today: date) -> Reading:
    """Return what `mail` tells of an application; `today` is the user's date, for a mail without one."""
    refused = [word for word in ("unfortunately", "leider") if word in mail.text.lower()]
    told = mail.date.astimezone().date() if mail.date else today
    name = mail.sender_name
    return Reading(
        verdict=Verdict.UNSURE,
        reasons=tuple(refused),
        rejected_on=min(told, today),
        sender=Sender(name=name, email=mail.sender_email) if name else None,
        thread=MailThread(
            subject=mail.subject,
            message_id=mail.message_id,
            references=mail.references,
            sender=mail.reply_to or mail.sender_email,
        ),
    )
