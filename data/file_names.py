"""What the program calls its files, and the folders beside the store: said once, for all who look there."""

from __future__ import annotations

import re

BACKUPS = "backups"
DRAFTS = "drafts"
LOGS = "logs"
RECIPIENTS = "recipients.txt"
"""The file among the backups that says to whom they are encrypted."""
ENCRYPTED = ".age"
"""How the name of a file ends that is encrypted."""
NOTE_PREFIX = "note-"
"""How the name of a file begins that is handed to an editor."""
NOTE_SUFFIX = ".txt"

_HANDED_OUT = rf"{NOTE_PREFIX}[A-Za-z0-9_]{{6,12}}{re.escape(NOTE_SUFFIX)}"
_COPY = rf".+-\d{{8,}}-\d{{8}}T\d{{6}}Z-[a-z]+\.json(?:{re.escape(ENCRYPTED)})?"

ROOMS = {
    BACKUPS: re.compile(rf"{_COPY}|{re.escape(RECIPIENTS)}"),
    DRAFTS: re.compile(rf".+\.json|[0-9a-f]{{32}}\.window|{_HANDED_OUT}"),
    LOGS: re.compile(r"crash-.+\.log"),
}
"""The folders that the program makes beside the store, and what it calls the files in them."""


def is_handed_out(name: str) -> bool:
    """Return whether `name` is that of a file as it is handed to an editor."""
    return re.fullmatch(_HANDED_OUT, name) is not None
