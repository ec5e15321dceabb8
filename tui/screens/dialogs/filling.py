"""The fields of a form as plain text: read for a draft, and filled from one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec
from textual.widget import Widget
from textual.widgets import Input, TextArea

from ....data.drafts.draft import Draft
from ....widgets.choice import Choice
from ....widgets.field import Field

Control: TypeAlias = Input | TextArea | Choice[Any]


class Elsewhere(msgspec.Struct, frozen=True):
    """A field that is not as it was when it was typed in, so that the user has to look."""

    name: str
    typed: str
    now: str | None
    """What is kept there now; None where what was typed cannot be filled in any more."""


def controls(form: Widget) -> dict[str, Control]:
    """Return what can be filled in within `form`, top to bottom, by the label before it."""
    found: dict[str, Control] = {}
    for widget in form.query("Input, TextArea, Choice"):
        if isinstance(widget, Input | TextArea | Choice):
            label = next((each.label for each in widget.ancestors if isinstance(each, Field)), "")
            names = (label, *(f"{label} {number}".strip() for number in range(2, len(found) + 3)))
            found[next(name for name in names if name not in found)] = widget
    return found


def texts(fields: Mapping[str, Control]) -> dict[str, str]:
    """Return what stands in each of the fields."""
    return {name: text_in(control) for name, control in fields.items()}


def text_in(control: Control) -> str:
    """Return what stands in a field: its text, or the words of its choice."""
    if isinstance(control, TextArea):
        return control.text
    return control.value if isinstance(control, Input) else control.label


def fill(form: Widget, fields: Mapping[str, Control], draft: Draft) -> list[Elsewhere]:
    """Put what was typed into the fields, and return those that are not as they were at the time."""
    changed: list[Elsewhere] = []
    for typed in draft.fields:
        control = fields.get(typed.name)
        if not typed.is_typed or (control is not None and text_in(control) == typed.text):
            continue
        now = None if control is None else text_in(control)
        # A choice is filled in as it was typed, too: what usually follows from it is in the draft already.
        with form.prevent(Choice.Changed):
            filled = control is not None and _put(control, typed.text)
        if not filled or now != typed.before:
            changed.append(Elsewhere(typed.name, typed.text, now if filled else None))
    return changed


def _put(control: Control, text: str) -> bool:
    if isinstance(control, Choice):
        return control.choose(text)
    if isinstance(control, TextArea):
        control.text = text
        control.move_cursor(control.document.end)
    else:
        control.value = text
        control.cursor_position = len(text)
    return True
