"""What the palette finds: what Textual does, and at once where a name is made to hold it up."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.fuzzy import FuzzySearch
from thanks_tui.tui.quick_match import match

TITLES = (
    "Northwind Robotics · Staff Engineer",
    "Dana Ortiz · Contoso",
    "When to follow up",
    "Zoë Łuczak · Fabrikam",
)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "query", ["nor", "staff eng", "orob", "dort", "zo", "wtfu", "fabrikam", "(a+)+$", "%", ".*"]
)
def test_it_finds_what_textual_finds(query: str, title: str):
    theirs, _ = FuzzySearch().match(query, title)
    ours, places = match(FuzzySearch(), query, title)
    assert (ours > 0) is (theirs > 0)
    assert ours <= theirs
    assert [title.lower()[place] for place in places] == (list(query.lower()) if ours else [])


@given(st.text("abc ", max_size=6), st.text("abcd ", max_size=12))
def test_whatever_has_the_letters_in_order_is_found(query: str, title: str):
    theirs, _ = FuzzySearch().match(query, title) if query else (0, ())
    ours, places = match(FuzzySearch(), query, title) if query else (0, ())
    assert (ours > 0) is (theirs > 0)
    assert list(places) == sorted(set(places))


def test_no_name_holds_it_up():
    before = time.process_time()
    for query in ("aaaaaaaaaaaa", "abbaabbaabba", "a a a a a a a"):
        match(FuzzySearch(), query, "ab " * 200)
    assert time.process_time() - before < 0.5
