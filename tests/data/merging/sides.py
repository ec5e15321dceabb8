"""Files to merge, as plain documents."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from thanks_tui.data.merging.merge import Merged, Origin, merge
from thanks_tui.data.merging.sides import Side
from thanks_tui.data.models import AnyRecord, Application, Contact, FollowUp, Note, Profile
from thanks_tui.data.store.documents import pack
from thanks_tui.data.store.records import fields_of, table_of

TODAY = date(2026, 11, 23)
ORIGIN = Origin(found_on=TODAY, source="thanks.json")

APPLICATION = Application(id="app", company="Northwind", role="Engineer")
CONTACT = Contact(id="dana", application_id="app", name="Dana Ortiz")
NOTE = Note(id="note", contact_id="dana")
FOLLOW_UP = FollowUp(id="later", application_id="app", contact_id="dana", due_on=date(2026, 12, 12))
PROFILE = Profile(name="Sam")
FAMILY = (PROFILE, APPLICATION, CONTACT, NOTE, FOLLOW_UP)


def side(*records: AnyRecord, **more: dict[str, Any]) -> Side:
    """Return what a file with these records holds, and `more` tables."""
    tables: dict[str, dict[str, Any]] = {table: dict(entries) for table, entries in more.items()}
    for record in records:
        tables.setdefault(table_of(record), {})[record.id] = msgspec.json.decode(pack(fields_of(record)))
    return Side(tables)


def merged(base: Side | None, ours: Side, theirs: Side, **more: Any) -> Merged:
    """Merge, and check what holds of every merging: a second time it changes nothing."""
    found = merge(base, ours, theirs, ORIGIN, **more)
    for again in (theirs, found.side):
        second = merge(base if again is theirs else None, found.side, again, ORIGIN, **more)
        if again is found.side or base is None:
            assert second.side == found.side
            assert second.changes_nothing
    return found
