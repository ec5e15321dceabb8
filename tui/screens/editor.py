"""The user's own editor, for a note's text."""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from ...data.errors import NotFoundError, NotWrittenError, UnreadableError
from ...data.file_names import NOTE_PREFIX, NOTE_SUFFIX
from ...data.text import clean_text
from ..ending import standing_aside

LARGEST = 1_000_000
"""Bytes; no note is as long."""


def editor_command() -> list[str]:
    """Return the command of the user's editor, as words: `$VISUAL`, else `$EDITOR`, else one that is there.

    `NotFoundError` when there is none.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(named)
    except ValueError as error:
        raise NotFoundError(f"$VISUAL or $EDITOR cannot be read as a command: {named}") from error
    if words and not shutil.which(words[0]):
        raise NotFoundError(f"There is no program {words[0]}, which $VISUAL or $EDITOR names; e writes here.")
    for command in (words, ["nano"], ["vi"]):
        if command and shutil.which(command[0]):
            return command
    raise NotFoundError("No editor was found. Set $EDITOR, or press e to write on the sheet itself.")


def edit_outside(app: App[Any], text: str, folder: Path, tell: Callable[[str], object]) -> str:
    """Return `text` as it comes back from the user's editor; the app stands aside meanwhile.

    The file lies in `folder`, readable by the user alone, under a name that says nothing of its content and
    is given to `tell` before the editor begins. It is for the caller to remove it, once the text is kept;
    `UnreadableError` says where it is when it makes no sense. `NotWrittenError` when there can be no file in
    `folder`, `NotFoundError` when no editor can be started.
    """
    command = editor_command()
    path = _hand_out(text, folder)
    tell(path.name)
    try:
        with app.suspend():
            code = _run([*command, str(path)])
    except SuspendNotSupported as error:
        path.unlink()
        raise NotFoundError("This terminal cannot make room for an editor. Press e to write here.") from error
    if isinstance(code, OSError):
        path.unlink()
        raise NotFoundError(
            f"{command[0]} cannot be started ({_why(code)}). Set $EDITOR, or press e to write here."
        ) from code
    try:
        written = clean_text(_read_back(path).decode("utf-8")).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(
            f"The editor left nothing that can be read in {path}; the note is unchanged."
        ) from error
    if code != 0 or not written:
        if written and written != text.strip():
            raise UnreadableError(
                f"The editor ended with an error; the note is unchanged, your text is in {path}."
            )
        path.unlink()
        raise UnreadableError("The editor gave no text back; the note is unchanged.")
    return written


def _read_back(path: Path) -> bytes:
    """Return what the editor left; OSError for what is no file, or one that no note can fill."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        kind = os.fstat(file.fileno())
        if not stat.S_ISREG(kind.st_mode) or kind.st_size > LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return file.read()


def _hand_out(text: str, folder: Path) -> Path:
    """Write `text` to a new file in `folder`; NotWrittenError, and no file, where that cannot be done."""
    path = None
    try:
        handle, name = tempfile.mkstemp(prefix=NOTE_PREFIX, suffix=NOTE_SUFFIX, dir=folder)
        path = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
    except OSError as error:
        if path is not None:
            path.unlink()
        raise NotWrittenError(
            f"The text could not be written to {folder} ({_why(error)}). Press e to write here."
        ) from error
    return path


def _run(command: list[str]) -> int | OSError:
    """Return the editor's exit code, or why it could not be started.

    It is returned rather than raised, for the app comes back to the screen only after a block that ends well.
    """
    try:
        with subprocess.Popen(command) as editor, standing_aside(editor):
            return editor.wait()
    except OSError as error:
        return error


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
