"""How long it takes to open the follow-ups and the doors."""

from __future__ import annotations

from .figures import Line, in_turns, middle, ms
from .setting import Setting
from .starting import all_there
from .terminal import Program

SIZE = 10_000
MOST = 0.15


def measure(setting: Setting) -> list[Line]:
    """Return the line about the agenda and the one about the ledger."""
    with Program(setting.app(setting.store(SIZE)), setting.env) as program:
        program.until(all_there(SIZE))
        program.drain(0.5)

        def opened(key: str, mark: str) -> float:
            took = program.press(key, until=mark)
            program.press("escape", until="1 Rejection")
            return took

        agenda, ledger = in_turns(
            setting.times(21), lambda: opened("f", "Follow-ups  "), lambda: opened("L", "Month by month")
        )
    return [_line("agenda", agenda), _line("ledger", ledger)]


def _line(what: str, took: list[float]) -> Line:
    return Line(
        what=f"{what} opened, {SIZE:,} applications",
        measured=ms(middle(took)),
        target="≤ 150 ms",
        reached=middle(took) <= MOST,
    )
