"""`list`: the rejections, newest first."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...data.dates import show_date
from ...data.models import SortOrder
from ...data.outcomes import stage_words
from ...data.standing import Standing, in_order, next_words, standings
from ...data.store.ahead import Ahead
from ...data.store.reads import Reads
from ...data.text import clean_line
from .output import say, write
from .reading import look_up
from .table import Column, lay_out, room

# Company, role, when, stage, who is thanked, what comes next.
_COLUMNS = (Column(16, 0), Column(14, 4), Column(11, 2), Column(8, 5), Column(14, 1), Column(13, 3))


def list_rejections(ahead: Ahead, today: date, *, as_json: bool) -> int:
    """Print every application with how it stands, and return 0; StoreError if the store cannot be read."""
    rows, problems = look_up(ahead, _rows)
    if problems:
        say(f"{problems} record{'s' * (problems > 1)} could not be read; thanks-tui check says which.")
    if as_json:
        import msgspec

        listed = msgspec.json.encode([_as_json(row) for row in rows])
        write(msgspec.json.format(listed) + b"\n")
    elif rows:
        write(lay_out([_as_columns(row, today) for row in rows], _COLUMNS, room()))
    else:
        say("There are no rejections here yet; thanks-tui import takes one from its mail.")
    return 0


def _rows(store: Reads) -> tuple[list[Standing], int]:
    """Return how each application stands, newest first, and how many records could not be read."""
    found = standings(store.applications(), store.all_contacts(), store.all_notes(), store.follow_ups())
    return in_order(found, SortOrder.NEWEST), len(store.problems)


def _as_columns(row: Standing, today: date) -> tuple[str, ...]:
    application = row.application
    when = show_date(application.rejected_on, today) if application.rejected_on else ""
    return (
        application.company,
        application.role,
        when,
        stage_words(application.stage),
        f"{row.thanked} of {len(row.people)} thanked",
        next_words(row, today, lambda day: show_date(day, today)),
    )


def _as_json(row: Standing) -> dict[str, Any]:
    application, person, follow_up = row.application, row.next_person, row.next_follow_up
    return {
        "id": application.id,
        "company": clean_line(application.company),
        "role": clean_line(application.role),
        "outcome": application.outcome,
        "stage": application.stage,
        "rejected_on": application.rejected_on,
        "contacts": len(row.people),
        "thanked": row.thanked,
        "next_person": None if person is None else {"id": person.id, "name": clean_line(person.name)},
        "next_follow_up": None
        if follow_up is None
        else {"id": follow_up.id, "due_on": follow_up.due_on, "reason": clean_line(follow_up.reason)},
    }
