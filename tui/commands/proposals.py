"""What `import` says of a mail: what it would take, what it took, and why it takes nothing."""

from __future__ import annotations

from datetime import date

from ...data.dates import show_date
from ...data.exchange.rejection import Reading, Sureness, Verdict
from ...data.exchange.take import Proposal
from ...data.models import Application, Contact
from ...data.outcomes import outcome_words
from ...data.text import clean_line
from .naming import in_one_line

SURE_ENOUGH = frozenset({Sureness.SURE, Sureness.LIKELY})
"""How sure the company must be for a mail to be taken without a question."""

_DOUBTS = {
    Verdict.ON_HOLD: "it puts the decision off",
    Verdict.INVITATION: "it reads like an invitation",
    Verdict.ASSESSMENT: "it asks for a test to be done",
    Verdict.ACKNOWLEDGEMENT: "it only says that the application has arrived",
    Verdict.OFFER: "it reads like an offer",
    Verdict.JOB_ALERT: "it is a job alert",
}


def is_sure(reading: Reading) -> bool:
    """Return whether a mail can be taken without a question: a rejection, the company known."""
    return reading.is_rejection and bool(reading.company) and reading.company_sure in SURE_ENOUGH


def doubt(reading: Reading) -> str:
    """Return why a mail is not taken without a question, in a part of a sentence."""
    if reading.is_rejection:
        return f"that it is from {reading.company} is a guess" if reading.company else "it names no company"
    words = clean_line(reading.reasons[0]) if reading.reasons else ""
    quoted = f" (“{words}”)" if words else ""
    return _DOUBTS.get(reading.verdict, "it does not say plainly that there will be no job") + quoted


def describe(reading: Reading, proposed: Proposal) -> str:
    """Return what would be taken, a line each, the guesses marked as such."""
    application = proposed.application
    facts = [
        ("Company", _guessed(application.company, reading.company_sure)),
        ("Role", _guessed(application.role, reading.role_sure)),
        ("News", f"{outcome_words(application.outcome)} {_guessed(_day(application), reading.date_sure)}"),
        ("Contact", "; ".join(map(_in_full, proposed.contacts)) or "nobody; no person signed it"),
        ("Words", f"“{clean_line(application.their_words)}”" if application.their_words else ""),
    ]
    return "".join(f"  {name:<8} {clean_line(fact)}\n" for name, fact in facts if fact)


def told(taken: Proposal) -> str:
    """Return what was taken, in a sentence."""
    application = taken.application
    news = f"{in_one_line(application)}, {outcome_words(application.outcome)} {_day(application)}"
    people = [f"{clean_line(each.name or each.email)} ({each.kind})" for each in taken.contacts]
    return f"{news}; {people[0]} is the first contact." if people else f"{news}; nobody is listed yet."


def _guessed(words: str, sureness: Sureness) -> str:
    if not words:
        return "not known"
    return words if sureness in SURE_ENOUGH else f"{words} (a guess)"


def _in_full(contact: Contact) -> str:
    mail = f" <{contact.email}>" if contact.email and contact.name else contact.email
    return ", ".join(part for part in (f"{contact.name}{mail}", contact.title or contact.kind) if part)


def _day(application: Application) -> str:
    # A mail may have lain for long, so that the year is always said.
    on = application.rejected_on
    return show_date(on, date.min) if on is not None else ""
