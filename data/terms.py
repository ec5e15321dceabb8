"""The terms that records choose from: how an application ended, what a contact was, how far a note is.

Their values are the words on the screen and in the file.
"""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How an application ended."""

    REJECTED = "rejected"
    """Another person got the job, or they said no."""
    WITHDRAWN = "withdrawn"
    """They withdrew the job: cancelled, frozen, filled from within."""
    ON_HOLD = "on hold"
    """They put the decision off."""
    GHOSTED = "ghosted"
    """They never answered."""


class Stage(StrEnum):
    """How far an application stands after the rejection, in the order in which it usually goes."""

    REJECTED = "rejected"
    THANKED = "thanked"
    ANSWERED = "answered"
    TALKING = "talking again"
    INTERVIEWING = "interviewing again"
    HIRED = "hired"
    CLOSED = "closed"


class ToldBy(StrEnum):
    """The way in which the news came."""

    UNKNOWN = ""
    EMAIL = "email"
    PHONE = "phone"
    VIDEO = "video call"
    IN_PERSON = "in person"
    LETTER = "letter"
    PORTAL = "portal"


class Kind(StrEnum):
    """What a contact was to the application, in the order in which one usually meets them."""

    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring manager"
    INTERVIEWER = "interviewer"
    SENIOR_MANAGER = "senior manager"
    COORDINATOR = "coordinator"
    REFERRER = "referrer"
    OTHER = "other"


class Channel(StrEnum):
    """The way a note is sent."""

    EMAIL = "email"
    LINKEDIN = "LinkedIn"
    CARD = "card"
    LETTER = "letter"


class Purpose(StrEnum):
    """What a note is for."""

    THANK_YOU = "thank-you"
    FOLLOW_UP = "follow-up"


class State(StrEnum):
    """How far a note is."""

    DRAFT = "draft"
    READY = "ready"
    """Handed over (copied or saved to a file), but not yet marked as sent."""
    SENT = "sent"
    ANSWERED = "answered"


class Tone(StrEnum):
    """The voice of a note."""

    WARM = "warm"
    PLAIN = "plain"
    FORMAL = "formal"


class EventKind(StrEnum):
    """What happened, on the timeline of an application."""

    REJECTED = "turned down"
    THANKED = "thanked"
    FOLLOWED_UP = "followed up"
    ANSWERED = "answered"
    STAGE = "stage"


class SortOrder(StrEnum):
    """How the list of rejections is sorted."""

    NEWEST = "newest first"
    COMPANY = "company"
    TO_THANK = "to thank first"
    FOLLOW_UP = "next follow-up"


class Deleted(StrEnum):
    """What the user deleted."""

    APPLICATION = "application"
    CONTACT = "contact"
