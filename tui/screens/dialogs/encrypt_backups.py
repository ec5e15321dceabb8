"""To whom backups are encrypted, and what becomes of those that are not."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec
from textual.widget import Widget
from textual.widgets import Static

from ....data.encryption.locks import Recipients
from ....widgets.choice import Choice
from ....widgets.field import Field
from ....widgets.text import lit_lines
from ...encryption_words import KEEP_THE_KEY, STAYS_PLAIN, count_plain
from .form import Form, line, text_field

_ABOUT = (
    f"Backups are encrypted to a public key of age, which the program age-keygen makes. {KEEP_THE_KEY}\n\n"
    f"{STAYS_PLAIN}"
)


class Older(StrEnum):
    """What becomes of the backups that are not encrypted."""

    ENCRYPT = "encrypt them too"
    REMOVE = "remove them"
    KEEP = "keep them as they are"


class Encryption(msgspec.Struct, frozen=True):
    """How backups are to be made."""

    key: str
    """A public key, or a file of them; empty for plain backups."""
    older: Older


class EncryptBackups(Form[Encryption]):
    """Asks for the public key, and for what becomes of the `plain` backups that there are."""

    TITLE = "Encrypt backups"

    def __init__(self, proposed: Encryption, plain: int) -> None:
        super().__init__()
        self._plain = plain
        self._key = text_field(proposed.key, "age1…; empty: not encrypted")
        self._older = Choice([(each.value, each) for each in Older], proposed.older)

    def intro(self) -> Iterable[Widget]:
        """Return what it does, and what it does not."""
        yield Static(lit_lines(_ABOUT), classes="said")
        if self._plain:
            yield Static(lit_lines(f"{count_plain(self._plain)} not encrypted."), classes="said")

    def fields(self) -> Iterable[Widget]:
        """Return the key, and what becomes of the older ones if there are any."""
        yield Field("Public key", self._key)
        if self._plain:
            yield Field("The older", self._older)

    def on_mount(self) -> None:
        """Begin at the key."""
        super().on_mount()
        self._key.focus()

    def read(self) -> Encryption:
        """Return what was chosen."""
        return Encryption(line(self._key), self._older.value if self._plain else Older.KEEP)


def key_in_words(recipients: Recipients | None) -> str:
    """Return the key as the form has it: one, or that there are several."""
    if recipients is None:
        return ""
    return recipients.keys[0] if len(recipients.keys) == 1 else f"{len(recipients.keys)} keys"
