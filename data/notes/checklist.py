"""What the list of points shows of a note: each point, its words, and how many other wordings there are."""

from __future__ import annotations

import msgspec

from ..models import PointChoice


class PointLine(msgspec.Struct, frozen=True, kw_only=True):
    """One point of a note as the list shows it."""

    choice: PointChoice
    title: str
    words: str
    """The words that will be used, filled in; or why there are none yet."""
    usable: bool = True
    """False when a ticked point would still say nothing, as the moment of somebody without one."""
    place: int = 0
    """Which of the wordings is chosen, from 1; 0 when it is the user's own for this note."""
    places: int = 0
    """How many wordings there are to choose from."""
