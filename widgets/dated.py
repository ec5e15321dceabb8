"""What the widgets have in common that speak of days as a distance from today."""

from __future__ import annotations

from datetime import date


class Dated:
    """Whatever says "today" or "in three days"; its screen tells it when a new day has begun."""

    today: date
    """The day that it takes for today the next time it is drawn."""
