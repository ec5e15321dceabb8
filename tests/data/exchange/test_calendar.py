"""Follow-ups for a calendar, read again with another library than the one that wrote them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from thanks_tui.data.exchange.calendar import Entries, export_ics
from thanks_tui.data.followup.agenda import AgendaRow, Group
from thanks_tui.data.models import Application, Contact, FollowUp
from thanks_tui.data.text import clean_line

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
APPLICATION = Application(id="a" * 32, company="Northwind Robotics", role="Staff Engineer")
DANA = Contact(
    id="b" * 32,
    application_id=APPLICATION.id,
    name="Dana Ortiz",
    moment="our talk about the night shifts",
)
FOLLOW_UP = FollowUp(
    id="c" * 32,
    application_id=APPLICATION.id,
    contact_id=DANA.id,
    due_on=date(2026, 12, 14),
    reason="day 30: a light word keeps the door open",
    step=30,
)
ROW = AgendaRow(application=APPLICATION, contact=DANA, follow_up=FOLLOW_UP, group=Group.LATER, days_late=-21)
FOR_NOBODY = replace(ROW, contact=None, follow_up=replace(FOLLOW_UP, id="d" * 32, reason=""))


def read(data: bytes):
    """Return the calendar as another library reads it."""
    return vobject.readOne(data.decode())


def with_words(words: str, reason: str = "") -> AgendaRow:
    return replace(
        ROW,
        application=replace(APPLICATION, company=words),
        contact=replace(DANA, name=words, moment=words),
        follow_up=replace(FOLLOW_UP, reason=reason),
    )


@pytest.mark.parametrize(("moved", "sequence"), [(3, "3"), (10**18, str(2**31 - 1)), (-1, "0")])
def test_no_number_is_too_large_for_a_calendar(moved: int, sequence: str):
    row = replace(ROW, follow_up=replace(FOLLOW_UP, moved=moved))
    (event,) = read(export_ics([row], NOW)).vevent_list
    assert event.sequence.value == sequence


def test_an_event_lasts_the_day_and_sounds_at_nine():
    (event,) = read(export_ics([ROW], NOW)).vevent_list
    assert event.dtstart.value == date(2026, 12, 14)
    assert event.summary.value == "Write to Dana Ortiz, Northwind Robotics"
    assert event.uid.value == f"{'c' * 32}@thanks-tui"
    assert event.dtstamp.value == NOW
    assert event.transp.value == "TRANSPARENT"
    assert event.categories.value == ["thanks-tui"]
    (alarm,) = event.valarm_list
    assert alarm.action.value == "DISPLAY"
    assert alarm.description.value == event.summary.value
    assert alarm.trigger.value == timedelta(hours=9)


def test_it_says_why_what_one_remembers_and_how_to_come_back():
    (event,) = read(export_ics([ROW], NOW)).vevent_list
    assert event.description.value.split("\n") == [
        "day 30: a light word keeps the door open",
        "You remember: our talk about the night shifts",
        "The note: thanks-tui note --follow-up 'Dana Ortiz, Northwind Robotics'",
    ]


def test_a_to_do_is_due_on_the_day_and_its_alarm_counts_from_there():
    calendar = read(export_ics([ROW], NOW, Entries.TODOS))
    (todo,) = calendar.vtodo_list
    assert todo.due.value == date(2026, 12, 14)
    assert todo.status.value == "NEEDS-ACTION"
    (alarm,) = todo.valarm_list
    assert alarm.trigger.value == timedelta(hours=9)
    assert alarm.trigger.related_param == "END"
    assert not hasattr(calendar, "vevent")
    assert not hasattr(todo, "dtstart")


def test_for_nobody_in_particular_and_for_no_reason():
    (event,) = read(export_ics([FOR_NOBODY], NOW)).vevent_list
    assert event.summary.value == "Write to Northwind Robotics"
    assert event.description.value == "The note: thanks-tui"


def test_the_same_again_changes_nothing():
    assert export_ics([ROW, FOR_NOBODY], NOW) == export_ics([ROW, FOR_NOBODY], NOW)
    first = read(export_ics([ROW], NOW)).vevent
    again = read(export_ics([ROW], NOW + timedelta(days=3))).vevent
    for name in ("uid", "sequence", "dtstart", "summary", "description"):
        assert first.contents[name][0].value == again.contents[name][0].value
    # With a method the stamp is that of the file; without one it would say that the entry was changed.
    assert read(export_ics([ROW], NOW)).method.value == "PUBLISH"


def test_a_day_that_moved_has_a_higher_number():
    moved = replace(ROW, follow_up=replace(FOLLOW_UP, due_on=date(2026, 12, 21), moved=2))
    before, after = (read(export_ics([row], NOW)).vevent for row in (ROW, moved))
    assert before.uid.value == after.uid.value
    assert (before.sequence.value, after.sequence.value) == ("0", "2")


@pytest.mark.parametrize(
    "words",
    [
        "a; b, c \\ d",
        "\\n and \\;",
        "BEGIN:VEVENT",
        'x":y;z=1',
        "Zoë Łuczak " * 20,
        "株式会社" * 40,
        "a" * 74 + "😀" * 30,
        "a" * 60 + "👩‍👩‍👧‍👦" * 10,
        "it's $(reboot) `reboot`",
    ],
)
def test_signs_that_mean_something_to_a_calendar_come_back_as_they_were(words: str):
    data = export_ics([with_words(words, words)], NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    (event,) = read(data).vevent_list
    said = clean_line(words)
    assert event.summary.value == f"Write to {said}, {said}"
    reason, moment, command = event.description.value.split("\n")
    assert (reason, moment) == (said, f"You remember: {said}")
    assert command.startswith("The note: thanks-tui note --follow-up '")


def test_a_backslash_before_n_makes_no_line():
    (event,) = read(export_ics([with_words("C:\\New")], NOW)).vevent_list
    assert event.summary.value == "Write to C:\\new, C:\\new"


@given(st.text(max_size=200))
def test_any_words_come_back(words: str):
    (event,) = read(export_ics([with_words(words)], NOW)).vevent_list
    said = clean_line(words).replace("\\N", "\\n")
    expected = f"Write to {said}, {said}" if said else "Write to "
    assert event.summary.value.strip() == expected.strip()


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(1970, 1, 1), date(2096, 2, 29), date(9999, 12, 31)])
def test_any_day_of_the_calendar(day: date):
    row = replace(ROW, follow_up=replace(FOLLOW_UP, due_on=day))
    assert read(export_ics([row], NOW)).vevent.dtstart.value == day
    assert read(export_ics([row], NOW, Entries.TODOS)).vtodo.due.value == day


def test_no_time_zone_comes_into_it():
    shown = {
        zone: subprocess.run(
            [sys.executable, "-c", _WRITE],
            env={**os.environ, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for zone in ("UTC", "America/New_York", "Pacific/Kiritimati")
    }
    assert len(set(shown.values())) == 1
    assert b"DTSTART;VALUE=DATE:20270328" in shown["UTC"]


_WRITE = """
import sys
from datetime import UTC, date, datetime
from thanks_tui.data.exchange.calendar import export_ics
from thanks_tui.data.followup.agenda import AgendaRow, Group
from thanks_tui.data.models import Application, FollowUp

application = Application(id="a", company="Northwind")
follow_up = FollowUp(id="b", application_id="a", due_on=date(2027, 3, 28))
row = AgendaRow(application=application, contact=None, follow_up=follow_up, group=Group.LATER, days_late=0)
sys.stdout.buffer.write(export_ics([row], datetime(2026, 11, 23, 8, tzinfo=UTC)))
"""


def test_the_library_is_loaded_only_when_it_is_needed():
    ask = "import sys, thanks_tui.data.exchange.calendar; print('icalendar' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
