"""What is said when the operating system refuses: one sentence for each kind of refusal."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def not_saved(problem: OSError, path: Path) -> str:
    """Return why a save of `path` failed."""
    return f"Not saved: {_refused(problem, path)}."


def not_backed_up(problem: OSError, room: Path) -> str:
    """Return why nothing could be put into the folder of the backups."""
    return f"No backup was made: {_refused(problem, room / 'the backup')}."


def _refused(problem: OSError, path: Path) -> str:
    match problem.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"the disk that holds {path.parent} is full"
        case errno.EFBIG:
            return f"{path.name} has reached the size that files may have here"
        case errno.EACCES | errno.EPERM:
            return f"there is no permission to write in {path.parent}"
        case errno.EROFS:
            return f"{path.parent} is on a file system that is read-only"
        case _:
            return f"{path.parent} could not be written ({reason(problem)})"


def not_read(problem: OSError, path: Path) -> str:
    """Return why `path` could not be read."""
    if problem.errno in {errno.EACCES, errno.EPERM}:
        return f"There is no permission to read {path}."
    return f"{path} could not be read ({reason(problem)})."


def reason(problem: OSError) -> str:
    """Return the system's own words for what went wrong."""
    return os.strerror(problem.errno) if problem.errno else str(problem)
