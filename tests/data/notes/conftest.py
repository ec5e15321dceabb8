"""What the tests of notes share: one application, one person, one profile, and ways to vary them."""

from __future__ import annotations

import pytest
from thanks_tui.data.models import Application, Contact, Profile


@pytest.fixture
def application() -> Application:
    return Application(id="app", company="Northwind Robotics", role="Staff Engineer")


@pytest.fixture
def contact(application: Application) -> Contact:
    return Contact(id="dana", application_id=application.id, name="Dana Ortiz")


@pytest.fixture
def profile() -> Profile:
    return Profile(name="Sam Okonkwo", email="sam@okonkwo.example")
