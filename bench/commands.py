"""How long the commands without a screen take, against Python itself and against other programs."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable

from thanks_tui.data.store.store import Store

from .figures import Line, as_ratio, in_turns, middle, ms
from .installed import PYTHON
from .setting import Setting

SIZE = 1_000
MOST = 0.1


def measure(setting: Setting) -> list[Line]:
    """Return a line for each command."""
    path = setting.store(SIZE)
    with Store.open(path, read_only=True) as store:
        somebody = store.all_contacts()[0].id
    commands = {"list": [], "due": [], "note": [somebody]}
    ours = [
        [*setting.command(), name, *more, "--data-dir", str(path.parent)] for name, more in commands.items()
    ]
    nothing = [str(PYTHON), "-c", "pass"]
    peers = setting.peers.commands()
    runs = [_run(argv, setting) for argv in (*ours, nothing, *peers.values())]
    found = [middle(took) for took in in_turns(setting.times(21), *runs)]
    mine, python, others = found[: len(ours)], found[len(ours)], found[len(ours) + 1 :]
    told = dict(zip(peers, others, strict=True))
    return [_line(name, took, python, told, setting) for name, took in zip(commands, mine, strict=True)]


def _line(name: str, took: float, python: float, peers: dict[str, float], setting: Setting) -> Line:
    told = [f"{peer} --version ({ms(other)})" for peer, other in peers.items()]
    told += [f"{peer}: {why}" for peer, why in setting.peers.missing.items()]
    return Line(
        what=f"thanks-tui {name}, {SIZE:,} applications",
        measured=f"{ms(took)}, {as_ratio(took / python)} of python -c pass ({ms(python)})",
        against=", ".join(told),
        target="< 100 ms, faster than all",
        reached=took < MOST and all(took < other for other in peers.values()),
    )


def _run(argv: list[str], setting: Setting) -> Callable[[], float]:
    def run() -> float:
        began = time.perf_counter()
        subprocess.run(argv, env=setting.env, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began

    return run
