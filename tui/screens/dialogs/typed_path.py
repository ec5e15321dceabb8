"""A path as people type it."""

from __future__ import annotations

import os
from pathlib import Path

from textual.widgets import Input

from .form import FormProblem, line


def typed_path(field: Input) -> Path:
    """Return the absolute path of the file that is named in `field`; FormProblem where none is."""
    written = line(field)
    if not written:
        raise FormProblem("Which file shall it be?", field)
    try:
        path = Path(written).expanduser().absolute()
    except (OSError, RuntimeError) as error:
        # A home that nobody has, or a working directory that is gone.
        raise FormProblem(
            f"{written} leads nowhere. Try a path from the root, as /home/me/note.txt.", field
        ) from error
    # Path.is_dir would raise where the name is too long; writing to it says so.
    if not path.name or os.path.isdir(path):  # noqa: PTH112
        raise FormProblem(f"{written} is a folder. Name a file in it.", field)
    return path


def here() -> Path:
    """Return the working directory, or the user's home when it is gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()
