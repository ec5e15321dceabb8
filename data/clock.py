"""The clock, passed as an argument so that tests and pictures can stop it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

Today: TypeAlias = Callable[[], date]
"""What tells the user's local date."""


def today() -> date:
    """Return the user's local date."""
    return date.today()
