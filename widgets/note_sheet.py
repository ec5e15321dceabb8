"""A note on its sheet of paper, as it will be read; and the same sheet to write on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region, Size
from textual.message import Message
from textual.widgets import Static, TextArea

from ..data.text import clean_text
from .labelled import Labelled
from .text import lit, lit_lines

_SLIM_WIDTH = 50
_SLIM_HEIGHT = 16
_LABEL_WIDTH = 9


class Paper(VerticalScroll):
    """The paper itself: what is too long for the screen is scrolled on it, its edges stay.

    There is always room for its scrollbar, so that a line breaks at the same word with it and without.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("up,k", "scroll_up", "Up", show=False),
    ]
    DEFAULT_CSS = """
    Paper { scrollbar-gutter: stable; scrollbar-size: 0 1; }
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that there are beside the scrollbar; Textual would measure them without it."""
        return super().get_content_height(container, viewport, width - self.styles.scrollbar_size_vertical)


class Pen(TextArea):
    """What the sheet is written on with; nothing that a terminal obeys gets in by a paste."""

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted, before the area itself, which is asked after this, takes it in."""
        event.text = clean_text(event.text)


class NoteSheet(Vertical):
    """The paper: addressee and subject, the text, and the count of its words on the lower edge."""

    DEFAULT_CSS = """
    NoteSheet {
        height: 1fr;
        align-horizontal: center;
        & > Paper {
            width: 100%;
            max-width: 78;
            height: auto;
            max-height: 100%;
            padding: 1 0;
            background: $surface;
            color: $foreground;
            border: round $foreground 25%;
            border-subtitle-color: $text-muted;
            border-title-color: $text-muted;
        }
        & .head { height: auto; color: $text-muted; margin: 0 3 1 4; }
        & .body { height: auto; margin: 0 3 0 4; }
        & TextArea {
            height: auto;
            min-height: 8;
            border: none;
            margin: 0 3 0 4;
            padding: 0;
            background: $surface;
            &:focus { border: none; }
        }
        &.-slim > Paper { padding: 0; }
        &.-slim .head { margin: 0 1 1 1; }
        &.-slim .body, &.-slim TextArea { margin: 0 1; }
    }
    """

    class Edited(Message):
        """Posted whenever the text on the sheet was changed by hand."""

        def __init__(self, sheet: NoteSheet, text: str) -> None:
            super().__init__()
            self.sheet = sheet
            self.text = text
            """The whole text as it stands now, cleaned."""

        @property
        def control(self) -> NoteSheet:
            """The sheet that it happened on."""
            return self.sheet

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._paper = Paper()
        self._head = Labelled(classes="head")
        self._body = Static(classes="body")
        # Only ever hidden: a timer of Textual's that strikes while it is being removed would still draw it.
        self._pen = Pen(soft_wrap=True, compact=True)
        self._change_over(writing=False)
        self._text = ""

    @property
    def editing(self) -> bool:
        """Whether the sheet is being written on."""
        return self._writing

    @property
    def text(self) -> str:
        """The whole text that the sheet shows, or has been given by hand."""
        return clean_text(self._pen.text) if self._writing else self._text

    def show(
        self, text: str, *, head: Sequence[tuple[str, str]] = (), title: str = "", foot: str = ""
    ) -> None:
        """Show `text`, above it labels with their words, and `title` and `foot` on the edges of the paper."""
        self._text = clean_text(text)
        self._head.display = bool(head)
        self._head.show([(lit(f"{label:<{_LABEL_WIDTH}}"), lit(words)) for label, words in head])
        self._body.update(lit_lines(text))
        self._paper.border_title = lit(title)  # pyright: ignore[reportAttributeAccessIssue]
        self.foot(foot)

    def read(self) -> None:
        """Let the keys scroll the sheet, from its top."""
        self._paper.scroll_home(animate=False)
        self._paper.focus()

    def read_only_beside(self) -> None:
        """Leave the keys to what stands beside the sheet."""
        self._paper.can_focus = False

    def foot(self, words: str) -> None:
        """Put `words` on the lower edge of the paper."""
        self._paper.border_subtitle = lit(words)  # pyright: ignore[reportAttributeAccessIssue]

    def edit(self) -> None:
        """Make the text one to write on, with the cursor at its start."""
        if not self._writing:
            with self.prevent(TextArea.Changed):
                self._pen.load_text(self._text)
            self._change_over(writing=True)
            self._pen.focus()

    def rewrite(self, text: str) -> None:
        """Put `text` in place of what is being written, with the cursor behind what is new in it."""
        before = self._pen.text
        pairs = zip(reversed(text), reversed(before), strict=False)
        same = next((count for count, (a, b) in enumerate(pairs) if a != b), min(len(text), len(before)))
        self._pen.text = text
        at = text[: len(text) - same]
        self._pen.move_cursor((at.count("\n"), len(at) - at.rfind("\n") - 1))

    def finish(self) -> str:
        """Make the sheet one to read again; return the text as it was left."""
        text = self.text
        if self._writing:
            self._change_over(writing=False)
            self._text = text
            self._body.update(lit_lines(text))
        return text

    def _change_over(self, *, writing: bool) -> None:
        self._writing = writing
        self._pen.display = self._pen.can_focus = writing
        self._body.display = not writing

    def compose(self) -> ComposeResult:
        """Lay the paper out."""
        with self._paper:
            yield self._head
            yield self._body
            yield self._pen

    def on_resize(self, event: events.Resize) -> None:
        """Give the margins up where there is no room for them."""
        self.set_class(event.size.width < _SLIM_WIDTH or event.size.height < _SLIM_HEIGHT, "-slim")

    @on(TextArea.SelectionChanged)
    def _follow_cursor(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self.call_after_refresh(self._reveal_cursor)

    def _reveal_cursor(self) -> None:
        # The area is as high as its text, so that it is the paper which has to scroll.
        if self._writing:
            paper = self._paper
            at = self._pen.cursor_screen_offset - paper.content_region.offset + paper.scroll_offset
            paper.scroll_to_region(Region(0, at.y, 1, 1), animate=False, immediate=True)

    @on(TextArea.Changed)
    def _say_edited(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(self, clean_text(event.text_area.text)))
