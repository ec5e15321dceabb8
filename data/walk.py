"""What the four steps do to the store: one action of the user, one transaction.

Everything here takes plain records and values, so that screens, commands and tests act alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from .called import called
from .followup.cadence import CADENCE
from .followup.family import keep, keep_without
from .followup.settle import settle_by_note
from .models import (
    AnyRecord,
    Application,
    Channel,
    Contact,
    Event,
    EventKind,
    FollowUp,
    Note,
    Outcome,
    PointTick,
    Profile,
    Purpose,
    Stage,
    State,
)
from .notes.choose import plan, repin, retone
from .notes.compose import compose, letter_text
from .standing import THANKED
from .store.reads import Reads

if TYPE_CHECKING:
    from .store.store import Store

FIRST_FOLLOW_UP = timedelta(days=CADENCE[0])
"""How long after the last note the first follow-up is due, days off aside."""


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What marking a note as sent has led to."""

    note: Note
    everyone: bool
    """Whether it was the last of the application's notes to be sent."""
    follow_up: FollowUp | None = None
    """The next follow-up, where it was put down or moved because of it."""


def keep_application(store: Store, application: Application) -> None:
    """Keep an application, new or changed; its timeline begins with the day on which it was turned down."""
    told = next((event for event in store.events(application.id) if event.what is EventKind.REJECTED), None)
    known = any(kept.id == application.id for kept in store.applications())
    begins = _news_came(application, told)
    if not known:
        store.put(application, *begins, label=f"Added {application.company}")
        return
    without = () if told is None or begins else (told,)
    keep(store, f"Changed {application.company}", application.id, application, *begins, without=without)


def _news_came(application: Application, told: Event | None) -> list[Event]:
    """Return the event with which the timeline begins, as it should be; none where the day is not known."""
    if application.rejected_on is None:
        return []
    if told is not None:
        return [replace(told, on=application.rejected_on)]
    detail = "" if application.outcome is Outcome.REJECTED else application.outcome.value
    what = EventKind.REJECTED
    return [Event(application_id=application.id, what=what, on=application.rejected_on, detail=detail)]


def draft_notes(store: Reads, application_id: str) -> list[Note]:
    """Return the thank-you note of each contact, in their order; one that is not kept yet is made up fresh.

    A fresh note follows the ticks, the order and the tone of the newest draft of the same application, so
    that somebody added late gets a note like the others; its wordings are its own.
    """
    application = store.application(application_id)
    contacts = store.contacts(application_id)
    kept = {contact.id: store.note_for(contact.id) for contact in contacts}
    siblings = [note for note in kept.values() if note is not None]
    drafts: list[Note] = []
    for contact in contacts:
        note = kept[contact.id]
        if note is None:
            note = _fresh(contact, application, store.profile, siblings)
            siblings.append(note)
        drafts.append(note)
    return drafts


def _fresh(contact: Contact, application: Application, profile: Profile, siblings: Sequence[Note]) -> Note:
    like = next((note for note in reversed(siblings) if note.state not in THANKED), None)
    if like is not None:
        ticks = tuple(PointTick(id=choice.id, ticked=choice.ticked) for choice in like.points)
        profile = replace(profile, points=ticks, tone=like.tone)
    choices = plan(contact, application, profile, siblings)
    return Note(contact_id=contact.id, tone=profile.tone, points=choices)


def begin_notes(store: Store, application_id: str) -> list[Note]:
    """Return the thank-you note of each contact, and keep those that were not kept yet.

    A wording that is not true any more, because the outcome or the kind of contact was changed, gives way.
    """
    application, profile = store.application(application_id), store.profile
    drafts = draft_notes(store, application_id)
    for index, note in enumerate(drafts):
        if not note.edited and note.state not in THANKED:
            drafts[index] = repin(note, store.contact(note.contact_id), application, profile, drafts)
    fresh = [note for note in drafts if store.note_for(note.contact_id) != note]
    if fresh and not store.read_only:
        with store.transaction("Began the notes", undoable=False) as change:
            change.put(*fresh)
    return drafts


def draft_follow_up(store: Reads, contact_id: str) -> Note:
    """Return the follow-up note to a contact that is being written; made up fresh when there is none.

    Its wordings are those of no earlier note to the same person.
    """
    contact = store.contact(contact_id)
    note = store.note_for(contact_id, Purpose.FOLLOW_UP)
    if note is not None and note.state not in THANKED:
        return note
    application, profile = store.application(contact.application_id), store.profile
    earlier = store.notes(application.id)
    choices = plan(contact, application, profile, earlier, Purpose.FOLLOW_UP)
    thanks = store.note_for(contact_id)
    tone = thanks.tone if thanks is not None else profile.tone
    fresh = Note(contact_id=contact_id, purpose=Purpose.FOLLOW_UP, tone=profile.tone, points=choices)
    return fresh if tone is profile.tone else retone(fresh, tone, contact, application, profile, earlier)


def begin_follow_up(store: Store, contact_id: str) -> Note:
    """Return the follow-up note to a contact, and keep it if it was not kept yet."""
    note = draft_follow_up(store, contact_id)
    contact = store.contact(contact_id)
    if not note.edited:
        application = store.application(contact.application_id)
        note = repin(note, contact, application, store.profile, store.notes(application.id))
    if store.note_for(contact_id, Purpose.FOLLOW_UP) != note and not store.read_only:
        with store.transaction("Began the follow-up", undoable=False) as change:
            change.put(note)
    return note


def text_of(store: Reads, note: Note) -> str:
    """Return the whole text of `note`, composed or as it was edited or sent."""
    contact = store.contact(note.contact_id)
    return letter_text(note, contact, store.application(contact.application_id), store.profile)


def edited(note: Note, text: str) -> Note:
    """Return `note` with a text that was written by hand."""
    return replace(note, text=text, edited=True)


def composed_anew(note: Note) -> Note:
    """Return `note` without the text that was written by hand, so that it follows from its points again."""
    return replace(note, text="", edited=False)


def mark_ready(store: Store, note: Note) -> Note:
    """Note that the text was handed over, by copying or saving it; return the note as it is kept.

    Undo passes over it: the text that was copied or saved is where it is.
    """
    if note.state is not State.DRAFT:
        return note
    ready = replace(note, state=State.READY)
    with store.transaction("Handed the note over", undoable=False) as change:
        change.put(ready)
    return ready


def likely_channel(contact: Contact) -> Channel:
    """Return by what a note to `contact` was sent, for all that is known: not by mail without an address."""
    is_lacking = contact.channel is Channel.EMAIL and not contact.email
    return Channel.LINKEDIN if is_lacking else contact.channel


def mark_sent(store: Store, note: Note, channel: Channel, on: date) -> Sent:
    """Mark a note as sent: keep its text as it went out, write it on the timeline, move the stage on.

    When nobody of the application is left to thank, its follow-ups are put down, for the lead contact or else
    for the first one. A follow-up that is sent uses up the one that was due, and moves those ahead. Returns
    the note as it is kept, and what there is to say of it. Raises what a transaction raises.
    """
    contact = store.contact(note.contact_id)
    application = store.application(contact.application_id)
    first = store.note_for(contact.id)
    letter = compose(note, contact, application, store.profile, first)
    subject = letter.subject if channel is Channel.EMAIL else ""
    sent = replace(
        note, text=text_of(store, note), subject=subject, channel=channel, state=State.SENT, sent_on=on
    )
    what = EventKind.THANKED if note.purpose is Purpose.THANK_YOU else EventKind.FOLLOWED_UP
    event = Event(
        application_id=application.id, contact_id=contact.id, what=what, on=on, detail=channel.value
    )
    records: list[AnyRecord] = [sent, event]
    if application.stage is Stage.REJECTED:
        records.append(replace(application, stage=Stage.THANKED))
    before = store.follow_ups(application.id)
    if note.purpose is Purpose.FOLLOW_UP:
        records += settle_by_note(before, on)
    opened = keep(store, f"Marked the note to {contact.name or 'them'} as sent", application.id, *records)
    return Sent(
        note=sent,
        everyone=all(other.state in THANKED for other in draft_notes(store, application.id)),
        follow_up=next((each for each in opened if each not in before), None),
    )


def take_back_sent(store: Store, note: Note) -> Note:
    """Take back that a note was sent, with its entry on the timeline; return the note as it is kept."""
    contact = store.contact(note.contact_id)
    application = store.application(contact.application_id)
    back = replace(note, text=note.text if note.edited else "", channel=None, state=State.READY, sent_on=None)
    told = tuple(
        event
        for event in store.events(application.id)
        if event.contact_id == contact.id
        and event.what in (EventKind.THANKED, EventKind.FOLLOWED_UP)
        and event.on == note.sent_on
    )[-1:]
    records: list[AnyRecord] = [back]
    others = [each for each in store.notes(application.id) if each.id != note.id and each.state in THANKED]
    if application.stage is Stage.THANKED and not others:
        records.append(replace(application, stage=Stage.REJECTED))
    label = f"Took back that the note to {contact.name or 'them'} was sent"
    keep(store, label, application.id, *records, without=told)
    return back


def keep_setting(store: Store, profile: Profile) -> None:
    """Keep a setting; undo passes over it, for it changes nothing that was written."""
    with store.transaction("Changed a setting", undoable=False) as change:
        change.put(profile)


def keep_contacts(store: Store, contacts: Sequence[Contact], label: str) -> None:
    """Keep contacts of one application, new or changed; of several leads the first of these is the one.

    The follow-ups that are open go to whoever leads now.
    """
    if not contacts:
        return
    application_id = contacts[0].application_id
    lead = next((contact.id for contact in contacts if contact.lead), None)
    people = {contact.id: contact for contact in (*store.contacts(application_id), *contacts)}
    demoted = [
        replace(other, lead=False)
        for other in people.values()
        if lead is not None and other.lead and other.id != lead
    ]
    keep(store, label, application_id, *contacts, *demoted)


def lead_by(store: Store, contact: Contact) -> None:
    """Make `contact` the one who gets later follow-ups, or nobody when it was them already."""
    keep_contacts(store, [replace(contact, lead=not contact.lead)], f"Lead contact {contact.name}")


def remove_contact(store: Store, contact: Contact) -> None:
    """Delete a contact and their notes; one undo brings all back.

    The follow-ups go to whoever leads now, and are put down if this was the last who was not thanked yet.
    """
    keep_without(store, f"Deleted {called(contact)}", contact)
