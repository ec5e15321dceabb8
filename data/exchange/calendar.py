"""Follow-ups for a calendar: an .ics file of all-day events or of to-dos, each with an alarm.

An entry keeps its UID for as long as its follow-up lives, and its SEQUENCE grows when the day moves:
importing the same file twice changes nothing, and importing a newer one moves what has moved.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from ..followup.agenda import AgendaRow
from ..models import MOST_MOVES
from ..text import clean_line

if TYPE_CHECKING:
    from icalendar import Alarm, Event, Todo

ALARM_AT = timedelta(hours=9)
"""When on its day the alarm sounds, in the calendar's own time zone."""

CATEGORY = "thanks-tui"
_PRODUCT = "-//thanks-tui//follow-ups//EN"


class Entries(Enum):
    """What the entries of the file are."""

    EVENTS = "events"
    TODOS = "to-dos"


def export_ics(rows: Iterable[AgendaRow], now: datetime, kind: Entries = Entries.EVENTS) -> bytes:
    """Return follow-ups as an iCalendar file (RFC 5545), one entry for each row.

    `now` is an aware time: that of writing the file. A calendar takes no file without an entry, so that is
    not asked for.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    # With a method DTSTAMP is the time of the file, and says nothing of a change to the entry.
    calendar.add("method", "PUBLISH")
    for row in rows:
        calendar.add_component(_entry(row, now, kind))
    return calendar.to_ical()


def _entry(row: AgendaRow, now: datetime, kind: Entries) -> Event | Todo:
    from icalendar import Event, Todo

    entry = Event() if kind is Entries.EVENTS else Todo()
    entry.add("uid", f"{row.follow_up.id}@thanks-tui")
    entry.add("dtstamp", now)
    entry.add("sequence", min(max(row.follow_up.moved, 0), MOST_MOVES))
    entry.add("summary", _summary(row))
    entry.add("description", _description(row))
    entry.add("categories", [CATEGORY])
    if isinstance(entry, Event):
        entry.add("dtstart", row.due_on)
        entry.add("transp", "TRANSPARENT")
    else:
        entry.add("due", row.due_on)
        entry.add("status", "NEEDS-ACTION")
    entry.add_component(_alarm(row, kind))
    return entry


def _alarm(row: AgendaRow, kind: Entries) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _summary(row))
    # A to-do has no start, so its alarm is counted from the day on which it is due.
    related = {} if kind is Entries.EVENTS else {"related": "END"}
    alarm.add("trigger", ALARM_AT, parameters=related)
    return alarm


def _summary(row: AgendaRow) -> str:
    company = _plain(row.application.company)
    name = _plain(row.contact.name) if row.contact is not None else ""
    return f"Write to {name}, {company}" if name else f"Write to {company}"


def _plain(text: str) -> str:
    """Return `text` on one line. What the library would read as a line break gets a small letter."""
    return clean_line(text).replace("\\N", "\\n")


def _description(row: AgendaRow) -> str:
    """Return why, what is remembered of the person, and the way back into the program."""
    company = _plain(row.application.company)
    who = _plain(row.contact.name) if row.contact is not None else ""
    moment = _plain(row.moment)
    command = shlex.join(["thanks-tui", "note", "--follow-up", f"{who}, {company}"]) if who else "thanks-tui"
    lines = [
        _plain(row.reason),
        f"You remember: {moment}" if moment else "",
        f"The note: {command}",
    ]
    return "\n".join(filter(None, lines))
