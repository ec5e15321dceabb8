"""The agenda of a store: what is computed from plain records elsewhere, read from the file."""

from __future__ import annotations

from datetime import date

from ..store.reads import Reads
from .agenda import AgendaRow, agenda


def agenda_of(store: Reads, today: date) -> tuple[AgendaRow, ...]:
    """Return the agenda of a store."""
    return agenda(
        store.applications(),
        store.all_contacts(),
        store.all_notes(),
        store.events(),
        store.follow_ups(),
        today,
    )
