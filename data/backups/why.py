"""What copies of the store are made for."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """What a copy was made for."""

    START = "start"
    """Something had changed since the newest copy when the app was started."""
    IMPORT = "import"
    MIGRATION = "migration"
    MERGE = "merge"
    RESTORE = "restore"
    """It is what going back to a copy replaced."""
    EDITED = "edited"
    """Another program had written here."""
    DAMAGED = "damaged"
    """It could not be used; another copy took its place."""
    THEIRS = "theirs"
    """What another program or machine had put in the place of ours."""
    OURS = "ours"
    """What this program held when that happened."""
    FORGET = "forget"
    ASKED = "asked"
    """Somebody asked for it."""


KEPT_FOR_EVER = frozenset({Why.DAMAGED, Why.THEIRS, Why.OURS})
"""Copies that nobody but the user removes."""
