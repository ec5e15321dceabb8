"""What is said of encryption, in the terminal and on the screen."""

from __future__ import annotations

STAYS_PLAIN = (
    "The store itself is not encrypted, nor are the version before it and your drafts: whoever can read the "
    "files of your account, or the disk, can read those."
)
KEEP_THE_KEY = "Keep the secret key where this disk is not; without it nobody opens them, nor do you."


def count_plain(plain: int) -> str:
    """Return the beginning of a sentence about older backups."""
    return "1 older backup is" if plain == 1 else f"{plain} older backups are"
