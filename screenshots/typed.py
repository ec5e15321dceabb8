"""What a window leaves that is killed while somebody writes, for the picture of what is asked then."""

from __future__ import annotations

from datetime import datetime

from thanks_tui.data.drafts.draft import Draft, DraftKind, Origin, TypedField
from thanks_tui.data.drafts.folder import DraftFolder
from thanks_tui.data.store.store import Store
from thanks_tui.data.walk import text_of

TYPED = (
    "Dear Ana,\n\nthank you for telling me yourself how it turned out. I still think of our talk about the "
    "night shifts, and of how you drew the whole plant on a napkin"
)


def leave_typed(store: Store) -> None:
    """Leave what was typed on the sheet for Ana Ruiz, as a window does that is killed."""
    (ana,) = (each for each in store.all_contacts() if each.name == "Ana Ruiz")
    about = Origin(
        kind=DraftKind.NOTE,
        title=f"The note to {ana.name}",
        application_id=ana.application_id,
        contact_id=ana.id,
    )
    note = store.note_for(ana.id)
    before = text_of(store, note) if note is not None else ""
    folder = DraftFolder(store.path)
    fields = (TypedField(name="", text=TYPED, before=before),)
    folder.write(Draft(when=datetime(2026, 11, 21, 22, 40).astimezone(), origin=about, fields=fields))
    folder.close()
