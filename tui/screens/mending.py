"""Mending a note: on the sheet itself, in the user's own editor, and back to the composed text."""

from __future__ import annotations

from abc import abstractmethod
from asyncio import Event

from textual import getters, on, work

from ...data.called import called
from ...data.clock import Today
from ...data.drafts.draft import DraftKind
from ...data.errors import ThanksError
from ...data.models import Purpose
from ...data.store.store import Store
from ...data.walk import composed_anew, edited
from ...widgets.note_sheet import NoteSheet
from ..asking import FLOW, Asked, ask, wait_for
from ..drafting import Contents, Writing, drafting_of
from .dialogs.confirm import Confirm
from .editor import edit_outside
from .handing_over import HandingOver
from .words import sheet_foot

GONE = "Not saved: the person whom this note is for is not in the store any more."


class Mending(Asked, HandingOver):
    """A step on whose sheet the note can be written on."""

    sheet = getters.query_one(NoteSheet)

    def __init__(
        self,
        store: Store,
        today: Today,
        application_id: str,
        contact_id: str,
        purpose: Purpose = Purpose.THANK_YOU,
    ) -> None:
        super().__init__(store, today, application_id, contact_id, purpose)
        self._writing: Writing | None = None
        self._began_with = ""
        self._ended = Event()

    @abstractmethod
    def look_over(self, text: str) -> None:
        """Show what is worth a second look in `text`."""

    def still_there(self) -> bool:
        """Return whether the person is in the store; a sheet that is written on stays in any case."""
        return self.sheet.editing or self._has_person()

    def _has_person(self) -> bool:
        return super().still_there()

    @property
    def writing(self) -> bool:
        """Whether the text is being written on the sheet."""
        return self.sheet.editing

    async def action_edit(self) -> None:
        """Write on the sheet; go on with what was typed there when the program ended."""
        writing = self._writing = self._begin_draft()
        self._began_with = self.text
        self._ended.clear()
        sheet = self.sheet
        sheet.edit()
        writing.begin(lambda: Contents({"": sheet.text}))
        draft, writing.resumed = writing.resumed, None
        if draft is not None:
            sheet.rewrite(draft.fields[0].text)
        self.refresh_bindings()

    async def go_on_writing(self) -> None:
        """Begin to write, and wait until that has come to an end."""
        wait_for(self)
        await self.action_edit()
        await self._ended.wait()

    def _begin_draft(self) -> Writing:
        what = "note" if self.purpose is Purpose.THANK_YOU else "follow-up"
        return self.begin_writing(self.origin(DraftKind.NOTE, f"The {what} to {called(self.contact)}"))

    @on(NoteSheet.Edited)
    def _written(self, event: NoteSheet.Edited) -> None:
        self.look_over(event.text)
        self.sheet.foot(sheet_foot(event.text, self.purpose))
        if self._writing is not None:
            self._writing.typed()

    # Keeping.

    def keep_written(self) -> None:
        """Keep what is being written as it stands, without asking anything."""
        writing = self._writing
        if writing is not None and not self._changed_elsewhere() and self._kept(self.sheet.text):
            writing.done()

    def _changed_elsewhere(self) -> bool:
        """Return whether the note was given another text while it was written on here."""
        if not self._has_person():
            return False
        self.take_notes()
        return self.text not in (self._began_with, self.sheet.text)

    def _kept(self, text: str) -> bool:
        """Keep `text`, if it is another than there was, and return whether it is kept."""
        if not self._has_person():
            self.banner.trouble(GONE)
            return False
        note = edited(self.note, text)
        label = f"Edited the note to {called(self.contact)}"
        if text != self.text and not self.attempt(lambda: self.store.put(note, label=label)):
            return False
        self._began_with = text
        self.take_notes()
        return True

    async def action_done(self) -> None:
        """Keep the text and make the sheet one to read again."""
        if self._changed_elsewhere():
            self._ask_which()
        elif self._kept(self.sheet.text):
            await self._stop_writing()

    async def _stop_writing(self) -> None:
        if self._writing is not None:
            self._writing.done()
            self._writing = None
        self.sheet.finish()
        self.asked_by = None
        self._ended.set()
        if self._has_person():
            self.show_records()
            self.sheet.read()
        else:
            self.dismiss(None)

    async def action_leave(self) -> None:
        """Leave the writing, or the step; what was written is kept, and asked after when it cannot be."""
        if not self.sheet.editing:
            self.dismiss(self._contact_id)
        elif not await self.kept_all() and not self._changed_elsewhere():
            self._ask_whether_to_go_on()

    async def kept_all(self) -> bool:
        """Keep what is being written; return whether nothing is left that is not kept."""
        if self.sheet.editing:
            await self.action_done()
        return not self.sheet.editing

    @work(exclusive=True, group=FLOW)
    async def _ask_whether_to_go_on(self) -> None:
        question = Confirm(
            "Not kept",
            f"{self.banner.told}\n\nGo on writing, and try again later?",
            yes="Go on writing  y",
            no="Throw it away  n",
        )
        if await ask(self, question) is False:
            await self._stop_writing()

    @work(exclusive=True, group=FLOW)
    async def _ask_which(self) -> None:
        question = Confirm(
            "Changed elsewhere",
            f"While you wrote, this note was changed elsewhere. It reads now:\n\n{self.text}",
            yes="Keep mine  y",
            no="Keep this one  n",
        )
        mine = await ask(self, question)
        if mine is False or (mine and self._kept(self.sheet.text)):
            await self._stop_writing()

    # In the user's own editor.

    def action_edit_outside(self) -> None:
        """Mend the text in the user's own editor."""
        drafting = drafting_of(self)
        writing = self._begin_draft()
        before = self.text
        try:
            folder = drafting.desk.folder.room()
            text = edit_outside(
                self.app,  # pyright: ignore[reportUnknownArgumentType]
                before,
                folder,
                lambda name: drafting.handed_out(writing, before, name),
            )
        except ThanksError as error:
            self.notify(str(error), severity="error", markup=False)
            drafting.done_unless_left(writing)
            return
        if self._kept(text):
            writing.done()
        else:
            path = folder / writing.origin.file
            self.banner.trouble(f"{self.banner.told} Your text is in {path}.")
        self.show_records()

    @work(exclusive=True, group=FLOW)
    async def action_recompose(self) -> None:
        """Give up the edited text, when the user says so."""
        question = Confirm(
            "Edited by hand",
            "Compose this note anew from its points? u brings your text back.",
            yes="Compose it anew  y",
            no="Keep my text  n",
        )
        if await ask(self, question):
            note = composed_anew(self.note)
            self.attempt(lambda: self.store.put(note, label="Composed the note anew"))
