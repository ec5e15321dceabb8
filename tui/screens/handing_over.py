"""Handing a note over: copied, or saved to a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual import work

from ...data.errors import FileThereError, ThanksError
from ...data.models import State
from ...data.outbox.clipboard import copy_to_system
from ...data.outbox.formats import write_note
from ...data.standing import THANKED
from ...data.walk import mark_ready
from ..asking import FLOW, ask
from .dialogs.confirm import Confirm
from .dialogs.save_note import SaveNote
from .dialogs.typed_path import here
from .note_step import NoteStep


class HandingOver(NoteStep):
    """A step from which the note in front can be copied and saved."""

    folder: Path | None = None
    """Where the last note was saved, to be proposed again; None for the working directory."""

    def action_copy(self) -> None:
        """Copy the text."""
        text = self.text
        self.app.copy_to_clipboard(text)
        self.run_worker(partial(copy_to_system, text), thread=True, exclusive=True, group="clipboard")
        is_done = self.note.state in THANKED or self.store.read_only
        self.notify("Copied." if is_done else "Copied. Paste it where you write, then press s.")
        self._handed_over()

    def _handed_over(self) -> None:
        if self.note.state is State.DRAFT and not self.store.read_only:
            self.attempt(lambda: mark_ready(self.store, self.note))

    @work(exclusive=True, group=FLOW)
    async def action_save(self) -> None:
        """Save the text to a file."""
        dialog = SaveNote(self.folder or here(), self.contact, self.application)
        while (path := await ask(self, dialog)) is not None:
            problem = await self._write_or_ask(path)
            if not problem:
                self.folder = path.parent
                self.notify(f"Saved {path}", markup=False)
                self._handed_over()
                break
            dialog = SaveNote(self.folder or here(), self.contact, self.application, again=path)
            dialog.not_kept(problem)

    async def _write_or_ask(self, path: Path) -> str:
        """Write the note to `path`, replacing a file only when told to; return what was in the way."""
        try:
            self._write(path, overwrite=False)
        except FileThereError as error:
            question = Confirm(
                "A file of that name", str(error), yes="Replace it  y", no="Another name  n", safe=True
            )
            if not await ask(self, question):
                return str(error)
        except ThanksError as error:
            return str(error)
        else:
            return ""
        try:
            self._write(path, overwrite=True)
        except ThanksError as error:
            return str(error)
        return ""

    def _write(self, path: Path, *, overwrite: bool) -> None:
        contact, application, profile = self.contact, self.application, self.store.profile
        write_note(path, self.text, self.subject, contact, application, profile, overwrite=overwrite)
