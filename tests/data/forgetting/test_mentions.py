"""A name or an address is found however it is written, and nothing else is taken for it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.forgetting.mentions import ADDRESS_REMOVED, NAME_REMOVED, Mentions, is_full_name

DANA = Mentions(["Dana Ortiz"], ["dana.ortiz@northwind.example"])
ZOE = Mentions(["Zoë Łuczak"], ["zoe@münchen.example"])
LI = Mentions(["李伟", "ソニ"], [])


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("Dana Ortiz said so.", "(name removed) said so."),
        ("dana ORTIZ's talk", "(name removed)'s talk"),
        ("Ortiz, Dana: recruiter", "(name removed): recruiter"),
        ("so Dana\nOrtiz and Dana  Ortiz", "so (name removed) and (name removed)"),
        ("so Dana\r\nOrtiz", "so (name removed)"),
        ("> said Dana\n> Ortiz, and", "> said (name removed), and"),
        (">> Dana \n>> \n> > Ortiz", ">> (name removed)"),
        ("Ortiz,\n> Dana", "(name removed)"),
        ("Dana Or\u00adtiz said so", "(name removed) said so"),
        ("\ufeffDana \u200bOrtiz", "\ufeff(name removed)"),
        ("D\u200dana\u2060 \u00ad\n>\u200b Ort\ufe0fiz.", "(name removed)."),
        ("Dana\u200bOrtiz\u200bsaid so", "(name removed)\u200bsaid so"),
        ("dana.\u200bortiz@north\u00adwind.example", "(address removed)"),
        ("Dana Ortiz <Dana.Ortiz@Northwind.example>.", "(name removed) <(address removed)>."),
        ("mailto:dana.ortiz@northwind.example?subject=x", "mailto:(address removed)?subject=x"),
    ],
)
def test_what_is_found_is_replaced(text: str, replaced: str):
    assert DANA.are_in(text)
    assert DANA.replaced(text) == replaced


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dana",
        "Ortiz",
        "Yordana Ortiz",
        "Dana Ortizky",
        "Dana and Ortiz",
        "Dana > Ortiz",
        "Dana\n- Ortiz",
        "Yor\u00addana Ortiz",
        "xdana.ortiz@northwind.example",
        "me+dana.ortiz@northwind.example",
        "dana.ortiz@northwind.example.org",
        "dana.ortiz@northwind.example-works",
    ],
)
def test_what_only_looks_like_it_stays(text: str):
    assert not DANA.are_in(text)
    assert DANA.replaced(text) is text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_are_found_in_either_form(form: str):
    text = unicodedata.normalize(form, "Für Zoë Łuczak, é")
    assert ZOE.replaced(text) == "Für (name removed), é"
    assert ZOE.replaced("ZOE LUCZAK") == NAME_REMOVED


def test_an_address_is_found_by_its_ascii_domain_too():
    assert ZOE.replaced("zoe@xn--mnchen-3ya.example, zoe@MÜNCHEN.example") == (
        f"{ADDRESS_REMOVED}, {ADDRESS_REMOVED}"
    )


def test_a_mark_that_belongs_to_the_last_letter_goes_with_it():
    # There is no single letter for a z with this mark.
    assert Mentions(["Ana Ruiz"], []).replaced("Ana Ruiz\u0306 here") == "(name removed) here"


def test_an_address_that_is_none_is_found_as_it_stands():
    assert Mentions([], ["zoe@"]).replaced("to zoe@ now") == "to (address removed) now"


def test_what_cannot_be_seen_in_the_name_itself_does_not_matter():
    assert Mentions(["Dana\u200b Or\u00adtiz"], []).replaced("to Dana Ortiz") == "to (name removed)"
    assert not is_full_name("Dana \u200b")


def test_long_gaps_cost_no_more_than_their_length():
    # What tries every way to part the blanks would not come back from this.
    gap = " \n>" * 20_000
    mentions = Mentions(["Ana Maria de la Cruz"], [])
    assert mentions.replaced(f"ana{gap}maria{gap}de{gap}la{gap}cruz") == NAME_REMOVED
    assert not mentions.are_in(f"ana{gap}maria{gap}de{gap}la{gap}cru z cruz")


def test_in_scripts_without_blanks_a_line_may_end_anywhere():
    assert LI.replaced("今天李\n伟先生") == "今天(name removed)先生"
    assert LI.replaced("> 今天李\n> 伟先生") == "> 今天(name removed)先生"
    assert not LI.are_in("李 伟, 李、伟")


def test_scripts_without_blanks_need_none():
    assert LI.replaced("今天李伟先生") == "今天(name removed)先生"
    # The mark of this one is a letter of its own when it is taken apart.
    assert Mentions(["ソニ ガ"], []).replaced(unicodedata.normalize("NFD", "ソニ ガ")) == NAME_REMOVED


@pytest.mark.parametrize(
    ("name", "full"),
    [("Dana Ortiz", True), ("Dana", False), ("李伟", True), ("李", False), ("", False), (" Mark ", False)],
)
def test_one_word_alone_is_no_full_name(name: str, full: bool):
    assert is_full_name(name) is full
    assert Mentions([name], []).are_in(f"{name} was here") is full


def test_who_has_neither_is_found_nowhere():
    nobody = Mentions(["Dana"], ["no address"])
    assert (nobody.names, nobody.addresses) == ((), ())
    assert nobody.replaced("Dana, no address") == "Dana, no address"


NAMES = st.sampled_from(
    ["Dana Ortiz", "Zoë Łuczak", "İnci Şahin", "O’Neil Brien", "Ana-María de la Cruz", "김 서연"]
)
TEXTS = st.text(st.sampled_from("aé ,.\nİ́李ß-"), max_size=12)


@given(
    NAMES,
    st.lists(st.tuples(st.integers(1), st.sampled_from("\u00ad\u200b\u2060\ufe0f\U000e0020")), max_size=4),
)
def test_signs_that_cannot_be_seen_hide_nobody(name: str, unseen: list[tuple[int, str]]):
    written = name
    for place, sign in unseen:
        where = 1 + place % (len(written) - 1)
        written = written[:where] + sign + written[where:]
    assert Mentions([name], []).replaced(f"to {written}, so") == f"to {NAME_REMOVED}, so"


@given(NAMES, TEXTS, TEXTS, st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_nothing_is_left_and_nothing_else_is_touched(
    name: str, before: str, after: str, form: str, loud: bool
):
    mentions = Mentions([name], [])
    written = name.upper() if loud and name != "İnci Şahin" else name
    before, after = f"{unicodedata.normalize('NFC', before)} ", f" {unicodedata.normalize('NFC', after)}"
    text = unicodedata.normalize(form, f"{before}{written}{after}")
    replaced = mentions.replaced(text)
    assert not mentions.are_in(replaced)
    assert replaced == unicodedata.normalize("NFC", f"{before}{NAME_REMOVED}{after}")
