"""Forms: fields to fill in, kept with one key, never lost with another."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from ....data.text import clean_line, clean_text
from ....widgets.choice import Choice
from ....widgets.line_input import LineInput
from ....widgets.text import lit
from ...asking import FLOW, ask
from ...drafting import Contents, Writing
from .confirm import Confirm
from .dialog import Dialog
from .filling import Elsewhere, controls, fill, texts

Result = TypeVar("Result")

_MOST_QUOTED = 60
"""Letters that are told of a field that was changed elsewhere."""


class FormProblem(Exception):  # noqa: N818 - it is no fault of the program
    """Something in a form cannot be taken as it is; says what, and which field to mend."""

    def __init__(self, sentence: str, field: Widget) -> None:
        super().__init__(sentence)
        self.field = field


class Form(Dialog[Result]):
    """A dialog of fields. A subclass composes them in `fields` and reads them in `read`."""

    AUTO_FOCUS = ""
    SAVE: ClassVar[str] = "Save"
    """What the button says that takes the form as it is."""
    BEFORE: ClassVar[Mapping[str, str]] = {}
    """What counts as having stood in fields before anything was typed, where the form begins with more."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", key_display="^s", tooltip="Keep what is written here"),
        Binding("escape", "leave", "back", tooltip="Go back; what was typed is asked after first"),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, *, unsaved: bool = False) -> None:
        super().__init__()
        self._unsaved = unsaved
        self._asking = False
        self._trouble = ""
        self._at_first: dict[str, str] | None = None
        self._at_last: Contents | None = None
        self._writing: Writing | None = None

    @abstractmethod
    def fields(self) -> Iterable[Widget]:
        """Return the fields, top to bottom."""

    @abstractmethod
    def read(self) -> Result:
        """Return the answer that the fields make; `FormProblem` when they do not make one."""

    def intro(self) -> Iterable[Widget]:
        """Return what stands above the fields."""
        return ()

    def compose_body(self) -> ComposeResult:
        """Compose the introduction and the fields."""
        yield from self.intro()
        yield from self.fields()

    def compose_foot(self) -> ComposeResult:
        """Compose the line for a problem and the buttons."""
        yield Static(classes="problem")
        with Horizontal(classes="buttons"):
            yield Button(f"{self.SAVE}  ^s", variant="primary", compact=True, id="save", action="screen.save")
            yield Button("Back  esc", compact=True, action="screen.leave")

    def not_kept(self, why: str) -> None:
        """Say, when the form is shown, why what is in it could not be taken the last time."""
        self._unsaved = True
        self._trouble = why

    def written_as(self, writing: Writing) -> None:
        """Have what is typed here kept as a draft."""
        writing.name(self.title_words())
        self._writing = writing

    def on_mount(self) -> None:
        """Remember how the fields were, to know what is typed; go on with what was typed before."""
        super().on_mount()
        # The handlers of base classes are called for the derived ones, and once more by themselves.
        if self._at_first is None:
            self._at_first = texts(controls(self))
            if self._writing is not None:
                self._begin(self._writing)
            if self._trouble:
                self.call_after_refresh(self.problem, self._trouble)

    def _begin(self, writing: Writing) -> None:
        writing.begin(self._contents, self.BEFORE)
        draft, writing.resumed = writing.resumed, None
        if draft is not None:
            fields = controls(self)
            elsewhere = fill(self, fields, draft)
            self._trouble = self._trouble or changed_meanwhile(elsewhere)
            last = next((each.name for each in reversed(draft.typed) if each.name in fields), "")
            at = fields.get(draft.at) or fields.get(last)
            if at is not None:
                # Behind what the form itself gives the focus to.
                self.call_later(at.focus)

    def _contents(self) -> Contents:
        """Return what stands in the form, or stood in it when it was left."""
        if self._at_last is not None:
            return self._at_last
        fields = controls(self)
        at = next((name for name, control in fields.items() if control is self.focused), "")
        return Contents(texts(fields), at, self._unsaved)

    @property
    def changed(self) -> bool:
        """Whether anything in the form is not kept yet."""
        return self._unsaved or texts(controls(self)) != self._at_first

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _typed(self) -> None:
        if self._writing is not None:
            self._writing.typed()

    @on(Input.Submitted)
    @on(Choice.Taken)
    def _next_field(self) -> None:
        self.focus_next()

    def problem(self, sentence: str) -> None:
        """Say what is in the way."""
        line = self.query_one(".problem", Static)
        line.update(lit(f"✗ {sentence}"))
        line.add_class("-told")

    def action_save(self) -> None:
        """Give the answer, or say what is in the way."""
        try:
            answer = self.read()
        except FormProblem as problem:
            self.problem(str(problem))
            problem.field.focus()
        else:
            self._at_last = self._contents()
            self.dismiss(answer)

    async def action_leave(self) -> None:
        """Go back; what was typed is not thrown away without asking."""
        if await self.kept_all():
            self.dismiss(None)

    async def kept_all(self) -> bool:
        """Return whether nothing is left that is not kept; ask what to do when something is."""
        if self.changed and not self._asking:
            # Escape held down comes faster than the question can be shown.
            self._asking = True
            self._ask_whether_to_keep()
        return not self.changed

    @work(exclusive=True, group=FLOW)
    async def _ask_whether_to_keep(self) -> None:
        question = Confirm(
            "Not kept yet", "Keep what you typed here?", yes="Keep it  y", no="Throw it away  n"
        )
        keep = await ask(self, question)
        self._asking = False
        if keep:
            self.action_save()
        elif keep is not None:
            self.dismiss(None)


class QuickForm(Form[Result]):
    """A form of which what is proposed needs no more than Enter, in whichever of its fields one stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # The field that is in front has a use of its own for Enter, so the key that it stands for shows it.
        Binding("ctrl+s", "save", "save", key_display="enter", tooltip="Keep what is written here"),
    ]

    @on(Input.Submitted)
    @on(Choice.Taken)
    def _keep(self, event: Input.Submitted | Choice.Taken) -> None:
        event.stop()
        # Else the form would go on to its next field as well.
        event.prevent_default()
        self.action_save()


def changed_meanwhile(fields: Sequence[Elsewhere]) -> str:
    """Return what the user has to look at before a form is kept that was gone on with; "" for nothing."""
    told: list[str] = []
    for field in fields:
        if field.now is None:
            told.append(f"“{_short(field.typed)}” cannot be filled in any more.")
        else:
            what = field.name or "It"
            now = f"“{_short(field.now)}”" if field.now.strip() else "empty"
            told.append(f"{what} was changed since then, and is {now}; here stands what you typed.")
    return " ".join(told)


def _short(text: str) -> str:
    words = clean_line(text)
    return words if len(words) <= _MOST_QUOTED else f"{words[: _MOST_QUOTED - 1]}…"


def line(widget: Input) -> str:
    """Return what stands in an input, cleaned."""
    return clean_line(widget.value)


def lines(widget: TextArea) -> str:
    """Return what stands in a text area, cleaned, without blank space at its ends."""
    return clean_text(widget.text).strip()


def text_field(value: str = "", placeholder: str = "") -> Input:
    """Return a compact input."""
    return LineInput(value, placeholder=placeholder)


def text_area(value: str = "") -> TextArea:
    """Return a small area for several lines; Tab leaves it."""
    return TextArea(value, compact=True, tab_behavior="focus", soft_wrap=True)
