"""How long it takes from a key to its output: to the first of it, as one feels it, and until all is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle

from .empty_app import HEADING
from .figures import Line, as_ratio, in_turns, middle, ms, percentile, ratio
from .setting import Setting
from .starting import all_there
from .terminal import Program

SIZES = (10, 10_000)
RATIO = 1.5
SLOWEST = 0.05
FILTERED = 10_000


class Key:
    """A key that is pressed over and over; `back`, if there is one, undoes it and is not counted."""

    def __init__(self, program: Program, *keys: str, back: str = "") -> None:
        self._program = program
        self._keys = cycle(keys)
        self._back = back
        self.settled: list[float] = []
        """The seconds until all was drawn, of each press."""

    def press(self) -> float:
        """Press it and return the seconds until its first output."""
        took = self._program.press(next(self._keys))
        self.settled.append(self._program.settled())
        if self._back:
            self._program.press(self._back)
        return took


def measure(setting: Setting) -> list[Line]:
    """Return the lines about keys."""
    return [*(line for size in SIZES for line in _keys(setting, size)), _filter_letter(setting)]


def _keys(setting: Setting, size: int) -> list[Line]:
    with ExitStack() as stack:
        empty = stack.enter_context(Program(setting.empty_app(), setting.env))
        empty.until(HEADING)
        rows, opened, points = (stack.enter_context(_at_rows(setting, size)) for _ in range(3))
        points.press("enter", until="2 Contacts")
        points.press("enter", until="3 Points")
        keys = {
            "down": Key(rows, "down", "up"),
            "enter": Key(opened, "enter", back="escape"),
            "a tick with the note beside it": Key(points, "space"),
            "]": Key(points, "]"),
        }
        base = Key(empty, "down", "up")
        *mine, theirs = in_turns(setting.times(40), *(key.press for key in (*keys.values(), base)))
    told = f"down in the empty app ({_words(theirs, base)})"
    return [
        _line(f"key to output: {what}, {size:,} applications", took, theirs, _words(took, key), told)
        for (what, key), took in zip(keys.items(), mine, strict=True)
    ]


def _line(what: str, mine: list[float], theirs: list[float], words: str, told: str) -> Line:
    found = ratio(mine, theirs)
    return Line(
        what=what,
        measured=f"{as_ratio(found)} ({words})",
        against=told,
        target="≤ 1.5×, 99 % ≤ 50 ms",
        reached=found <= RATIO and percentile(mine, 99) <= SLOWEST,
    )


def _words(first: list[float], key: Key) -> str:
    return f"{ms(middle(first))}, 99 % {ms(percentile(first, 99))}; all drawn {ms(middle(key.settled))}"


@contextmanager
def _at_rows(setting: Setting, size: int) -> Iterator[Program]:
    """Give the app on a store of its own, when its rows are there."""
    with Program(setting.app(setting.copy(size)), setting.env) as program:
        program.until(all_there(size))
        program.drain(0.5)
        yield program


def _filter_letter(setting: Setting) -> Line:
    with _at_rows(setting, FILTERED) as program:
        program.press("/", until="company, role or person")

        def letter() -> float:
            took = [program.press(key, until=f" of {FILTERED}") for key in "north"]
            for _ in took:
                program.press("backspace")
            return middle(took)

        (mine,) = in_turns(setting.times(12), letter)
    return Line(
        what=f"a filter letter, {FILTERED:,} applications",
        measured=f"{ms(middle(mine))} until the rows are those that match",
        target="≤ 50 ms",
        reached=middle(mine) <= SLOWEST,
    )
