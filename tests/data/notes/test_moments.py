"""How a remembered moment is made to fit a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.notes.moments import tidy_moment


@pytest.mark.parametrize(
    ("typed", "carried"),
    [
        ("our talk about the night shifts", "our talk about the night shifts"),
        ("Our talk about the night shifts.", "our talk about the night shifts"),
        ("  The tour you gave me of the workshop!  ", "the tour you gave me of the workshop"),
        ("your stories from the early days,", "your stories from the early days"),
        ("How you waited for me", "how you waited for me"),
        ("What you said about failing well…", "what you said about failing well"),
        ("“our laugh about the stapler”", "our laugh about the stapler"),
        ("our laugh\nabout the stapler", "our laugh about the stapler"),
        # a name keeps its capital
        ("Lee's question about torque", "Lee's question about torque"),
        ("Kyoto, and your years there", "Kyoto, and your years there"),
        # no article was typed
        ("Talk about the night shifts", "our talk about the night shifts"),
        ("tour of the workshop", "the tour of the workshop"),
        # clauses
        ("that you waited for me", "the fact that you waited for me"),
        ("That talk in the lift", "that talk in the lift"),
        ("when you showed me the lab", "the moment when you showed me the lab"),
        ("You walked me to the door.", "how you walked me to the door"),
        ("you walking me to the door", "you walking me to the door"),
        # nothing
        ("", ""),
        (" . ", ""),
        ("—", ""),
    ],
)
def test_a_moment_fits_however_it_was_typed(typed, carried):
    assert tidy_moment(typed) == carried


@given(st.text(max_size=80))
def test_a_moment_never_ends_a_sentence_by_itself(typed):
    carried = tidy_moment(typed)
    assert carried == " ".join(carried.split())
    assert not carried.endswith((".", "!", "?", ",", ";", ":"))
    assert tidy_moment(carried) in {carried, ""} or carried.startswith(("you", "we", "they"))
