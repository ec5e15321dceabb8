"""Pasting the rejection mail, or naming its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea

from ....widgets.text import lit
from .form import Form, FormProblem

HINT = (
    "Paste the whole mail here, with From and Subject if you can: it is read at once. Or name an .eml file "
    "by its path."
)
_WORTH_READING = 40


def is_path(text: str) -> bool:
    """Return whether `text` is nothing but the path of a mail's file."""
    words = text.strip().strip("'\"")
    return "\n" not in words and words.casefold().endswith((".eml", ".txt"))


class MailArea(TextArea):
    """An area that says when there is a mail in it, so that it is read at once."""

    class Pasted(Message):
        """Posted after a paste that is long enough to be a mail or is a path, and by Enter behind a path."""

    def on_paste(self, event: events.Paste) -> None:
        """Say so once the area itself, which is asked after this, has taken the paste in."""
        if len(event.text.strip()) >= _WORTH_READING or is_path(event.text):
            self.post_message(self.Pasted())

    def on_key(self, event: events.Key) -> None:
        """Read the file when Enter is pressed behind its path."""
        if event.key == "enter" and is_path(self.text):
            event.prevent_default()
            event.stop()
            self.post_message(self.Pasted())


class PasteMail(Form[str]):
    """Asks for a mail; gives back its text, as it was pasted."""

    TITLE = "The mail that told you"
    SAVE = "Read it"
    BEFORE: ClassVar[Mapping[str, str]] = {"": ""}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "read it", key_display="^s", tooltip="Read what is pasted here"),
    ]

    def __init__(self, text: str = "", *, at_once: bool = False) -> None:
        """Ask for a mail; with `at_once`, read `text` without waiting for more."""
        super().__init__()
        self._at_once = at_once
        self._area = MailArea(text, soft_wrap=True, compact=True, classes="pasted", tab_behavior="focus")

    def intro(self) -> Iterable[Widget]:
        """Return what to paste."""
        yield Static(lit(HINT), classes="said quiet")

    def fields(self) -> Iterable[Widget]:
        """Return the area."""
        return (self._area,)

    def on_mount(self) -> None:
        """Be ready for the paste."""
        super().on_mount()
        self._area.focus()
        if self._at_once:
            self.call_after_refresh(self.action_save)

    @on(MailArea.Pasted)
    def _read_at_once(self) -> None:
        self.action_save()

    def read(self) -> str:
        """Return what was pasted."""
        if not self._area.text.strip():
            raise FormProblem("Nothing is pasted here yet.", self._area)
        return self._area.text
