"""What is typed, on its way to the disk: a second after the last key, five after the first at the latest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Protocol, cast

import msgspec
from msgspec.structs import replace
from textual.app import App
from textual.message_pump import MessagePump

from ..data.drafts.desk import DraftDesk
from ..data.drafts.draft import Draft, Origin, TypedField
from ..data.drafts.folder import DraftFolder
from ..data.models import new_id

AFTER_LAST_KEY = 1.0
"""Seconds without a key after which what was typed becomes a draft."""
AT_MOST = 5.0
"""Seconds from the first key that is in no draft yet, however fast the next ones come."""
_SLACK = 0.01
"""Seconds by which a timer may be early."""


class Contents(msgspec.Struct, frozen=True):
    """What stands in a form."""

    texts: Mapping[str, str]
    """The text of each field, by its name."""
    at: str = ""
    """The field that has the cursor."""
    unsaved: bool = False
    """Whether there was something to be lost in it from the beginning."""


class Writing:
    """What is being written about one thing, until it is kept or thrown away; forms may hand it on."""

    def __init__(self, drafting: Drafting, origin: Origin, resumed: Draft | None) -> None:
        self.id = new_id() if resumed is None else resumed.id
        self.origin = origin
        self.resumed = resumed
        """What was written before the program ended, until a form has taken it up."""
        self.has_draft = resumed is not None
        """Whether there is, or may be, a draft on the disk."""
        self._drafting = drafting
        self._before: dict[str, str] = {}
        self._contents: Callable[[], Contents] = lambda: Contents({})

    def begin(self, contents: Callable[[], Contents], before: Mapping[str, str] | None = None) -> None:
        """Take what is typed from `contents` from now on.

        What it holds now counts as not typed, unless it is known what stood there before it: from a form that
        handed this on, or by `before`.
        """
        self._contents = contents
        self._before = {**contents().texts, **(before or {}), **self._before}
        if self.draft() is not None:
            self.typed()

    def name(self, title: str) -> None:
        """Call it what the form is called, as long as it has no name."""
        if not self.origin.title:
            self.origin = replace(self.origin, title=title)

    def become(self, origin: Origin) -> None:
        """Be about another form from now on, with fields of its own."""
        self.origin = origin
        self._before = {}

    def typed(self) -> None:
        """Hear that something was typed; costs next to nothing."""
        self._drafting.typed(self)

    def done(self) -> None:
        """Hear that it is kept in the store, or thrown away: then the draft goes."""
        self._drafting.done(self)

    def draft(self) -> Draft | None:
        """Return what is on the screen as a draft; None when nothing is there that was not there before."""
        now = self._contents()
        fields = tuple(
            TypedField(name=name, text=text, before=self._before.get(name, text))
            for name, text in now.texts.items()
        )
        draft = Draft(id=self.id, at=now.at, unsaved=now.unsaved, origin=self.origin, fields=fields)
        return draft if draft.changed else None


class Drafting:
    """Keeps what is typed in one app, by one timer that runs only while there is something to write."""

    def __init__(self, app: App[Any], folder: DraftFolder, trouble: Callable[[str], None]) -> None:
        """Keep drafts in `folder`; `trouble` is told, in any thread, why that cannot be done."""
        self._app = app
        self.desk = DraftDesk(folder, trouble)
        self._unkept: dict[str, Writing] = {}
        self._first = 0.0
        self._last = 0.0
        self._waiting = False
        self._going_on: Draft | None = None

    def found(self) -> list[Draft]:
        """Return what was left by windows that are not open any more, the newest first; for who may write."""
        self.desk.folder.tidy()
        return self.desk.folder.drafts()

    def go_on_with(self, draft: Draft | None) -> None:
        """Let the next form, if it is about the same thing, begin with what was typed; None for none."""
        self._going_on = draft

    def begin(self, origin: Origin) -> Writing:
        """Return a new writing; if it is what was to be gone on with, with that draft."""
        draft, self._going_on = self._going_on, None
        same = draft is not None and draft.origin.is_about_the_same_as(origin)
        return Writing(self, origin, draft if same else None)

    def typed(self, writing: Writing) -> None:
        """Have a draft of `writing` written soon."""
        self._last = monotonic()
        if not self._unkept:
            self._first = self._last
        self._unkept[writing.id] = writing
        if not self._waiting:
            self._wait(AFTER_LAST_KEY)

    def done(self, writing: Writing) -> None:
        """Write no more drafts of `writing`, and remove the one that there is."""
        self._unkept.pop(writing.id, None)
        if writing.has_draft:
            writing.has_draft = False
            self.desk.clear(writing.id)

    def handed_out(self, writing: Writing, text: str, name: str) -> None:
        """Write a draft for a text that goes to an editor in the file `name`, so that it is found again."""
        writing.origin = replace(writing.origin, file=name)
        writing.has_draft = True
        fields = (TypedField(name="", text=text, before=text),)
        self.desk.keep(Draft(id=writing.id, origin=writing.origin, fields=fields))
        self.desk.flush()

    def done_unless_left(self, writing: Writing) -> None:
        """Be done with what went to an editor, unless the editor left something in its file."""
        name = writing.origin.file
        if not name or not (self.desk.folder.path / name).exists():
            self.done(writing)

    def forget(self, draft: Draft) -> None:
        """Remove a draft that nobody writes on."""
        self.desk.clear(draft.id)

    def write(self) -> None:
        """Hand what is typed and in no draft yet to the desk."""
        for writing in self._unkept.values():
            draft = writing.draft()
            if draft is not None:
                writing.has_draft = True
                self.desk.keep(draft)
            elif writing.has_draft:
                writing.has_draft = False
                self.desk.clear(writing.id)
        self._unkept.clear()

    def keep_all(self) -> None:
        """Write what is typed to the disk, here and now."""
        self.write()
        self.desk.flush()

    def close(self) -> None:
        """Finish writing, and leave what is there to the next window."""
        self.desk.close()

    def _wait(self, seconds: float) -> None:
        self._waiting = True
        self._app.set_timer(seconds, self._look)

    def _look(self) -> None:
        self._waiting = False
        if self._unkept:
            left = min(self._last + AFTER_LAST_KEY, self._first + AT_MOST) - monotonic()
            if left > _SLACK:
                self._wait(left)
            else:
                self.write()


class DraftingApp(Protocol):
    """What screens ask of the app that shows them."""

    drafting: Drafting


def drafting_of(node: MessagePump) -> Drafting:
    """Return what keeps the drafts of the app that shows `node`."""
    return cast("DraftingApp", node.app).drafting
