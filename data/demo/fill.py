"""Telling the stories of the example to a store: records with fixed ids, dated back from today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter
from uuid import NAMESPACE_URL, uuid5

import msgspec
from msgspec.structs import replace

from ..followup.reasons import reason_words
from ..models import (
    AnyRecord,
    Application,
    Contact,
    Event,
    EventKind,
    FollowUp,
    Note,
    Outcome,
    OwnWording,
    Profile,
    Purpose,
    Stage,
    State,
)
from ..notes.choose import plan
from ..notes.compose import letter_text
from ..standing import THANKED
from ..store.store import Store
from ..walk import FIRST_FOLLOW_UP
from .story import NoteStory, PersonStory, Story, read_stories


def fixed_id(*parts: str) -> str:
    """Return the id of the thing that `parts` name: always the same, so that pictures do not change."""
    return uuid5(NAMESPACE_URL, "/".join(("https://thanks-tui.example/demo", *parts))).hex


PROFILE = Profile(
    name="Sam Okonkwo",
    email="sam.okonkwo@example.com",
    phone="+1 555 0100",
    link="https://example.com/sam-okonkwo",
    own_wordings=(
        OwnWording(
            id=f"own.{fixed_id('wording')}",
            point="contact-me",
            text="Should the wind turn at {company}, please think of me: I am one message away.",
        ),
    ),
)
"""Who signs the notes of the example."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A person's story beside the records made of it."""

    person: PersonStory
    contact: Contact
    notes: tuple[tuple[NoteStory, Note], ...]
    """The thank-you note, if it was begun, then the follow-ups."""


def fill_demo(store: Store, today: date) -> None:
    """Put the example into `store`, as one change that `undo` does not take back.

    Everything follows from `today`: the same day gives the same records. Only follow-ups lie ahead of it.
    """
    stories = sorted(read_stories(), key=attrgetter("applied"), reverse=True)
    with store.transaction("Filled in the example", undoable=False) as change:
        change.put(PROFILE)
        for story in stories:
            change.put(*Teller(story, today).records())


class Teller:
    """Makes the records of one story."""

    def __init__(self, story: Story, today: date) -> None:
        self._story = story
        self._today = today
        self._id = fixed_id(story.key)
        self._application = self._tell_application()

    def records(self) -> Iterator[AnyRecord]:
        """Return the application, then the records that belong to it, in the order of their links."""
        people = self._tell_people()
        yield self._application
        yield from (told.contact for told in people)
        yield from (note for told in people for _, note in told.notes)
        yield from self._follow_ups(people)
        yield from sorted(self._events(people), key=attrgetter("on"))

    def _day(self, days_ago: int) -> date:
        return self._today - timedelta(days=days_ago)

    def _day_or_none(self, days_ago: int | None) -> date | None:
        return None if days_ago is None else self._day(days_ago)

    def _tell_application(self) -> Application:
        story = self._story
        return Application(
            id=self._id,
            company=story.company,
            role=story.role,
            outcome=story.outcome,
            stage=_stage(story),
            applied_on=self._day(story.applied),
            rejected_on=self._day_or_none(story.rejected),
            told_by=story.told_by,
            their_words=story.their_words,
            url=story.url,
            source=story.source,
            remarks=story.remarks,
            thread=story.thread,
        )

    def _tell_people(self) -> list[Told]:
        people: list[Told] = []
        siblings: list[Note] = []
        for place, person in enumerate(self._story.people):
            told = self._tell_person(str(place), person, siblings)
            siblings += (note for _, note in told.notes)
            people.append(told)
        return people

    def _tell_person(self, place: str, person: PersonStory, siblings: Sequence[Note]) -> Told:
        contact = Contact(
            id=fixed_id(self._story.key, "contact", place),
            application_id=self._id,
            name=person.name,
            form_of_address=person.form_of_address,
            kind=person.kind,
            title=person.title,
            email=person.email,
            phone=person.phone,
            linkedin=person.linkedin,
            channel=person.channel,
            moment=person.moment,
            lead=person.lead,
            gave_news=person.gave_news,
        )
        notes: list[tuple[NoteStory, Note]] = []
        if person.note is not None:
            notes.append((person.note, self._thank_you(person.note, contact, siblings)))
        notes += (
            (story, self._later_note(story, contact, str(time))) for time, story in enumerate(person.later)
        )
        return Told(person=person, contact=contact, notes=tuple(notes))

    def _thank_you(self, story: NoteStory, contact: Contact, siblings: Sequence[Note]) -> Note:
        profile = replace(PROFILE, tone=story.tone)
        points = tuple(
            replace(
                choice, ticked=(choice.ticked or choice.id in story.also) and choice.id not in story.without
            )
            for choice in plan(contact, self._application, profile, siblings)
        )
        note = Note(
            id=fixed_id(contact.id, "note"),
            contact_id=contact.id,
            tone=story.tone,
            points=points,
            text=story.text,
            edited=bool(story.text),
        )
        if story.state in THANKED:
            note = replace(note, text=letter_text(note, contact, self._application, profile))
        return self._as_it_stands(note, story, contact)

    def _later_note(self, story: NoteStory, contact: Contact, time: str) -> Note:
        note = Note(
            id=fixed_id(contact.id, "later", time),
            contact_id=contact.id,
            purpose=Purpose.FOLLOW_UP,
            tone=story.tone,
            text=story.text,
            edited=True,
        )
        return self._as_it_stands(note, story, contact)

    def _as_it_stands(self, note: Note, story: NoteStory, contact: Contact) -> Note:
        sent_on = self._day_or_none(story.sent)
        channel = None if sent_on is None else contact.channel
        return replace(note, state=story.state, sent_on=sent_on, channel=channel)

    def _follow_ups(self, people: Sequence[Told]) -> Iterator[FollowUp]:
        story = self._story
        if all(told.person.note and told.person.note.state in THANKED for told in people):
            lead = next(told.contact for told in people if told.person.lead)
            latest = max(note.sent_on for told in people for _, note in told.notes[:1] if note.sent_on)
            yield FollowUp(
                id=fixed_id(story.key, "follow-up"),
                application_id=self._id,
                contact_id=lead.id,
                due_on=latest + FIRST_FOLLOW_UP,
                step=FIRST_FOLLOW_UP.days,
                reason=reason_words(FIRST_FOLLOW_UP.days, FIRST_FOLLOW_UP.days),
                done_on=self._day_or_none(story.day_30_done),
            )
        for place, follow_up in enumerate(story.follow_ups):
            to = next(told.contact for told in people if told.person.name == follow_up.to)
            yield FollowUp(
                id=fixed_id(story.key, "follow-up", str(place)),
                application_id=self._id,
                contact_id=to.id,
                due_on=self._day(-follow_up.in_days),
                reason=follow_up.reason,
                done_on=self._day_or_none(follow_up.done),
            )

    def _events(self, people: Sequence[Told]) -> Iterator[Event]:
        story = self._story
        if story.rejected is not None:
            by = next((told.contact.id for told in people if told.person.gave_news), None)
            detail = "" if story.outcome is Outcome.REJECTED else story.outcome.value
            yield self._event(EventKind.REJECTED, story.rejected, detail, contact_id=by)
        for told in people:
            for note_story, note in told.notes:
                yield from self._note_events(note_story, note)
        for step in story.stages:
            yield self._event(EventKind.STAGE, step.on, f"{step.stage.value}: {step.why}")

    def _note_events(self, story: NoteStory, note: Note) -> Iterator[Event]:
        if story.sent is not None:
            what = EventKind.THANKED if note.purpose is Purpose.THANK_YOU else EventKind.FOLLOWED_UP
            yield self._event(what, story.sent, note.channel or "", contact_id=note.contact_id, of=note.id)
        if story.answered is not None:
            yield self._event(
                EventKind.ANSWERED, story.answered, story.answer, contact_id=note.contact_id, of=note.id
            )

    def _event(
        self, what: EventKind, days_ago: int, detail: str, *, contact_id: str | None = None, of: str = ""
    ) -> Event:
        return Event(
            id=fixed_id(self._story.key, "event", what.value, str(days_ago), of),
            application_id=self._id,
            contact_id=contact_id,
            what=what,
            on=self._day(days_ago),
            detail=str(detail),
        )


def _stage(story: Story) -> Stage:
    """Return the last stage that the story tells of, else the one that its thank-you notes have led to."""
    if story.stages:
        return story.stages[-1].stage
    states = {person.note.state for person in story.people if person.note is not None}
    if State.ANSWERED in states:
        return Stage.ANSWERED
    return Stage.THANKED if State.SENT in states else Stage.REJECTED
