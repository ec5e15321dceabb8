"""Step 4: preview each note, mend it, hand it over, mark it sent."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from ...data.called import called
from ...data.dates import show_date
from ...data.drafts.draft import DraftKind
from ...data.models import Channel, Note, Purpose, State
from ...data.nameable import Nameable
from ...data.notes.review import review
from ...data.standing import THANKED, next_follow_up
from ...data.walk import likely_channel, mark_sent, take_back_sent
from ...widgets.findings import Findings
from ...widgets.note_sheet import NoteSheet
from ...widgets.people_line import PeopleLine
from ...widgets.step_bar import Step
from ...widgets.text import lit
from ..asking import FLOW, ask
from .dialogs.ask import AskLine
from .dialogs.confirm import Confirm
from .dialogs.mark_sent import MarkSent, Sending
from .mending import Mending
from .note_step import PERSON_KEYS, REMEMBER_KEYS
from .words import sheet_foot


class PreviewScreen(Mending):
    """One note on its sheet of paper."""

    CSS_PATH = "preview.tcss"
    STEP = Step.PREVIEW
    HELP = (
        "The note as it will be read. Mend it, copy or save it, send it by your own hand, mark it sent; the "
        "next person's note comes by itself. A mail saved as .eml opens as a draft in many mail programs, "
        "and answers in the thread of the rejection mail where there is one."
    )
    WRITES = frozenset({"moment", "news", "sent", "edit", "edit_outside", "recompose", "subject"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "copy", tooltip="Copy the text, to paste it where you write"),
        Binding("s", "sent", "mark sent", tooltip="It is sent: note how and when"),
        *PERSON_KEYS,
        Binding("e", "edit", "edit", tooltip="Mend the text here on the sheet"),
        Binding("x", "save", "save", tooltip="Save as .txt, .md or .eml"),
        Binding("E", "edit_outside", "editor", show=False, tooltip="Mend the text in $VISUAL or $EDITOR"),
        Binding("S", "subject", "subject", show=False, tooltip="Change the subject of the mail"),
        *REMEMBER_KEYS,
        Binding(
            "r",
            "recompose",
            "compose anew",
            tooltip="Give up the edited text for one composed from the points",
        ),
        Binding("enter", "onward", "next", tooltip="The next person who is not thanked yet, or home"),
        Binding("ctrl+s", "done", "done", key_display="^s", tooltip="Done writing; it is kept"),
    ]

    findings = getters.query_one(Findings)

    def compose_body(self) -> ComposeResult:
        """Lay out the people, the sheet and what was found."""
        yield PeopleLine()
        yield NoteSheet()
        yield Static(classes="all-sent")
        yield Findings()

    def on_mount(self) -> None:
        """Begin on the sheet, so that the arrows scroll it."""
        self.sheet.read()

    def show_records(self) -> None:
        """Draw the note as it is now; while it is being written on, the sheet is left alone."""
        if self.sheet.editing:
            return
        self.take_notes()
        self.show_people()
        self.sheet.show(
            self.text, head=self._head(), title=self._title(), foot=sheet_foot(self.text, self.purpose)
        )
        self.look_over(self.text)
        self._say_all_sent()
        self.refresh_bindings()

    def _head(self) -> list[tuple[str, str]]:
        contact, note = self.contact, self.note
        to = " ".join(part for part in (contact.name, f"<{contact.email}>" if contact.email else "") if part)
        lines = [("To", to or contact.kind.value)]
        if (note.channel or contact.channel) is Channel.EMAIL:
            lines.append(("Subject", self.subject))
        return lines

    def _title(self) -> str:
        note = self.note
        if note.state in THANKED and note.sent_on is not None:
            by = f" by {note.channel.value}" if note.channel else ""
            return f"● {note.state.value} {show_date(note.sent_on, self.today())}{by}"
        edit = " · edited by hand" if note.edited else ""
        return f"{note.state.value}{edit}"

    def look_over(self, text: str) -> None:
        """Show what is worth a second look in `text`."""
        if self.note.state in THANKED:
            self.findings.show(())
            return
        others, companies = Nameable.of(self.store).near(text, self.contact)
        self.findings.show(review(self.note, text, self.contact, self.application, others, companies))

    def _say_all_sent(self) -> None:
        line = self.query_one(".all-sent", Static)
        everyone = all(note.state in THANKED for note in self.notes)
        line.display = everyone
        if everyone:
            line.update(lit(f"{self._well_done()}{self._next_day()}"))

    def _well_done(self) -> str:
        if self.purpose is Purpose.FOLLOW_UP:
            return f"{called(self.contact)} will read from you again. That was well done."
        return f"Everyone at {self.application.company} is thanked. That was well done."

    def _next_day(self) -> str:
        """Return for whom and when a follow-up is noted next, as a sentence."""
        following = next_follow_up(self.store.follow_ups(self._application_id))
        if following is None:
            return ""
        to = next(
            (each for each in self.store.contacts(self._application_id) if each.id == following.contact_id),
            None,
        )
        whom = "" if to is None else f" to {called(to)}"
        noted = "was due on" if following.due_on < self.today() else "is noted for"
        return f" A follow-up{whom} {noted} {show_date(following.due_on, self.today())}."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While writing, only the keys of writing are live."""
        if action in self.WRITES and self.store.read_only:
            return False
        if action == "done":
            return self.sheet.editing
        if self.sheet.editing:
            return action in ("leave", "help")
        if action in ("edit", "edit_outside", "subject"):
            return bool(self.notes) and self.note.state not in THANKED
        if action == "sent":
            return bool(self.notes) and self.note.state is not State.ANSWERED
        if action == "recompose":
            return bool(self.notes) and self.note.edited and self.note.state not in THANKED
        return super().check_action(action, parameters)

    @work(exclusive=True, group=FLOW)
    async def action_sent(self) -> None:
        """Note that it is sent, and show the next person's note; of a sent one, take that back if asked."""
        if self.note.state is State.SENT:
            await self._ask_whether_sent(self.note)
        else:
            await self.ask_sent()

    async def ask_sent(self) -> None:
        """Ask how and when the note was sent, keep that, and show the next person's note."""
        contact, note = self.contact, self.note

        def form(proposed: Sending) -> MarkSent:
            return MarkSent(called(contact), proposed, self.today())

        sending = await self.ask_until_kept(
            form(Sending(likely_channel(contact), self.today())),
            lambda given: mark_sent(self.store, note, given.channel, given.on),
            again=form,
            about=self.origin(DraftKind.SENT),
        )
        following = self.next_to_thank()
        if sending is not None and following is not None:
            self.go_to(following)
            self.notify(f"Marked as sent: {called(contact)}", markup=False)

    async def _ask_whether_sent(self, note: Note) -> None:
        question = Confirm(
            "Marked as sent",
            f"The note to {called(self.contact)} is marked as sent. Was it not sent after all?",
            yes="It was not  y",
            no="It was  n",
            safe=True,
        )
        if await ask(self, question):
            self.attempt(lambda: take_back_sent(self.store, note))

    @work(exclusive=True, group=FLOW)
    async def action_subject(self) -> None:
        """Change the subject of the mail."""
        await self.ask_subject()

    async def ask_subject(self) -> None:
        """Ask for the subject of the mail, and keep it."""
        note, proposed = self.note, self.subject

        def form(subject: str) -> AskLine:
            return AskLine("The subject", subject, hint="Left empty, the proposed one comes back.")

        def keep(subject: str) -> None:
            own = "" if subject == proposed and not note.subject else subject
            self.store.put(replace(note, subject=own), label="Changed the subject")

        about = self.origin(DraftKind.SUBJECT, f"The subject to {called(self.contact)}")
        await self.ask_until_kept(form(proposed), keep, again=form, about=about)

    async def action_onward(self) -> None:
        """Show the next note that is not sent; when none is left, go home."""
        following = self.next_to_thank()
        if following is not None:
            self.go_to(following)
        elif self.note.state in THANKED:
            await self.run_action("app.home" if self.purpose is Purpose.THANK_YOU else "app.agenda")
        else:
            self.notify("Nobody else is left. Send this one, then press s.")
