"""`due`: the follow-ups that are due."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from ...data.dates import show_date
from ...data.models import Application, Contact, FollowUp, Stage
from ...data.store.store import Store
from ...data.text import clean_line
from .output import say, write
from .reading import open_for_reading
from .table import Column, lay_out, room

# When, how late, company, person, why.
_COLUMNS = (Column(11, 1), Column(12, 2), Column(12, 0), Column(10, 3), Column(10, 4))


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A follow-up with what it belongs to."""

    follow_up: FollowUp
    application: Application
    contact: Contact | None


def list_due(data_dir: Path | None, today: date, *, within: int, as_json: bool, quiet: bool) -> int:
    """Print the open follow-ups that are due up to `within` days from `today`, the earliest first."""
    with open_for_reading(data_dir) as store:
        found = due_until(store, today + timedelta(days=within))
    if as_json:
        write(msgspec.json.format(msgspec.json.encode([_as_json(due, today) for due in found])) + b"\n")
    elif found:
        write(lay_out([_as_columns(due, today) for due in found], _COLUMNS, room()))
    elif not quiet:
        say("No follow-up is due." if not within else f"No follow-up is due within {_count(within)}.")
    return 0


def due_until(store: Store, last: date) -> list[Due]:
    """Return the follow-ups of `store` that are due on or before `last` and not done, the earliest first."""
    found: list[Due] = []
    for follow_up in store.follow_ups():
        application = store.application(follow_up.application_id)
        if follow_up.done_on is None and follow_up.due_on <= last and application.stage is not Stage.CLOSED:
            contact = store.contact(follow_up.contact_id) if follow_up.contact_id else None
            found.append(Due(follow_up=follow_up, application=application, contact=contact))
    return sorted(found, key=lambda due: due.follow_up.due_on)


def _as_columns(due: Due, today: date) -> tuple[str, ...]:
    day = due.follow_up.due_on
    person = due.contact.name if due.contact else ""
    return show_date(day, today), _how_late(day, today), due.application.company, person, due.follow_up.reason


def _how_late(day: date, today: date) -> str:
    days = (today - day).days
    if days == 0:
        return "today"
    return f"{_count(days)} late" if days > 0 else f"in {_count(-days)}"


def _count(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"


def _as_json(due: Due, today: date) -> dict[str, Any]:
    return {
        "id": due.follow_up.id,
        "application_id": due.application.id,
        "company": clean_line(due.application.company),
        "role": clean_line(due.application.role),
        "contact_id": due.follow_up.contact_id,
        "person": clean_line(due.contact.name) if due.contact else None,
        "due_on": due.follow_up.due_on,
        "days": (due.follow_up.due_on - today).days,
        "reason": clean_line(due.follow_up.reason),
    }
