"""What a file is locked with, and what opens it: passphrases and keys, which never show in a message."""

from __future__ import annotations

from typing import TypeAlias, final


@final
class Passphrase:
    """A secret that somebody remembers; it both locks and opens."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return "Passphrase(…)"


@final
class Recipients:
    """Public keys; whatever is locked to them opens with the secret key of any one."""

    __slots__ = ("keys",)

    def __init__(self, *keys: str) -> None:
        self.keys = keys
        """As age writes them, `age1…`, or as OpenSSH does, `ssh-ed25519 …` and `ssh-rsa …`."""

    def __repr__(self) -> str:
        return f"Recipients{self.keys!r}"


@final
class Identities:
    """Secret keys, for what was locked to their public ones."""

    __slots__ = ("keys",)

    def __init__(self, *keys: str) -> None:
        self.keys = keys
        """As age writes them, `AGE-SECRET-KEY-1…`, or the whole of a private key of OpenSSH."""

    def __repr__(self) -> str:
        return f"Identities({len(self.keys)} keys)"


Lock: TypeAlias = Passphrase | Recipients
"""What a file is locked with."""
Opener: TypeAlias = Passphrase | Identities
"""What a file is opened with."""
