"""`merge`: bringing another machine's file together with the store, shown and agreed to first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from ...data.backups.why import Why
from ...data.errors import ReadOnlyError
from ...data.followup.family import refresh
from ...data.merging.joining import join, plan
from ...data.merging.merge import Merged
from ...data.merging.naming import label_of, name_of, said_of
from ...data.merging.other import Other, read_other
from ...data.merging.telling import told_counts, told_pairs
from ...data.models import Clash
from ...data.paths import store_path
from ...data.store.store import Store
from ...data.text import clean_line
from .output import complain, is_terminal, say, write
from .pairing import ask_pairs
from .reading import why_read_only
from .unlocking import Unlocker

Ask = Callable[[str], str]
"""Shows a question and returns the answer; EOFError when there is none."""

_MOST_LINES = 12
"""How many lines of a long text are shown of each side."""


class Settled(msgspec.Struct, frozen=True):
    """The ids of the clashes that the user has chosen for."""

    ours: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()

    def left_of(self, merged: Merged) -> int:
        """Return how many clashes are left to choose later."""
        return len(merged.clashes) - len(self.ours) - len(self.theirs)


def merge(
    data_dir: Path | None, other: Path, today: date, *, yes: bool, identities: Sequence[Path] = ()
) -> int:
    """Merge `other` into the store; return 1 if anything of it was left out, or left to choose.

    What is encrypted is opened with the secret keys in `identities`, or with a passphrase that is asked.
    UnreadableError or MissingExtraError if `other` cannot be read or opened, ReadOnlyError if
    the store can only be read, NotBackedUpError if no copy of it could be made before, NotSavedError if it
    could not be written.
    """
    path = store_path(data_dir)
    read = read_other(other, path, Unlocker(identities).opened)
    ask = input if is_terminal(sys.stdin) and is_terminal(sys.stdout) and not yes else None
    with Store.open(path) as store:
        if store.read_only:
            raise ReadOnlyError(why_read_only(store, "Nothing was merged"))
        for problem in read.problems:
            complain(f"{clean_line(read.name)}: {problem}")
        return max(_merge(store, read, today, ask), bool(read.problems))


def _merge(store: Store, other: Other, today: date, ask: Ask | None) -> int:
    name = clean_line(other.name)
    merged = plan(store, other, today)
    if merged.changes_nothing:
        say(f"{name} brings nothing that is not here already.")
        return 0
    settled = Settled()
    twice = told_pairs(merged) if ask is None else []
    if ask is not None:
        one = ask_pairs(partial(_is_yes, ask), merged.pairs, merged.side)
        merged = plan(store, other, today, one) if one else merged
        write(f"{name} and your store as one: {told_counts(merged.counts)}.\n")
        if not _is_yes(ask, "Merge them? [Y/n] "):
            say("Nothing was merged.")
            return 1
        settled = _settle(ask, merged)
    kept = store.back_up(Why.MERGE)
    join(store, other, merged, ours=settled.ours, theirs=settled.theirs)
    refresh(store)
    write(f"Merged {name}: {told_counts(merged.counts)}.\n")
    if kept is not None:
        say(f"Your store as it was before is kept as {kept.path.name}.")
        _tell_twice(twice, kept.path.name)
    return max(_tell_left(settled.left_of(merged)), bool(twice))


def _tell_twice(twice: list[str], backup: str) -> None:
    for sentence in twice:
        complain(
            f"{sentence} Delete one of the two in the app; or go back (thanks-tui restore {backup}) and "
            "merge in a terminal, where you are asked about it."
        )


def _tell_left(left: int) -> int:
    if not left:
        return 0
    many = "1 record says" if left == 1 else f"{left} records say"
    complain(f"{many} different things here and there; yours were kept. Press C in the app to choose.")
    return 1


def _settle(ask: Ask, merged: Merged) -> Settled:
    """Ask for each clash which side is right; ctrl+d leaves the rest for later."""
    ours: set[str] = set()
    theirs: set[str] = set()
    for number, clash in enumerate(merged.clashes, 1):
        write(f"\n{number} of {len(merged.clashes)}: {_shown(merged, clash)}")
        answer = _choice(ask)
        if answer is None:
            break
        if answer:
            (theirs if answer == "t" else ours).add(clash.id)
    return Settled(frozenset(ours), frozenset(theirs))


def _choice(ask: Ask) -> str | None:
    """Return `o`, `t`, or nothing for later; None for ctrl+d."""
    while True:
        try:
            answer = clean_line(ask("Keep [o]urs, take [t]heirs, or choose [l]ater? [o/t/L] ")).casefold()
        except EOFError:
            write("\n")
            return None
        if answer in {"", "l", "later"}:
            return ""
        if answer in {"o", "ours", "t", "theirs"}:
            return answer[0]


def _shown(merged: Merged, clash: Clash) -> str:
    record = merged.side.record(clash.table, clash.record_id)
    lines = [name_of(clash.table, record, merged.side.record)]
    for field, theirs in clash.theirs.items():
        lines.append(f"  {label_of(field)}")
        lines += _side("ours", said_of(field, clash.ours.get(field)))
        lines += _side("theirs", said_of(field, theirs))
    return "".join(f"{line}\n" for line in lines)


def _side(whose: str, told: str) -> list[str]:
    first, *more = told.splitlines()
    lines = [f"    {whose + ':':<7} {first}", *(f"            {line}" for line in more[: _MOST_LINES - 1])]
    left = len(more) - (_MOST_LINES - 1)
    return [*lines, f"            and {left} more lines"] if left > 0 else lines


def _is_yes(ask: Ask, question: str) -> bool:
    try:
        return clean_line(ask(question)).casefold() in {"", "y", "yes"}
    except EOFError:
        write("\n")
        return False
