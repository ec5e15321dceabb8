"""The stack of what can be undone, in memory, for this run of the program."""

from __future__ import annotations

from collections.abc import Container
from typing import cast

import msgspec

from .documents import Fields

MOST_STEPS = 200
"""How many changes can be undone."""


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """What a change did to one document."""

    table: str
    id: str
    doc_id: int
    before: msgspec.Raw | None
    after: msgspec.Raw | None

    def undone(self, now: Fields | None) -> Fields | None:
        """Return the document without the change, given how it is now; None for no document.

        What a later change made of a field stays: only what this change did is taken back.
        """
        if self.before is None:
            return None
        before = _unpack(self.before)
        if self.after is None:
            return before if now is None else now
        if now is None:
            return None
        after = _unpack(self.after)
        if now == after:
            return before
        return {
            name: before[name] if name in before and value == after.get(name) else value
            for name, value in now.items()
        }


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One change that can be undone."""

    label: str
    traces: tuple[Trace, ...]


class UndoStack:
    """The newest changes that can be undone, newest last."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    def push(self, step: Step) -> None:
        """Put a change on top; the oldest falls off when there are too many."""
        self._steps.append(step)
        del self._steps[:-MOST_STEPS]

    @property
    def top(self) -> Step | None:
        """The newest change, None if there is none."""
        return self._steps[-1] if self._steps else None

    def pop(self) -> None:
        """Forget the newest change, now that it is undone."""
        self._steps.pop()

    def forget(self, table: str, ids: Container[str]) -> None:
        """Forget the changes that touched one of these documents."""
        self._steps = [
            step
            for step in self._steps
            if not any(trace.table == table and trace.id in ids for trace in step.traces)
        ]

    def clear(self) -> None:
        """Forget everything."""
        self._steps.clear()


def _unpack(document: msgspec.Raw) -> Fields:
    return cast("Fields", msgspec.json.decode(document))
