"""The follow-ups under their headings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from textual.content import Content
from thanks_tui.data.followup.agenda import AgendaRow, Group
from thanks_tui.widgets.agenda_list import AgendaList
from thanks_tui.widgets.glyphs import CURSOR
from thanks_tui.widgets.row_list import RowList

from tests.factories import TODAY, make_application, make_contact, make_follow_up
from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, place_of, screen_lines, screen_text

REASON = "day 30: a light word keeps the door open"


def make_row(company: str, name: str | None, due_in: int, **fields: Any) -> AgendaRow:
    application = make_application(company)
    contact = None if name is None else make_contact(name, application_id=application.id)
    due_on = TODAY + timedelta(days=due_in)
    group = Group.OVERDUE if due_in < 0 else Group.THIS_WEEK if due_in <= 7 else Group.LATER
    given = {"days_since": 40, **fields}
    return AgendaRow(
        application=application,
        contact=contact,
        follow_up=make_follow_up(application, due_on, reason=REASON),
        group=group,
        days_late=-due_in,
        **given,
    )


DANA = make_row("Northwind Robotics", "Dana Ortiz", -10)
EVE = make_row("Contoso", "Eve Moreau", 3, days_since=27)
KIM = make_row("Fabrikam", "Kim Larsen", 7, days_since=None)
NOBODY = make_row("Adatum", None, 50, days_since=None)


async def shown(rows: list[AgendaRow], width: int = 80, height: int = 24) -> list[str]:
    agenda = AgendaList(TODAY)
    app = Bench(agenda)
    async with app.shown(width, height) as pilot:
        agenda.show(rows)
        await pilot.pause()
        return "\n".join(screen_lines(app)).rstrip().split("\n")


async def test_each_group_stands_under_its_heading() -> None:
    assert await shown([DANA, EVE, KIM, NOBODY]) == [
        "  Overdue",
        f"{CURSOR} Dana Ortiz  Northwind Robotics                            13 Nov, 10 days ago",
        f"{CURSOR}   40 days since the last word · {REASON}",
        "",
        "  This week",
        "  Eve Moreau  Contoso                                         26 Nov, in 3 days",
        f"    27 days since the last word · {REASON}",
        "",
        "  Kim Larsen  Fabrikam                                        30 Nov, in 7 days",
        f"    {REASON}",
        "",
        "  Later",
        "  nobody in particular  Adatum                          12 Jan 2027, in 7 weeks",
        f"    {REASON}",
    ]


async def test_a_narrow_list_keeps_the_day_and_cuts_the_rest() -> None:
    lines = await shown([DANA], 40)
    assert lines[1:] == [
        f"{CURSOR} Dana Ortiz  Nort… 13 Nov, 10 days ago",
        f"{CURSOR}   40 days since the last word · day 3…",
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "last word today"), (1, "1 day since the last word"), (2, "2 days since the last word")],
)
async def test_how_long_ago_the_last_word_was(days: int, words: str) -> None:
    assert f"  {words} · {REASON}" in (await shown([make_row("Contoso", "Eve", 3, days_since=days)]))[2]


async def test_after_three_without_an_answer_it_says_how_to_let_it_rest() -> None:
    lines = await shown([make_row("Contoso", "Eve", -3, better_stop=True, unanswered=3)], 60)
    assert lines[2] == f"{CURSOR}   three without an answer: R lets it rest · 40 days since…"


async def test_somebody_whose_name_is_not_known_is_told_by_what_they_were() -> None:
    assert "recruiter  Contoso" in (await shown([make_row("Contoso", "", 3)]))[1]


async def test_the_cursor_passes_from_row_to_row_and_covers_no_heading() -> None:
    agenda = AgendaList(TODAY)
    app = Bench(agenda)
    async with app.shown() as pilot:
        agenda.show([DANA, EVE])
        agenda.focus()
        await pilot.press("j")
        assert agenda.current == EVE
        assert look_of(app, "Eve Moreau").bgcolor != look_of(app, "This week").bgcolor
        assert look_of(app, "This week").bgcolor == look_of(app, "Overdue").bgcolor
        assert screen_lines(app)[5].startswith(CURSOR)
        await pilot.press("k")
        assert agenda.current == DANA


async def test_what_is_late_is_coloured_and_said() -> None:
    agenda = AgendaList(TODAY)
    app = Bench(agenda)
    async with app.shown() as pilot:
        agenda.show([EVE, DANA])
        await pilot.pause()
        assert look_of(app, "13 Nov, 10 days ago").color != look_of(app, "40 days since").color


async def test_the_cursor_stays_with_an_application_whose_next_day_is_another() -> None:
    agenda = AgendaList(TODAY)
    app = Bench(agenda)
    async with app.shown() as pilot:
        agenda.show([DANA, EVE])
        await pilot.pause()
        moved = AgendaRow(
            application=DANA.application,
            contact=DANA.contact,
            follow_up=make_follow_up(DANA.application, date(2026, 12, 24)),
            group=Group.LATER,
            days_late=-31,
        )
        agenda.show([EVE, moved])
        await pilot.pause()
        assert agenda.current == moved
        assert "  This week" in screen_lines(app)
        assert "  Later" in screen_lines(app)
        assert "Overdue" not in screen_text(app)


async def test_a_second_click_opens_it() -> None:
    agenda = AgendaList(TODAY)
    app = Bench(agenda)
    async with app.shown() as pilot:
        agenda.show([DANA, EVE])
        await pilot.pause()
        await pilot.click(offset=place_of(app, "Eve Moreau"), times=2)
        assert [message.row for message in app.heard(RowList.Selected)] == [EVE]


async def test_hostile_text_is_only_text() -> None:
    from msgspec.structs import replace

    rows = [make_row(f"A{text}Z", f"C{text}X", index) for index, text in enumerate(MARKUP + CONTROLS)]
    rows = [
        replace(row, follow_up=replace(row.follow_up, reason=f"R{text}Q"))
        for row, text in zip(rows, MARKUP + CONTROLS, strict=True)
    ]
    agenda = AgendaList(TODAY)
    app = Bench(agenda)
    async with app.shown(140, len(rows) * 3 + 2) as pilot:
        agenda.show(rows)
        await pilot.pause()
        text = screen_text(app)
        for hostile in MARKUP:
            for shown_whole in (f"A{hostile}Z", f"C{hostile}X", f"R{hostile}Q"):
                assert shown_whole in text
        assert forbidden_in(text) == []
        assert live_parts(app) == []


async def test_of_many_rows_those_in_view_are_drawn_and_all_have_their_height() -> None:
    class Counting(AgendaList):
        """Writes down which rows it draws."""

        def draw(self, row: AgendaRow, width: int, *, current: bool) -> Sequence[Content]:
            drawn.add(row.application.company)
            return super().draw(row, width, current=current)

    drawn: set[str] = set()
    rows = [make_row(f"Company {number}", "Dana Ortiz", number - 50) for number in range(300)]
    agenda = Counting(TODAY)
    app = Bench(agenda)
    async with app.shown(80, 24) as pilot:
        agenda.show(rows)
        await pilot.pause()
        assert len(drawn) < 20
        for row in rows:
            assert agenda.height(row) == len(agenda.draw(row, 80, current=False))
        assert agenda.virtual_size.height == 3 * len(rows) + len(Group)
