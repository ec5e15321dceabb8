"""Putting a note together: from the ticked points to the letter that is read. Pure; no clock, no store.

The same note, contact, application and profile always give the same letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import msgspec

from ..models import Application, Contact, Kind, Note, PointChoice, Profile, Tone
from ..standing import kept_text
from ..text import clean_line
from .choose import standing
from .fields import fields_of, fill_from
from .names import greeting_name
from .points import (
    CONTACT_ME,
    CONTACT_ME_AGAIN,
    DISAPPOINTMENT,
    GREET,
    INTEREST,
    LEARNING,
    MOMENT,
    NEWS,
    OUTCOME,
    QUESTION,
    RECALL,
    STILL_INTERESTED,
    TIME,
)
from .subject import subject_of

MOST_PARAGRAPHS = 4
"""A note has no more paragraphs than these."""

_TOGETHER = {
    OUTCOME: "thanks",
    TIME: "thanks",
    LEARNING: "gains",
    MOMENT: "gains",
    DISAPPOINTMENT: "wishes",
    INTEREST: "wishes",
    CONTACT_ME: "wishes",
    GREET: "greets",
    RECALL: "greets",
    NEWS: "now",
    STILL_INTERESTED: "now",
    QUESTION: "asks",
    CONTACT_ME_AGAIN: "asks",
}
_CLOSINGS = {
    Tone.WARM: ("Warm regards,", "With thanks,", "All the best,", "With kind regards,"),
    Tone.PLAIN: ("Kind regards,", "Best regards,", "With thanks,", "Best wishes,"),
    Tone.FORMAL: ("Sincerely,", "Yours sincerely,", "With kind regards,"),
}
_RESPECTFUL = ("Respectfully,", "Yours sincerely,", "Sincerely,")
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


class Letter(msgspec.Struct, frozen=True):
    """A note as it is read."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: str
    signature: tuple[str, ...]
    """A line each; empty as long as the user has not said who signs."""

    @property
    def text(self) -> str:
        """The whole letter without its subject, with a blank line between its parts."""
        end = "\n".join((self.closing, *self.signature))
        return "\n\n".join((self.greeting, *self.paragraphs, end))

    @property
    def words(self) -> int:
        """The number of words in the paragraphs; greeting, closing and signature are not counted."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


def _sentence(text: str) -> str:
    """Return `text` on one line, with a full stop if it ends without any mark."""
    line = clean_line(text)
    return line if not line or _ENDED.search(line) else f"{line}."


def point_text(
    choice: PointChoice, note: Note, contact: Contact, application: Application, profile: Profile
) -> str:
    """Return the sentence or two that make the point in this note; empty if it can say nothing here.

    The user's own words for this note are taken as they are, braces and all.
    """
    if clean_line(choice.own):
        return _sentence(choice.own)
    wording = standing(choice, note, contact, application, profile)
    if wording is None:
        return ""
    return _sentence(fill_from(wording.text, fields_of(contact, application, note.tone, note.news)))


def _flow(sayings: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return paragraphs made of (point id, text): neighbours that belong together stand together.

    Where that makes too many, the two neighbours that are shortest together are joined, until it does not.
    """
    paragraphs: list[tuple[str, str]] = []
    for point_id, text in sayings:
        group = _TOGETHER.get(point_id, point_id)
        if paragraphs and paragraphs[-1][0] == group:
            text = f"{paragraphs.pop()[1]} {text}"  # noqa: PLW2901 (it grows)
        paragraphs.append((group, text))
    texts = [text for _, text in paragraphs]
    while len(texts) > MOST_PARAGRAPHS:
        place = min(range(len(texts) - 1), key=lambda at: len(texts[at]) + len(texts[at + 1]))
        texts[place : place + 2] = [f"{texts[place]} {texts[place + 1]}"]
    return tuple(texts)


def _greeting(contact: Contact, tone: Tone) -> str:
    name = greeting_name(contact, tone)
    if name:
        return f"Hello {name}," if tone is Tone.PLAIN else f"Dear {name},"
    at_the_company = contact.kind not in {Kind.REFERRER, Kind.OTHER}
    return "Dear hiring team," if tone is Tone.FORMAL and at_the_company else "Hello,"


def _closing(contact: Contact, tone: Tone) -> str:
    respectful = tone is Tone.FORMAL and contact.kind is Kind.SENIOR_MANAGER
    closings = _RESPECTFUL if respectful else _CLOSINGS[tone]
    return closings[crc32(contact.id.encode()) % len(closings)]


def _signature(profile: Profile) -> tuple[str, ...]:
    lines = (profile.name, profile.email, profile.phone, profile.link)
    return tuple(line for line in map(clean_line, lines) if line)


def compose(
    note: Note, contact: Contact, application: Application, profile: Profile, first: Note | None = None
) -> Letter:
    """Return the letter that the note's ticked points make, in their order."""
    ticked = [choice for choice in note.points if choice.ticked]
    said = [(choice.id, point_text(choice, note, contact, application, profile)) for choice in ticked]
    return Letter(
        subject=subject_of(note, contact, application, first),
        greeting=_greeting(contact, note.tone),
        paragraphs=_flow([(point_id, text) for point_id, text in said if text]),
        closing=_closing(contact, note.tone),
        signature=_signature(profile),
    )


def letter_text(note: Note, contact: Contact, application: Application, profile: Profile) -> str:
    """Return the text of the note: the kept one if it was edited by hand or sent, else the composed one."""
    return kept_text(note) or compose(note, contact, application, profile).text
