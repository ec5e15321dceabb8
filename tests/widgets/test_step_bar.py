"""The bar that says where in the four steps the user is."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from thanks_tui.widgets.step_bar import Step, StepBar

from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, screen_lines, screen_text

NOTICE = "2 follow-ups due"


@pytest.mark.parametrize("step", Step)
async def test_all_steps_are_shown_and_the_present_one_stands_out(step: Step) -> None:
    app = Bench(StepBar(step))
    async with app.shown():
        assert screen_lines(app)[:2] == [
            " thanks-tui   1 Rejection › 2 Contacts › 3 Points › 4 Preview",
            "─" * 80,
        ]
        for other in Step:
            look = look_of(app, f"{other.value} {other.title}")
            assert bool(look.bold) == bool(look.underline) == (other is step)


async def test_what_waits_is_told_at_the_right() -> None:
    bar = StepBar(Step.CONTACTS)
    app = Bench(bar)
    async with app.shown() as pilot:
        bar.notice = NOTICE
        await pilot.pause()
        assert screen_lines(app)[0].endswith(f"4 Preview  {NOTICE}")
        assert cell_len(screen_lines(app)[0]) == 79


@pytest.mark.parametrize(
    ("width", "step", "line"),
    [
        (60, Step.REJECTION, " 1 Rejection › 2 › 3 › 4"),
        (60, Step.POINTS, " 1 › 2 › 3 Points › 4"),
        (24, Step.PREVIEW, " 1 › 2 › 3 › 4 Preview"),
        (63, Step.PREVIEW, " thanks-tui   1 Rejection › 2 Contacts › 3 Points › 4 Preview"),
    ],
)
async def test_where_there_is_no_room_the_other_steps_keep_their_numbers(
    width: int, step: Step, line: str
) -> None:
    app = Bench(StepBar(step))
    async with app.shown(width):
        assert screen_lines(app)[0] == line


@pytest.mark.parametrize("width", [30, 44, 60])
@pytest.mark.parametrize("step", Step)
async def test_the_present_step_is_never_hidden_by_what_waits(width: int, step: Step) -> None:
    bar = StepBar(step)
    app = Bench(bar)
    async with app.shown(width) as pilot:
        bar.notice = NOTICE
        await pilot.pause()
        assert step.title in screen_lines(app)[0]
        assert cell_len(screen_lines(app)[0]) <= width
        assert screen_lines(app)[1] == "─" * width
        if width >= 44:
            assert NOTICE in screen_lines(app)[0]


async def test_outside_the_steps_there_is_only_the_name() -> None:
    app = Bench(StepBar())
    async with app.shown():
        assert screen_lines(app)[0] == " thanks-tui"


async def test_hostile_text_is_only_text() -> None:
    bar = StepBar(Step.REJECTION)
    app = Bench(bar)
    async with app.shown(120) as pilot:
        for text in MARKUP + CONTROLS:
            bar.notice = f"A{text}B"
            await pilot.pause()
            assert text not in MARKUP or f"A{text}B" in screen_text(app)
            assert forbidden_in(screen_text(app)) == []
            assert live_parts(app) == []
