"""The notes of the made-up example: each fits its person, and none repeats a colleague's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from thanks_tui.data.demo import fill_demo
from thanks_tui.data.models import Note
from thanks_tui.data.notes.compose import compose, letter_text
from thanks_tui.data.store.store import Store
from thanks_tui.data.walk import draft_notes, text_of


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "thanks.json") as store:
        fill_demo(store, date(2026, 11, 22))
        yield store


def all_notes(store: Store) -> list[Note]:
    return [note for application in store.applications() for note in store.notes(application.id)]


def test_every_person_can_be_written_to(demo: Store) -> None:
    for application in demo.applications():
        for note in draft_notes(demo, application.id):
            contact = demo.contact(note.contact_id)
            letter = compose(note, contact, application, demo.profile)
            text = letter_text(note, contact, application, demo.profile)
            assert letter.greeting
            assert "{" not in text
            if not note.edited:
                assert contact.moment in text.replace("\n", " ")


def test_colleagues_are_not_told_the_same_in_the_same_words(demo: Store) -> None:
    for application in demo.applications():
        notes = [note for note in draft_notes(demo, application.id) if not note.edited]
        told = [sentences(text_of(demo, note)) for note in notes]
        assert not [one & other for one, other in combinations(told, 2) if one & other]


def sentences(text: str) -> set[str]:
    """Return the sentences of a letter between its greeting and its closing."""
    body = " ".join(text.split("\n\n")[1:-1])
    return {sentence.strip() for sentence in re.split(r"(?<=[.!?])\s+", body) if sentence.strip()}


def test_a_note_by_hand_names_nobody_else(demo: Store) -> None:
    by_hand = [note for note in all_notes(demo) if note.edited]
    assert len(by_hand) >= 5
    for note in by_hand:
        contact = demo.contact(note.contact_id)
        address = contact.form_of_address or contact.name.split()[0]
        assert note.text.startswith(f"Dear {address},\n\n")
        own = demo.application(contact.application_id).company
        others = {application.company for application in demo.applications()} - {own}
        assert not [company for company in others if company in note.text]


def test_some_notes_make_other_points_than_most(demo: Store) -> None:
    ticked = {
        tuple(choice.id for choice in note.points if choice.ticked) for note in all_notes(demo) if note.points
    }
    assert len(ticked) >= 3
