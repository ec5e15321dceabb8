"""The ledger counted from all the records at once, to compare with the one that is added up part by part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from thanks_tui.data.followup.ledger import Ledger, added_up, part
from thanks_tui.data.models import Application, Contact, Event, Note
from thanks_tui.data.store.store import Store


def ledger(
    applications: Iterable[Application],
    contacts: Iterable[Contact],
    notes: Iterable[Note],
    events: Iterable[Event],
    today: date,
) -> Ledger:
    """Return the ledger of all the records of a store, in whatever order they are, as it is `today`."""
    of = {contact.id: contact.application_id for contact in contacts}
    notes_of: defaultdict[str, list[Note]] = defaultdict(list)
    events_of: defaultdict[str, list[Event]] = defaultdict(list)
    for note in notes:
        notes_of[of.get(note.contact_id, "")].append(note)
    for event in events:
        events_of[event.application_id].append(event)
    return added_up([part(each, notes_of[each.id], events_of[each.id]) for each in applications], today)


def ledger_of(store: Store, today: date) -> Ledger:
    """Return the ledger of a store."""
    return ledger(store.applications(), store.all_contacts(), store.all_notes(), store.events(), today)
