"""The list of the people met."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len
from thanks_tui.data.models import Kind, State
from thanks_tui.widgets.contact_list import ContactList, Person, note_words
from thanks_tui.widgets.glyphs import CURSOR

from tests.factories import TODAY, make_contact, make_note
from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, screen_lines, screen_text

DANA = make_contact(lead=True, moment="our talk about the night shifts")
LEE = make_contact("Lee Park", kind=Kind.HIRING_MANAGER)
NOBODY = make_contact("", kind=Kind.COORDINATOR)
PEOPLE: list[Person] = [(DANA, make_note(DANA, State.SENT)), (LEE, make_note(LEE)), (NOBODY, None)]


async def shown(rows: list[Person], width: int, height: int = 24) -> list[str]:
    people = ContactList(TODAY)
    app = Bench(people)
    async with app.shown(width, height) as pilot:
        people.show(rows)
        await pilot.pause()
        return screen_lines(app)


async def test_says_who_they_are_what_is_remembered_and_how_far_their_note_is() -> None:
    assert (await shown(PEOPLE, 60))[:9] == [
        f"{CURSOR} ● Dana Ortiz  recruiter ★ lead                sent 13 Nov",
        f"{CURSOR}   our talk about the night shifts",
        "",
        "  ◔ Lee Park  hiring manager                          draft",
        "    no moment remembered yet",
        "",
        "  ○ name not known  coordinator                 nothing yet",
        "    no moment remembered yet",
        "",
    ]


async def test_a_low_screen_has_no_room_for_gaps() -> None:
    lines = await shown(PEOPLE, 60, 20)
    assert lines[2].startswith("  ◔ Lee Park")


@pytest.mark.parametrize("width", [24, 40, 60, 110])
async def test_long_names_and_moments_give_way(width: int) -> None:
    long = make_contact("Zoë 星雲 " * 30, moment="the tour of the workshop " * 12)
    lines = await shown([(long, make_note(long, State.ANSWERED))], width)
    assert lines[0].endswith("… answered")
    assert lines[1].endswith("…")
    assert max(map(cell_len, lines)) <= width


async def test_the_cursor_follows_a_person() -> None:
    people = ContactList(TODAY)
    app = Bench(people)
    async with app.shown() as pilot:
        people.show(PEOPLE, at=LEE.id)
        people.show([(NOBODY, None), (LEE, make_note(LEE, State.SENT))])
        await pilot.pause()
        assert people.current is not None
        assert people.current[0] == LEE
        assert "sent 13 Nov" in screen_text(app)


async def test_a_name_stands_out() -> None:
    people = ContactList(TODAY)
    app = Bench(people)
    async with app.shown() as pilot:
        people.show(PEOPLE)
        await pilot.pause()
        assert look_of(app, "Lee Park").bold
        assert not look_of(app, "name not known").bold
        assert look_of(app, "hiring manager").color != look_of(app, "Lee Park").color


async def test_hostile_text_is_only_text() -> None:
    hostile = [make_contact(f"A{text}Z", moment=f"B{text}Y") for text in MARKUP + CONTROLS]
    people = ContactList(TODAY)
    app = Bench(people)
    async with app.shown(100, len(hostile) * 3) as pilot:
        people.show([(contact, None) for contact in hostile])
        await pilot.pause()
        text = screen_text(app)
        for markup in MARKUP:
            assert f"A{markup}Z" in text
            assert f"B{markup}Y" in text
        assert forbidden_in(text) == []
        assert live_parts(app) == []


def test_how_far_a_note_is() -> None:
    assert note_words(None, TODAY) == "nothing yet"
    assert note_words(make_note(DANA), TODAY) == "draft"
    assert note_words(make_note(DANA, State.SENT, sent_on=date(2025, 1, 2)), TODAY) == "sent 2 Jan 2025"
