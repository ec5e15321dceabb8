"""Asking for a passphrase: on the terminal, unseen, never as an argument and never from the environment."""

from __future__ import annotations

import sys
import warnings
from getpass import GetPassWarning, getpass

from ...data.encryption.age import usable
from ...data.encryption.locks import Passphrase
from ...data.errors import NotDecryptedError, UsageError
from .output import is_terminal

TRIES = 3
"""How often a passphrase that does not fit may be typed again."""


def new_passphrase() -> Passphrase:
    """Ask twice for a passphrase to lock with, and return it.

    UsageError without a terminal, or when the two differ; and what `ask_passphrase` raises.
    """
    if not can_ask():
        raise UsageError(
            "There is no terminal to ask for a passphrase; give the public key of who may read it, "
            "with --recipient."
        )
    first = ask_passphrase("Passphrase: ")
    if ask_passphrase("The same again: ").text != first.text:
        raise UsageError("The two are not the same; nothing was written.")
    return first


def ask_passphrase(prompt: str) -> Passphrase:
    """Ask for a passphrase, unseen, and return it.

    NotDecryptedError where none is given, or none that can be used; UsageError where it would be shown.
    """
    try:
        with warnings.catch_warnings():
            # It would go on, and show what is typed.
            warnings.simplefilter("error", GetPassWarning)
            return usable(Passphrase(getpass(prompt)))
    except EOFError as problem:
        raise NotDecryptedError("No passphrase was given.") from problem
    except UnicodeDecodeError as problem:
        raise NotDecryptedError("The passphrase holds bytes that are no text.") from problem
    except GetPassWarning as problem:
        raise UsageError("This terminal would show what you type, so no passphrase is asked.") from problem


def can_ask() -> bool:
    """Return whether somebody sits at a terminal who can be asked."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)
