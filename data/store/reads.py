"""What can be asked of a store: its records, as they are in memory."""

from __future__ import annotations

from ..models import AnyRecord, Application, Clash, Contact, Event, FollowUp, Note, Profile, Purpose, Trashed
from .memory import Memory
from .records import PROFILE_ID, Problem


class Reads:
    """The questions that a store answers; all give frozen records, in the order in which they were added."""

    _memory: Memory
    problems: tuple[Problem, ...] = ()
    """The records that were set aside."""

    def find(self, table: str, id_: str) -> AnyRecord | None:
        """Return the record of this table and id, None if there is none."""
        return self._memory.find((table, id_))

    @property
    def profile(self) -> Profile:
        """The profile; a default one when none is kept yet."""
        return self._memory.profile.records.get(PROFILE_ID) or Profile()

    @property
    def is_new(self) -> bool:
        """Whether no profile is kept yet."""
        return not self._memory.profile.records

    def applications(self) -> list[Application]:
        """Return every application, in the order in which they were added."""
        return self._memory.applications.all()

    def application(self, id_: str) -> Application:
        """Return the application with this id, or raise NotFoundError."""
        return self._memory.applications.get(id_)

    def find_application(self, id_: str) -> Application | None:
        """Return the application with this id, None if there is none."""
        return self._memory.applications.records.get(id_)

    def contacts(self, application_id: str) -> list[Contact]:
        """Return the contacts of an application."""
        return self._memory.contacts.of("application_id", application_id)

    def contact(self, id_: str) -> Contact:
        """Return the contact with this id, or raise NotFoundError."""
        return self._memory.contacts.get(id_)

    def all_contacts(self) -> list[Contact]:
        """Return the contacts of every application."""
        return self._memory.contacts.all()

    def notes(self, application_id: str) -> list[Note]:
        """Return the notes to the contacts of an application, contact by contact."""
        notes = self._memory.notes
        return [
            note for contact in self.contacts(application_id) for note in notes.of("contact_id", contact.id)
        ]

    def all_notes(self) -> list[Note]:
        """Return every note, in the order in which they were added."""
        return self._memory.notes.all()

    def note(self, id_: str) -> Note:
        """Return the note with this id, or raise NotFoundError."""
        return self._memory.notes.get(id_)

    def note_for(self, contact_id: str, purpose: Purpose = Purpose.THANK_YOU) -> Note | None:
        """Return the newest note to a contact for this purpose, None if there is none."""
        notes = self._memory.notes.of("contact_id", contact_id)
        return next((note for note in reversed(notes) if note.purpose is purpose), None)

    def follow_ups(self, application_id: str | None = None) -> list[FollowUp]:
        """Return the follow-ups of an application, or of all."""
        shelf = self._memory.follow_ups
        return shelf.all() if application_id is None else shelf.of("application_id", application_id)

    def events(self, application_id: str | None = None) -> list[Event]:
        """Return the events of an application, or of all."""
        shelf = self._memory.events
        return shelf.all() if application_id is None else shelf.of("application_id", application_id)

    def trash(self) -> list[Trashed]:
        """Return what was deleted and can be brought back, in the order in which it was deleted."""
        return self._memory.trash.all()

    def clashes(self) -> list[Clash]:
        """Return what two files say differently, until the user has chosen."""
        return self._memory.clashes.all()
