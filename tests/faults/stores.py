"""Stores as they are before something is done to them: whole, damaged, of another version, with a journal."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from thanks_tui.data.backups.making import back_up
from thanks_tui.data.backups.names import Why
from thanks_tui.data.models import Application, Contact, Note, Profile
from thanks_tui.data.store import journal
from thanks_tui.data.store.safe_write import previous_of
from thanks_tui.data.store.store import Store

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
IDS = [letter * 32 for letter in "abcdef"]


def some_records(words: str = "") -> list[Any]:
    """Return an application with two people and a note, the same ones each time."""
    return [
        Application(id=IDS[0], company="Old", their_words=words),
        Contact(id=IDS[1], application_id=IDS[0], name="Dana Ortiz", moment="our talk"),
        Contact(id=IDS[2], application_id=IDS[0], name="Lee Park"),
        Note(id=IDS[3], contact_id=IDS[1], text="Dear Dana,"),
    ]


def fill(path: Path) -> None:
    """Make a store that was saved twice, so that there is a `.prev`."""
    with Store.open(path) as store:
        store.put(Profile(name="Sam Okonkwo"))
        store.put(*some_records("Some words. " * 100))


def nothing(path: Path) -> None:
    """Make the folder of a store that was never saved."""
    Store.open(path).close()


def made_by_hand(path: Path) -> None:
    """Make a file as somebody makes it with stock TinyDB, which is of the oldest schema."""
    path.parent.mkdir(mode=0o700, parents=True)
    path.write_text(
        '{"applications": {"1": {"company": "Northwind"}},'
        ' "contacts": {"1": {"application_id": 1, "name": "Dana"}}}'
    )
    path.chmod(0o600)


def two_versions(path: Path) -> None:
    """Make a store, and beside it a copy of it as it was once."""
    fill(path)
    shutil.copy2(path, path.with_name("thanks.json.older"))
    path.with_name("thanks.json.older").chmod(0o600)
    with Store.open(path) as store:
        store.put(Application(id=IDS[4], company="Newer"))


def changed(path: Path) -> Store:
    """Open a store in which something was removed just now."""
    store = Store.open(path)
    store.remove(store.contact(IDS[1]))
    return store


def changed_before(path: Path) -> Store:
    """Open a large store and change it, so that there is a journal."""
    store = Store.open(path)
    store.put(Application(id=IDS[4], company="In the journal"))
    return store


def changed_outside(path: Path) -> Store:
    """Open a store, and let another program put one in its place that went on from it elsewhere."""
    store = Store.open(path)
    elsewhere = path.parent.with_name("elsewhere") / path.name
    elsewhere.parent.mkdir(mode=0o700)
    shutil.copy(path, elsewhere)
    with Store.open(elsewhere) as theirs:
        theirs.put(Application(id=IDS[4], company="Theirs"), Profile(name="Sam O."))
    elsewhere.replace(path)
    shutil.rmtree(elsewhere.parent)
    return store


def much_told(path: Path) -> None:
    """Make a store in which a person stands in many places: in notes, in the trash, in copies."""
    fill(path)
    back_up(path, Why.START, NOON)
    with Store.open(path) as store:
        words = "Dana Ortiz told me by phone."
        store.put(Application(id=IDS[4], company="Gone", their_words=words))
        store.remove(store.application(IDS[4]))
        store.put(Application(id=IDS[0], company="Old", their_words=words))
    back_up(path, Why.START, NOON + timedelta(days=1))


def abandoned(path: Path) -> None:
    """Make a large store whose journal was left by a process that was killed."""
    fill(path)
    copied = path.with_name("copied")
    with changed_before(path) as store:
        store.remove(store.contact(IDS[2]))
        shutil.copy2(journal.journal_of(path), copied)
        shutil.copy2(path, path.with_name("as it was"))
    path.with_name("as it was").replace(path)
    copied.replace(journal.journal_of(path))


def torn(path: Path) -> None:
    """Make a large store whose process was killed in the middle of writing to the journal."""
    abandoned(path)
    with journal.journal_of(path).open("ab") as file:
        file.write(b"0" * 40)


def damaged(path: Path) -> None:
    """Make a store whose file was cut off in the middle."""
    fill(path)
    path.write_bytes(path.read_bytes()[:700])


def empty(path: Path) -> None:
    """Make a store of whose file nothing is left."""
    fill(path)
    path.write_bytes(b"")


def missing(path: Path) -> None:
    """Make a store whose file is gone."""
    fill(path)
    path.unlink()


def only_a_backup(path: Path) -> None:
    """Make a store whose file and `.prev` are damaged, and that was backed up."""
    fill(path)
    back_up(path, Why.ASKED, NOON)
    damaged(path)
    previous_of(path).write_bytes(b"{")


def edited(path: Path) -> None:
    """Make a store that somebody changed with another program."""
    fill(path)
    path.write_bytes(path.read_bytes().replace(b"Lee Park", b"Lee Parker"))


def two_backups(path: Path) -> None:
    """Make a store that was backed up twice."""
    fill(path)
    back_up(path, Why.START, NOON)
    with Store.open(path) as store:
        store.put(Application(id=IDS[4], company="Newer"))
    back_up(path, Why.IMPORT, NOON + timedelta(days=1))


def many_backups(path: Path) -> None:
    """Make a store that was backed up so often that one copy more makes others go."""
    for day in range(30):
        with Store.open(path) as store:
            store.put(Application(id=IDS[0], company=f"Day {day}"))
        back_up(path, Why.START, NOON + timedelta(days=day // 3))
    with Store.open(path) as store:
        store.put(Application(id=IDS[0], company="Today"))
