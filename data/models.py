"""The records that thanks-tui keeps: frozen, typed, and the same in memory, in the store and in exports.

Every record carries its own `id` (a UUID in hex), so that two files can be merged. Dates are plain dates,
times are aware and in UTC. A record is never changed; `msgspec.structs.replace` makes the next one. It cannot
be part of a cycle, so that the collector of garbage need not look at it (`gc=False`).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

import msgspec

from .terms import (
    Channel,
    Deleted,
    EventKind,
    Kind,
    Outcome,
    Purpose,
    SortOrder,
    Stage,
    State,
    ToldBy,
    Tone,
)

LONGEST_STEP = 3650
"""Days, ten years; a cadence that is longer is taken for a slip."""
MOST_MOVES = 2**31 - 1
"""The largest number that a calendar takes for how often an entry was changed."""

Days: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=LONGEST_STEP)]
"""A number of days in a cadence."""


def new_id() -> str:
    """Return a fresh record id: a random UUID as 32 hex digits."""
    from uuid import uuid4

    return uuid4().hex


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=False):
    """What every kept record has."""

    id: str = msgspec.field(default_factory=new_id)
    """A UUID in hex, the record's own for ever."""


class MailThread(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is kept of the rejection mail, so that a note can answer in its thread."""

    subject: str = ""
    message_id: str = ""
    """With its angle brackets, as in the header."""
    references: tuple[str, ...] = ()
    """The Message-IDs before it, oldest first, with their angle brackets."""
    sender: str = ""
    """The bare address that it came from."""


class Application(Record, frozen=True, kw_only=True, gc=False):
    """One job at one company that the user applied for, and that was turned down."""

    company: str
    role: str = ""
    outcome: Outcome = Outcome.REJECTED
    stage: Stage = Stage.REJECTED
    applied_on: date | None = None
    rejected_on: date | None = None
    told_by: ToldBy = ToldBy.UNKNOWN
    their_words: str = ""
    """What they wrote or said when they turned the user down."""
    url: str = ""
    source: str = ""
    """Where the user had found the job."""
    remarks: str = ""
    thread: MailThread | None = None
    """The rejection mail's thread, where there was one."""
    cadence: tuple[Days, ...] = ()
    """Days after the last real contact on which to follow up; empty means those of the profile."""
    resting: bool = False
    """Whether the user has said that no more follow-ups are to be proposed."""


class Contact(Record, frozen=True, kw_only=True, gc=False):
    """A person met for one application."""

    application_id: str
    name: str
    """As they write it themselves, any order, any script."""
    form_of_address: str = ""
    """What follows `Dear`, when the name alone would be read wrong: `Dr Ortiz`, `Mei`."""
    kind: Kind = Kind.OTHER
    title: str = ""
    email: str = ""
    phone: str = ""
    linkedin: str = ""
    channel: Channel = Channel.EMAIL
    moment: str = ""
    """What the user remembers of them, as a noun phrase: `our talk about the night shifts`."""
    lead: bool = False
    """Whether later follow-ups go to this person."""
    gave_news: bool = False
    """Whether it was this person who told the user the outcome."""


class PointChoice(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One point in a note: whether it is made, and in which words."""

    id: str
    """The point's id: one of the standard points, or that of an own point."""
    ticked: bool = True
    wording: str = ""
    """The id of the wording; one chosen for this note stays with it."""
    own: str = ""
    """The user's own words for this point in this note; they win over the wording."""


class Note(Record, frozen=True, kw_only=True, gc=False):
    """The text to one contact."""

    contact_id: str
    purpose: Purpose = Purpose.THANK_YOU
    tone: Tone = Tone.WARM
    points: tuple[PointChoice, ...] = ()
    """Every point on offer, ticked or not, in the order in which the note makes them."""
    subject: str = ""
    """The user's own subject line; empty means the proposed one."""
    text: str = ""
    """The whole text, once edited by hand or sent; empty while it follows from the points."""
    edited: bool = False
    """Whether the text was edited by hand, so that it is never composed anew without asking."""
    channel: Channel | None = None
    """How it was sent, once it was."""
    state: State = State.DRAFT
    sent_on: date | None = None
    news: str = ""
    """For a follow-up: what has happened since, the user's or theirs, as a clause that `that` could begin."""


class FollowUp(Record, frozen=True, kw_only=True, gc=False):
    """A day on which to write again, and why."""

    application_id: str
    contact_id: str | None = None
    due_on: date
    reason: str = ""
    step: Days = 0
    """The day of the cadence that it stands for, as 30 or 90; 0 for a day that the user chose."""
    done_on: date | None = None
    """The day on which it was written, marked done or skipped; None while it is open."""
    skipped: bool = False
    """Whether it was passed over rather than done."""
    since: date | None = None
    """For a step of the cadence: the day of the answer that its cadence began with; None for the first."""
    snoozed_until: date | None = None
    """The day to which the user put it off; the next real contact ends that."""
    moved: Annotated[int, msgspec.Meta(ge=0, le=MOST_MOVES)] = 0
    """How often its day was changed, so that a calendar takes the newest."""


class Event(Record, frozen=True, kw_only=True, gc=False):
    """Something that happened, on the timeline of an application."""

    application_id: str
    contact_id: str | None = None
    what: EventKind
    on: date
    detail: str = ""


class OwnWording(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The user's own way of saying a point, kept for later notes."""

    id: str = msgspec.field(default_factory=lambda: f"own.{new_id()}")
    point: str
    text: str
    """With fields such as `{company}` in place of the names it was first written with."""


class OwnPoint(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A point that the user added to the standard ones."""

    id: str = msgspec.field(default_factory=lambda: f"own.{new_id()}")
    title: str
    text: str
    """The sentence or two that make it; fields as in `OwnWording.text`."""


class PointTick(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Whether a point is ticked in new notes; the position in its tuple is its place in the note."""

    id: str
    ticked: bool


class Profile(Record, frozen=True, kw_only=True, gc=False):
    """Who signs, and what the user has made their own. There is one in a store."""

    id: str = "profile"
    name: str = ""
    email: str = ""
    phone: str = ""
    link: str = ""
    tone: Tone = Tone.WARM
    points: tuple[PointTick, ...] = ()
    """Order and ticks for new notes; empty means the standard ones."""
    follow_up_points: tuple[PointTick, ...] = ()
    """The same for follow-ups."""
    own_wordings: tuple[OwnWording, ...] = ()
    own_points: tuple[OwnPoint, ...] = ()
    theme: str = ""
    """The name of the chosen theme; empty means the app's own choice."""
    sort: SortOrder = SortOrder.NEWEST
    cadence: tuple[Days, ...] = ()
    """Days after the last real contact on which to follow up; empty means the usual ones."""
    days_off: tuple[int, ...] = (5, 6)
    """Weekdays on which no follow-up falls, Monday being 0."""
    holidays: tuple[date, ...] = ()
    """Single days on which no follow-up falls."""


class Removed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One document that a deletion took out of the store."""

    table: str
    number: int
    """Its TinyDB id, which tells its place among the others."""
    document: dict[str, Any]
    """As it stood in the file, the fields of newer versions with it."""


class Trashed(Record, frozen=True, kw_only=True, gc=False):
    """An application or a contact that the user deleted, with all that went with it."""

    deleted_on: Annotated[datetime, msgspec.Meta(tz=True)]
    """In UTC."""
    what: Deleted
    label: str
    """What it is called: the company, or the person."""
    company: str = ""
    application_id: str = ""
    """The application that it is, or to which the contact belongs."""
    removed: tuple[Removed, ...] = ()
    """Each after those that its links point to."""


class Clash(Record, frozen=True, kw_only=True, gc=False):
    """What two files say differently of one record, until the user has chosen; the record says ours."""

    table: str
    """Where the record lives."""
    record_id: str
    ours: dict[str, Any] = {}
    """The fields that clash, as they stand in the file; one that is not there was empty."""
    theirs: dict[str, Any]
    """The same fields as the other file has them."""
    found_on: date
    source: str = ""
    """The file that theirs came from."""


AnyRecord: TypeAlias = Profile | Application | Contact | Note | FollowUp | Event | Trashed | Clash
