"""Noticing who is there already."""

from __future__ import annotations

import pytest
from thanks_tui.data.duplicates import find_duplicates
from thanks_tui.data.folding import fold
from thanks_tui.data.models import Contact
from thanks_tui.data.people import PersonLine


def contact(name: str, email: str = "", linkedin: str = "") -> Contact:
    return Contact(application_id="a", name=name, email=email, linkedin=linkedin)


@pytest.mark.parametrize(
    "same",
    [
        "Dana Ortiz", "dana  ortiz", "Ortiz, Dana", "ORTIZ Dana", "Dr. Dana Ortíz", "Dana Ortiz, PhD",
        "Danna Ortiz",
        "Frau Dana Ortiz",
    ],
)  # fmt: skip
def test_one_name_in_many_spellings(same: str):
    there = contact("Dana Ortiz")
    assert find_duplicates(PersonLine(name=same), [contact("Lee Park"), there]) == (there,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Li Wei", "Li Mei"),
        ("Dana Ortiz", "Dana Park"),
        ("Dana", "Dana Ortiz"),
        ("", ""),
        ("Jack Ma", "Jack"),
        ("?", "?"),
    ],
)
def test_different_people_stay_apart(one: str, other: str):
    assert find_duplicates(PersonLine(name=one), [contact(other)]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Łukasz Żak", "Lukasz Zak"), ("Jörg Strauß", "Jorg Strauss"), ("王伟", "王伟"), ("Prof", "Prof")],
)
def test_accents_and_scripts(one: str, other: str):
    assert len(find_duplicates(PersonLine(name=one), [contact(other)])) == 1


def test_the_same_address_or_page_is_the_same_person():
    there = contact("D. O.", "Dana@X.com", "https://de.linkedin.com/in/dana%C3%B6/?x=1")
    assert find_duplicates(PersonLine(name="Somebody", email="dana@x.com"), [there]) == (there,)
    assert find_duplicates(PersonLine(name="Somebody", linkedin="linkedin.com/in/DanaÖ"), [there]) == (there,)
    assert find_duplicates(PersonLine(name="Somebody", email="", linkedin=""), [contact("Other")]) == ()


def test_nobody_is_their_own_duplicate():
    dana, twin = contact("Dana Ortiz"), contact("Dana Ortiz")
    assert find_duplicates(dana, [dana, twin]) == (twin,)


def test_folding_leaves_the_letters():
    assert fold("Zoë ŁUCZAK Ærø O’Neil") == "zoe luczak aero o'neil"
    assert fold("李伟 Мария") == "李伟 мария"
