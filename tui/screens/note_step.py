"""What the points and the preview share: the notes of one application, one person at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import getters, work
from textual.binding import Binding, BindingType

from ...data.called import called
from ...data.clock import Today
from ...data.drafts.draft import DraftKind, Origin
from ...data.errors import StoreError
from ...data.models import Application, Contact, Note, Purpose
from ...data.notes.compose import compose, letter_text
from ...data.standing import THANKED
from ...data.store.store import Store
from ...data.walk import begin_follow_up, begin_notes, draft_follow_up, draft_notes
from ...widgets.people_line import PeopleLine
from ..asking import FLOW
from ..flows.moment import ask_moment, ask_news
from ..keys_in_order import answer_first
from .step import StepScreen

# Each step lists these where they belong among its own, for the line of keys shows them in that order.
PERSON_KEYS = (
    Binding(
        "left_square_bracket",
        "person(-1)",
        "person",
        key_display="[ ]",
        tooltip="The person before this one, and the next",
    ),
    Binding("right_square_bracket", "person(1)", "person", show=False),
)
REMEMBER_KEYS = (
    Binding("m", "moment", "moment", tooltip="What you remember of this person"),
    Binding("h", "news", "since then", tooltip="What has happened since the last note, yours or theirs"),
)


class NoteStep(StepScreen[str]):
    """A step that speaks of one person's note; gives back whose note it showed last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", tooltip="Back a step; everything is kept"),
    ]

    people = getters.query_one(PeopleLine)

    def __init__(
        self,
        store: Store,
        today: Today,
        application_id: str,
        contact_id: str,
        purpose: Purpose = Purpose.THANK_YOU,
    ) -> None:
        """Show the note to a contact; a thank-you stands among those to the others, a follow-up by itself."""
        super().__init__(store, today)
        self.purpose = purpose
        self._application_id = application_id
        self._contact_id = contact_id
        self.notes: list[Note] = []

    @property
    def application(self) -> Application:
        """The application whose people are thanked."""
        return self.store.application(self._application_id)

    @property
    def contact(self) -> Contact:
        """The person whose note is shown."""
        return self.store.contact(self._contact_id)

    @property
    def note(self) -> Note:
        """The note that is shown."""
        return next(note for note in self.notes if note.contact_id == self._contact_id)

    @property
    def others(self) -> list[Note]:
        """The notes to everybody else of the application."""
        return [note for note in self.notes if note.contact_id != self._contact_id]

    @property
    def text(self) -> str:
        """The whole text of the note that is shown."""
        return letter_text(self.note, self.contact, self.application, self.store.profile)

    @property
    def subject(self) -> str:
        """The subject of the note that is shown, where it goes by mail."""
        first = self.store.note_for(self._contact_id)
        return compose(self.note, self.contact, self.application, self.store.profile, first).subject

    def origin(self, kind: DraftKind, title: str = "", point: str = "") -> Origin:
        """Return what is written about the note that is shown, for the draft of it."""
        return Origin(
            kind=kind,
            title=title,
            application_id=self._application_id,
            contact_id=self._contact_id,
            purpose=self.purpose,
            point=point,
        )

    def still_there(self) -> bool:
        """Return whether the person is in the store."""
        return any(each.id == self._contact_id for each in self.store.contacts(self._application_id))

    def take_notes(self) -> None:
        """Read the notes of the application; those that were not begun are begun, and kept if that can be."""
        try:
            self.notes = self._notes(begin_notes, begin_follow_up)
        except StoreError as error:
            self.notes = self._notes(draft_notes, draft_follow_up)
            self.banner.trouble(str(error))

    def _notes(
        self, thank_yous: Callable[[Store, str], list[Note]], follow_up: Callable[[Store, str], Note]
    ) -> list[Note]:
        if self.purpose is Purpose.THANK_YOU:
            return thank_yous(self.store, self._application_id)
        sent = self.note_sent_here
        return [sent] if sent is not None else [follow_up(self.store, self._contact_id)]

    @property
    def note_sent_here(self) -> Note | None:
        """The follow-up that was marked as sent on this screen: it is shown on, not the next one begun."""
        ids = [note.id for note in self.notes]
        kept = self.store.note_for(self._contact_id, Purpose.FOLLOW_UP)
        return kept if kept is not None and kept.id in ids and kept.state in THANKED else None

    def show_people(self, *, layout: bool = True) -> None:
        """Show who there is, with the one whose note is shown in front.

        Without `layout` the line stays as high as it was.
        """
        states = {note.contact_id: note.state for note in self.notes}
        contacts = [each for each in self.store.contacts(self._application_id) if each.id in states]
        place = next((at for at, each in enumerate(contacts) if each.id == self._contact_id), 0)
        self.people.show([(called(each), states[each.id]) for each in contacts], place, layout=layout)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say which keys are live: since then in follow-ups, person to person where there are several."""
        if action == "news":
            return self.purpose is Purpose.FOLLOW_UP
        if action == "person":
            return len(self.notes) > 1
        return super().check_action(action, parameters)

    @work(exclusive=True, group=FLOW)
    async def action_moment(self) -> None:
        """Write down what is remembered of this person."""
        await ask_moment(self, self.contact)

    @work(exclusive=True, group=FLOW)
    async def action_news(self) -> None:
        """Write down what has happened since the last note."""
        await ask_news(self, self.note)

    async def action_leave(self) -> None:
        """Go back a step."""
        self.dismiss(self._contact_id)

    def action_person(self, step: int) -> None:
        """Show the note of the person `step` places on, around the end."""
        ids = [note.contact_id for note in self.notes]
        self._contact_id = ids[(ids.index(self._contact_id) + step) % len(ids)]
        self.show_people(layout=False)
        answer_first(self.people, self.show_records)

    def action_undo(self) -> None:
        """Take the last change back, and go to the one person whom it was about."""
        before = self._kept_of_each()
        super().action_undo()
        changed = [id_ for id_, kept in self._kept_of_each().items() if before.get(id_, kept) != kept]
        if len(changed) == 1 and changed[0] != self._contact_id:
            self.go_to(changed[0])

    def _kept_of_each(self) -> dict[str, tuple[Contact, Note | None]]:
        """Return what the store has of each person whose note can be shown here."""
        ids = {note.contact_id for note in self.notes}
        people = [each for each in self.store.contacts(self._application_id) if each.id in ids]
        return {each.id: (each, self.store.note_for(each.id, self.purpose)) for each in people}

    def go_to(self, contact_id: str) -> None:
        """Show the note of another person."""
        self._contact_id = contact_id
        self.show_records()

    def next_to_thank(self) -> str | None:
        """Return the contact after this one whose note is not sent yet, around the end; None if all are."""
        ids = [note.contact_id for note in self.notes]
        at = ids.index(self._contact_id)
        waiting = {note.contact_id for note in self.notes if note.state not in THANKED}
        return next((id_ for id_ in ids[at + 1 :] + ids[:at] if id_ in waiting), None)
