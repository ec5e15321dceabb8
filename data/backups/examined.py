"""What is known of one file of the store, for those who show it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from .why import Why

_MAY_BE_EDITED = frozenset({Why.EDITED, Why.RESTORE, Why.ASKED, Why.MIGRATION, Why.THEIRS, Why.OURS})
"""Why copies are made of files that another program has written; their checksum is as they were found."""


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at one file of the store has shown."""

    path: Path
    complaint: str = ""
    """Why it cannot be used, in a sentence; empty when it can."""
    size: int = 0
    """In bytes."""
    changed: datetime | None = None
    """When it was written, in UTC; for a copy, when what it holds was saved."""
    made: datetime | None = None
    """When a copy was made, in UTC."""
    why: str = ""
    """What a copy was made for: a word of `Why`; empty for the store, and for copies of earlier versions."""
    encrypted: bool = False
    """Whether it cannot be looked into without a key."""
    was_read: bool = False
    """Whether it was looked into; if not, only what stands around it is known."""
    schema: int = 0
    generation: int = 0
    """How often the store had been saved."""
    intact: bool = True
    """Whether the checksum is right: no other program has written here."""
    records: dict[str, int] = {}
    """How many records of each table fit."""
    problems: tuple[str, ...] = ()
    """What is wrong with single records, a sentence each."""

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong with it at all."""
        return self.intact and not self.complaint and not self.problems

    @property
    def wrong(self) -> str:
        """What is wrong with a copy that ought not to be, in a sentence; empty when nothing is."""
        if self.why == Why.DAMAGED or self.path.name.endswith(".replaced-damaged"):
            return ""
        if not self.complaint and not self.intact and self.why and self.why not in _MAY_BE_EDITED:
            return f"{self.path.name} is not as it was made: its checksum is not right."
        return self.complaint
