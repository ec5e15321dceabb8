"""The line above a note: what it is about, and whether it answers in a thread."""

from __future__ import annotations

import re

from ..models import Application, Channel, Contact, Note, Purpose
from ..text import clean_line
from .fields import tidy_role
from .thread import in_thread

_REPLY = re.compile(r"^\s*(?:(?:re|aw|antw|sv|vs|fw|fwd|wg|tr|rv|ref)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)


def subject_of(note: Note, contact: Contact, application: Application, first: Note | None = None) -> str:
    """Return the subject of `note`: the user's own, or else the one that we propose.

    A thank-you answers in the rejection mail's thread when `contact` is in it. A follow-up answers in the
    thread of `first`, the thank-you to the same person; where that went by another way than mail, there is
    none. Without `first` it is taken to have had the subject that we propose.
    """
    if note.subject.strip():
        return clean_line(note.subject)
    if note.purpose is Purpose.THANK_YOU:
        return _thank_you(contact, application)
    if first is not None and first.channel not in {None, Channel.EMAIL}:
        return f"Staying in touch: {_matter(application)}"
    own = _bare(first.subject) if first is not None else ""
    return f"Re: {own or _bare(_thank_you(contact, application))}"


def _bare(subject: str) -> str:
    """Return `subject` without the marks of an answer, however often it was answered or passed on."""
    return _REPLY.sub("", clean_line(subject))


def _thank_you(contact: Contact, application: Application) -> str:
    thread = application.thread
    if thread is not None and contact.channel is Channel.EMAIL and in_thread(contact, application):
        answered = _bare(thread.subject)
        if answered:
            return f"Re: {answered}"
    return f"Thank you: {_matter(application)}"


def _matter(application: Application) -> str:
    role, company = tidy_role(application.role), clean_line(application.company)
    if role and company:
        return f"{role} at {company}"
    return f"my application to {company}" if company else role or "my application"
