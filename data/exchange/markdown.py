"""An application, or all of them, as a Markdown document to read, print or keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..dates import full_date
from ..literal import literal_line, quoted_block
from ..models import Application, Contact, Event, FollowUp, Kind, Note, Purpose, State, ToldBy
from ..notes.compose import letter_text
from ..outcomes import outcome_words, stage_words
from ..standing import THANKED
from ..store.store import Store
from ..timeline import detail_words, event_words


def export_markdown(store: Store, application_ids: Iterable[str] | None = None) -> str:
    """Return the applications with these ids, in this order, or all of them, as one Markdown document.

    For each: the facts, what they said, the people with the text of their notes, the follow-ups and the
    timeline. What the user wrote stays literal. Empty when there is no application. Raises NotFoundError for
    an id that the store does not have.
    """
    if application_ids is None:
        chosen = store.applications()
    else:
        chosen = [store.application(id_) for id_ in application_ids]
    return "\n".join("\n\n".join(_sections(store, application)) + "\n" for application in chosen)


def _sections(store: Store, application: Application) -> Iterator[str]:
    """Yield the blocks of the document of one application."""
    yield f"# {literal_line(application.company) or 'A company'}"
    yield _facts(application)
    if application.their_words:
        yield "## What they said"
        yield quoted_block(application.their_words)
    if application.remarks:
        yield "## Remarks"
        yield quoted_block(application.remarks)
    contacts = store.contacts(application.id)
    if contacts:
        yield "## People"
    for contact in contacts:
        yield from _person(store, application, contact)
    names = {contact.id: contact.name for contact in contacts}
    follow_ups = sorted(store.follow_ups(application.id), key=lambda follow_up: follow_up.due_on)
    if follow_ups:
        yield "## Follow-ups"
        yield "\n".join(_follow_up(follow_up, names) for follow_up in follow_ups)
    events = sorted(store.events(application.id), key=lambda event: event.on)
    if events:
        yield "## Timeline"
        yield "\n".join(_event(event, names) for event in events)


def _facts(application: Application) -> str:
    told_by = "" if application.told_by is ToldBy.UNKNOWN else f", told by {application.told_by.value}"
    if application.told_by is ToldBy.IN_PERSON:
        told_by = ", told in person"
    return _list(
        ("Role", application.role),
        ("Applied", _day(application.applied_on)),
        ("Outcome", f"{outcome_words(application.outcome)}{_on(application.rejected_on)}{told_by}"),
        ("Stage", stage_words(application.stage)),
        ("Found", application.source),
        ("Link", application.url),
    )


def _person(store: Store, application: Application, contact: Contact) -> Iterator[str]:
    """Yield the blocks of one contact: who they are, and every note to them."""
    yield f"### {literal_line(contact.name) or 'Somebody'}"
    roles = [contact.title, "" if contact.kind is Kind.OTHER else contact.kind.value]
    roles.append("told me the outcome" if contact.gave_news else "")
    roles.append("lead for follow-ups" if contact.lead else "")
    facts = _list(
        ("Who", ", ".join(filter(None, roles))),
        ("Mail", contact.email),
        ("Phone", contact.phone),
        ("LinkedIn", contact.linkedin),
        ("Moment", contact.moment),
    )
    if facts:
        yield facts
    for note in store.notes(application.id):
        if note.contact_id == contact.id:
            yield f"**{_note_line(note)}**"
            yield quoted_block(letter_text(note, contact, application, store.profile))


def _note_line(note: Note) -> str:
    """Return what sort of note it is, and how far: `Thank-you note, sent on 13 November 2026 by email`."""
    what = "Thank-you note" if note.purpose is Purpose.THANK_YOU else "Follow-up"
    if note.state not in THANKED:
        return f"{what}, {note.state.value}"
    by = f" by {note.channel.value}" if note.channel else ""
    answered = ", answered" if note.state is State.ANSWERED else ""
    return f"{what}, sent{_on(note.sent_on)}{by}{answered}"


def _follow_up(follow_up: FollowUp, names: dict[str, str]) -> str:
    who = names.get(follow_up.contact_id or "", "")
    how = "skipped" if follow_up.skipped else "done"
    done = f", {how}{_on(follow_up.done_on)}" if follow_up.done_on else ""
    return _item(_day(follow_up.due_on), ", ".join(filter(None, [who, follow_up.reason])), done)


def _event(event: Event, names: dict[str, str]) -> str:
    who = names.get(event.contact_id or "", "")
    detail = detail_words(event)
    return _item(_day(event.on), event_words(event, who), f", {detail}" if detail else "")


def _item(day: str, what: str, more: str) -> str:
    """Return an entry of a list that begins with a day."""
    text = literal_line(f"{what}{more}".removeprefix(", "))
    return f"- {day}: {text}" if text else f"- {day}"


def _list(*facts: tuple[str, str]) -> str:
    """Return a list of those facts of which something is known."""
    return "\n".join(f"- {label}: {literal_line(text)}" for label, text in facts if text)


def _day(day: date | None) -> str:
    return full_date(day) if day is not None else ""


def _on(day: date | None) -> str:
    return f" on {full_date(day)}" if day is not None else ""
