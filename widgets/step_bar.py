"""The bar that says where in the four steps the user is."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from .text import lit, spread


class Step(IntEnum):
    """The four steps, one question each."""

    REJECTION = 1
    CONTACTS = 2
    POINTS = 3
    PREVIEW = 4

    @property
    def title(self) -> str:
        """The step's name as the bar shows it."""
        return self.name.capitalize()


class StepBar(Widget):
    """`thanks-tui   1 Rejection › 2 Contacts › 3 Points › 4 Preview`, and a notice at the right."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "step-bar--brand",
        "step-bar--here",
        "step-bar--other",
        "step-bar--notice",
    }
    DEFAULT_CSS = """
    StepBar {
        height: 2;
        padding: 0 1;
        border-bottom: solid $foreground 20%;
        text-wrap: nowrap;
        & > .step-bar--brand { color: $primary; text-style: bold; }
        & > .step-bar--here { color: $foreground; text-style: bold underline; }
        & > .step-bar--other { color: $text-muted; }
        & > .step-bar--notice { color: $text-accent; }
    }
    """

    step: reactive[Step | None] = reactive(None)
    """The step that is lit up."""
    notice: reactive[str] = reactive("")
    """A few words at the right end: what waits for the user."""

    def __init__(self, step: Step | None = None) -> None:
        super().__init__()
        self.set_reactive(StepBar.step, step)

    def render(self) -> RenderResult:
        """Return the bar; where room is short, the other steps keep their numbers only, the notice yields."""
        width = self.content_size.width
        notice = lit(self.notice, self.get_visual_style("step-bar--notice"))
        brand = Content.assemble(("thanks-tui", self.get_visual_style("step-bar--brand")), "   ")
        full = Content.assemble(brand, self._steps(brief=False))
        if full.cell_length + notice.cell_length + 1 > width:
            full = self._steps(brief=True)
        notice = notice.truncate(max(0, width - full.cell_length - 1), ellipsis=True)
        return spread(full, notice, width)

    def _steps(self, *, brief: bool) -> Content:
        if self.step is None:
            return Content("")
        here = self.get_visual_style("step-bar--here")
        other = self.get_visual_style("step-bar--other")
        parts: list[Content] = []
        for step in Step:
            current = step is self.step
            words = f"{step.value} {step.title}" if current or not brief else str(step.value)
            parts.append(Content.assemble((words, here if current else other)))
        return Content.assemble((" › ", other)).join(parts)
