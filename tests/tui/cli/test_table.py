"""Columns: aligned by cells, cut with an ellipsis, dropped when there is no room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.tui.commands.table import Column, cells, fit, lay_out, room

COLUMNS = (Column(6, 0), Column(6, 2), Column(4, 1))


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("株式会社", 8),
        ("Zoë", 3),
        ("Zoe\u0308", 3),
        ("👋", 2),
        ("", 0),
        ("ｱｲ", 2),
        ("a\u200db", 2),
    ],
)
def test_cells_are_those_of_a_terminal(text: str, width: int):
    assert cells(text) == width


def test_columns_are_aligned_by_cells_not_by_letters():
    lines = lay_out([("株式会社", "x", "1"), ("Acme", "y", "2")], COLUMNS, None).splitlines()
    assert lines == ["株式会社  x  1", "Acme      y  2"]


def test_what_is_cut_off_leaves_an_ellipsis():
    assert fit("Northwind Robotics", 10) == "Northwind…"
    assert fit("株式会社星雲", 6) == "株式…"
    assert fit("Acme", 4) == "Acme"
    assert fit("Acme", 0) == ""


def test_the_widest_columns_give_way_first():
    row = ("Acme", "a very long role indeed", "12 Nov")
    assert lay_out([row], COLUMNS, 24) == "Acme  a very lo…  12 Nov\n"


def test_the_least_important_column_goes_when_nothing_else_helps():
    row = ("Northwind", "Staff Engineer", "12 Nov")
    assert lay_out([row], COLUMNS, 15) == "Northw…  12 Nov\n"
    assert lay_out([row], COLUMNS, 8) == "Northwi…\n"
    assert lay_out([row], COLUMNS, 3) == "No…\n"


def test_no_rows_are_no_lines():
    assert lay_out([], COLUMNS, 80) == ""


def test_an_empty_column_takes_no_room():
    assert lay_out([("a", "", "b"), ("c", "", "d")], COLUMNS, 80) == "a  b\nc  d\n"


def test_text_is_cleaned_of_what_a_terminal_obeys():
    assert lay_out([("\x1b]0;pwned\x07Acme\n2", "x", "y")], COLUMNS, 80) == "]0;pwnedAcme 2  x  y\n"


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=5), st.integers(1, 60))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], width: int):
    for line in lay_out(rows, COLUMNS, width).split("\n"):
        assert cells(line) <= width


def test_the_room_is_unlimited_in_a_pipe_unless_columns_says_otherwise(monkeypatch: pytest.MonkeyPatch):
    assert room() is None
    monkeypatch.setenv("COLUMNS", "44")
    assert room() == 44
