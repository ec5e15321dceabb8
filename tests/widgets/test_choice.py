"""One of a few, on one line."""

from __future__ import annotations

import pytest
from textual.widgets import Input
from thanks_tui.data.models import Kind
from thanks_tui.widgets.choice import Choice

from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, screen_lines, screen_text

KINDS = [(kind.value, kind) for kind in Kind]


def choice_of(kind: Kind = Kind.RECRUITER) -> Choice[Kind]:
    return Choice(KINDS, kind)


async def test_shows_what_is_chosen_between_its_arrows() -> None:
    app = Bench(choice_of(Kind.INTERVIEWER))
    async with app.shown():
        assert screen_lines(app)[0].strip() == "‹ interviewer ›"


async def test_nothing_was_changed_at_the_beginning() -> None:
    app = Bench(choice_of(Kind.INTERVIEWER))
    async with app.shown():
        assert app.heard(Choice.Changed) == []


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (["right"], Kind.HIRING_MANAGER),
        (["space", "space"], Kind.INTERVIEWER),
        (["right", "left"], Kind.RECRUITER),
        (["left"], Kind.OTHER),
        (["left", "right"], Kind.RECRUITER),
        (["h"], Kind.HIRING_MANAGER),
        (["R"], Kind.REFERRER),
        (["r", "r"], Kind.RECRUITER),
        (["z"], Kind.RECRUITER),
        (["1"], Kind.RECRUITER),
    ],
)
async def test_keys_change_it(keys: list[str], kind: Kind) -> None:
    choice = choice_of()
    app = Bench(choice)
    async with app.shown() as pilot:
        choice.focus()
        await pilot.press(*keys)
        assert choice.value is kind
        assert f"‹ {kind.value} ›" in screen_text(app)


async def test_says_what_was_chosen() -> None:
    choice = choice_of()
    app = Bench(choice)
    async with app.shown() as pilot:
        choice.focus()
        await pilot.press("right", "s")
        heard = app.heard(Choice.Changed)
        assert [message.value for message in heard] == [Kind.HIRING_MANAGER, Kind.SENIOR_MANAGER]
        assert all(message.control is choice for message in heard)


async def test_a_click_takes_the_next_one_and_on_the_left_arrow_the_one_before() -> None:
    choice = choice_of()
    app = Bench(choice)
    async with app.shown() as pilot:
        await pilot.click(choice, offset=(5, 0))
        assert choice.value is Kind.HIRING_MANAGER
        await pilot.click(choice, offset=(1, 0))
        await pilot.click(choice, offset=(1, 0))
        assert choice.value is Kind.OTHER


async def test_it_looks_different_when_it_has_the_keys() -> None:
    choice = choice_of()
    app = Bench(choice, Input())
    async with app.shown() as pilot:
        choice.focus()
        await pilot.pause()
        focused = look_of(app, "recruiter").bgcolor
        await pilot.press("tab")
        assert look_of(app, "recruiter").bgcolor != focused


async def test_hostile_text_is_only_text() -> None:
    app = Bench(*(Choice([(f"A{text}B", 0)], 0) for text in MARKUP + CONTROLS))
    async with app.shown():
        for markup in MARKUP:
            assert f"‹ A{markup}B ›" in screen_text(app)
        assert forbidden_in(screen_text(app)) == []
        assert live_parts(app) == []


async def test_an_option_can_be_chosen_by_its_words() -> None:
    choice = choice_of(Kind.RECRUITER)
    app = Bench(choice)
    async with app.shown():
        assert not choice.choose("no such words")
        assert choice.label == "recruiter"
        assert choice.choose("interviewer")
        assert choice.value is Kind.INTERVIEWER
