"""`check`: whether the store is whole and which backups there are; and putting right what is not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ...data.backups.examined import Examined
from ...data.backups.examining import backups, examine
from ...data.errors import NotFoundError, ReadOnlyError
from ...data.paths import store_path
from ...data.store.store import Store
from .output import complain, say, write
from .reading import why_read_only
from .table import Column, lay_out, room

NAMES = {
    "applications": ("application", "applications"),
    "contacts": ("contact", "contacts"),
    "notes": ("note", "notes"),
    "follow_ups": ("follow-up", "follow-ups"),
    "events": ("event", "events"),
}
_COLUMNS = (Column(16, 0), Column(16, 2), Column(7, 3), Column(24, 1))
_FACTS = (Column(9, 0), Column(20, 1))


def check(data_dir: Path | None, *, repair: bool = False) -> int:
    """Print what the store holds, what is wrong with it, and its backups; return 1 if anything is wrong.

    With `repair`, put right first what opening it would, and write it anew if its checksum is wrong.
    """
    path = store_path(data_dir)
    if repair and (path.exists() or backups(path)):
        _repair(path)
    copies = [examine(each) for each in backups(path)]
    try:
        found = examine(path)
    except NotFoundError:
        if not copies:
            say(f"There is no store yet; it will be {path}.")
            return 0
        found = Examined(path=path, complaint=f"{path} is missing, but copies of it are there.")
    write(lay_out(_facts(found), _FACTS, None))
    if copies:
        write("\nBackups, the newest first:\n")
        write(lay_out([_as_columns(copy) for copy in copies], _COLUMNS, room()))
    wrong = _what_is_wrong(found, copies)
    for sentence in wrong:
        complain(sentence)
    return 1 if wrong else 0


def _repair(path: Path) -> None:
    with Store.open(path) as store:
        for notice in store.notices:
            say(notice)
        if store.read_only:
            raise ReadOnlyError(why_read_only(store, "Nothing was repaired"))
        if not store.intact:
            store.rewrite()
            say(f"{path.name} was written anew as it is, with the right checksum.")


def _facts(found: Examined) -> list[tuple[str, str]]:
    facts = [("Store", str(found.path))]
    if found.changed is not None:
        facts.append(("Size", f"{_size(found.size)}, last saved {_local(found.changed)}"))
    if not found.complaint:
        facts += [
            ("Records", records_of(found)),
            (
                "Schema",
                f"{found.schema}, saved {found.generation} time{'' if found.generation == 1 else 's'}",
            ),
            ("Checksum", "right" if found.intact else "not right"),
            ("Problems", str(len(found.problems)) if found.problems else "none"),
        ]
    return facts


def _what_is_wrong(found: Examined, copies: list[Examined]) -> list[str]:
    wrong = [found.complaint] if found.complaint else []
    if not found.intact:
        wrong.append(f"{found.path.name} was changed by another program since it was last saved.")
    if not found.intact or (found.complaint and any(_is_usable(copy) for copy in copies)):
        wrong.append("To put that right: thanks-tui check --repair")
    wrong += found.problems
    wrong += [f"{copy.wrong} It is of no use, and may be deleted." for copy in copies if copy.wrong]
    return wrong


def _is_usable(copy: Examined) -> bool:
    return not copy.complaint and not copy.encrypted


def _as_columns(copy: Examined) -> tuple[str, ...]:
    when = copy.made or copy.changed
    shown = "" if when is None else _local(when)
    return copy.path.name, shown, _size(copy.size), _state(copy)


def _state(copy: Examined) -> str:
    if copy.encrypted:
        return "encrypted"
    if copy.complaint:
        return "damaged, kept as it was found" if not copy.wrong else copy.complaint
    applications = copy.records.get("applications", 0)
    state = "whole" if copy.whole else "usable, but not as it was saved"
    return f"{state}, {applications} {NAMES['applications'][applications != 1]}"


def records_of(found: Examined) -> str:
    """Return how many records of each kind there are, in words."""
    counts = [(found.records.get(table, 0), names) for table, names in NAMES.items()]
    return ", ".join(f"{count} {names[count != 1]}" for count, names in counts)


def _size(size: int) -> str:
    return f"{size} bytes" if size < 1000 else f"{round(size / 1000):,} kB"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
