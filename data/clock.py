"""The clock, passed as an argument so that tests and pictures can stop it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeAlias

Today: TypeAlias = Callable[[], date]
"""What tells the user's local date."""
Now: TypeAlias = Callable[[], datetime]
"""What tells the present time, aware."""


def today() -> date:
    """Return the user's local date."""
    return date.today()


def utc_now() -> datetime:
    """Return the present time, aware, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
