"""`due`: the follow-ups that are due."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from ...data.dates import show_date
from ...data.followup.agenda import AgendaRow, due
from ...data.followup.read import agenda_of
from ...data.store.ahead import Ahead
from ...data.text import clean_line
from .output import say, write
from .reading import look_up
from .table import Column, lay_out, room

# When, how late, company, person, why.
_COLUMNS = (Column(11, 1), Column(12, 2), Column(12, 0), Column(10, 3), Column(10, 4))


def list_due(ahead: Ahead, today: date, *, within: int, as_json: bool, quiet: bool) -> int:
    """Print the next follow-up of each application that is due up to `within` days from `today`, by day.

    Returns 0, whether or not there are any. StoreError if the store cannot be read.
    """
    # The last words of a row are not told here, and not known where notes are but heads.
    found = look_up(ahead, lambda store: due(agenda_of(store, today), today, within))
    if as_json:
        write(msgspec.json.format(msgspec.json.encode([_as_json(row) for row in found])) + b"\n")
    elif found:
        write(lay_out([_as_columns(row, today) for row in found], _COLUMNS, room()))
    elif not quiet:
        say("No follow-up is due." if not within else f"No follow-up is due within {_count(within)}.")
    return 0


def _as_columns(row: AgendaRow, today: date) -> tuple[str, ...]:
    person = row.contact.name if row.contact else ""
    return show_date(row.due_on, today), _how_late(row.days_late), row.application.company, person, row.reason


def _how_late(days: int) -> str:
    if days == 0:
        return "today"
    return f"{_count(days)} late" if days > 0 else f"in {_count(-days)}"


def _count(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"


def _as_json(row: AgendaRow) -> dict[str, Any]:
    return {
        "id": row.follow_up.id,
        "application_id": row.application.id,
        "company": clean_line(row.application.company),
        "role": clean_line(row.application.role),
        "contact_id": row.follow_up.contact_id,
        "person": clean_line(row.contact.name) if row.contact else None,
        "due_on": row.due_on,
        "days": -row.days_late,
        "days_since_contact": row.days_since,
        "moment": clean_line(row.moment),
        "reason": clean_line(row.reason),
        "better_stop": row.better_stop,
    }
