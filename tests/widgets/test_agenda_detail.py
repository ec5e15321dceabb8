"""All that one needs to know to write again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from thanks_tui.data.followup.agenda import AgendaRow, Group, LastWords
from thanks_tui.data.models import Contact, Stage
from thanks_tui.widgets.agenda_detail import AgendaDetail

from tests.factories import TODAY, make_application, make_contact, make_follow_up
from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, screen_lines, screen_text

REASON = "day 30: a light word keeps the door open"
NORTHWIND = make_application(stage=Stage.THANKED)
DANA = make_contact(application_id=NORTHWIND.id, moment="our talk about\nthe night shifts")


def make_row(contact: Contact | None = DANA, **fields: Any) -> AgendaRow:
    follow_up = make_follow_up(NORTHWIND, date(2026, 11, 13), reason=REASON)
    given = {"application": NORTHWIND, "follow_up": follow_up, "group": Group.OVERDUE, "days_late": 10}
    return AgendaRow(contact=contact, **{**given, **fields})


def said(*, theirs: bool, contact: Contact | None = DANA, text: str = "See you in spring.") -> LastWords:
    return LastWords(whole=text, on=date(2026, 10, 14), theirs=theirs, contact=contact)


async def shown(row: AgendaRow, width: int = 60) -> list[str]:
    detail = AgendaDetail(TODAY)
    app = Bench(detail)
    async with app.shown(width, 30) as pilot:
        detail.show(row)
        await pilot.pause()
        return "\n".join(screen_lines(app)).rstrip().split("\n")


async def test_tells_who_why_and_what_was_said_last() -> None:
    assert await shown(make_row(last_words=said(theirs=False))) == [
        "Dana Ortiz",
        "recruiter, Northwind Robotics · Staff Engineer",
        "stage: thanked",
        "",
        "was due 13 Nov, 10 days ago",
        REASON,
        "",
        "you wrote to Dana Ortiz 14 Oct, 5 weeks ago:",
        "“See you in spring.”",
        "",
        "you remember  our talk about",
        "the night shifts",
    ]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (said(theirs=True), "Dana Ortiz wrote 14 Oct, 5 weeks ago:"),
        (said(theirs=True, contact=None), "they wrote 14 Oct, 5 weeks ago:"),
        (said(theirs=False, contact=None), "you wrote to them 14 Oct, 5 weeks ago:"),
        (said(theirs=True, contact=make_contact("")), "they wrote 14 Oct, 5 weeks ago:"),
    ],
)
async def test_who_spoke_last(words: LastWords, line: str) -> None:
    assert line in await shown(make_row(last_words=words))


async def test_what_is_not_known_leaves_no_gaps() -> None:
    bare = make_application("Fabrikam", role="", rejected_on=None)
    own = make_follow_up(bare, date(2026, 11, 30))
    row = make_row(None, application=bare, follow_up=own, group=Group.THIS_WEEK, days_late=-7)
    assert await shown(row) == [
        "Fabrikam",
        "Fabrikam",
        "stage: turned down",
        "",
        "follow up 30 Nov, in 7 days",
    ]


async def test_somebody_without_a_name_is_told_by_what_they_were() -> None:
    assert (await shown(make_row(make_contact(""))))[:2] == [
        "recruiter",
        "Northwind Robotics · Staff Engineer",
    ]


async def test_after_three_without_an_answer_it_advises_to_rest() -> None:
    lines = await shown(make_row(better_stop=True, unanswered=3), 80)
    assert lines[-1] == "3 notes without an answer. It may be kinder to let it rest: R does."


async def test_another_row_takes_the_place_of_the_one_before() -> None:
    detail = AgendaDetail(TODAY)
    app = Bench(detail)
    async with app.shown(60, 30) as pilot:
        assert screen_text(app).strip() == ""
        detail.show(make_row(last_words=said(theirs=True)))
        detail.show(make_row(make_contact("Lee Park")))
        await pilot.pause()
        assert "Lee Park" in screen_text(app)
        assert "Dana" not in screen_text(app)
        assert "See you in spring" not in screen_text(app)


async def test_a_new_theme_colours_it_anew() -> None:
    detail = AgendaDetail(TODAY)
    app = Bench(detail)
    async with app.shown() as pilot:
        app.theme = "textual-dark"
        detail.show(make_row())
        await pilot.pause()
        head, quiet = look_of(app, "Dana Ortiz").color, look_of(app, "stage: thanked").color
        app.theme = "textual-light"
        await pilot.pause()
        assert look_of(app, "Dana Ortiz").color != head
        assert look_of(app, "stage: thanked").color != quiet


@pytest.mark.parametrize("text", MARKUP + CONTROLS)
async def test_hostile_text_is_only_text(text: str) -> None:
    hostile = f"A{text}B"
    application = make_application(hostile, role=hostile)
    contact = make_contact(hostile, moment=hostile)
    row = make_row(
        contact,
        application=application,
        follow_up=make_follow_up(application, TODAY, reason=hostile),
        last_words=said(theirs=True, contact=contact, text=hostile),
    )
    detail = AgendaDetail(TODAY)
    app = Bench(detail)
    async with app.shown(120, 40) as pilot:
        detail.show(row)
        await pilot.pause()
        if text in MARKUP:
            assert screen_text(app).count(hostile) == 7
        assert forbidden_in(screen_text(app)) == []
        assert live_parts(app) == []
