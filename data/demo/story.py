"""What the files of the example look like: one application each, with everybody met and what became of it.

Days are whole numbers: how many days before today something was. Only `in_days` looks ahead.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from ..models import Channel, Kind, MailThread, Outcome, Stage, State, ToldBy, Tone

_FOLDER = Path(__file__).parent


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a story; a misspelt field in a file is an error."""


class NoteStory(Part, frozen=True, kw_only=True):
    """A note and what became of it."""

    state: State = State.DRAFT
    sent: int | None = None
    answered: int | None = None
    answer: str = ""
    """The words of the answer."""
    tone: Tone = Tone.WARM
    text: str = ""
    """A text written by hand; without it the text follows from the points."""
    also: tuple[str, ...] = ()
    """Points that are ticked beside those that are ticked at first."""
    without: tuple[str, ...] = ()
    """Points that are unticked."""


class PersonStory(Part, frozen=True, kw_only=True):
    """Somebody met; the fields are those of a contact."""

    name: str
    form_of_address: str = ""
    kind: Kind
    title: str
    email: str = ""
    phone: str = ""
    linkedin: str = ""
    channel: Channel = Channel.EMAIL
    moment: str = ""
    lead: bool = False
    gave_news: bool = False
    note: NoteStory | None = None
    """The thank-you note, if it was begun."""
    later: tuple[NoteStory, ...] = ()
    """The follow-ups, oldest first, each with its text."""


class StageStory(Part, frozen=True, kw_only=True):
    """A step that the application made after the rejection."""

    stage: Stage
    on: int
    why: str


class FollowUpStory(Part, frozen=True, kw_only=True):
    """A day on which to write again, beside the one that comes 30 days after the last note."""

    in_days: int
    done: int | None = None
    to: str
    """The name of the person."""
    reason: str


class Story(Part, frozen=True, kw_only=True):
    """One application; `key` is the name of its file."""

    key: str = ""
    company: str
    role: str = ""
    outcome: Outcome = Outcome.REJECTED
    applied: int
    rejected: int | None = None
    day_30_done: int | None = None
    """When the follow-up 30 days after the last note was done."""
    told_by: ToldBy = ToldBy.UNKNOWN
    their_words: str = ""
    url: str = ""
    source: str = ""
    remarks: str = ""
    thread: MailThread | None = None
    people: tuple[PersonStory, ...]
    stages: tuple[StageStory, ...] = ()
    """Oldest first; thanks and answers move the stage on by themselves."""
    follow_ups: tuple[FollowUpStory, ...] = ()


def read_stories() -> Iterator[Story]:
    """Read every file of the example, in the order of their names."""
    for file in sorted(_FOLDER.glob("*.toml")):
        story = msgspec.toml.decode(file.read_bytes(), type=Story)
        yield msgspec.structs.replace(story, key=file.stem)
