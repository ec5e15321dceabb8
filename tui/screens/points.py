"""Step 3: tick the points of the note."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from ...data.called import called
from ...data.clock import Today
from ...data.drafts.draft import DraftKind
from ...data.models import Contact, Note, PointChoice, Purpose, Tone
from ...data.notes.checklist import PointLine, point_lines
from ...data.notes.choose import next_wording, retone
from ...data.notes.points import MOMENT, NEWS, RECALL
from ...data.pointing import (
    add_own_point,
    begin_like_this,
    change_notes,
    moved,
    remove_own_point,
    reword_own,
    ticked,
    with_choice,
)
from ...data.standing import THANKED
from ...data.store.store import Store
from ...data.walk import composed_anew
from ...widgets.note_sheet import NoteSheet
from ...widgets.people_line import PeopleLine
from ...widgets.point_checklist import PointChecklist
from ...widgets.row_list import RowList
from ...widgets.step_bar import Step
from ...widgets.text import lit
from ..asking import FLOW, ask
from ..flows.moment import ask_moment, ask_news
from ..keys_in_order import answer_first
from .dialogs.ask import AskText
from .dialogs.confirm import Confirm
from .note_step import PERSON_KEYS, REMEMBER_KEYS, NoteStep
from .preview import PreviewScreen
from .words import sheet_foot

OWN_WORDS_HINT = "Your own words for this point. They are kept, and offered for later notes too."
OWN_POINT_HINT = "A sentence or two of your own. It becomes a point that you can tick in every note."


class PointsScreen(NoteStep):
    """The points as a list, and the note growing beside it."""

    CSS_PATH = "points.tcss"
    STEP = Step.POINTS
    HELP = (
        "What the note says. Ticks, order and tone count for everyone's note; w makes them count for this "
        "person alone. The words of each point differ from person to person, so that colleagues who compare "
        "find no sentence twice. Notes that were sent or edited by hand stay as they are."
    )
    WRITES = frozenset(
        {"moment", "news", "tone", "own_words", "new_point", "delete_point", "begin_like_this"}
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "onward", "preview", tooltip="On to the note as it will be read"),
        Binding("t", "tone", "tone", tooltip="Warm, plain or formal"),
        Binding("e", "own_words", "own words", tooltip="Say this point in your own words"),
        *PERSON_KEYS,
        *REMEMBER_KEYS,
        Binding(
            "w", "scope", "for whom", tooltip="Ticks, order and tone for everyone, or for this person only"
        ),
        Binding("B", "begin_like_this", "begin so", show=False, tooltip="Let new notes begin like this one"),
        Binding("n", "new_point", "new point", tooltip="Add a point of your own"),
        Binding("d", "delete_point", "delete", tooltip="Delete a point of your own"),
    ]

    checklist = getters.query_one(PointChecklist)
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
        self._everyone = True

    def compose_body(self) -> ComposeResult:
        """Lay the list and the growing note side by side."""
        yield PeopleLine()
        with Horizontal():
            with Vertical(classes="master"):
                yield Static(classes="scope")
                yield PointChecklist()
            yield NoteSheet(classes="beside")

    def on_mount(self) -> None:
        """Begin on the list."""
        self.sheet.read_only_beside()
        self.checklist.focus()

    def show_records(self) -> None:
        """Draw the points and the note as they are now."""
        self.take_notes()
        note, contact, application, profile = self.note, self.contact, self.application, self.store.profile
        self.show_people()
        whom = "everyone" if self._everyone and len(self.notes) > 1 else f"{called(contact)} only"
        scope = lit(f"Ticks, order and tone ‹ {note.tone.value} › are for {whom}")
        self.query_one(".scope", Static).update(scope)
        self.checklist.show(point_lines(note, contact, application, profile, self.others))
        frozen = "edited by hand" if note.edited else (note.state.value if note.state in THANKED else "")
        self.sheet.show(self.text, title=frozen, foot=sheet_foot(self.text, self.purpose))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a point of one's own can be deleted."""
        if action in self.WRITES and self.store.read_only:
            return False
        if action == "delete_point":
            line = self.checklist.current
            own = {point.id for point in self.store.profile.own_points}
            return line is not None and line.choice.id in own
        return super().check_action(action, parameters)

    @on(RowList.Highlighted)
    def _keys_of_row(self) -> None:
        self.refresh_bindings()

    @on(PointChecklist.Toggled)
    def _toggle(self, event: PointChecklist.Toggled) -> None:
        # The box has changed already; what follows from it waits until that is seen.
        answer_first(self.checklist, lambda: self._tick(event.line))

    def _tick(self, line: PointLine) -> None:
        # The keys may be faster than the messages, so the line may be older than the note.
        choice = self._choice(line)
        verb = "Left out" if choice.ticked else "Ticked"
        self._change_all(
            lambda note, _: ticked(note, choice.id, on=not choice.ticked), f"{verb} “{line.title}”"
        )
        if self._choice(line).ticked is choice.ticked:
            # It was not to be, or is asked about first: the box says so again.
            self.show_records()

    @on(PointChecklist.Moved)
    def _move(self, event: PointChecklist.Moved) -> None:
        point, step = event.line.choice.id, event.step
        self._change_all(lambda note, _: moved(note, point, step), f"Moved “{event.line.title}”")

    @on(PointChecklist.Reworded)
    def _reword(self, event: PointChecklist.Reworded) -> None:
        choice, step, others = self._choice(event.line), event.step, self.others

        def reword(note: Note, contact: Contact) -> Note:
            following = next_wording(
                choice, step, note, contact, self.application, self.store.profile, others
            )
            return with_choice(note, choice.id, lambda _: following)

        self._change(reword, [self.note], f"Reworded “{event.line.title}”")

    def _choice(self, line: PointLine) -> PointChoice:
        return next(choice for choice in self.note.points if choice.id == line.choice.id)

    def _change_all(self, change: Callable[[Note, Contact], Note], label: str) -> None:
        self._change(change, self.notes if self._everyone else [self.note], label)

    def _change(self, change: Callable[[Note, Contact], Note], notes: list[Note], label: str) -> None:
        if self.note.edited and self.note.state not in THANKED:
            self._change_if_allowed(change, notes, label)
        elif self._not_sent():
            self._carry_out(change, notes, label)

    @work(exclusive=True, group=FLOW)
    async def _change_if_allowed(
        self, change: Callable[[Note, Contact], Note], notes: list[Note], label: str
    ) -> None:
        if await self._may_compose_anew():
            self._carry_out(change, notes, label)

    def _carry_out(self, change: Callable[[Note, Contact], Note], notes: list[Note], label: str) -> None:
        left: list[Note] = []

        def act() -> None:
            everyone = [composed_anew(note) if note.id == self.note.id else note for note in notes]
            left.extend(change_notes(self.store, everyone, change, label))

        if self.attempt(act) and [note for note in left if note.edited and note.state not in THANKED]:
            self.notify("Notes edited by hand stay as they are.")

    def _not_sent(self) -> bool:
        if self.note.state not in THANKED:
            return True
        self.notify("This note is sent; it stays what it was.", severity="warning")
        return False

    async def _may_compose_anew(self) -> bool:
        """Return whether the note may follow its points: it does, or the user says that it shall again."""
        if not self._not_sent():
            return False
        if not self.note.edited:
            return True
        question = Confirm(
            "Edited by hand",
            f"The note to {called(self.contact)} was edited by hand. Compose it anew? u brings it back.",
            yes="Compose it anew  y",
            no="Keep my text  n",
        )
        return bool(await ask(self, question))

    def action_tone(self) -> None:
        """Take the next tone."""
        tones = list(Tone)
        tone = tones[(tones.index(self.note.tone) + 1) % len(tones)]
        done: list[Note] = [note for note in self.notes if note.state in THANKED]

        def change(note: Note, contact: Contact) -> Note:
            toned = retone(note, tone, contact, self.application, self.store.profile, done)
            done.append(toned)
            return toned

        self._change_all(change, f"Tone {tone.value}")

    def action_begin_like_this(self) -> None:
        """Let new notes begin with these ticks, this order and this tone."""
        if self.attempt(lambda: begin_like_this(self.store, self.note)):
            self.notify("New notes will begin with these ticks, this order and this tone.")

    def action_scope(self) -> None:
        """Let ticks, order and tone count for everyone, or for this person only."""
        self._everyone = not self._everyone
        self.show_records()

    @work(exclusive=True, group=FLOW)
    async def action_own_words(self) -> None:
        """Say the point in one's own words."""
        line = self.checklist.current
        if line is None or line.choice.id in (MOMENT, RECALL):
            await ask_moment(self, self.contact)
        elif line.choice.id == NEWS:
            await ask_news(self, self.note)
        else:
            await self.reword(line)

    async def reword(self, line: PointLine) -> None:
        """Ask for the user's own words for a point, and keep them."""
        if await self._may_compose_anew():
            await self.ask_until_kept(
                AskText(line.title, line.words if line.usable else "", hint=OWN_WORDS_HINT),
                lambda said: reword_own(self.store, composed_anew(self.note), line.choice.id, said),
                again=lambda said: AskText(line.title, said, hint=OWN_WORDS_HINT),
                about=self.origin(DraftKind.WORDS, point=line.choice.id),
            )

    @work(exclusive=True, group=FLOW)
    async def action_new_point(self) -> None:
        """Add a point of one's own."""
        await self.write_point()

    async def write_point(self) -> None:
        """Ask for a point of the user's own, and keep it."""

        def form(words: str) -> AskText:
            return AskText("A point of your own", words, hint=OWN_POINT_HINT)

        if await self._may_compose_anew():
            about = self.origin(DraftKind.POINT)
            await self.ask_until_kept(form(""), self._add_point, again=form, about=about)

    def _add_point(self, words: str) -> None:
        if not words:
            return
        after = self.checklist.current.choice.id if self.checklist.current else ""
        notes = self.notes if self._everyone else [self.note]
        mine = self.note.id
        notes = [composed_anew(note) if note.id == mine else note for note in notes]
        add_own_point(self.store, notes, words, after)

    def action_delete_point(self) -> None:
        """Delete a point of one's own."""
        line = self.checklist.current
        if line is not None:
            label = f"Deleted “{line.title}”"
            if self.attempt(lambda: remove_own_point(self.store, line.choice.id)):
                self.notify(f"{label}. Press u to bring it back.", markup=False)

    def action_onward(self) -> None:
        """Go on to the note as it will be read."""
        self.go_on_to(Step.PREVIEW, self._open_preview)

    def _open_preview(self) -> None:
        self.app.push_screen(
            PreviewScreen(self.store, self.today, self._application_id, self._contact_id, self.purpose),
            self._back_at,
        )

    def _back_at(self, contact_id: str | None) -> None:
        if contact_id is not None:
            self.go_to(contact_id)
