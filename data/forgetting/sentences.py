"""What is said before and after somebody is forgotten, on the screen and on the command line alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ..text import clean_line
from .first_names import MOST_NAMED, Alone
from .forget import Plan
from .person import Met, Person
from .searching import Searched

_COUNTED = {
    "contacts": ("contact", "contacts"),
    "notes": ("note", "notes"),
    "events": ("day of the timeline", "days of the timeline"),
    "follow_ups": ("follow-up of your own", "follow-ups of your own"),
    "trash": ("entry of the trash", "entries of the trash"),
    "clashes": ("clash", "clashes"),
    "applications": ("application", "applications"),
    "profile": ("wording of your own", "wordings of your own"),
}


def what_goes(plan: Plan) -> list[str]:
    """Return what forgetting somebody will do, a sentence each."""
    who = plan.person.called
    goes = _count(plan.removed)
    said = [
        f"Of {who} this goes: {goes}, and drafts to them." if goes else f"The store has no record of {who}."
    ]
    mentions = _count(plan.mended)
    if mentions:
        said.append(
            f"Mentioned elsewhere: {mentions}. There it will say (name removed) or (address removed)."
        )
    said += _not_looked_for(plan.person)
    said.append("This cannot be undone, and neither can anything that you did before it.")
    return said


def _not_looked_for(person: Person) -> list[str]:
    hunted = person.mentions
    if not hunted.names and not hunted.addresses:
        return ["Other texts are left as they are, for there is no full name and no address of their own."]
    if not hunted.names and person.names:
        return ["In other texts only the address is looked for: the name alone may mean somebody else."]
    return []


def in_copies(plan: Plan) -> str:
    """Return the question whether the copies are to be rewritten too."""
    count = len(plan.copies)
    those = "One copy of the store holds" if count == 1 else f"{count} copies of the store hold"
    return f"{those} {plan.person.called} too, or may: {_names(plan.copies)}."


def refused(copies: Iterable[tuple[Path, str]]) -> list[str]:
    """Return why copies could not be rewritten, a sentence each."""
    return [f"{path.name} could not be rewritten: {why}" for path, why in copies]


def proof(searched: Searched, person: Person) -> list[str]:
    """Return what the search of every file has shown, a sentence each."""
    files = f"{searched.files} file{'' if searched.files == 1 else 's'}"
    said = [f"{person.called} still stands in {_names(searched.left)}."] if searched.left else []
    if not searched.left:
        of_files = f"the files that can be read, of {files}" if searched.closed else files
        said.append(f"{_what_was_looked_for(person)} is left in {of_files}.")
    if searched.closed:
        said.append(f"Nobody can look into {_names(searched.closed)} here.")
    return said


def left_alone(alone: Alone) -> list[str]:
    """Return where the first name still stands, in a sentence; none where it does not."""
    if not alone.count:
        return []
    names = " or ".join(f"“{clean_line(name)}”" for name in alone.names)
    texts = "1 other text" if alone.count == 1 else f"{alone.count} other texts"
    more = ", …" if alone.count > MOST_NAMED else ""
    stands = f"{names} alone still stands in {texts}: {'; '.join(alone.places)}{more}."
    return [f"{stands} There nothing was changed, for it may be somebody else."]


def _what_was_looked_for(person: Person) -> str:
    """Return what is said to be left nowhere: no more than what was looked for."""
    hunted = person.mentions
    if hunted.names or (hunted.addresses and not person.names):
        return f"Nothing of {person.called}"
    what = "record and no address" if hunted.addresses else "record"
    return f"The name alone was not looked for; no {what} of {person.called}"


def describe(met: Met) -> str:
    """Return who a contact is, in a line: name, company, address."""
    contact = met.contact
    name = contact.name or contact.title or contact.kind.value
    mail = f" <{contact.email}>" if contact.email else ""
    return f"{name}, {met.company}{mail}{', deleted' if met.deleted else ''}"


def _count(counts: Counter[str]) -> str:
    parts = [
        f"{counts[table]} {names[counts[table] != 1]}" for table, names in _COUNTED.items() if counts[table]
    ]
    others = sum(count for table, count in counts.items() if table not in _COUNTED)
    return ", ".join([*parts, *([f"{others} more"] if others else [])])


def _names(paths: Iterable[Path]) -> str:
    return ", ".join(path.name for path in paths)
