"""The points of a note: to tick, to order and to word."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.message import Message
from thanks_tui.data.models import PointChoice
from thanks_tui.data.notes.checklist import PointLine
from thanks_tui.widgets.glyphs import CURSOR
from thanks_tui.widgets.point_checklist import PointChecklist
from thanks_tui.widgets.row_list import RowList

from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, place_of, screen_lines, screen_text, widget_lines

WORDS = "Thank you for letting me know how the search ended, and for telling me so kindly."


def line_of(
    id_: str, title: str = "", words: str = WORDS, *, ticked: bool = True, **fields: int
) -> PointLine:
    choice = PointChoice(id=id_, ticked=ticked)
    return PointLine(
        choice=choice, title=title or id_.capitalize(), words=words, **{"place": 2, "places": 6, **fields}
    )


OUTCOME = line_of("outcome", "The outcome")
TIME = line_of("time", words="Thank you for your time.")
SORRY = line_of("disappointment", words="I am disappointed.", ticked=False)
POINTS = (OUTCOME, TIME, SORRY)


async def test_each_point_has_its_box_its_title_its_place_and_its_words() -> None:
    points = PointChecklist()
    app = Bench(points)
    async with app.shown(40) as pilot:
        points.show(POINTS)
        await pilot.pause()
        assert screen_lines(app)[:8] == [
            f"{CURSOR}[x] The outcome                  ‹2/6›",
            f"{CURSOR}    Thank you for letting me know how",
            f"{CURSOR}    the search ended, and for telling",
            f"{CURSOR}    me so kindly.",
            " [x] Time                         ‹2/6›",
            "     Thank you for your time.",
            " [ ] Disappointment               ‹2/6›",
            "",
        ]


async def test_the_words_of_an_unticked_point_are_shown_under_the_cursor() -> None:
    points = PointChecklist()
    app = Bench(points)
    async with app.shown(40) as pilot:
        points.show(POINTS)
        points.focus()
        await pilot.press("end")
        assert screen_lines(app)[6:8] == [
            f"{CURSOR}[ ] Disappointment               ‹2/6›",
            f"{CURSOR}    I am disappointed.",
        ]
        await pilot.press("k")
        assert "I am disappointed." not in screen_text(app)


async def test_own_words_say_so_and_a_single_wording_has_no_place() -> None:
    own = PointLine(choice=PointChoice(id="a", own="Mine."), title="Own", words="Mine.", places=6)
    single = line_of("b", "Single", place=1, places=1)
    points = PointChecklist()
    app = Bench(points)
    async with app.shown(40) as pilot:
        points.show((own, single))
        await pilot.pause()
        assert screen_lines(app)[0] == f"{CURSOR}[x] Own                          yours"
        assert screen_lines(app)[2] == " [x] Single"


async def test_a_point_that_says_nothing_looks_unlike_one_that_does() -> None:
    empty = PointLine(
        choice=PointChoice(id="moment"), title="The moment", words="Nothing is remembered.", usable=False
    )
    points = PointChecklist()
    app = Bench(points)
    async with app.shown() as pilot:
        points.show((OUTCOME, TIME, empty))
        await pilot.pause()
        assert look_of(app, "Nothing is").italic != look_of(app, "Thank you for your time.").italic


@pytest.mark.parametrize("width", [8, 14, 20, 40, 110])
async def test_every_word_is_there_at_every_width(width: int) -> None:
    points = PointChecklist()
    app = Bench(points)
    async with app.shown(width, 60) as pilot:
        points.show(POINTS)
        await pilot.pause()
        lines = screen_lines(app)
        assert max(map(cell_len, lines)) <= width
        seen = "".join("".join(line.strip(f" {CURSOR}") for line in lines).split())
        if width > 13:
            assert "".join(WORDS.split()) in seen
            assert "Thankyouforyourtime." in seen


# What it asks for.


def asked(app: Bench) -> list[tuple[str, str, int]]:
    """What was asked for: how, of which point, by which step."""
    found: list[tuple[str, str, int]] = []
    kinds: tuple[type[Message], ...] = (PointChecklist.Toggled, PointChecklist.Reworded, PointChecklist.Moved)
    for message in app.heard(Message):
        if isinstance(message, kinds):
            found.append((type(message).__name__, message.line.choice.id, getattr(message, "step", 0)))
            assert message.control is app.query_one(PointChecklist)
    return found


@pytest.mark.parametrize(
    ("key", "request_"),
    [
        ("space", ("Toggled", "time", 0)),
        ("left", ("Reworded", "time", -1)),
        ("right", ("Reworded", "time", 1)),
        ("J", ("Moved", "time", 1)),
        ("K", ("Moved", "time", -1)),
        ("shift+down", ("Moved", "time", 1)),
        ("shift+up", ("Moved", "time", -1)),
    ],
)
async def test_keys_ask_for_what_they_mean(key: str, request_: tuple[str, str, int]) -> None:
    points = PointChecklist()
    app = Bench(points)
    async with app.shown() as pilot:
        points.show(POINTS)
        points.focus()
        await pilot.press("j", key)
        assert asked(app) == [request_]
        # But for the box, which answers at once, the list itself changes nothing: it shows what it is given.
        ticked = [row.choice.ticked for row in points.rows]
        was = [row.choice.ticked for row in POINTS]
        assert ticked == (was if key != "space" else [was[0], not was[1], *was[2:]])
        points.show(POINTS)
        assert points.rows == POINTS


@pytest.mark.parametrize("key", ["space", "left", "right", "J", "K"])
async def test_without_points_there_is_nothing_to_ask_for(key: str) -> None:
    points = PointChecklist()
    app = Bench(points)
    async with app.shown() as pilot:
        points.focus()
        await pilot.press(key)
        assert asked(app) == []


async def test_the_cursor_stays_on_a_point_that_moves() -> None:
    points = PointChecklist()
    app = Bench(points)
    async with app.shown() as pilot:
        points.show(POINTS)
        points.show((TIME, OUTCOME, SORRY))
        await pilot.pause()
        assert points.current == OUTCOME


# The mouse.


async def test_a_click_on_the_box_ticks() -> None:
    points = PointChecklist()
    app = Bench(points)
    async with app.shown(40) as pilot:
        points.show(POINTS)
        await pilot.pause()
        await pilot.click(offset=place_of(app, " ] Dis"))
        assert asked(app) == [("Toggled", "disappointment", 0)]
        assert points.current is not None
        assert points.current.choice.ticked
        await pilot.pause()
        assert "[x] Dis" in screen_text(app)


async def test_a_click_on_the_arrows_takes_another_wording() -> None:
    points = PointChecklist()
    app = Bench(points)
    async with app.shown(40) as pilot:
        points.show(POINTS)
        await pilot.pause()
        x, y = place_of(app, "‹2/6›")
        await pilot.click(offset=(x, y))
        await pilot.click(offset=(x + 4, y))
        assert asked(app) == [("Reworded", "outcome", -1), ("Reworded", "outcome", 1)]


@pytest.mark.parametrize("text", ["The outcome", "the search ended", "yours"])
async def test_a_click_elsewhere_only_brings_the_cursor(text: str) -> None:
    own = PointLine(choice=PointChoice(id="own", own="Mine."), title="Own", words="Mine.", places=6)
    points = PointChecklist()
    app = Bench(points)
    async with app.shown(40) as pilot:
        points.show((OUTCOME, own, TIME), at="time")
        await pilot.pause()
        await pilot.click(offset=place_of(app, text))
        assert asked(app) == []
        assert points.current in (OUTCOME, own)


async def test_a_second_click_on_the_box_is_a_second_tick_and_opens_nothing() -> None:
    points = PointChecklist()
    app = Bench(points)
    async with app.shown(40) as pilot:
        points.show(POINTS)
        await pilot.double_click(points, offset=(2, 0))
        assert [how for how, _, _ in asked(app)] == ["Toggled", "Toggled"]
        assert app.heard(RowList.Selected) == []
        await pilot.double_click(points, offset=(8, 0))
        assert len(app.heard(RowList.Selected)) == 1


async def test_hostile_text_is_only_text() -> None:
    rows = [line_of(str(index), f"A{text}B", f"C{text}D") for index, text in enumerate(MARKUP + CONTROLS)]
    points = PointChecklist()
    app = Bench(points)
    async with app.shown(100, 50) as pilot:
        points.show(rows)
        await pilot.pause()
        text = screen_text(app)
        for markup in MARKUP:
            assert f"A{markup}B" in text
            assert f"C{markup}D" in text
        assert len([line for line in widget_lines(app, points) if line]) == len(rows) * 2
        assert forbidden_in(text) == []
        assert live_parts(app) == []
