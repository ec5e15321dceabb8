"""What is done to a store while faults strike: each thing that the program ever does to its files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from thanks_tui.data.backups.restoring import restore
from thanks_tui.data.exchange import archive
from thanks_tui.data.models import Application, Contact, Note, Profile, utc_now
from thanks_tui.data.store import journal, storage
from thanks_tui.data.store.store import Store

USUAL = {"JOURNAL_FROM": storage.JOURNAL_FROM, "LONGEST": journal.LONGEST}
LARGE = {"JOURNAL_FROM": 1}
"""As if every store were so large that its changes are appended to a journal."""
FULL = {"JOURNAL_FROM": 1, "LONGEST": 1}
"""As if every journal were so long that the whole is written again."""
IDS = [letter * 32 for letter in "abcdef"]


@dataclass(frozen=True)
class Operation:
    """One thing that is done."""

    prepare: Callable[[Path], None]
    """Makes the state before, in a folder that is not there yet."""
    act: Callable[[Any], object]
    """Does it, with what `ready` returned."""
    ready: Callable[[Path], Any] = field(default=lambda path: path)
    """What was done before, and is no part of it: the store was opened, most often."""
    told_changes_nothing: bool = True
    """Whether who is told that it failed finds the state before, and not the one after."""
    keeps: bool = False
    """Whether every file that lay there before still lies there, by that name or another."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """What counts as large, other than usual."""


def set_sizes(sizes: Mapping[str, int]) -> None:
    """Have a store and a journal count as large from other sizes on."""
    sizes = {**USUAL, **sizes}
    storage.JOURNAL_FROM, journal.LONGEST = sizes["JOURNAL_FROM"], sizes["LONGEST"]


@contextmanager
def sizes_of(operation: Operation) -> Generator[None]:
    """Have the sizes of an operation count for a while."""
    set_sizes(operation.sizes)
    try:
        yield
    finally:
        set_sizes({})


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


def put(company: str, words: str) -> Callable[[Store], None]:
    """Return what keeps an application with so many words."""

    def act(store: Store) -> None:
        store.put(Application(id=IDS[0], company=company, their_words=words))

    return act


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


def incoming() -> archive.Archive:
    """Return what another machine exported: a record more, and one that is here otherwise."""
    whole = {
        "schema": 1,
        "applications": [{"id": IDS[4], "company": "Contoso"}, {"id": IDS[0], "company": "Mine"}],
    }
    return archive.read_archive(msgspec.json.encode(whole))


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


def open_and_close(path: Path) -> None:
    """Start the program, and end it."""
    Store.open(path).close()


OPERATIONS: dict[str, Operation] = {
    "a save that grows": Operation(fill, put("New", "More words. " * 400), Store.open),
    "a save that shrinks": Operation(fill, put("New", ""), Store.open),
    "the first save ever": Operation(nothing, put("New", "Words."), Store.open),
    "undoing": Operation(fill, lambda store: store.undo(), changed),
    "starting": Operation(fill, open_and_close),
    "starting for the first time": Operation(lambda path: None, open_and_close),
    "migrating": Operation(made_by_hand, open_and_close, told_changes_nothing=False, keeps=True),
    "restoring": Operation(
        two_versions,
        lambda path: restore(path, path.with_name("thanks.json.older"), utc_now()),
        told_changes_nothing=False,
        keeps=True,
    ),
    "a journal's first save": Operation(fill, put("New", "Words."), Store.open, sizes=LARGE),
    "a save into a journal": Operation(fill, put("New", "Words."), changed_before, sizes=LARGE),
    "a save that a journal has no room for": Operation(
        fill, put("New", "Words."), changed_before, sizes=FULL
    ),
    "a journal's end": Operation(fill, lambda store: store.close(), changed_before, sizes=LARGE),
    "starting on a journal that was left": Operation(abandoned, open_and_close, sizes=LARGE),
    "starting on a journal that was torn": Operation(torn, open_and_close, sizes=LARGE),
    "importing": Operation(
        fill, lambda store: archive.merge_archive(incoming(), store, replace=True), Store.open
    ),
}
"""By what they are called in `docs/faults.md`."""
