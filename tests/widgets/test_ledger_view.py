"""The doors that open, drawn."""

from __future__ import annotations

from datetime import date

import pytest
from thanks_tui.data.followup.ledger import DOORS, ChannelTally, Door, Ledger, Month, Share, last_months
from thanks_tui.data.models import Channel
from thanks_tui.widgets.ledger_view import LedgerView

from tests.factories import TODAY
from tests.screen import Bench, look_of, screen_lines, screen_text

MANY = Ledger(
    doors=tuple(
        Door(
            stage=stage,
            count=count,
            share=Share(part=count, whole=40 if index < 2 else 20),
            waits=(3, 4, 5, 6, 7, 8) if index == 2 else (1,),
        )
        for index, (stage, count) in enumerate(zip(DOORS, (40, 20, 10, 5, 1, 0), strict=True))
    ),
    months=(
        Month(first=date(2026, 9, 1), rejected=12, thanked=8, followed_up=1),
        Month(first=date(2026, 11, 1), rejected=4, thanked=12, answered=2, opened=1),
    ),
    channels=(
        ChannelTally(channel=Channel.EMAIL, sent=20, answered=Share(part=9, whole=18)),
        ChannelTally(channel=Channel.CARD, sent=2, answered=Share(part=1, whole=2)),
    ),
)
FEW = Ledger(
    doors=tuple(
        Door(stage=stage, count=count, share=Share(part=count, whole=1))
        for stage, count in zip(DOORS, (1, 1, 0, 0, 0, 0), strict=True)
    )
)


async def shown(ledger: Ledger, width: int = 110) -> list[str]:
    view = LedgerView()
    app = Bench(view)
    async with app.shown(width, 40) as pilot:
        view.show(ledger, last_months(ledger.months, TODAY))
        await pilot.pause()
        return "\n".join(screen_lines(app)).rstrip().split("\n")


async def test_doors_months_and_channels_are_drawn() -> None:
    assert await shown(MANY) == [
        "How far it went",
        "turned down         " + "█" * 40 + "  40",
        "thanked             " + "█" * 20 + " " * 20 + "  20  20 of 40, 50 %",
        "answered            " + "█" * 10 + " " * 30 + "  10  10 of 20, 50 %, after 5.5 days as a rule",
        "talking again       " + "█" * 5 + " " * 35 + "   5  5 of 20, 25 %",
        "interviewing again  " + "█" + " " * 39 + "   1  1 of 20, 5 %",
        "hired               " + " " * 40 + "   0  0 of 20, 0 %",
        "",
        "Month by month",
        "turned down         ·   ·   ·   ·   ·   ·   ·   ·   ·   █12 ·   ▃4",
        "people thanked      ·   ·   ·   ·   ·   ·   ·   ·   ·   ▆8  ·   █12",
        "follow-ups sent     ·   ·   ·   ·   ·   ·   ·   ·   ·   ▁1  ·   ·",
        "answers             ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ▂2",
        "talking again       ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ▁1",
        "                    Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov",
        "",
        "Which way was answered",
        "email               answered 9 of 18, 50 %",
        "card                2 sent, too few to say",
    ]


async def test_few_are_counted_and_no_share_is_told() -> None:
    lines = await shown(FEW)
    assert lines[0] == "How far it went"
    assert lines[2].endswith("1  1 of 1, too few to say")
    assert "%" not in "\n".join(lines)
    assert "Month by month" not in lines
    assert "Which way was answered" not in lines


@pytest.mark.parametrize("width", [74, 54], ids=["80-columns", "60-columns"])
async def test_a_narrow_page_breaks_nothing_in_two(width: int) -> None:
    lines = await shown(MANY, width)
    text = "\n".join(lines)
    assert all(len(line) <= width for line in lines)
    for words in ("10 of 20, 50 %, after", "days as a rule", "20 of 40, 50 %", "2 sent, too few to say"):
        assert words in text
    assert lines[0] == "How far it went"
    assert [line.split("  ")[0] for line in lines[1:] if line[:1].strip()][:6] == [
        "turned down",
        *DOORS[1:],
    ]
    months = lines.index("Month by month")
    assert lines[months + 1].startswith("turned down   ")
    assert lines[months + 6].strip().endswith("Sep Oct Nov")
    assert lines[months + 7] == ""


async def test_columns_of_three_figures_stand_apart() -> None:
    busy = Ledger(doors=FEW.doors, months=(Month(first=date(2026, 11, 1), rejected=250, thanked=1),))
    lines = await shown(busy)
    assert any(line.endswith("·   █250") for line in lines)


async def test_nothing_is_drawn_before_there_is_a_ledger() -> None:
    app = Bench(LedgerView())
    async with app.shown():
        assert screen_text(app).strip() == ""


async def test_another_ledger_and_another_theme_are_drawn_anew() -> None:
    view = LedgerView()
    app = Bench(view)
    async with app.shown(100, 40) as pilot:
        app.theme = "textual-dark"
        view.show(MANY, last_months(MANY.months, TODAY))
        view.show(FEW, ())
        await pilot.pause()
        assert "20 of 40" not in screen_text(app)
        head = look_of(app, "How far").color
        app.theme = "textual-light"
        await pilot.pause()
        assert look_of(app, "How far").color != head
