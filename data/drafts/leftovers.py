"""What the user's own editor left behind: the files that were handed out to it."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path

from ..file_names import is_handed_out
from ..text import clean_text
from .draft import Draft, DraftKind, Origin, TypedField, cleaned
from .reading import LARGEST, read_plain

TITLE = "A note in your editor"


def text_in(path: Path) -> str:
    """Return the text of a file that was handed to an editor, cleaned; "" for none."""
    try:
        data, _ = read_plain(path, LARGEST)
    except OSError:
        return ""
    return clean_text(data.decode("utf-8", "replace")).strip()


def left_by_editors(folders: Iterable[Path], known: Container[str]) -> list[Draft]:
    """Return a draft for each file of an editor that no draft names; whose note it was is not known."""
    found: list[Draft] = []
    for folder in folders:
        with suppress(OSError):
            files = [file for file in folder.iterdir() if is_handed_out(file.name) and file.name not in known]
            found += [draft for file in files if (draft := _orphan(file)) is not None]
    return found


def _orphan(path: Path) -> Draft | None:
    try:
        data, modified = read_plain(path, LARGEST)
        ours = path.lstat().st_uid == os.geteuid()
    except OSError:
        return None
    text = data.decode("utf-8", "replace").strip()
    if not ours or not text:
        return None
    origin = Origin(kind=DraftKind.UNKNOWN, title=TITLE)
    return cleaned(
        Draft(id=path.name, when=modified, origin=origin, fields=(TypedField(name="", text=text),))
    )
