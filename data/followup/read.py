"""The agenda and the ledger of a store: what is computed from plain records elsewhere, read from the file."""

from __future__ import annotations

from datetime import date

from ..store.reads import Reads
from .agenda import Row, agenda
from .ledger import Ledger, ledger


def agenda_of(store: Reads, today: date) -> tuple[Row, ...]:
    """Return the agenda of a store."""
    return agenda(
        store.applications(),
        store.all_contacts(),
        store.all_notes(),
        store.events(),
        store.follow_ups(),
        today,
    )


def ledger_of(store: Reads, today: date) -> Ledger:
    """Return the ledger of a store."""
    return ledger(store.applications(), store.all_contacts(), store.all_notes(), store.events(), today)
