"""`export`: everything as JSON, applications as Markdown, follow-ups for a calendar; also encrypted."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from ...data.errors import FileThereError, NotFoundError, NotWrittenError, UsageError
from ...data.file_names import ENCRYPTED
from ...data.folding import fold
from ...data.models import Application
from ...data.paths import store_path
from ...data.store.folder import is_of_store
from ...data.store.store import Store
from .naming import in_one_line
from .output import is_terminal, say, write
from .reading import open_for_reading

if TYPE_CHECKING:
    from ...data.encryption.locks import Lock

Format: TypeAlias = Literal["json", "md", "ics"]

STDOUT = "-"
_HOW_TO_REPLACE = "Nothing was written; --force replaces it."
_SUFFIXES: dict[str, Format] = {".json": "json", ".md": "md", ".markdown": "md", ".ics": "ics"}


def export(
    data_dir: Path | None,
    path: str | None,
    today: date,
    now: datetime,
    *,
    chosen: Format | None,
    who: str | None,
    todo: bool,
    force: bool,
    recipients: Sequence[str] = (),
) -> int:
    """Write what the store holds into a new file at `path`, or to stdout.

    `todo` makes to-dos of the follow-ups for a calendar, instead of events. `now` is aware. A name that ends
    in .age is encrypted: to the public keys that `recipients` are or name, else with a passphrase that is
    asked. What is not encrypted never comes near the disk then. Returns 0. UsageError if the options do not
    go together, NotFoundError if `who` means no application or several, or if there is no follow-up for a
    calendar; NotWrittenError if the file is there already, is the store's own or cannot be written;
    UnreadableError or MissingExtraError if it cannot be encrypted, StoreError if the store cannot be read.
    """
    target = None if path in {None, STDOUT} else Path(cast("str", path))
    encrypted = _is_encrypted(target, recipients)
    wanted = _format(_inner(target), chosen, who)
    if todo and wanted != "ics":
        raise UsageError("--todo goes with a calendar: a name that ends in .ics, or --format ics.")
    if target is not None and is_of_store(target, store_path(data_dir)):
        raise NotWrittenError(
            f"{target} is the store's own, or a backup of it. Nothing was written; choose another name."
        )
    lock = _lock(target, recipients, force=force) if encrypted else None
    with open_for_reading(data_dir) as store:
        if wanted == "ics":
            data, what = _calendar(store, who, today, now, todo=todo)
        else:
            data, what = _everything(store) if wanted == "json" else _markdown(store, who)
    if lock is not None:
        from ...data.encryption.age import encrypt

        data = encrypt(data, lock)
    if target is None:
        write(data)
        return 0
    from ...data.outbox.files import write_new

    try:
        write_new(target, data, overwrite=force)
    except FileThereError as problem:
        raise NotWrittenError(f"{problem} {_HOW_TO_REPLACE}") from problem
    say(f"Wrote {what} to {target}{', encrypted' if lock else ''}.")
    return 0


def _is_encrypted(target: Path | None, recipients: Sequence[str]) -> bool:
    if target is not None and target.suffix.lower() == ENCRYPTED:
        return True
    if target is not None and recipients:
        raise UsageError(f"With --recipient the name ends in {ENCRYPTED}: {target.name}{ENCRYPTED}.")
    if recipients and is_terminal(sys.stdout):
        raise UsageError(
            "What is encrypted is nothing for a terminal; name a file, or lead stdout elsewhere."
        )
    return bool(recipients)


def _inner(target: Path | None) -> Path | None:
    """Return the name that says what is in the file, which .age hides."""
    if target is None or target.suffix.lower() != ENCRYPTED:
        return target
    return target.with_suffix("")


def _lock(target: Path | None, recipients: Sequence[str], *, force: bool) -> Lock:
    """Return what to encrypt with; whoever cannot write there anyway is not asked for a passphrase."""
    if recipients:
        from ...data.encryption.keys import read_recipients

        return read_recipients(recipients)
    if target is not None and os.path.lexists(target) and not force:
        raise NotWrittenError(f"{target} is there already. {_HOW_TO_REPLACE}")
    from ...data.encryption.library import library
    from .secrets import new_passphrase

    library()  # says so now if it is not installed
    return new_passphrase()


def _format(target: Path | None, chosen: Format | None, who: str | None) -> Format:
    by_suffix = None if target is None else _SUFFIXES.get(target.suffix.lower())
    if by_suffix and chosen and by_suffix != chosen:
        raise UsageError(f"The name ends in {cast('Path', target).suffix}, but --format says {chosen}.")
    wanted = by_suffix or chosen or ("md" if who is not None and target is None else None)
    if wanted is None and target is not None:
        raise UsageError(f"{target.name} ends in none of .json, .md and .ics; say which with --format.")
    if wanted == "json" and who is not None:
        raise UsageError("JSON always holds everything; --application goes with Markdown and calendars.")
    return wanted or "json"


def _everything(store: Store) -> tuple[bytes, str]:
    from ...data.exchange.archive import export_json

    return export_json(store), _count(len(store.applications()))


def _markdown(store: Store, who: str | None) -> tuple[bytes, str]:
    from ...data.exchange.markdown import export_markdown

    if who is None:
        return export_markdown(store, None).encode(), _count(len(store.applications()))
    application = find_application(store, who)
    return export_markdown(store, [application.id]).encode(), in_one_line(application)


def _calendar(store: Store, who: str | None, today: date, now: datetime, *, todo: bool) -> tuple[bytes, str]:
    from ...data.exchange.calendar import Entries, export_ics
    from ...data.followup.read import agenda_of

    rows = agenda_of(store, today)
    if who is not None:
        application = find_application(store, who)
        rows = tuple(row for row in rows if row.application.id == application.id)
    if not rows:
        raise NotFoundError("There is no follow-up to put into a calendar; nothing was written.")
    data = export_ics(rows, now, Entries.TODOS if todo else Entries.EVENTS)
    return data, f"{len(rows)} follow-up{'' if len(rows) == 1 else 's'}"


def _count(applications: int) -> str:
    return f"{applications} application{'' if applications == 1 else 's'}"


def find_application(store: Store, who: str) -> Application:
    """Return the one application that `who` means: a company, `company, role`, or a part of that.

    NotFoundError if there is none or more than one; then the sentence names them.
    """
    wanted = fold(who.strip())
    names = [(each, fold(each.company), fold(in_one_line(each))) for each in store.applications()]
    ways = (
        [each for each, _, whole in names if wanted in {each.id, whole}],
        [each for each, company, _ in names if wanted == company],
        [each for each, _, whole in names if wanted and wanted in whole],
    )
    found = next(filter(None, ways), None)
    if found is None:
        raise NotFoundError(f"There is no application {who!r}; thanks-tui list shows those that there are.")
    if len(found) > 1:
        listed = "; ".join(map(in_one_line, found))
        raise NotFoundError(f"{who!r} may be any of these, say which: {listed}.")
    return found[0]
