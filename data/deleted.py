"""How long what was deleted can be brought back."""

from __future__ import annotations

from datetime import UTC, date, timedelta

from .models import Trashed

DAYS_KEPT = 30
"""How long what was deleted can be brought back."""


def days_left(trashed: Trashed, today: date) -> int:
    """Return for how many days more `trashed` is kept; 0 when it goes with one of the next changes."""
    over = trashed.deleted_on.astimezone(UTC).date() + timedelta(days=DAYS_KEPT)
    return min(max(0, (over - today).days), DAYS_KEPT)
