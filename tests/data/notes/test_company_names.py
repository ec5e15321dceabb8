"""The names by which a company may be named in a note."""

from __future__ import annotations

import pytest
from thanks_tui.data.notes.company_names import company_names


@pytest.mark.parametrize(
    ("company", "names"),
    [
        ("Northwind", ("Northwind",)),
        ("Nordlicht GmbH & Co. KG", ("Nordlicht GmbH & Co. KG", "Nordlicht")),
        ("Contoso, S.L.", ("Contoso, S.L.", "Contoso")),
        ("Seeblick e.V.", ("Seeblick e.V.", "Seeblick")),
        ("Tiffany & Co.", ("Tiffany & Co.", "Tiffany")),
        ("Inc.", ("Inc.",)),
    ],
)
def test_a_company_goes_by_its_name_with_and_without_its_form(company: str, names: tuple[str, ...]):
    assert company_names(company) == names
