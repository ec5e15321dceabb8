"""`check`: whether the store is whole and which backups there are; and putting right what is not."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ...data.backups.examined import Examined
from ...data.backups.examining import backups, examine
from ...data.backups.files import read_as_it_is
from ...data.backups.recipients import recipients_of
from ...data.encryption.age import decrypt
from ...data.encryption.keys import read_identities
from ...data.encryption.locks import Identities
from ...data.errors import NotDecryptedError, NotFoundError, ReadOnlyError, StoreError
from ...data.paths import store_path
from ...data.store.folder import resolve
from ...data.store.store import Store
from ...data.text import clean_line
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


def check(data_dir: Path | None, *, repair: bool = False, identities: Sequence[Path] = ()) -> int:
    """Print what the store holds, what is wrong with it, and its backups; return 1 if anything is wrong.

    With `repair`, put right first what opening it would, and write it anew if its checksum is wrong. What is
    encrypted is looked into with the secret keys in `identities`.
    """
    path = store_path(data_dir)
    keys = read_identities(identities) if identities else None
    if repair and (os.path.lexists(path) or backups(path)):
        _repair(path)
    shut: list[str] = []
    copies = [_examined(each, keys, shut) for each in backups(path)]
    try:
        found = examine(path)
    except NotFoundError:
        if not copies:
            say(f"There is no store yet; it will be {path}.")
            return 0
        found = Examined(path=path, complaint=f"{path} is missing, but copies of it are there.")
    write(lay_out(_facts(found) + _encryption(path, shut), _FACTS, None))
    if copies:
        write("\nBackups, the newest first:\n")
        write(lay_out([_as_columns(copy) for copy in copies], _COLUMNS, room()))
    wrong = _what_is_wrong(found, copies) + shut
    for sentence in wrong:
        complain(sentence)
    return 1 if wrong else 0


def _examined(file: Path, keys: Identities | None, shut: list[str]) -> Examined:
    """Return what a look at a copy shows; why an encrypted one does not open goes into `shut`."""
    found = examine(file)
    if keys is None or not found.encrypted or found.complaint:
        return found
    try:
        return examine(file, decrypt(read_as_it_is(file), keys))
    except NotDecryptedError as problem:
        shut.append(f"{file.name} was not looked into. {problem}")
        return found


def _encryption(path: Path, shut: list[str]) -> list[tuple[str, str]]:
    """Return to whom backups are encrypted, as a fact; why that cannot be told goes into `shut`."""
    try:
        recipients = recipients_of(resolve(path))
    except StoreError as problem:
        shut.append(str(problem))
        return []
    return (
        [] if recipients is None else [("Backups", f"encrypted to {clean_line(', '.join(recipients.keys))}")]
    )


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
        deleted = found.records.get("trash", 0)
        facts += [("Deleted", f"{deleted} in the trash, where D brings it back")] if deleted else []
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
    if copy.encrypted and not copy.complaint and not copy.records:
        return "encrypted, not looked into"
    if copy.complaint:
        return "damaged, kept as it was found" if not copy.wrong else copy.complaint
    applications = copy.records.get("applications", 0)
    state = "whole" if copy.whole else "usable, but not as it was saved"
    locked = ", encrypted" if copy.encrypted else ""
    return f"{state}, {applications} {NAMES['applications'][applications != 1]}{locked}"


def records_of(found: Examined) -> str:
    """Return how many records of each kind there are, in words."""
    counts = [(found.records.get(table, 0), names) for table, names in NAMES.items()]
    return ", ".join(f"{count} {names[count != 1]}" for count, names in counts)


def _size(size: int) -> str:
    return f"{size} bytes" if size < 1000 else f"{round(size / 1000):,} kB"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
