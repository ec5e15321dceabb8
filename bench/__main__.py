"""`make bench`: measure, print, write the page; with `quick` measure less often and write nothing."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType, ModuleType

from . import commands, composing, key_latency, memory, opening, saving, starting
from .figures import Line
from .growth import grow
from .installed import install
from .page import as_table, write_page
from .peers import Peers
from .setting import Setting, say

ROWS: dict[str, ModuleType] = {
    "starting": starting,
    "keys": key_latency,
    "saving": saving,
    "commands": commands,
    "memory": memory,
    "opening": opening,
    "composing": composing,
}
"""What is measured, by the name under which it can be asked for alone."""
_BUILD = Path(__file__).parent.parent / "build"
USAGE = f'Usage: make bench [ARGS="[quick] [{" | ".join((*ROWS, "growth"))}]…"]'


def main(words: list[str]) -> int:
    """Measure what `words` ask for, by default everything, and return the exit code."""
    quick = "quick" in words
    chosen = [word for word in words if word != "quick"] or [*ROWS, "growth"]
    if unknown := set(chosen) - {*ROWS, "growth"}:
        print(f"There is no {', '.join(sorted(unknown))}. {USAGE}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    _BUILD.mkdir(exist_ok=True)
    began = time.monotonic()
    try:
        # Beside the sources, so that files are written to a disk and not to memory.
        with TemporaryDirectory(prefix="bench-", dir=_BUILD) as folder:
            say("installing thanks-tui as it stands")
            install()
            peers = Peers()
            if "commands" in chosen:
                peers.set_up()
            setting = Setting(Path(folder), quick=quick, peers=peers)
            lines = _measured(setting, chosen)
            growth = grow(setting) if "growth" in chosen else None
            if growth is not None and not quick and len(chosen) > len(ROWS):
                write_page(lines, growth, Path(folder))
    except KeyboardInterrupt:
        print("Stopped; nothing was written.", file=sys.stderr)
        return 130
    print(as_table(lines))
    say(f"done in {time.monotonic() - began:.0f} seconds")
    return 0


def _measured(setting: Setting, chosen: list[str]) -> list[Line]:
    lines: list[Line] = []
    for name, module in ROWS.items():
        if name in chosen:
            say(name)
            measure: Callable[[Setting], list[Line]] = module.measure
            lines += measure(setting)
    return lines


def _interrupt(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
