"""Bytes from a terminal become text, whatever they are and wherever they are cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.tui.terminal_input import Decoder

ESCAPE = "\x1b"


def read(*pieces: bytes) -> str:
    decoder = Decoder()
    return "".join(decoder.feed(piece) for piece in pieces) + decoder.rest()


@given(st.text(alphabet=st.characters(exclude_characters=ESCAPE, codec="utf-8")), st.data())
def test_text_comes_through_wherever_it_is_cut(text: str, data: st.DataObject):
    whole = text.encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=4)))
    assert read(*(whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True))) == text


@given(st.lists(st.binary(max_size=20)))
def test_any_bytes_are_read(pieces: list[bytes]):
    assert isinstance(read(*pieces), str)


def test_what_is_no_utf_8_is_shown_as_such():
    assert read(b"M\xfcller") == "M�ller"


@pytest.mark.parametrize("cut", [0, *range(2, 7)])
def test_an_old_report_of_the_mouse_is_taken_out_wherever_it_is_cut(cut: int):
    report = b"\x1b[MC\xe9\xa9"
    assert read(b"ab" + report[:cut], report[cut:] + b"cd") == "abcd"


def test_such_a_report_is_told():
    decoder = Decoder()
    assert decoder.feed(b"a\x1b[M !!") == "a"
    assert decoder.saw_old_mouse
    assert decoder.feed(b"b") == "b"
    assert not decoder.saw_old_mouse


def test_keys_that_begin_in_the_same_way_are_only_waited_for():
    decoder = Decoder()
    assert decoder.feed(b"\x1b[") == ""
    assert decoder.feed(b"A") == "\x1b[A"
    assert decoder.feed(b"\x1b[") == ""
    assert decoder.rest() == "\x1b["
    assert decoder.feed(b"\x1b[M ") == ""
    assert decoder.rest() == ""
    assert decoder.feed(b"\x1b") == ESCAPE


@given(st.binary(min_size=3, max_size=3), st.text(alphabet="abc\x1b[<;M0", max_size=8))
def test_no_byte_of_a_report_is_ever_typed(report: bytes, after: str):
    text = read(b"\x1b[M" + report + re.sub(r"\x1b\[M.*", "", after).encode())
    assert text == re.sub(r"\x1b\[M.*", "", after)
