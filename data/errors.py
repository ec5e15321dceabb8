"""Everything that can go wrong and is told to the user in one sentence.

ThanksError                exit 1
├── UsageError             exit 2   called the wrong way
├── StoreError                      the store cannot be read or written
│   ├── NotSavedError               a change could not be written; file and memory are as before
│   │   └── ChangedOutsideError     for another program has changed the file meanwhile
│   ├── NotBackedUpError            a copy of the store could not be made
│   ├── ReadOnlyError               a change was asked of a store opened for reading
│   ├── DamagedStoreError           the file is not a store, or not a whole one
│   └── NewerStoreError             the file was written by a newer version
├── NotFoundError                   nothing, or more than one thing, by that name
├── UnreadableError                 a file or a text that was to be read makes no sense
│   └── NotDecryptedError           an encrypted file does not open with what was given
├── MissingExtraError               something optional is asked for, and not installed
└── NotWrittenError                 an export or a note's file could not be written
    └── FileThereError              there is a file by that name already
"""

from __future__ import annotations


class ThanksError(Exception):
    """The root of the family; `str()` of it is a whole sentence for the user."""

    exit_code = 1
    advice = ""
    """What the user can do about it, as a sentence, where the command line knows something."""


class UsageError(ThanksError):
    """The program was called the wrong way."""

    exit_code = 2


class StoreError(ThanksError):
    """The store cannot be read or written."""


class NotSavedError(StoreError):
    """A change could not be written; the file and the records in memory are as they were before."""


class ChangedOutsideError(NotSavedError):
    """The file is not as it was read or written last: another program has changed or replaced it."""


class NotBackedUpError(StoreError):
    """A copy of the store could not be made; the store itself is as it was."""


class ReadOnlyError(StoreError):
    """A change was asked of a store that was opened for reading only."""


class DamagedStoreError(StoreError):
    """The file is not a store, or not a whole one; it was left untouched."""

    advice = "thanks-tui check lists the backups, and thanks-tui restore goes back to one."


class NewerStoreError(StoreError):
    """The file was written by a newer version of the program; it was left untouched."""


class NotFoundError(ThanksError):
    """Nothing answers to a name, or more than one thing does."""


class UnreadableError(ThanksError):
    """A file or a text that was to be read makes no sense; nothing was taken from it."""


class NotDecryptedError(UnreadableError):
    """An encrypted file is damaged, or does not open with the passphrase or the keys that were given."""


class MissingExtraError(ThanksError):
    """Something optional is asked for, and its packages are not installed."""


class NotWrittenError(ThanksError):
    """An export or a note's file could not be written; nothing was left half done."""


class FileThereError(NotWrittenError):
    """There is a file by that name already; it is replaced only when the user says so."""
