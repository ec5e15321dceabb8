"""A note as a file: what it is called, what it holds, and how it comes onto the disk, whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from pathlib import Path

from ..errors import FileThereError, NotWrittenError
from ..folding import fold
from ..literal import literal_block
from ..models import Application, Contact
from ..store.safe_write import sync_folder
from ..store.safe_write import write_new as write_fresh
from ..store.sentences import reason
from ..text import clean_line, clean_text

LONGEST_FILE_NAME = 100
"""In bytes; every file system takes 255, and archives and clouds add to a name."""

_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""What Windows takes for a device, whatever the suffix."""
_SHORTEST_ID = 8
# What file systems without hard links answer.
_NO_LINKS = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK}
)


def file_name(contact: Contact, application: Application, suffix: str) -> str:
    """Return a name for the file of a note: `dana-ortiz-northwind.eml`.

    Only a to z, 0 to 9 and hyphens before the `suffix` (with or without its dot), at most
    `LONGEST_FILE_NAME` bytes, no name that Windows keeps for itself. A person whose name has none of these
    letters is told from others by the beginning of their id.
    """
    ending = f".{_slug(suffix)}" if _slug(suffix) else ""
    person = _slug(contact.name) or f"note-{_slug(contact.id)[:_SHORTEST_ID]}".rstrip("-")
    room = LONGEST_FILE_NAME - len(ending[:20])
    stem = f"{person[: room // 2]}-{_slug(application.company)}"[:room].strip("-")
    return f"note-{stem}{ending[:20]}" if _RESERVED.fullmatch(stem) else f"{stem}{ending[:20]}"


def note_as_text(text: str) -> bytes:
    """Return the text of a note as the content of a `.txt` file."""
    return f"{clean_text(text).strip()}\n".encode()


def note_as_markdown(text: str) -> bytes:
    """Return the text of a note as the content of a `.md` file, in which every word of it stays literal."""
    return f"{literal_block(clean_text(text))}\n".encode()


def write_new(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write `data` to a new file at `path`, for the user's eyes alone; with `overwrite`, in place of another.

    It stands there whole and on the disk, or not at all. The folder has to be there.

    Raises FileThereError when there is a file already and `overwrite` was not asked for, and NotWrittenError
    when the folder is missing, the disk is full, there is no permission, and the like.
    """
    _refuse_what_is_no_file(path, overwrite=overwrite)
    fresh = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        write_fresh(fresh, (data,))
        try:
            _put_in_place(fresh, path, data, overwrite=overwrite)
        finally:
            fresh.unlink(missing_ok=True)
        sync_folder(path.parent)
    except FileExistsError as problem:
        raise FileThereError(f"{_shown(path)} is there already.") from problem
    except OSError as problem:
        raise NotWrittenError(_not_written(problem, path)) from problem


def _slug(text: str) -> str:
    """Return the words of `text` in plain letters and digits, with hyphens between them."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text).replace("'", "")))


def _refuse_what_is_no_file(path: Path, *, overwrite: bool) -> None:
    """Raise when there is something at `path` that must not be replaced."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as problem:
        sentence = (
            _not_written(problem, path) if isinstance(problem, OSError) else f"{_shown(path)} is no path."
        )
        raise NotWrittenError(sentence) from problem
    if stat.S_ISDIR(mode):
        raise NotWrittenError(f"{_shown(path)} is a folder. Name a file in it.")
    if not overwrite:
        raise FileThereError(f"{_shown(path)} is there already.")
    if stat.S_ISLNK(mode):
        raise NotWrittenError(f"{_shown(path)} is a link. Name the file that it leads to.")
    if not stat.S_ISREG(mode):
        raise NotWrittenError(f"{_shown(path)} is a device, and no file.")


def _put_in_place(fresh: Path, path: Path, data: bytes, *, overwrite: bool) -> None:
    """Give the written file its name; unless `overwrite`, only if nobody has taken the name meanwhile."""
    if overwrite:
        fresh.replace(path)
        return
    try:
        path.hardlink_to(fresh)
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        write_fresh(path, (data,))


def _not_written(problem: OSError, path: Path) -> str:
    """Return why `path` could not be written."""
    folder = _shown(path.parent)
    match problem.errno:
        case errno.ENOENT:
            return f"There is no folder {folder}."
        case errno.ENOTDIR:
            return f"{folder} is no folder."
        case errno.ENOSPC | errno.EDQUOT:
            return f"Not written: the disk that holds {folder} is full."
        case errno.EACCES | errno.EPERM:
            return f"Not written: there is no permission to write in {folder}."
        case errno.EROFS:
            return f"Not written: {folder} is on a file system that is read-only."
        case errno.ENAMETOOLONG:
            return "Not written: the name of the file is too long."
        case _:
            return f"Not written: {_shown(path)} could not be written ({reason(problem)})."


def _shown(path: Path) -> str:
    """Return `path` as text that a terminal can be given."""
    return clean_line(os.fspath(path))
