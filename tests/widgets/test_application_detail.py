"""All that is noted of one application."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from textual.containers import VerticalScroll
from thanks_tui.data.models import Event, EventKind, Kind, Outcome, Stage, State, ToldBy
from thanks_tui.data.standing import Standing
from thanks_tui.data.timeline import event_words
from thanks_tui.widgets.application_detail import ApplicationDetail

from tests.factories import TODAY, make_application, make_contact, make_follow_up, make_note, make_standing
from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, screen_lines, screen_text, widget_lines

NORTHWIND = make_application(
    told_by=ToldBy.PHONE,
    their_words="It was a very close call.\nPlease stay in touch.",
    stage=Stage.THANKED,
    applied_on=date(2026, 9, 1),
    source="the careers page",
    url="https://northwind.example/jobs/7",
    remarks="They may open a second post.\nAsk in spring.",
)
DANA = make_contact(application_id=NORTHWIND.id, lead=True)
LEE = make_contact("Lee Park", application_id=NORTHWIND.id, kind=Kind.HIRING_MANAGER)
NOBODY = make_contact("", application_id=NORTHWIND.id, kind=Kind.COORDINATOR)


def event(what: EventKind, on: date, contact_id: str | None = None, detail: str = "") -> Event:
    return Event(application_id=NORTHWIND.id, contact_id=contact_id, what=what, on=on, detail=detail)


FULL = Standing(
    application=NORTHWIND,
    people=((DANA, make_note(DANA, State.SENT)), (LEE, make_note(LEE)), (NOBODY, None)),
    next_follow_up=make_follow_up(NORTHWIND, date(2026, 12, 13)),
)
EVENTS = [
    event(EventKind.REJECTED, date(2026, 11, 12), DANA.id),
    event(EventKind.THANKED, date(2026, 11, 13), DANA.id, "email"),
]


async def shown(row: Standing, events: Sequence[Event] = (), width: int = 60) -> list[str]:
    detail = ApplicationDetail(TODAY)
    app = Bench(detail)
    async with app.shown(width, 40) as pilot:
        detail.show(row, events)
        await pilot.pause()
        return "\n".join(screen_lines(app)).rstrip().split("\n")


async def test_tells_all_that_is_noted() -> None:
    assert await shown(FULL, EVENTS) == [
        "Northwind Robotics",
        "Staff Engineer",
        "turned down 12 Nov, 11 days ago, by phone",
        "",
        "“It was a very close call.",
        "Please stay in touch.”",
        "",
        "● Dana Ortiz ★  recruiter · sent 13 Nov",
        "◔ Lee Park  hiring manager · draft",
        "○ name not known  coordinator · nothing yet",
        "",
        "13 Dec  follow up, in 2 weeks",
        "13 Nov  thanked Dana Ortiz · email",
        "12 Nov  turned down, told by Dana Ortiz",
        "",
        "stage          thanked",
        "applied        1 Sep",
        "found through  the careers page",
        "link           https://northwind.example/jobs/7",
        "",
        "They may open a second post.",
        "Ask in spring.",
    ]


async def test_a_follow_up_that_is_late_was_due() -> None:
    late = make_standing(people={"Ana": State.SENT}, follow_up=date(2026, 10, 22))
    assert "22 Oct  follow-up was due, 4 weeks ago" in await shown(late)


async def test_what_is_not_known_leaves_no_gaps() -> None:
    bare = make_standing("Fabrikam", role="", rejected_on=None)
    assert await shown(bare) == [
        "Fabrikam",
        "role not noted",
        "turned down",
        "",
        "stage          turned down",
    ]


async def test_news_told_face_to_face() -> None:
    told = make_standing(told_by=ToldBy.IN_PERSON, outcome=Outcome.ON_HOLD)
    assert (await shown(told))[2] == "put on hold 12 Nov, 11 days ago, in person"


async def test_the_latest_stands_first_also_within_a_day() -> None:
    day = date(2026, 11, 13)
    events = [
        event(EventKind.ANSWERED, date(2026, 11, 14), LEE.id),
        event(EventKind.THANKED, day, DANA.id),
        event(EventKind.THANKED, day, LEE.id),
        event(EventKind.REJECTED, date(2026, 11, 12)),
    ]
    lines = await shown(FULL, events)
    at = lines.index("14 Nov  Lee Park answered")
    assert lines[at + 1 : at + 4] == [
        "13 Nov  thanked Lee Park",
        "13 Nov  thanked Dana Ortiz",
        "12 Nov  turned down",
    ]


async def test_another_application_takes_the_place_of_the_one_before() -> None:
    detail = ApplicationDetail(TODAY)
    app = Bench(detail)
    async with app.shown(60, 40) as pilot:
        detail.show(FULL, EVENTS)
        detail.show(make_standing("Contoso"), ())
        await pilot.pause()
        assert "Contoso" in screen_text(app)
        assert "Northwind" not in screen_text(app)


async def test_a_new_theme_colours_it_anew() -> None:
    detail = ApplicationDetail(TODAY)
    app = Bench(detail)
    async with app.shown() as pilot:
        app.theme = "textual-dark"
        detail.show(FULL, EVENTS)
        await pilot.pause()
        head, quiet = look_of(app, "Northwind").color, look_of(app, "stage").color
        app.theme = "textual-light"
        await pilot.pause()
        assert look_of(app, "Northwind").color != head
        assert look_of(app, "stage").color != quiet


@pytest.mark.parametrize("text", MARKUP + CONTROLS)
async def test_hostile_text_is_only_text(text: str) -> None:
    hostile = f"A{text}B"
    dana = make_contact(hostile)
    row = Standing(
        application=make_application(
            hostile, role=hostile, their_words=hostile, source=hostile, url=hostile, remarks=hostile
        ),
        people=((dana, None),),
    )
    told = Event(
        application_id=row.application.id,
        contact_id=dana.id,
        what=EventKind.STAGE,
        on=TODAY,
        detail=hostile,
    )
    detail = ApplicationDetail(TODAY)
    app = Bench(detail)
    async with app.shown(100, 40) as pilot:
        detail.show(row, [told])
        await pilot.pause()
        if text in MARKUP:
            assert screen_text(app).count(hostile) == 9
        assert forbidden_in(screen_text(app)) == []
        assert live_parts(app) == []


@pytest.mark.parametrize(
    ("what", "who", "words"),
    [
        (EventKind.REJECTED, "", "turned down"),
        (EventKind.REJECTED, "Dana", "turned down, told by Dana"),
        (EventKind.THANKED, "Dana", "thanked Dana"),
        (EventKind.FOLLOWED_UP, "Dana", "followed up with Dana"),
        (EventKind.ANSWERED, "Dana", "Dana answered"),
        (EventKind.ANSWERED, "", "answered"),
        (EventKind.STAGE, "", "stage"),
    ],
)
def test_what_happened_is_put_in_words(what: EventKind, who: str, words: str) -> None:
    assert event_words(event(what, TODAY), who) == words


LONG = event(
    EventKind.STAGE, date(2026, 11, 20), detail="a long talk by phone about the second post in spring"
)


def hanging(lines: Sequence[str]) -> list[str]:
    """The lines of the long event: the first, and those that hang below it."""
    at = next(index for index, line in enumerate(lines) if line.startswith("20 Nov"))
    return [line for line in lines[at : at + 5] if line.startswith(("20 Nov", "        "))]


@pytest.mark.parametrize("width", [24, 34, 50])
async def test_what_wraps_hangs_by_its_day_at_every_width(width: int) -> None:
    lines = await shown(FULL, [LONG], width)
    hung = hanging(lines)
    assert len(hung) > 1
    assert " ".join(line[8:].strip() for line in hung) == event_words(LONG, "") + f" · {LONG.detail}"
    assert lines[-1] == "Ask in spring."


async def test_what_wraps_is_wrapped_anew_when_the_screen_changes() -> None:
    detail = ApplicationDetail(TODAY)
    app = Bench(VerticalScroll(detail))
    async with app.shown(110, 50) as pilot:
        detail.show(FULL, [LONG])
        await pilot.pause()
        for width in (34, 80, 28):
            await pilot.resize_terminal(width, 50)
            await pilot.pause()
            lines = widget_lines(app, detail)
            assert " ".join(line[8:].strip() for line in hanging(lines)).endswith("in spring")
            assert lines[-1] == "Ask in spring."
