"""The app with a pulse: writes down when its event loop had time for a frame, in the file named first."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from textual import events
from thanks_tui.tui import app
from thanks_tui.tui.cli import main

FRAME = 1 / 60
BEATS: list[float] = []
"""When there was time for a frame, on `time.perf_counter`, the same clock for every process."""


class BeatingApp(app.ThanksApp):
    """The app, unchanged, with a task beside it that would draw a frame each sixtieth of a second."""

    CSS_PATH = str(Path(app.__file__).with_name("app.tcss"))

    async def on_event(self, event: events.Event) -> None:
        """Begin to beat with the first event."""
        if not BEATS:
            self._pulse = asyncio.create_task(_beat())
        await super().on_event(event)


async def _beat() -> None:
    while True:
        BEATS.append(time.perf_counter())
        await asyncio.sleep(FRAME)


if __name__ == "__main__":
    log = Path(sys.argv.pop(1))
    app.ThanksApp = BeatingApp
    # As the installed command does, which keeps the collector of garbage still while it starts.
    code = main()
    log.write_text(json.dumps(BEATS), encoding="utf-8")
    sys.exit(code)
