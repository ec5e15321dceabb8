"""The copy of the store that is made at the start of the app, if anything has changed since the last one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from textual.app import App

from ...data.clock import Now
from ...data.errors import StoreError


def back_up_at_start(app: App[Any], path: Path, now: Now) -> None:
    """Have the store at `path`, as it is now, copied in a thread once the first screen is drawn."""
    try:
        # It is held open from here on, so that a change that comes first takes nothing away from the copy.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        # Nothing was ever saved, or the first save will say what is wrong.
        return
    app.call_after_refresh(app.run_worker, _back_up(app, path, now, handle), group="backup")


async def _back_up(app: App[Any], path: Path, now: Now, handle: int) -> None:
    # Nobody waits for these before the first screen is drawn.
    import asyncio

    from ...data.backups.making import back_up
    from ...data.backups.pieces import Snapshot
    from ...data.backups.why import Why

    try:
        made = await asyncio.to_thread(back_up, path, Why.START, now(), source=Snapshot(handle))
    except StoreError as problem:
        told = str(problem)
    else:
        told = "" if made is None else made.trouble
    if told:
        app.notify(told, severity="warning", timeout=12, markup=False)
