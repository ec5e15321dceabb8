"""How many notes are composed in a second."""

from __future__ import annotations

import time

from thanks_tui.data.notes.compose import compose
from thanks_tui.data.store.store import Store

from .figures import Line, in_turns, middle
from .setting import Setting

SIZE = 2_000
"""Of so many applications, with five notes to each."""
LEAST = 2_000


def measure(setting: Setting) -> list[Line]:
    """Return the line about composing."""
    with Store.open(setting.store(SIZE), read_only=True) as store:
        people = {contact.id: contact for contact in store.all_contacts()}
        jobs = {application.id: application for application in store.applications()}
        notes = [
            (note, people[note.contact_id], jobs[people[note.contact_id].application_id])
            for note in store.all_notes()
        ]
        profile = store.profile

    def all_of_them() -> float:
        began = time.perf_counter()
        for note, contact, application in notes:
            compose(note, contact, application, profile)
        return len(notes) / (time.perf_counter() - began)

    (rates,) = in_turns(setting.times(3), all_of_them)
    return [
        Line(
            what=f"composing {len(notes):,} notes",
            measured=f"{middle(rates):,.0f} a second",
            target=f"≥ {LEAST:,} a second",
            reached=middle(rates) >= LEAST,
        )
    ]
