"""Looking for a person in every byte of the files of a store, to be sure that nothing is left."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from ..encryption.locks import Identities
from ..errors import StoreError
from ..file_names import ROOMS
from ..store.safe_write import read_regular
from .encrypted import opened
from .escapes import plain_text
from .ids import Ids
from .mentions import Mentions, without_unseen

PIECE = 500_000
"""Bytes that are searched in one go: longer ones would hold up the other threads."""
SHARED = 5_000
"""Bytes that two pieces share, more than any name or address has."""
_BETWEEN_WORDS = re.compile(r"[\W_]+")


class Searched(msgspec.Struct, frozen=True, kw_only=True):
    """What a search has shown."""

    files: int
    """How many files were read."""
    left: tuple[Path, ...] = ()
    """The files in which the person is still mentioned, by name or inside, and the folders by name."""
    closed: tuple[Path, ...] = ()
    """The files and folders into which nobody can look: encrypted, or not to be read."""

    @property
    def nothing_left(self) -> bool:
        """Whether every file was read, and the person stands in none."""
        return not self.left and not self.closed


def paths_in(folder: Path, on_error: Callable[[OSError], object] | None = None) -> Iterator[Path]:
    """Yield every file and every folder in `folder` and in the folders within it; links are not followed.

    In somebody's home, or above it, no folders but those that are the store's are looked at. `on_error` is
    called with what keeps a folder from being listed.
    """
    shared = folder == Path.home() or folder in Path.home().parents
    for within, folders, names in os.walk(folder, onerror=on_error):
        folders[:] = sorted(name for name in folders if not shared or name in ROOMS or Path(within) != folder)
        for name in (*folders, *sorted(names)):
            yield Path(within, name)


def search(
    folder: Path, mentions: Mentions, ids: Ids | None = None, keys: Identities | None = None
) -> Searched:
    """Read every file in `folder`, and return where the person is mentioned, or meant by one of the ids.

    They are found in plain text, in JSON with its escapes, in UTF-8 and UTF-16, in the names of files and
    folders, and in what is encrypted where `keys` open it.
    """
    count = 0
    left: list[Path] = []
    closed: list[Path] = []

    def not_listed(problem: OSError) -> None:
        closed.append(Path(os.fsdecode(problem.filename)))

    for path in paths_in(folder, not_listed):
        if _is_called_so(path, mentions):
            left.append(path)
        if os.path.isdir(path):  # noqa: PTH112 - that of a Path raises what a disk that fails says
            continue
        try:
            data = read_regular(path)
        except OSError:
            if _may_hold_something(path):
                closed.append(path)
            continue
        if data is None:
            continue
        count += 1
        try:
            data = opened(path, data, keys)
        except StoreError:
            closed.append(path)
            continue
        if path not in left and is_said_of(data, mentions, ids):
            left.append(path)
    return Searched(files=count, left=tuple(left), closed=tuple(closed))


def _may_hold_something(path: Path) -> bool:
    """Return whether a file is at `path`, or nobody can say; a link, a pipe or a socket holds nothing."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _is_called_so(path: Path, mentions: Mentions) -> bool:
    """Return whether a file or folder is called after the person, whatever stands between the words."""
    # What follows the last dot may be a word of the name, or hide that an address ends before it.
    names = (path.name, path.stem)
    return any(
        mentions.are_in(name) or mentions.are_in(_BETWEEN_WORDS.sub(" ", without_unseen(name)))
        for name in names
    )


def is_said_of(data: bytes, mentions: Mentions, ids: Ids | None) -> bool:
    """Return whether the bytes of a file say anything of the person, by name, by address or by id."""
    return is_mentioned_in(data, mentions) or (ids is not None and ids.are_in(data))


def is_mentioned_in(data: bytes, mentions: Mentions) -> bool:
    """Return whether the person is mentioned in the bytes of a file."""
    return any(mentions.are_in(text) for text in _readings(data))


def pieces(data: bytes, size: int = PIECE, shared: int = SHARED) -> Iterator[bytes]:
    """Yield UTF-8 in pieces of about `size`, of which each begins well before the one before it ends.

    They begin and end at a quotation mark, which is no letter, so that no word is taken for a shorter one.
    """
    start = 0
    while len(data) - start > size:
        end = data.rfind(b'"', start + 2 * shared, start + size)
        following = data.rfind(b'"', start + 1, end - shared) if end > 0 else -1
        if following < 0:
            # There is no place to cut.
            break
        yield data[start : end + 1]
        start = following
    yield data[start:]


def _readings(data: bytes) -> Iterator[str]:
    for piece in pieces(data):
        yield plain_text(piece)
    if b"\0" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            yield data.decode(encoding, "replace")
            yield data[1:].decode(encoding, "replace")
