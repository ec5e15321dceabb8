"""Which copies make room for newer ones: the ten newest stay, then a dozen days, ten weeks, nine months.

Everything is counted by generation, which no clock can turn back; the stamps only tell which copies are of
one day. So a wrong clock takes away nothing that a right one would not, and still nothing at all is removed
while the clock is not to be believed: when it is behind a copy, or more than a year ahead of the newest. A
stamp that a wrong clock once wrote, far ahead, is passed over as soon as a later copy has an earlier stamp.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from ..encryption.age import locked_by
from ..errors import StoreError
from ..file_names import ENCRYPTED
from ..store import layout
from ..store.sentences import reason
from .files import read_as_it_is
from .names import CopyName, copies_of
from .pieces import Snapshot
from .why import KEPT_FOR_EVER, Why

NEWEST = 10
"""How many copies stay whatever their age."""
PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (12, lambda made: made.date()),
    (10, lambda made: made.isocalendar()[:2]),
    (9, lambda made: (made.year, made.month)),
)
"""How many days, then weeks, then months before those keep their newest copy."""
LONGEST_LEAP = timedelta(days=400)
"""A clock that is further ahead of the newest copy is not believed."""
_THINNED = frozenset(Why) - KEPT_FOR_EVER


def thin(path: Path, now: datetime) -> str:
    """Remove the copies of the store at `path` that are not needed; return what went wrong, in a sentence.

    Only whole copies of ours are counted, and only such are removed.
    """
    try:
        copies = {file: name for file, name in copies_of(path).items() if name.why in _THINNED}
        if not superfluous(list(copies.values()), now):
            return ""
        whole = {name: file for file, name in copies.items() if _is_whole(file)}
        for name in superfluous(list(whole), now):
            whole[name].unlink()
    except OSError as problem:
        return f"Older backups could not be thinned out ({reason(problem)})."
    return ""


def superfluous(copies: Sequence[CopyName], now: datetime) -> list[CopyName]:
    """Return which of `copies` are not needed any more; none while the clock is not to be believed."""
    newest_first = sorted(copies, key=lambda copy: (copy.generation, copy.made), reverse=True)
    if not _is_believable(newest_first, now):
        return []
    kept = set(newest_first[:NEWEST])
    for count, period_of in PERIODS:
        newest_of: dict[object, CopyName] = {}
        for copy in newest_first:
            newest_of.setdefault(period_of(copy.made), copy)
        kept.update([copy for copy in newest_of.values() if copy not in kept][:count])
    return [copy for copy in newest_first if copy not in kept]


def _is_believable(newest_first: Sequence[CopyName], now: datetime) -> bool:
    stamps: list[datetime] = []
    for copy in reversed(newest_first):
        del stamps[_first_of_a_wrong_clock(stamps, copy.made) :]
        stamps.append(copy.made)
    recent = [*stamps[-NEWEST:], now]
    leaps = (later - earlier > LONGEST_LEAP for earlier, later in pairwise(recent))
    return all(stamp <= now for stamp in stamps) and not any(leaps)


def _first_of_a_wrong_clock(stamps: Sequence[datetime], later: datetime) -> int:
    """Return the place of the first of `stamps` that leapt too far, given the one after them all."""
    for place, (before, after) in enumerate(pairwise(stamps), start=1):
        if after - before > LONGEST_LEAP and later < after:
            return place
    return len(stamps)


def _is_whole(file: Path) -> bool:
    try:
        if file.suffix == ENCRYPTED:
            return locked_by(read_as_it_is(file)) is not None
        with closing(Snapshot.of_copy(file)) as copy:
            if not copy.is_intact:
                layout.decode(copy.whole(), file.name)
    except (StoreError, OSError):
        return False
    return True
