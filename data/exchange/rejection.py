"""What a mail tells of an application: whether it is a rejection, of which job, and in which words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from ..addresses import is_no_reply, is_shared
from ..models import Kind, MailThread, Outcome, ToldBy
from . import company_name, employer, job_title, sentences, sign_off, verdict, vocabulary
from .applicant_systems import is_read_by_nobody
from .mail import Mail
from .sign_off import Signature
from .verdict import Judgement, Verdict

__all__ = ["Reading", "Sender", "Sureness", "Verdict", "read_rejection"]

LATEST = timedelta(days=1)
"""How far ahead of today a mail's date may lie, for clocks that differ."""

_NOBODY_READS = re.compile(
    r"(?:do not|don['’]t) (?:reply|respond) (?:directly )?to this|unattended mailbox|"
    r"this (?:mailbox|inbox|address|email address) is (?:not |un)monitored|"
    r"replies to this (?:e-?mail|message|address) (?:are|will) (?:not|un)|"
    r"nicht auf diese (?:e-?mail|nachricht)|automatisch (?:generierte|erstellte) (?:e-?mail|nachricht)|"
    r"ne pas répondre à ce|no respond(?:as?|er) a este|niet op deze e-?mail",
    re.IGNORECASE,
)
_OUTCOMES = {Verdict.WITHDRAWN: Outcome.WITHDRAWN, Verdict.ON_HOLD: Outcome.ON_HOLD}
_SENTENCES = {
    Verdict.REJECTION: "This reads like a rejection.",
    Verdict.WITHDRAWN: "This reads as if they had withdrawn the job.",
    Verdict.ON_HOLD: "This reads as if they had put the decision off, not like a rejection.",
    Verdict.INVITATION: "This reads like an invitation, not like a rejection.",
    Verdict.ASSESSMENT: "This reads like an invitation to a test, not like a rejection.",
    Verdict.ACKNOWLEDGEMENT: "This reads as if they had only received the application.",
    Verdict.OFFER: "This reads like an offer. Congratulations!",
    Verdict.JOB_ALERT: "This reads like a list of jobs, not like a rejection.",
    Verdict.UNSURE: "It is not clear whether this is a rejection.",
}


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
    """The mail's very words that led to the verdict, the weightiest first."""
    quote: str = ""
    """The whole sentence that the first of them stand in."""
    outcome: Outcome = Outcome.REJECTED
    company: str = ""
    company_sure: Sureness = Sureness.UNKNOWN
    role: str = ""
    role_sure: Sureness = Sureness.UNKNOWN
    rejected_on: date
    date_sure: Sureness = Sureness.GUESS
    told_by: ToldBy = ToldBy.EMAIL
    sender: Sender | None = None
    copied: tuple[Sender, ...] = ()
    """The people who got a copy of it, and who may have been met too."""
    no_reply: bool = False
    """Whether nobody reads the address that it came from."""
    their_words: str = ""
    """The sentences that carry the news, three at most."""
    thread: MailThread

    @property
    def is_rejection(self) -> bool:
        """Whether the mail says that there will be no job."""
        return self.verdict in {Verdict.REJECTION, Verdict.WITHDRAWN}

    @property
    def sentence(self) -> str:
        """The verdict as a sentence for the user."""
        return _SENTENCES[self.verdict]


def read_rejection(mail: Mail, today: date) -> Reading:
    """Return what `mail` tells of an application; `today` is the user's date, for a mail without one."""
    text = mail.text[: sentences.MOST_TEXT]
    said = sentences.split(text)
    judgement = verdict.judge([mail.subject, *said], bulk=mail.bulk)
    signature = sign_off.read(text)
    no_reply = _is_no_reply(mail, text)
    company, company_sure = _guess_company(mail, text, signature)
    role, strength = job_title.read(mail.subject, text, company)
    told, date_sure = _read_day(mail, today)
    return Reading(
        verdict=judgement.verdict,
        reasons=judgement.reasons,
        quote=judgement.quote,
        outcome=_OUTCOMES.get(judgement.verdict, Outcome.REJECTED),
        company=company,
        company_sure=company_sure,
        role=role,
        role_sure=_sureness_of_role(strength),
        rejected_on=told,
        date_sure=date_sure,
        sender=_guess_sender(mail, text, signature, company, no_reply=no_reply),
        copied=_read_copied(mail),
        no_reply=no_reply,
        their_words=_their_words(judgement, said),
        thread=MailThread(
            subject=mail.subject,
            message_id=mail.message_id,
            references=mail.references,
            sender=mail.reply_to or mail.sender_email,
        ),
    )


def _their_words(judgement: Judgement, said: list[str]) -> str:
    # The subject stands before the sentences, and is not something that they said.
    return " ".join(said[index - 1] for index in judgement.sentences if index)


def _read_day(mail: Mail, today: date) -> tuple[date, Sureness]:
    if mail.date:
        try:
            day = mail.date.astimezone().date()
        except (OverflowError, OSError, ValueError):
            return today, Sureness.GUESS
        if date(1990, 1, 1) <= day <= today + LATEST:
            return min(day, today), Sureness.SURE
    return today, Sureness.GUESS


def _is_no_reply(mail: Mail, text: str) -> bool:
    if mail.reply_to:
        return is_read_by_nobody(mail.reply_to)
    return is_read_by_nobody(mail.sender_email) or bool(_NOBODY_READS.search(text))


def _guess_company(mail: Mail, text: str, signature: Signature) -> tuple[str, Sureness]:
    name, weight, sources = employer.choose(employer.votes(mail, text, signature))
    if not name:
        return "", Sureness.UNKNOWN
    if sources >= 2 and weight >= 4:
        return name, Sureness.SURE
    return name, Sureness.LIKELY if weight >= 2 else Sureness.GUESS


def _sureness_of_role(strength: int) -> Sureness:
    if strength >= 5:
        return Sureness.SURE
    if strength >= 3:
        return Sureness.LIKELY
    return Sureness.GUESS if strength else Sureness.UNKNOWN


def _guess_sender(
    mail: Mail, text: str, signature: Signature, company: str, *, no_reply: bool
) -> Sender | None:
    shown, _ = employer.split_display_name(mail)
    applicant = {word for name in (mail.to_name, sign_off.greeted(text)) for word in name.lower().split()}
    signed = _without_company(signature.name, company)
    if shown and _is_somebody_else(shown, company, applicant) and not _is_company(shown, mail, signed):
        fuller = signed if sign_off.is_same_person(shown, signed) and len(signed) > len(shown) else shown
        name, sure = fuller, Sureness.SURE if sign_off.is_same_person(shown, signed) else Sureness.LIKELY
    elif signed and _is_somebody_else(signed, company, applicant):
        name, sure = signed, Sureness.GUESS if no_reply else Sureness.LIKELY
    else:
        return None
    title = signature.title if sign_off.is_same_person(name, signed) else ""
    kind = sign_off.kind_of(title)
    if kind in {Kind.OTHER, Kind.INTERVIEWER} and any(map(company_name.is_agency, signature.lines)):
        kind = Kind.RECRUITER
    return Sender(
        name=name,
        email="" if no_reply else mail.reply_to or mail.sender_email,
        title=title,
        kind=kind,
        sure=sure,
    )


def _read_copied(mail: Mail) -> tuple[Sender, ...]:
    """Return the people who got a copy, without the user, the sender, and what no person reads."""
    known = {mail.sender_email.lower(), mail.reply_to.lower(), mail.to_email.lower()}
    return tuple(
        Sender(name=name, email=email)
        for name, email in mail.copied
        if name and email.lower() not in known and not is_no_reply(email) and not is_shared(email)
    )


def _without_company(name: str, company: str) -> str:
    """Return `Nele` for `Nele von der Bäckerei Sonnentor`."""
    before, found, _ = name.partition(company) if company else (name, "", "")
    words = before.split()
    while (
        found and len(words) > 1 and words[-1].lower() in vocabulary.load().particles | {"from", "at", "vom"}
    ):
        words.pop()
    return " ".join(words) or name


def _is_somebody_else(name: str, company: str, applicant: set[str]) -> bool:
    words = set(name.lower().split())
    return not words <= applicant and not (company and sign_off.is_same_person(name, company))


def _is_company(shown: str, mail: Mail, signed: str) -> bool:
    """Whether a displayed name is the company's although it could be a person's."""
    if sign_off.is_same_person(shown, signed) or not mail.sender_email:
        return False
    local, _, domain = mail.sender_email.lower().partition("@")
    words = [word.lower() for word in shown.split() if len(word) > 1]
    return any(word in domain for word in words) and not any(word in local for word in words)
