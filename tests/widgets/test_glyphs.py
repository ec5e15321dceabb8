"""The signs: each state has one of its own, and a word beside it."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from thanks_tui.data.models import State, ToldBy
from thanks_tui.widgets import glyphs

from tests.factories import make_contact, make_note

ANA = make_contact("Ana Ruiz")


def test_no_two_states_share_a_glyph() -> None:
    states = [None, *State]
    assert len({glyphs.state_glyph(state) for state in states}) == len(states)


@pytest.mark.parametrize("state", [None, *State])
def test_a_glyph_is_one_cell_wide(state: State | None) -> None:
    assert cell_len(glyphs.state_glyph(state)) == 1


def test_every_state_has_its_word() -> None:
    assert glyphs.state_word(None) == "nothing yet"
    words = [glyphs.state_word(make_note(ANA, state)) for state in State]
    assert words == ["draft", "ready", "sent", "answered"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (ToldBy.UNKNOWN, ""),
        (ToldBy.EMAIL, "by email"),
        (ToldBy.VIDEO, "by video call"),
        (ToldBy.IN_PERSON, "in person"),
        (ToldBy.PORTAL, "in their portal"),
    ],
)
def test_the_way_in_which_the_news_came_is_a_phrase(told: ToldBy, words: str) -> None:
    assert glyphs.told_words(told) == words


def test_ticked_and_unticked_can_be_told_without_colours() -> None:
    assert cell_len(glyphs.TICKED) == cell_len(glyphs.UNTICKED)
    assert glyphs.TICKED != glyphs.UNTICKED
