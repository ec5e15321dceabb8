"""Many copies beside a store, as years of use leave them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from thanks_tui.data.backups.names import CopyName

NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


def stamped(path: Path, days_ago: Iterable[float], *, first: int = 1, why: str = "start") -> list[Path]:
    """Copy the store at `path` once for each of `days_ago`, a generation each; return the copies."""
    room = path.parent / "backups"
    room.mkdir(exist_ok=True)
    made: list[Path] = []
    for generation, ago in enumerate(days_ago, start=first):
        when = NOW - timedelta(days=ago)
        name = CopyName(stem=path.stem, generation=generation, made=when, why=why)
        made.append(Path(shutil.copy(path, room / str(name))))
    return made
