"""A store in a folder of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from thanks_tui.data.models import Application, Contact, Event, EventKind, FollowUp, Note
from thanks_tui.data.store.store import Store

from .faults import Faults


class Family(NamedTuple):
    """An application and one of everything that can belong to it."""

    application: Application
    contact: Contact
    note: Note
    follow_up: FollowUp
    event: Event


def make_family(company: str = "Northwind", name: str = "Dana Ortiz") -> Family:
    application = Application(company=company, role="Staff Engineer", rejected_on=date(2025, 11, 12))
    contact = Contact(application_id=application.id, name=name, moment="our talk about the night shifts")
    return Family(
        application,
        contact,
        Note(contact_id=contact.id),
        FollowUp(application_id=application.id, contact_id=contact.id, due_on=date(2025, 12, 12)),
        Event(
            application_id=application.id,
            contact_id=contact.id,
            what=EventKind.THANKED,
            on=date(2025, 11, 13),
        ),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "thanks.json"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def family() -> Family:
    return make_family()


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    return Faults(monkeypatch)
