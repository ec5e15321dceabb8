"""What was deleted, in a list and in detail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from thanks_tui.data.models import AnyRecord, Deleted, Event, EventKind, Removed, State, Trashed
from thanks_tui.widgets.glyphs import CURSOR
from thanks_tui.widgets.trash_detail import TrashDetail
from thanks_tui.widgets.trash_list import TrashList

from tests.factories import TODAY, make_application, make_contact, make_follow_up, make_note
from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, screen_lines, screen_text

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def make_trashed(label: str = "Dana Ortiz", ago: int = 0, **fields: Any) -> Trashed:
    given = {"what": Deleted.CONTACT, "company": "Northwind Robotics", **fields}
    return Trashed(label=label, deleted_on=NOON - timedelta(days=ago), **given)


async def shown(rows: list[Trashed], width: int = 60) -> list[str]:
    trash = TrashList(TODAY)
    app = Bench(trash)
    async with app.shown(width, 12) as pilot:
        trash.show(rows)
        await pilot.pause()
        return "\n".join(screen_lines(app)).rstrip().split("\n")


async def test_each_entry_says_what_it_is_and_how_long_it_stays() -> None:
    application = make_trashed("Contoso", 29, what=Deleted.APPLICATION, company="Contoso")
    assert await shown([make_trashed(), application, make_trashed("Lee Park", 40)]) == [
        f"{CURSOR} Dana Ortiz  Northwind Robotics               30 days left",
        f"{CURSOR}   contact, deleted 23 Nov, today",
        "",
        "  Contoso                                        1 day left",
        "    application, deleted 25 Oct, 4 weeks ago",
        "",
        "  Lee Park  Northwind Robotics                    goes soon",
        "    contact, deleted 14 Oct, 5 weeks ago",
    ]


async def test_a_narrow_list_cuts_what_is_too_long() -> None:
    assert await shown([make_trashed()], 24) == [
        f"{CURSOR} Dana Or… 30 days left",
        f"{CURSOR}   contact, deleted 23…",
    ]


async def detail(trashed: Trashed, records: list[AnyRecord], complaint: str = "") -> str:
    shown = TrashDetail(TODAY)
    app = Bench(shown)
    async with app.shown(60, 30) as pilot:
        assert screen_text(app).strip() == ""
        shown.show(trashed, records, complaint)
        await pilot.pause()
        return "\n".join(screen_lines(app)).rstrip()


async def test_the_detail_of_an_application_names_its_people_and_counts_the_rest() -> None:
    job = make_application(their_words="It was close.")
    dana, nameless = make_contact(application_id=job.id), make_contact("", application_id=job.id)
    follow_ups = [make_follow_up(job, TODAY), make_follow_up(job, TODAY)]
    event = Event(application_id=job.id, what=EventKind.REJECTED, on=TODAY)
    note = make_note(dana, State.SENT, text="Dear Dana, …")
    trashed = make_trashed(job.company, what=Deleted.APPLICATION)
    assert await detail(trashed, [job, dana, nameless, note, *follow_ups, event]) == "\n".join(
        [
            "Northwind Robotics",
            "application",
            "deleted 23 Nov, today; 30 days left",
            "",
            "Staff Engineer",
            "turned down, 12 Nov",
            "“It was close.”",
            "",
            "● Dana Ortiz, recruiter: sent",
            "○ somebody, recruiter: nothing yet",
            "",
            "with 1 note, 2 follow-ups, 1 day of the timeline",
        ]
    )


async def test_an_application_of_which_little_is_known_is_short() -> None:
    job = make_application(role="", rejected_on=None)
    text = await detail(make_trashed(job.company, what=Deleted.APPLICATION), [job])
    assert text.split("\n\n")[1:] == ["turned down"]


async def test_the_detail_of_a_contact_shows_who_they_are_and_what_was_written() -> None:
    dana = make_contact(email="dana@northwind.example", moment="our talk about the night shifts")
    text = await detail(make_trashed(), [dana, make_note(dana, text="Dear Dana,\n\nthank you.")])
    assert text.split("\n\n") == [
        "Dana Ortiz\ncontact of Northwind Robotics\ndeleted 23 Nov, today; 30 days left",
        "recruiter\ndana@northwind.example\nyou remember our talk about the night shifts",
        "with 1 note",
        "Dear Dana,",
        "thank you.",
    ]


async def test_the_detail_says_why_something_cannot_be_read() -> None:
    assert "It does not fit." in await detail(make_trashed(), [], "It does not fit.")


@pytest.mark.parametrize("hostile", [*MARKUP, *CONTROLS])
async def test_hostile_text_is_shown_to_the_letter(hostile: str) -> None:
    person = make_contact(hostile, title=hostile, moment=hostile)
    lines = await shown([make_trashed(hostile, company=hostile)])
    text = await detail(make_trashed(hostile, company=hostile), [person, make_note(person, text=hostile)])
    for each in (*lines, text):
        assert forbidden_in(each) == []
    if hostile in MARKUP:
        assert hostile in lines[0]
        assert text.count(hostile) >= 4


def test_an_entry_survives_its_file() -> None:
    trashed = make_trashed(
        removed=(Removed(table="contacts", number=7, document={"id": "c", "x": [1, {"y": None}]}),)
    )
    assert msgspec.json.decode(msgspec.json.encode(trashed), type=Trashed) == trashed
