"""The names of companies with and without their legal forms."""

from __future__ import annotations

import pytest
from thanks_tui.data.legal_forms import before_legal_form, is_legal_form, without_legal_form

FORMS = (
    "Inc.", "Inc", "Ltd", "Limited", "Pty Ltd", "LLC", "PLC", "GmbH", "gGmbH", "AG", "KGaA", "e.V.", "e. V.",
    "GmbH & Co. KG", "GmbH & Co KG", "GmbH und Co. KG", "GmbH & Co. KGaA", "& Co. KG",
    "UG (haftungsbeschränkt)",
    "S.L.", "S.L", "S.L.U.", "S.A.", "SARL", "S.p.A.", "S.r.l.", "B.V.", "N.V.", "A/S", "Sp. z o.o.",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("between", [" ", ", "])
def test_a_legal_form_is_taken_off_whole(form: str, between: str):
    assert without_legal_form(f"Nordlicht Energie{between}{form}") == "Nordlicht Energie"


@pytest.mark.parametrize(
    "name", ["Northwind Robotics", "Visa", "Inc.", "GmbH", "", "Rivian EV", "Tiffany & Co.", "Asda", "Cab"]
)
def test_what_is_no_legal_form_stays(name: str):
    assert without_legal_form(name) == name


def test_a_legal_form_alone():
    assert is_legal_form("Inc.")
    assert is_legal_form("GmbH & Co. KG")
    assert not is_legal_form("Northwind")


def test_a_line_of_a_signature():
    assert before_legal_form("Nordlicht Energie GmbH & Co. KG, Kiel") == "Nordlicht Energie"
    assert before_legal_form("Sportverein Seeblick e. V. · Kiel") == "Sportverein Seeblick"
    assert before_legal_form("Dana Ortiz, Recruiter") == ""
    assert before_legal_form("known as a keeper") == ""
