"""`import`: rejection mails and complete exports, each shown, agreed to and taken by itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from ...data.backups.why import Why
from ...data.errors import NotBackedUpError, NotSavedError, ReadOnlyError, ThanksError
from ...data.exchange import take
from ...data.exchange.mail import read_mail
from ...data.exchange.rejection import Reading, read_rejection
from ...data.exchange.take import Proposal
from ...data.paths import store_path
from ...data.store.store import Store
from ...data.text import clean_line
from .naming import in_one_line
from .output import complain, is_terminal, say, write
from .proposals import describe, doubt, is_sure, told
from .reading import why_read_only
from .sources import STDIN, read_source
from .unlocking import Unlocker

Ask = Callable[[str], str]
"""Shows a question and returns the answer; EOFError when there is none."""

_BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"


def import_paths(
    data_dir: Path | None,
    paths: Sequence[str],
    today: date,
    *,
    yes: bool,
    identities: Sequence[Path] = (),
) -> int:
    """Take each of `paths` in turn; return 1 if anything was left out or could not be read.

    One file is one change of the store, so that what went before a failure is kept. What is encrypted is
    opened with the secret keys in `identities`, or with a passphrase that is asked. UnreadableError or
    MissingExtraError if those keys cannot be read, ReadOnlyError if the store can only be read, NotSavedError
    if something could not be written, and other kinds of StoreError if the store cannot be opened.
    """
    unlocker = Unlocker(identities)
    if not any(path == STDIN or os.path.lexists(path) for path in paths):
        return _tell_of_none(paths)
    in_terminal = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    ask = input if in_terminal and not yes and STDIN not in paths else None
    with Store.open(store_path(data_dir)) as store:
        if store.read_only:
            raise ReadOnlyError(why_read_only(store, "Nothing was taken"))
        for notice in store.notices:
            say(notice)
        importer = Importer(store, today, ask, unlocker)
        for path in paths:
            importer.take(path)
    if importer.doubtful and ask is None:
        say("What was left out can be taken in the app, or by an import that may ask.")
    return 1 if importer.left_out else 0


def _tell_of_none(paths: Sequence[str]) -> int:
    # Without a single file there is no reason to make a store, or the folder for it.
    for path in paths:
        try:
            read_source(path)
        except ThanksError as problem:
            complain(f"{clean_line(path)}: {problem}")
    return 1


class Importer:
    """Takes files into a store, and says of each what became of it.

    `ask` asks the user before anything is taken; where it is None, only what is sure is taken.
    """

    def __init__(self, store: Store, today: date, ask: Ask | None, unlocker: Unlocker) -> None:
        self.left_out = 0
        """How many files were not taken, for whatever reason."""
        self.doubtful = 0
        """How many of those were only not sure."""
        self._store = store
        self._backed_up = False
        self._today = today
        self._ask = ask
        self._unlocker = unlocker

    def take(self, path: str) -> None:
        """Take the file at `path`, or stdin for `-`; only NotSavedError goes on to the caller."""
        name = "stdin" if path == STDIN else clean_line(path)
        try:
            data = self._unlocker.opened(name, read_source(path), asking=path != STDIN)
            if data.lstrip(_BEFORE_JSON).startswith(b"{"):
                self._take_archive(name, data)
            else:
                self._take_mail(name, read_rejection(read_mail(data), self._today))
        except NotSavedError:
            raise
        except ThanksError as problem:
            self._leave_out(f"{name}: {problem}")

    def _take_mail(self, name: str, reading: Reading) -> None:
        there = take.known(self._store, reading)
        if there is not None:
            say(f"{name}: skipped, for {in_one_line(there)} is here already.")
            return
        if self._ask is not None:
            agreed = self._agree(self._ask, name, reading)
            if agreed is None:
                self._leave_out(f"{name}: left out.")
        elif is_sure(reading):
            agreed = take.proposal(reading)
        else:
            agreed = None
            self.doubtful += 1
            self._leave_out(f"{name}: left out, for {doubt(reading)}.")
        if agreed is not None:
            self._back_up_once()
            take.keep(self._store, agreed)
            write(f"{told(agreed)}\n")

    def _agree(self, ask: Ask, name: str, reading: Reading) -> Proposal | None:
        """Show what would be taken, and ask; return what was agreed to."""
        proposed = take.proposal(reading)
        write(f"{name}\n{describe(reading, proposed)}")
        if reading.is_rejection:
            agreed = _is_yes(ask, "Take it? [Y/n] ", default=True)
        else:
            write(f"This may be no rejection: {doubt(reading)}.\n")
            agreed = _is_yes(ask, "Take it all the same? [y/N] ", default=False)
        if not agreed:
            return None
        if reading.company:
            return proposed
        company = _answer(ask, "Which company is it from? ")
        return take.proposal(reading, company=company) if company else None

    def _take_archive(self, name: str, data: bytes) -> None:
        from ...data.exchange.archive import count_records, merge_archive, plan_merge, read_archive

        archive = read_archive(data)
        plan = plan_merge(archive, self._store)
        for problem in plan.problems:
            self._leave_out(f"{name}: {problem}")
        for twin in plan.twins:
            say(f"{name}: skipped {in_one_line(twin)}, for it is here already, from the same mail.")
        if plan.added and self._ask is not None:
            write(f"{name}\n  New: {count_records(plan.added)}\n")
            if not _is_yes(self._ask, "Take it? [Y/n] ", default=True):
                self._leave_out(f"{name}: left out.")
                return
        replace = bool(plan.replaced) and self._may_replace(name, count_records(plan.replaced))
        taken = (*plan.added, *plan.replaced) if replace else plan.added
        if taken:
            self._back_up_once()
            merge_archive(archive, self._store, replace=replace, label=f"Imported {name}")
            write(f"{name}: took {count_records(taken)}.\n")
        elif plan.same and not plan.replaced and not plan.twins:
            say(f"{name}: skipped, for {count_records(plan.same)} are here already.")

    def _may_replace(self, name: str, counted: str) -> bool:
        """Ask whether what is here gives way to what an export has in another form; tell if it does not."""
        question = f"Replace what is here by the file's form of {counted}? [y/N] "
        if self._ask is not None and _is_yes(self._ask, question, default=False):
            return True
        self._leave_out(f"{name}: what differs from what is here was left out ({counted}); yours was kept.")
        return False

    def _back_up_once(self) -> None:
        """Keep the store as it is before anything is taken; that it cannot be kept hinders nothing."""
        if self._backed_up:
            return
        self._backed_up = True
        try:
            made = self._store.back_up(Why.IMPORT)
        except NotBackedUpError as problem:
            complain(str(problem))
        else:
            if made is not None and made.trouble:
                complain(made.trouble)

    def _leave_out(self, sentence: str) -> None:
        self.left_out += 1
        complain(sentence)


def _is_yes(ask: Ask, question: str, *, default: bool) -> bool:
    answer = _answer(ask, question)
    if answer is None:
        return False
    return answer.casefold() in {"y", "yes"} if answer else default


def _answer(ask: Ask, question: str) -> str | None:
    """Return the answer on one clean line, None for ctrl+d."""
    try:
        return clean_line(ask(question))
    except EOFError:
        write("\n")
        return None
