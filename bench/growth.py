"""How cost grows with the store: measured at several sizes, and drawn."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from thanks_tui.data.store.store import Store

from .figures import in_turns, middle
from .saving import ours as saving
from .setting import Setting, say
from .starting import OURS, all_there, paint
from .terminal import Program

SIZES = (10, 100, 1_000, 3_000, 10_000)
Growth = dict[str, list[float]]
"""Seconds for each kind of cost, in the order of `SIZES`."""


def grow(setting: Setting) -> Growth:
    """Return what each kind of cost is at each size."""
    growth: Growth = {}
    for size in SIZES:
        say(f"growth: {size:,}")
        for name, seconds in _costs(setting, size).items():
            growth.setdefault(name, []).append(seconds)
    return growth


def _costs(setting: Setting, size: int) -> dict[str, float]:
    path = setting.store(size)
    argv = setting.app(path)
    listing = [*setting.command(), "list", "--data-dir", str(path.parent)]
    things: dict[str, Callable[[], float]] = {
        "start to first paint": lambda: paint(argv, OURS, setting),
        "start to all rows there": lambda: paint(argv, all_there(size), setting),
        "open the store": lambda: _timed(lambda: Store.open(path, read_only=True)),
        "thanks-tui list": lambda: _timed(
            lambda: subprocess.run(listing, env=setting.env, stdout=subprocess.DEVNULL, check=True)
        ),
        "a filter letter": lambda: _letter(argv, size, setting),
    }
    found = in_turns(setting.times(5), *things.values())
    with saving(setting.copy(size)) as save:
        (saved,) = in_turns(setting.times(9), save)
    return {name: middle(took) for name, took in zip(things, found, strict=True)} | {"a save": middle(saved)}


def _letter(argv: list[str], size: int, setting: Setting) -> float:
    with Program(argv, setting.env) as program:
        program.until(all_there(size))
        program.drain(0.3)
        program.press("/", until="company, role or person")
        return middle([program.press(key, until=f" of {size}") for key in "nor"])


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def draw(growth: Growth, picture: Path) -> None:
    """Draw the costs over the size as an SVG, both on scales on which a straight line is a power."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    mpl.rcParams.update({"svg.hashsalt": "growth", "svg.fonttype": "none", "font.family": "sans-serif"})
    figure, axes = plt.subplots(figsize=(9, 5.5), layout="constrained")
    for (name, seconds), marker in zip(growth.items(), "os^Dvx", strict=True):
        axes.plot(SIZES, [each * 1000 for each in seconds], marker=marker, label=name)
    axes.set(
        xscale="log", yscale="log", xlabel="applications, with five contacts and notes each", ylabel="ms"
    )
    axes.set_xticks(SIZES, [f"{size:,}" for size in SIZES])
    axes.grid(visible=True, alpha=0.3)
    figure.legend(loc="outside upper center", ncols=3, frameon=False)
    figure.savefig(picture, metadata={"Date": None, "Creator": None})
