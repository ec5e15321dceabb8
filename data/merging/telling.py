"""Saying in words what a merging does."""

from __future__ import annotations

from .merge import Counts, Merged
from .naming import name_of

_MOST_NAMED = 5
"""How many applications are called by their names in one sentence."""


def told_counts(counts: Counts) -> str:
    """Return what merging does to our records: `2 added, 1 changed`."""
    parts = (
        (counts.added, "added"),
        (counts.changed, "changed"),
        (counts.deleted, "deleted"),
        (counts.kept, "deleted on one side and kept"),
        (counts.unfit, "that made no sense left as it was here"),
    )
    return ", ".join(f"{number} {what}" for number, what in parts if number) or "nothing new"


def told_pairs(merged: Merged) -> list[str]:
    """Return which applications are there twice, it seems, in a sentence; none when there are none."""
    if not merged.pairs:
        return []
    record = merged.side.record
    names = [name_of("applications", record("applications", pair.ours), record) for pair in merged.pairs]
    seem = "1 application seems" if len(names) == 1 else f"{len(names)} applications seem"
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    called = "; ".join(names[:_MOST_NAMED]) + more
    return [f"{seem} to be there twice now, written in on both sides: {called}."]
