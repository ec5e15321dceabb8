"""`check` and `restore`: whether the store is whole, which backups there are, and going back to one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ...data.backups.examining import Examined, backups, examine, find_backup
from ...data.errors import NotFoundError
from ...data.models import utc_now
from ...data.paths import store_path
from .output import complain, say, write
from .table import Column, lay_out, room

_NAMES = {
    "applications": ("application", "applications"),
    "contacts": ("contact", "contacts"),
    "notes": ("note", "notes"),
    "follow_ups": ("follow-up", "follow-ups"),
    "events": ("event", "events"),
}
_COLUMNS = (Column(16, 0), Column(16, 2), Column(7, 3), Column(24, 1))
_FACTS = (Column(9, 0), Column(20, 1))


def check(data_dir: Path | None) -> int:
    """Print what the store holds, what is wrong with it, and its backups; return 1 if anything is wrong."""
    path = store_path(data_dir)
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


def _facts(found: Examined) -> list[tuple[str, str]]:
    facts = [("Store", str(found.path))]
    if found.changed is not None:
        facts.append(("Size", f"{_size(found.size)}, last saved {_local(found.changed)}"))
    if not found.complaint:
        facts += [
            ("Records", _records(found)),
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
    wrong += found.problems
    # A damaged file that was replaced is kept on purpose; only the one kept at each save has to be whole.
    wrong += [copy.complaint for copy in copies if copy.complaint and copy.path.suffix == ".prev"]
    best = next((copy for copy in copies if not copy.complaint), None)
    if found.complaint and best is not None:
        wrong.append(f"To go back to the newest backup: thanks-tui restore {best.path.name}")
    return wrong


def restore(data_dir: Path | None, name: str) -> int:
    """Go back to the backup called `name`, and say what was done."""
    path = store_path(data_dir)
    from ...data.backups.restoring import restore as go_back

    done = go_back(path, find_backup(path, name), utc_now())
    say(f"The store is now as it was in {done.backup.path.name}: {_records(done.backup)}.")
    if done.kept is not None:
        say(f"What it was before is kept as {done.kept.name}.")
    return 0


def _as_columns(copy: Examined) -> tuple[str, ...]:
    when = "" if copy.changed is None else _local(copy.changed)
    state = copy.complaint or _state(copy)
    return copy.path.name, when, _size(copy.size), state


def _state(copy: Examined) -> str:
    applications = copy.records.get("applications", 0)
    state = "whole" if copy.whole else "usable, but not as it was saved"
    return f"{state}, {applications} {_NAMES['applications'][applications != 1]}"


def _records(found: Examined) -> str:
    counts = [(found.records.get(table, 0), names) for table, names in _NAMES.items()]
    return ", ".join(f"{count} {names[count != 1]}" for count, names in counts)


def _size(size: int) -> str:
    return f"{size} bytes" if size < 1000 else f"{round(size / 1000):,} kB"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
