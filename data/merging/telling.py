"""Saying in words what a merging does."""

from __future__ import annotations

from .merge import Counts


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
