"""Records for tests: people and jobs that a reader can tell apart, with only what the test names set."""

from __future__ import annotations

from datetime import date
from typing import Any

from thanks_tui.data.models import Application, Channel, Contact, FollowUp, Kind, Note, State
from thanks_tui.data.standing import Standing

TODAY = date(2026, 11, 23)
"""The day on which the tests' clock stands: a Monday."""


def make_application(company: str = "Northwind Robotics", **fields: Any) -> Application:
    """A rejection of eleven days ago."""
    given = {"role": "Staff Engineer", "rejected_on": date(2026, 11, 12), **fields}
    return Application(company=company, **given)


def make_contact(name: str = "Dana Ortiz", **fields: Any) -> Contact:
    """A recruiter of an application, which may be named by its id."""
    return Contact(name=name, **{"application_id": "a" * 32, "kind": Kind.RECRUITER, **fields})


def make_note(contact: Contact, state: State = State.DRAFT, **fields: Any) -> Note:
    """A note to `contact`; one that was sent has a day and a channel."""
    sent = state in (State.SENT, State.ANSWERED)
    given = {"sent_on": date(2026, 11, 13), "channel": Channel.EMAIL} if sent else {}
    return Note(contact_id=contact.id, state=state, **{**given, **fields})


def make_follow_up(application: Application, due_on: date, **fields: Any) -> FollowUp:
    """An open follow-up."""
    return FollowUp(application_id=application.id, due_on=due_on, **fields)


def make_standing(
    company: str = "Northwind Robotics",
    people: dict[str, State | None] | None = None,
    follow_up: date | None = None,
    **fields: Any,
) -> Standing:
    """An application with people, each by name with the state of their note (None: no note yet)."""
    application = make_application(company, **fields)
    contacts = [make_contact(name, application_id=application.id) for name in people or {}]
    states = (people or {}).values()
    return Standing(
        application=application,
        people=tuple(
            (contact, None if state is None else make_note(contact, state))
            for contact, state in zip(contacts, states, strict=True)
        ),
        next_follow_up=make_follow_up(application, follow_up) if follow_up else None,
    )
