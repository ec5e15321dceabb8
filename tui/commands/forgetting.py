"""`forget`: a person is taken out of the store and out of its copies, and looked for afterwards."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ...data.called import called
from ...data.encryption.keys import read_identities
from ...data.encryption.locks import Identities
from ...data.errors import NotFoundError, ReadOnlyError
from ...data.forgetting import forget as steps
from ...data.forgetting.encrypted import is_encrypted
from ...data.forgetting.first_names import first_names_in
from ...data.forgetting.forget import Copies, Plan
from ...data.forgetting.person import Met, Person, by_words, find_known, find_met, the_person
from ...data.forgetting.sentences import describe, in_copies, left_alone, proof, refused, what_goes
from ...data.models import Contact
from ...data.paths import store_path
from ...data.store.store import Store
from ...data.text import clean_line
from .note import find_people
from .output import complain, is_terminal, say, write

Ask = Callable[[str], str]
"""Shows a question and returns the answer; EOFError when there is none."""


def forget(
    data_dir: Path | None,
    who: str,
    *,
    yes: bool,
    identities: Sequence[Path] = (),
    remove_encrypted: bool = False,
) -> int:
    """Forget `who`, after asking; with `yes` without. Return 1 if anything of them is left.

    Encrypted copies are rewritten with the secret keys in `identities`; those that stay closed are removed
    with `remove_encrypted`.
    NotFoundError when nobody and nothing here answers to that, ReadOnlyError when nothing can be written.
    """
    path = store_path(data_dir)
    if not path.parent.is_dir():
        raise NotFoundError(f"There is no store in {path.parent}; so nobody is known there.")
    keys = read_identities(identities) if identities else None
    in_terminal = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    ask = input if in_terminal and not yes else None
    with Store.open(path) as store:
        if store.read_only:
            raise ReadOnlyError("Nothing was forgotten: the store is open in another window, or read-only.")
        candidates = _candidates(store, clean_line(who), exactly=ask is None)
        if len(candidates) > 1:
            _list(who, candidates)
            return 1
        plan = steps.plan(store, _person(store, who, candidates, ask), keys)
        if not candidates and not _is_anywhere(store, plan, keys):
            raise NotFoundError(f"Nobody here is called {who!r}, and no file mentions them.")
        for sentence in what_goes(plan):
            write(f"{sentence}\n")
        if not _agreed(ask, f"Forget {plan.person.called}? [y/N] ", yes=yes):
            say("Nothing was forgotten." if ask is not None else "Nothing was forgotten; --yes does it.")
            return 1
        steps.forget_here(store, plan.person, plan.redacted)
        if plan.copies:
            write(f"{in_copies(plan)}\n")
            if _agreed(ask, "Rewrite them without the person? [y/N] ", yes=yes):
                copies = steps.forget_in_copies(store.path, plan.person, keys)
                _remove(copies, ask, encrypted=remove_encrypted)
        return _prove(store, plan, keys)


def _prove(store: Store, plan: Plan, keys: Identities | None) -> int:
    searched = steps.look_for(store.path, plan.person, keys)
    alone = first_names_in(store.tables(), plan.person)
    for sentence in (*proof(searched, plan.person), *left_alone(alone)):
        write(f"{sentence}\n")
    if any(map(is_encrypted, searched.closed)):
        say(
            "--identity FILE rewrites the backups that its key opens; --remove-encrypted removes those "
            "that stay closed."
        )
    return 0 if searched.nothing_left else 1


def _remove(copies: Copies, ask: Ask | None, *, encrypted: bool) -> None:
    """Tell which copies could not be rewritten, and remove them when the user says so; never without.

    Who wants the `encrypted` ones removed has said so before.
    """
    gone = [path for path, _ in copies.refused if encrypted and is_encrypted(path)]
    left = [(path, why) for path, why in copies.refused if path not in gone]
    if gone:
        steps.remove_copies(gone)
        say(f"Removed: {', '.join(path.name for path in gone)}.")
    for sentence in refused(left):
        complain(sentence)
    if left and _agreed(ask, "Remove them for ever, with all that is in them? [y/N] ", yes=False):
        steps.remove_copies([path for path, _ in left])


def _candidates(store: Store, who: str, *, exactly: bool) -> list[Contact]:
    """Return one contact for each person that `who` may mean, the deleted ones where nobody else is meant.

    With `exactly` a part of a name means nobody.
    """
    met = find_known(store, who)
    called_so = [each.contact for each in met]
    found = [each.contact for each in met if not each.deleted] or find_people(store, who) or called_so
    if exactly:
        found = [each for each in found if each in called_so or "," in who]
    people: list[Contact] = []
    known: set[str] = set()
    for contact in found:
        if contact.id not in known:
            people.append(contact)
            known |= {each.contact.id for each in find_met(store, contact)}
    return people


def _person(store: Store, who: str, candidates: Sequence[Contact], ask: Ask | None) -> Person:
    if not candidates:
        return by_words(store, who)
    contact = candidates[0]
    met = find_met(store, contact)
    same = [each for each in met if each.sure or _is_same(each, ask)]
    return the_person(store, called(contact), same)


def _is_same(met: Met, ask: Ask | None) -> bool:
    if ask is None:
        complain(f"{describe(met)} was left alone: it may be somebody else.")
        return False
    return _agreed(ask, f"Is this the same person: {describe(met)}? [y/N] ", yes=False)


def _is_anywhere(store: Store, plan: Plan, keys: Identities | None) -> bool:
    changes = bool(plan.removed or plan.mended or plan.copies)
    return changes or bool(steps.look_for(store.path, plan.person, keys).left)


def _list(who: str, candidates: Sequence[Contact]) -> None:
    complain(f"{who!r} may be any of {len(candidates)} people; say which, best by their address:")
    for contact in candidates:
        mail = f" <{contact.email}>" if contact.email else ""
        say(f"{contact.name}{mail}")


def _agreed(ask: Ask | None, question: str, *, yes: bool) -> bool:
    if yes or ask is None:
        return yes
    try:
        return ask(question).strip().casefold() in {"y", "yes"}
    except EOFError:
        return False
