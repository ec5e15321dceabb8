"""The user's own editor, for a note's text."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from ...data.errors import NotFoundError, UnreadableError
from ...data.text import clean_text


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


def edit_outside(app: App[Any], text: str, folder: Path) -> str:
    """Return `text` as it comes back from the user's editor; the app stands aside meanwhile.

    The file lies in `folder`, readable by the user alone, under a name that tells nothing. It is removed only
    when its text was read back; `UnreadableError` says where it is otherwise.
    """
    command = editor_command()
    handle, name = tempfile.mkstemp(prefix="note-", suffix=".txt", dir=folder)
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text + "\n")
    try:
        with app.suspend():
            code = subprocess.run([*command, name], check=False).returncode
    except SuspendNotSupported as error:
        path.unlink()
        raise NotFoundError("This terminal cannot make room for an editor. Press e to write here.") from error
    try:
        written = clean_text(path.read_bytes().decode("utf-8")).strip()
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
    path.unlink()
    return written
