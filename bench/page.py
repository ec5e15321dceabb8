"""The table of figures, and the page of the docs that it goes to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .figures import Line
from .growth import Growth, draw
from .machine import describe

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "benchmark.md"
PICTURE = DOCS / "growth.svg"
WORDS = Path(__file__).with_name("page.md")
_HEAD = ("what", "measured", "against", "to reach", "reached")


def as_table(lines: Sequence[Line]) -> str:
    """Return the figures as a table of Markdown."""
    rows = [(line.what, line.measured, line.against, line.target, _reached(line)) for line in lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in (_HEAD, ("---",) * len(_HEAD), *rows))


def write_page(lines: Sequence[Line], growth: Growth, folder: Path) -> None:
    """Write the page and its picture; `folder` is where the measured files lay."""
    DOCS.mkdir(exist_ok=True)
    draw(growth, PICTURE)
    machine = "\n".join(f"| {name} | {value} |" for name, value in describe(folder))
    words = WORDS.read_text(encoding="utf-8")
    page = words.replace("{table}", as_table(lines)).replace("{machine}", f"| | |\n| --- | --- |\n{machine}")
    PAGE.write_text(page, encoding="utf-8")


def _reached(line: Line) -> str:
    return {True: "yes", False: "**no**", None: ""}[line.reached]
