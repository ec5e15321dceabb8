"""What is done to a store while faults strike: each thing that the program ever does to its files."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from thanks_tui.data.backups.making import back_up
from thanks_tui.data.backups.names import Why
from thanks_tui.data.backups.older import encrypt_copies, plain_copies
from thanks_tui.data.backups.recipients import encrypt_to
from thanks_tui.data.backups.restoring import restore
from thanks_tui.data.clock import utc_now
from thanks_tui.data.drafts.draft import Draft, DraftKind, Origin, TypedField
from thanks_tui.data.drafts.folder import DraftFolder
from thanks_tui.data.encryption.library import library
from thanks_tui.data.encryption.locks import Recipients
from thanks_tui.data.errors import NotSavedError
from thanks_tui.data.exchange import archive
from thanks_tui.data.forgetting.forget import forget_here, forget_in_copies, look_for, plan
from thanks_tui.data.forgetting.person import by_words, find_met, the_person
from thanks_tui.data.models import Application, Contact
from thanks_tui.data.store import journal, storage
from thanks_tui.data.store.store import Store
from thanks_tui.data.trash import bring_back

from .stores import (
    IDS,
    NOON,
    abandoned,
    changed,
    changed_before,
    changed_outside,
    damaged,
    edited,
    empty,
    fill,
    made_by_hand,
    many_backups,
    missing,
    much_told,
    nothing,
    only_a_backup,
    torn,
    two_backups,
    two_versions,
)

LATER = NOON + timedelta(days=40)
KEY = Recipients(str(library().x25519.Identity.generate().to_public()))
"""To whom backups are encrypted; nobody has the secret key."""
USUAL = {"JOURNAL_FROM": storage.JOURNAL_FROM, "LONGEST": journal.LONGEST}
LARGE = {"JOURNAL_FROM": 1}
"""As if every store were so large that its changes are appended to a journal."""
FULL = {"JOURNAL_FROM": 1, "LONGEST": 1}
"""As if every journal were so long that the whole is written again."""


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
    """Whether the file that was the store before still lies there, by that name or another."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """What counts as large, other than usual."""
    done_again: Callable[[Path], object] | None = None
    """Does it once more, whatever was left of it; raises AssertionError when it is not wholly done then."""


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


def put(company: str, words: str) -> Callable[[Store], None]:
    """Return what keeps an application with so many words."""

    def act(store: Store) -> None:
        store.put(Application(id=IDS[0], company=company, their_words=words))

    return act


def incoming() -> archive.Archive:
    """Return what another machine exported: a record more, and one that is here otherwise."""
    whole = {
        "schema": 1,
        "applications": [{"id": IDS[4], "company": "Contoso"}, {"id": IDS[0], "company": "Mine"}],
    }
    return archive.read_archive(msgspec.json.encode(whole))


def forget(store: Store) -> None:
    """Forget one of the people in the store, and in all its copies, as the command does."""
    contact = store.find("contacts", IDS[1])
    if isinstance(contact, Contact):
        person = the_person(store, "Dana Ortiz", find_met(store, contact))
    else:
        person = by_words(store, "Dana Ortiz")
    person = plan(store, person).person
    forget_here(store, person)
    for _, why in forget_in_copies(store.path, person).refused:
        raise NotSavedError(why)
    if not look_for(store.path, person).nothing_left:
        raise NotSavedError("Something is left, or could not be looked into.")


def forget_again(path: Path) -> None:
    """Forget the same person, and look through every file."""
    with Store.open(path) as store:
        forget(store)
    left = [file.name for file in path.parent.rglob("*") if file.is_file() and b"Ortiz" in file.read_bytes()]
    assert not left, left


def encrypted(path: Path) -> Store:
    """Return a store whose backups are encrypted."""
    encrypt_to(path, KEY)
    return Store.open(path)


def encrypt_older(path: Path) -> None:
    """Encrypt the backups that are not."""
    encrypt_to(path, KEY)
    encrypt_copies(path)


def encrypt_older_again(path: Path) -> None:
    """Do it again, and look through every backup."""
    encrypt_older(path)
    assert not plain_copies(path)


def draft(words: str) -> Draft:
    """Return what somebody has typed on the sheet of a note."""
    return Draft(
        id=IDS[5],
        origin=Origin(kind=DraftKind.NOTE, contact_id=IDS[1]),
        fields=(TypedField(name="", text=words),),
    )


def typed_before(path: Path) -> DraftFolder:
    """Return the drafts of a window in which something was typed that is in a draft already."""
    drafts = DraftFolder(path)
    drafts.write(draft("Dear Dana, thank you"))
    return drafts


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
    "recovering a damaged file": Operation(damaged, open_and_close, keeps=True),
    "recovering an empty file": Operation(empty, open_and_close, keeps=True),
    "recovering a file that is missing": Operation(missing, open_and_close),
    "recovering from a backup": Operation(only_a_backup, open_and_close, keeps=True),
    "opening an edited file": Operation(edited, open_and_close, keeps=True),
    "backing up": Operation(fill, lambda store: store.back_up(Why.ASKED), Store.open),
    "backing up and thinning": Operation(many_backups, lambda path: back_up(path, Why.START, LATER)),
    "choosing who can read the backups": Operation(fill, lambda path: encrypt_to(path, KEY)),
    "backing up encrypted": Operation(fill, lambda store: store.back_up(Why.ASKED), encrypted),
    "encrypting older backups": Operation(two_backups, encrypt_older, done_again=encrypt_older_again),
    "merging another program's change": Operation(fill, put("New", "Words."), changed_outside),
    "taking in another program's change": Operation(fill, lambda store: store.look_again(), changed_outside),
    "deleting": Operation(
        fill, lambda store: store.remove(store.application(IDS[0]), label="Deleted"), Store.open
    ),
    "bringing back": Operation(fill, lambda store: bring_back(store, store.trash()[0]), changed),
    "forgetting a person": Operation(
        much_told, forget, Store.open, told_changes_nothing=False, done_again=forget_again
    ),
    # That what is typed is not on the disk yet may be said of what is.
    "the first draft": Operation(
        fill, lambda drafts: drafts.write(draft("Dear Dana,")), DraftFolder, told_changes_nothing=False
    ),
    "a draft that goes on": Operation(
        fill,
        lambda drafts: drafts.write(draft("Dear Dana, thank you for all")),
        typed_before,
        told_changes_nothing=False,
    ),
    "clearing a draft": Operation(
        fill, lambda drafts: drafts.remove(IDS[5]), typed_before, told_changes_nothing=False
    ),
    "migrating": Operation(made_by_hand, open_and_close, told_changes_nothing=False, keeps=True),
    "restoring": Operation(
        two_versions,
        lambda path: restore(path, path.with_name("thanks.json.older"), utc_now()),
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
