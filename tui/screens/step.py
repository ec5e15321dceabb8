"""What the screens of the four steps have in common: the frame, the store, and how trouble is told."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, NamedTuple, TypeVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import Worker

from ...data.clock import Today
from ...data.drafts.draft import Origin
from ...data.errors import StoreError
from ...data.store.lock import Holder
from ...data.store.store import Store
from ...data.store.telling import Changed
from ...widgets.banner import Banner
from ...widgets.dated import Dated
from ...widgets.key_bar import KeyBar
from ...widgets.step_bar import Step, StepBar
from ..asking import ask, ends_a_flow, in_a_flow
from ..breakpoints import size_classes
from ..drafting import Writing, drafting_of
from ..keys_in_order import answer_first

if TYPE_CHECKING:
    from .dialogs.form import Form

Result = TypeVar("Result")
Answer = TypeVar("Answer")
Given = TypeVar("Given")

READ_ONLY = "Read only: {who} has this store open. You can write here as soon as it is closed."
OPENED_READ_ONLY = "Read only: changes cannot be kept."
NEWER = "Read only: a newer version of thanks-tui wrote this store. Update thanks-tui to write here."


class Kept(NamedTuple, Generic[Given]):
    """That something was written, and what the writing gave."""

    given: Given


class StepScreen(Screen[Result]):
    """A step of the walk: the step bar above, the keys below, and between them what the step is about.

    A subclass sets `STEP` and `HELP` (what the page of keys says of it), composes its body, and draws the
    records in `show_records`.
    """

    WRITES: ClassVar[frozenset[str]] = frozenset()
    """The actions that change records; they are not offered where nothing can be kept."""
    TELLS_CLASHES: ClassVar[bool] = True
    """Whether its banner says that something is left to choose."""
    STEP: ClassVar[Step | None]
    """Which of the four steps it is; None for what stands beside them."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "undo", tooltip="Take the last change back"),
        Binding("f", "app.agenda", "follow-ups", show=False, tooltip="Whom to write to again, and when"),
        Binding("L", "app.ledger", "doors", show=False, tooltip="What has come of it: the doors that open"),
        Binding("D", "app.trash", "deleted", show=False, tooltip="What you deleted, to bring it back"),
        Binding("K", "app.backups", "backups", show=False, tooltip="Copies of your data, to go back to"),
        Binding(
            "C", "clashes", "choose", show=False, tooltip="What two files say differently, to choose from"
        ),
        Binding("T", "take_over", "take over", tooltip="Write here, when the other window is closed"),
    ]

    banner = getters.query_one(Banner)
    bar = getters.query_one(StepBar)

    def __init__(self, store: Store, today: Today) -> None:
        super().__init__()
        self.store = store
        self.today = today
        self._stale = False
        self._stop_following: Callable[[], None] = lambda: None

    @abstractmethod
    def compose_body(self) -> ComposeResult:
        """Compose what the step is about."""

    @abstractmethod
    def show_records(self) -> None:
        """Draw the records as they are now."""

    def still_there(self) -> bool:
        """Return whether the records that the step is about are in the store; undoing may take them away."""
        return True

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do what writes to the store; return whether it was kept. If not, the screen says why."""
        return self.attempt_for(action) is not None

    def attempt_for(self, action: Callable[[], Given]) -> Kept[Given] | None:
        """Do what writes to the store; return what `action` gave, None when it was not kept.

        What it gave may itself be None, and so comes in a `Kept`. If it was not kept, the screen says why.
        """
        try:
            given = action()
        except StoreError as error:
            self.banner.trouble(str(error))
            return None
        self.banner.clear()
        return Kept(given)

    async def ask_until_kept(
        self,
        form: Form[Answer],
        keep: Callable[[Answer], object],
        *,
        again: Callable[[Answer], Form[Answer]],
        about: Origin | Writing,
    ) -> Answer | None:
        """Show `form` until its answer is kept, and return that, or None when the form was left.

        When `keep` fails, the form that `again` makes of the answer is shown, and says why. What is typed is
        a draft meanwhile, of what the form is `about`, or of a writing that it goes on with.
        """
        writing = about if isinstance(about, Writing) else self.begin_writing(about)
        form.written_as(writing)
        while (answer := await ask(self, form)) is not None:
            if self.attempt(lambda given=answer: keep(given)):
                break
            form = again(answer)
            form.not_kept(self.banner.told)
            form.written_as(writing)
        writing.done()
        return answer

    def go_on_to(self, step: Step, come: Callable[[], object]) -> None:
        """Let the bar say at once that `step` comes, and then `come` there."""
        self.bar.step = step
        answer_first(self.bar, come)

    def begin_writing(self, about: Origin) -> Writing:
        """Return what keeps drafts of something about to be written on this screen."""
        return drafting_of(self).begin(about)

    def compose(self) -> ComposeResult:
        """Lay out the frame."""
        # Known before anything is laid out, so that nothing is laid out twice.
        self.add_class(*size_classes(self.app.size), update=False)
        yield StepBar(self.STEP)
        yield Banner(self._standing_trouble())
        yield from self.compose_body()
        yield KeyBar()

    def on_mount(self) -> None:
        """Draw the records, and again whenever they change."""
        self._stop_following = self.store.subscribe(self._changed)
        self.show_records()

    def take(self, store: Store) -> None:
        """Show the records of another store: of one that is open by now."""
        self._stop_following()
        self.store = store
        self._stop_following = store.subscribe(self._changed)
        self.banner.standing(self._standing_trouble())
        self._draw()

    def on_unmount(self) -> None:
        """Stop following the store."""
        self._stop_following()

    def on_screen_resume(self) -> None:
        """Draw what changed while another screen was in front, in this program or in another."""
        if self._is_left:
            return
        self.bar.step = self.STEP
        self._look_again()
        self.banner.standing(self._standing_trouble())
        if self._stale:
            self._stale = False
            self._draw()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take in what another program wrote while something was asked."""
        if ends_a_flow(event):
            self._look_again()

    def _look_again(self) -> None:
        # What a form was made of has to be what its answer is compared with.
        if not in_a_flow(self.app.workers):
            self.store.look_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say which keys are live: undo when there is something to undo, taking over when locked out."""
        if action in self.WRITES and self.store.read_only:
            return False
        if action == "undo":
            return self.store.undo_label is not None and not self.store.read_only
        if action == "take_over":
            return self.store.locked_out
        if action == "clashes":
            return bool(self.store.clashes())
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Take the last change back."""
        undone = self.attempt_for(self.store.undo)
        if undone is not None and undone.given:
            self.notify(f"Undone: {undone.given}", markup=False)

    async def action_clashes(self) -> None:
        """Go to what two files say differently."""
        await self.app.run_action("clashes")

    def action_take_over(self) -> None:
        """Take the writer's place, when the other window is gone."""
        if self._is_left:
            return
        try:
            taken = self.store.try_take_over()
        except StoreError as error:
            self.banner.trouble(str(error))
        else:
            self.banner.standing(self._standing_trouble())
            told = "You can write here now." if taken else "The other window is still open."
            self.notify(told, severity="information" if taken else "warning")
        self.refresh_bindings()

    @property
    def _is_left(self) -> bool:
        # What it was about is gone, and it is being taken away while a key or a message is still on its way.
        return not self.query(Banner)

    def _standing_trouble(self) -> str:
        if self.store.locked_out:
            return READ_ONLY.format(who=_other_window(self.store.holder))
        if self.store.newer:
            return NEWER
        if self.store.is_open and self.store.read_only:
            return OPENED_READ_ONLY
        clashes = len(self.store.clashes()) if self.TELLS_CLASHES else 0
        if not clashes:
            return ""
        many = "1 record clashes" if clashes == 1 else f"{clashes} records clash"
        return f"{many}: two files say different things. Press C to choose."

    def _changed(self, _: Changed) -> None:
        # Something was written, so whatever kept it from being written is over.
        self.banner.clear()
        self.banner.standing(self._standing_trouble())
        if self.is_active:
            self._draw()
        else:
            self._stale = True

    def new_day(self) -> None:
        """Draw the records as they stand on a day that was not there when they were drawn last."""
        for widget in self.query("*"):
            if isinstance(widget, Dated):
                widget.today = self.today()
        if self.is_active:
            self._draw()
        else:
            self._stale = True

    def _draw(self) -> None:
        if self.still_there():
            self.show_records()
            self.refresh_bindings()
            self._hold_on()
        else:
            self.dismiss(None)

    def _hold_on(self) -> None:
        # A list that was empty had to let go of the keys.
        if self.focused is None:
            for rows in self.query("RowList"):
                if rows.display:
                    rows.focus()


def _other_window(holder: Holder | None) -> str:
    if holder is None:
        return "another window"
    if not holder.is_alive:
        return f"something that a window which is gone (process {holder.pid}) left running"
    return f"another window (process {holder.pid}, since {holder.since.astimezone():%H:%M})"
