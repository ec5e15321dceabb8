"""Text at the boundary: what a terminal obeys never comes in, and what people write stays as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from thanks_tui.data.text import MOST_MARKS, clean_line, clean_text

OBEYED = (
    [chr(code) for code in (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))]
    + [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, *range(0xFFF9, 0xFFFC))]
    + ["\ufffe", "\uffff", "\U000e0001", "\U000e0041", "\ud800", "\udfff"]
)


@pytest.mark.parametrize("letter", OBEYED, ids=ascii)
def test_what_a_terminal_obeys_is_taken_out(letter: str):
    assert clean_text(f"a{letter}b") == "ab"
    assert clean_line(f"a{letter}b") == "ab"


def test_an_escape_sequence_loses_its_power_and_not_its_letters():
    assert clean_text("a\x1b]2;PWNED\x07b\x9b31mc") == "a]2;PWNEDb31mc"


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n"])
def test_every_line_ending_becomes_one(ending: str):
    assert clean_text(f"a{ending}b{ending}{ending}c") == "a\nb\n\nc"
    assert clean_line(f"a{ending}b") == "a b"


def test_a_tab_becomes_four_spaces():
    assert clean_text("a\tb") == "a    b"
    assert clean_line("a\tb") == "a b"


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Łuczak-O’Brien", "李伟", "محمد علي", "שרה", "Nguyễn Thị Minh Khai", "अनुष्का शर्मा",
        "นันทิดา", "👩‍💻 🏳️‍🌈 👍🏽",
        "naïve – “quoted” … 100 €", "می‌خواهم", "a\n\nb", "  indented", "नि\u200dन", "Ἀριστοτέλης", "한국어",
    ],
)  # fmt: skip
def test_living_scripts_and_emoji_stay(text: str):
    assert clean_text(text) == text


def test_a_heap_of_marks_is_cut():
    heap = "e" + "\u0301\u0323" * 5000 + "x"
    cleaned = unicodedata.normalize("NFD", clean_text(heap))
    assert sum(map(unicodedata.combining, cleaned)) > 0
    # The letter itself may have taken marks in: no letter of Unicode takes more than three.
    assert len(cleaned) <= 1 + 3 + MOST_MARKS + 1
    assert cleaned[0] == "e"
    assert cleaned[-1] == "x"


def test_letters_come_composed():
    assert clean_text("Zoe\u0308") == "Zoë"


def test_a_line_has_single_spaces_and_no_ends():
    assert clean_line("  Dana \u00a0\u3000 Ortiz\n ") == "Dana Ortiz"
    assert clean_line(" \n\t") == ""


@given(st.text(st.characters(exclude_categories=()), max_size=40))
@example("\u0301" * 30 + "\x1b")
@example("\r\x00\n")
@example("\u202e" + "\u0344" * 8)
def test_cleaning_what_is_clean_changes_nothing(text: str):
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert clean_line(clean_line(text)) == clean_line(text)
    assert not set(OBEYED) & set(cleaned)
    assert "\r" not in cleaned
    cleaned.encode()
