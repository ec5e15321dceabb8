"""The list of rejections at every width."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len
from thanks_tui.data.models import Stage, State
from thanks_tui.data.standing import Standing
from thanks_tui.widgets.glyphs import CURSOR
from thanks_tui.widgets.rejection_list import RejectionList, thanked_words

from tests.factories import TODAY, make_standing
from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, place_of, screen_lines, screen_text, widget_lines

SENT, DRAFT = State.SENT, State.DRAFT
NORTHWIND = make_standing(people={"Dana": SENT, "Lee": State.ANSWERED, "Ana Ruiz": DRAFT, "Tom": None})
CONTOSO = make_standing(
    "Contoso",
    {"Eve": SENT},
    date(2026, 11, 27),
    role="Data Engineer",
    rejected_on=date(2025, 10, 18),
    stage=Stage.THANKED,
)
FABRIKAM = make_standing("Fabrikam", role="", rejected_on=None)


async def shown(rows: list[Standing], width: int, height: int = 24) -> list[str]:
    rejections = RejectionList(TODAY)
    app = Bench(rejections)
    async with app.shown(width, height) as pilot:
        rejections.show(rows)
        await pilot.pause()
        return screen_lines(app)


async def test_a_wide_list_tells_everything() -> None:
    lines = await shown([NORTHWIND, CONTOSO, FABRIKAM], 80)
    assert lines[:9] == [
        f"{CURSOR} Northwind Robotics                          12 Nov  ●◉◔○    2 of 4 thanked",
        f"{CURSOR} Staff Engineer                                      write to Ana Ruiz",
        "",
        "  Contoso                                18 Oct 2025  ●       all thanked",
        "  Data Engineer                                       follow up in 4 days",
        "",
        "  Fabrikam                                                    nobody listed yet",
        "  role not noted                                      list the people you met",
        "",
    ]


async def test_a_narrower_list_tells_the_same_more_closely() -> None:
    lines = await shown([NORTHWIND, CONTOSO, FABRIKAM], 60)
    assert lines[:8] == [
        f"{CURSOR} Northwind Robotics         12 Nov  ●◉◔○ 2 of 4 thanked",
        f"{CURSOR} Staff Engineer                     write to Ana Ruiz",
        "",
        "  Contoso               18 Oct 2025  ●    all thanked",
        "  Data Engineer                      follow up in 4 days",
        "",
        "  Fabrikam                                nobody listed yet",
        "  role not noted                     list the people you met",
    ]


async def test_the_narrowest_list_keeps_the_dots_and_the_day() -> None:
    lines = await shown([NORTHWIND, CONTOSO], 40)
    assert lines[:5] == [
        f"{CURSOR} Northwind Robotics             12 Nov",
        f"{CURSOR} Staff Engineer                   ●◉◔○",
        "",
        "  Contoso                   18 Oct 2025",
        "  Data Engineer                       ●",
    ]


async def test_a_low_screen_has_no_room_for_gaps() -> None:
    lines = await shown([NORTHWIND, CONTOSO], 60, 20)
    assert lines[2].startswith("  Contoso")
    assert lines[4] == ""


async def test_more_people_than_dots_are_told_by_a_plus() -> None:
    crowd = make_standing(people={f"P{number}": SENT for number in range(8)})
    assert "●●●●●●+ all thanked" in (await shown([crowd], 80))[0]
    assert (await shown([crowd], 40))[1].endswith("●●●●●●+")


@pytest.mark.parametrize("width", [24, 40, 49, 50, 60, 67, 68, 80, 140])
async def test_no_name_is_too_long_and_no_script_too_wide(width: int) -> None:
    long = make_standing(
        "株式会社星雲ロボティクス" * 5, {"Zoë Łuczak " * 9: None}, role="Ingénieure 🎉 " * 12
    )
    rejections = RejectionList(TODAY)
    app = Bench(rejections)
    async with app.shown(width) as pilot:
        rejections.show([long] * 2)
        await pilot.pause()
        lines = screen_lines(app)
        assert lines[0].startswith(f"{CURSOR} 株")
        assert "…" in lines[0]
        assert "…" in lines[1]
        assert max(map(cell_len, lines)) <= width
        assert "12 Nov" in lines[0]


async def test_the_cursor_follows_an_application_through_sorting() -> None:
    rejections = RejectionList(TODAY)
    app = Bench(rejections)
    async with app.shown() as pilot:
        rejections.show([NORTHWIND, CONTOSO, FABRIKAM], at=CONTOSO.application.id)
        rejections.show([FABRIKAM, CONTOSO, NORTHWIND])
        await pilot.pause()
        assert rejections.current == CONTOSO
        assert place_of(app, f"{CURSOR} Contoso") == (0, 3)


async def test_what_matters_less_is_quieter() -> None:
    rejections = RejectionList(TODAY)
    app = Bench(rejections)
    async with app.shown() as pilot:
        rejections.show([NORTHWIND, CONTOSO])
        await pilot.pause()
        assert look_of(app, "Contoso").bold
        assert not look_of(app, "Data Engineer").bold
        assert look_of(app, "Data Engineer").color != look_of(app, "Contoso").color


async def test_hostile_text_is_only_text() -> None:
    rows = [make_standing(f"A{text}Z", {f"B{text}Y": None}, role=f"C{text}X") for text in MARKUP + CONTROLS]
    rejections = RejectionList(TODAY)
    app = Bench(rejections)
    async with app.shown(140, len(rows) * 3) as pilot:
        rejections.show(rows)
        await pilot.pause()
        text = screen_text(app)
        for hostile in MARKUP:
            assert f"A{hostile}Z" in text
            assert f"C{hostile}X" in text
        assert len(widget_lines(app, rejections)) == len(rows) * 3
        assert forbidden_in(text) == []
        assert live_parts(app) == []


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ({}, "nobody listed yet"),
        ({"A": None}, "nobody yet"),
        ({"A": DRAFT, "B": State.READY}, "nobody yet"),
        ({"A": SENT, "B": None}, "1 of 2 thanked"),
        ({"A": SENT, "B": State.ANSWERED}, "all thanked"),
    ],
)
def test_how_many_are_thanked(people: dict[str, State | None], words: str) -> None:
    assert thanked_words(make_standing(people=people)) == words


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (make_standing(), "list the people you met"),
        (make_standing(people={"Ana": DRAFT}), "write to Ana"),
        (make_standing(people={"Ana": None}, stage=Stage.CLOSED), "closed"),
        (make_standing(people={"Ana": SENT}, follow_up=TODAY), "follow up today"),
        (make_standing(people={"Ana": SENT}, follow_up=date(2026, 11, 20)), "was due 3 days ago"),
        (make_standing(people={"Ana": SENT}, stage=Stage.THANKED), "Staff Engineer"),
        (make_standing(people={"Ana": SENT}, stage=Stage.HIRED), "hired"),
        (make_standing(people={"Ana": SENT}, stage=Stage.TALKING), "talking again"),
    ],
)
async def test_what_comes_next(row: Standing, words: str) -> None:
    assert (await shown([row], 80))[1].endswith(words)
