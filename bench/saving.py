"""What one save costs: ours, stock TinyDB's `update` of the same document, and a durable commit of SQLite."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import count
from pathlib import Path

from msgspec.structs import replace
from thanks_tui.data.store.store import Store
from tinydb import TinyDB

from .figures import Line, as_ratio, in_turns, middle, ms, ratio
from .setting import Setting

SIZES = (1_000, 10_000)
FASTER = 5
MOST = 0.015
AT_MOST_IN = 1_000
"""The size up to which a save is to take no longer than `MOST`; above it the keys are what counts."""


def measure(setting: Setting) -> list[Line]:
    """Return the lines about a save at both sizes."""
    return [line for size in SIZES for line in _saves(setting, size)]


def _saves(setting: Setting, size: int) -> list[Line]:
    path = setting.copy(size)
    with ExitStack() as stack:
        ways = [stack.enter_context(way(path)) for way in (ours, stock, sqlite)]
        mine, theirs, rows = in_turns(setting.times(21 if size < SIZES[-1] else 9), *ways)
    found = ratio(theirs, mine)
    quick = size > AT_MOST_IN or middle(mine) <= MOST
    return [
        Line(
            what=f"one save, {size:,} applications",
            measured=f"{as_ratio(found)} faster ({ms(middle(mine))}, longest {ms(max(mine))})",
            against=f"stock TinyDB’s update ({ms(middle(theirs))})",
            target=f"≥ {FASTER}× faster" + (", ≤ 15 ms" if size <= AT_MOST_IN else ""),
            reached=found >= FASTER and quick,
        ),
        Line(
            what=f"one save, {size:,} applications",
            measured=f"{as_ratio(ratio(mine, rows))} ({ms(middle(mine))})",
            against=f"a commit of one row in SQLite, synchronous=FULL ({ms(middle(rows))})",
            target="to compare",
            reached=None,
        ),
    ]


@contextmanager
def ours(path: Path) -> Iterator[Callable[[], float]]:
    """Give a function that saves a change of one note through the store at `path` and returns the seconds."""
    with Store.open(path) as store:
        first = store.all_notes()[0]
        numbers = count()

        def save() -> float:
            changed = replace(first, news=f"you moved to house number {next(numbers)}")
            return _timed(lambda: store.put(changed, label="Changed a note"))

        yield save


@contextmanager
def stock(path: Path) -> Iterator[Callable[[], float]]:
    """Give a function that does the same to the same documents with TinyDB as it comes."""
    plain = path.with_name("stock.json")
    plain.write_bytes(path.read_bytes())
    numbers = count()
    with TinyDB(plain) as database:
        notes = database.table("notes")
        first = next(iter(notes)).doc_id

        def save() -> float:
            fields = {"news": f"you moved to house number {next(numbers)}"}
            return _timed(lambda: notes.update(fields, doc_ids=[first]))

        yield save


@contextmanager
def sqlite(path: Path) -> Iterator[Callable[[], float]]:
    """Give a function that does the same to the same notes as rows of a SQLite database."""
    with Store.open(path, read_only=True) as store:
        notes = [(note.id, note.text, note.news) for note in store.all_notes()]
    with closing(sqlite3.connect(path.with_name("notes.sqlite"), isolation_level=None)) as database:
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT, news TEXT)")
        database.execute("BEGIN")
        database.executemany("INSERT INTO notes VALUES (?, ?, ?)", notes)
        database.execute("COMMIT")
        numbers = count()

        def save() -> float:
            change = (f"you moved to house number {next(numbers)}", notes[0][0])
            return _timed(lambda: database.execute("UPDATE notes SET news = ? WHERE id = ?", change))

        yield save


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
