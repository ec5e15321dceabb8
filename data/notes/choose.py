"""Choosing the words of a note, so that no two people who were met together read the same sentence.

Nothing here is left to chance: the same people and notes give the same words. A turn taken from the
contact's id sees to it that two applications, or one person met for two of them, do not begin alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from zlib import crc32

from msgspec.structs import replace

from ..models import Application, Contact, Note, PointChoice, Profile, Purpose, Tone
from .echoes import echo
from .points import points_for
from .wordings import Wording, find, options

_ENOUGH = 3
_HEARD = 2


def _turn(contact: Contact, point_id: str) -> int:
    return crc32(f"{contact.id} {point_id}".encode())


def _used(note: Note, contact: Contact, siblings: Sequence[Note]) -> Counter[str]:
    """Return how often each wording stands in other notes; to the same person, in other follow-ups."""
    again = note.purpose is Purpose.FOLLOW_UP
    return Counter(
        choice.wording
        for sibling in siblings
        if sibling.id != note.id and (again or sibling.contact_id != contact.id)
        for choice in sibling.points
        if choice.wording
    )


def _best(wordings: Sequence[Wording], used: Counter[str], before: Sequence[str], turn: int) -> Wording:
    """Return the wording that others use least, then the one that repeats least; the turn decides last."""
    # Words for this kind of person alone fit best, but two or three of them would soon be worn out.
    enough = sum(wording.narrow and not used[wording.id] for wording in wordings) >= _ENOUGH

    def rank(wording: Wording) -> tuple[int, int]:
        fit = 1 if enough and wording.narrow else 0
        return used[wording.id], echo(wording.text, before) // _HEARD - fit

    ranks = [rank(wording) for wording in wordings]
    best = min(ranks)
    equals = [wording for wording, its in zip(wordings, ranks, strict=True) if its == best]
    return equals[turn % len(equals)]


def standing(
    choice: PointChoice, note: Note, contact: Contact, application: Application, profile: Profile
) -> Wording | None:
    """Return the wording that says the point in this note, or None if there is none that can.

    It is the one pinned, as long as it is still true; else (the outcome was changed, say) one that is.
    """
    pinned = find(choice.wording, choice.id, note, contact, application, profile) if choice.wording else None
    if pinned is not None:
        return pinned
    wordings = options(choice.id, note, contact, application, profile)
    return wordings[_turn(contact, choice.id) % len(wordings)] if wordings else None


def _pin(
    choices: Sequence[PointChoice],
    note: Note,
    contact: Contact,
    application: Application,
    profile: Profile,
    siblings: Sequence[Note],
) -> tuple[PointChoice, ...]:
    """Return `choices`, each with a wording pinned: the one it has if it fits the note, else the best."""
    used = _used(note, contact, siblings)
    before: list[str] = []
    pinned: list[PointChoice] = []
    for choice in choices:
        wording = find(choice.wording, choice.id, note, contact, application, profile)
        wordings = options(choice.id, note, contact, application, profile)
        theirs = [one for one in wordings if one.tone is not None] or wordings
        if wording is None and theirs:
            wording = _best(theirs, used, before, _turn(contact, choice.id))
        pinned.append(replace(choice, wording=wording.id if wording else ""))
        if wording and choice.ticked:
            before.append(choice.own or wording.text)
    return tuple(pinned)


def plan(
    contact: Contact,
    application: Application,
    profile: Profile,
    siblings: Sequence[Note],
    purpose: Purpose = Purpose.THANK_YOU,
    news: str = "",
) -> tuple[PointChoice, ...]:
    """Return the choices that a new note to `contact` begins with, in the profile's tone, order and ticks.

    Each point, ticked or not, has a wording pinned that no note of `siblings` (the notes to the others
    of the same application, and any more that should differ) uses; the least used if all are in use. For
    a follow-up, the earlier follow-ups to the same person belong among them.
    The user's own wordings are never chosen for them, except for own points, which have no others.
    """
    note = Note(id="", contact_id=contact.id, purpose=purpose, tone=profile.tone, news=news)
    choices = [PointChoice(id=point.id, ticked=point.ticked) for point in points_for(profile, purpose)]
    return _pin(choices, note, contact, application, profile, siblings)


def repin(
    note: Note, contact: Contact, application: Application, profile: Profile, siblings: Sequence[Note]
) -> Note:
    """Return `note` with a new wording wherever the pinned one is not true any more; the rest stays.

    To be called when the outcome, the kind of contact, who told the news, the moment, or what has happened
    since was changed, so that no other note's words are taken for what can now be said. Points that
    the profile has meanwhile are added behind, unticked; own points that it lost go.
    """
    points = points_for(profile, note.purpose)
    known = {point.id for point in points}
    kept = [choice for choice in note.points if choice.id in known or choice.own]
    have = {choice.id for choice in kept}
    new = [PointChoice(id=point.id, ticked=False) for point in points if point.id not in have]
    return replace(note, points=_pin([*kept, *new], note, contact, application, profile, siblings))


def retone(
    note: Note,
    tone: Tone,
    contact: Contact,
    application: Application,
    profile: Profile,
    siblings: Sequence[Note],
) -> Note:
    """Return `note` in another tone: new wordings are pinned; ticks, order and own words stay."""
    toned = replace(note, tone=tone)
    return replace(toned, points=_pin(note.points, toned, contact, application, profile, siblings))


def offered(
    choice: PointChoice,
    note: Note,
    contact: Contact,
    application: Application,
    profile: Profile,
    siblings: Sequence[Note],
) -> tuple[Wording, ...]:
    """Return the wordings that left and right walk through: those no other note uses, and the present one.

    Where that leaves nothing to choose from, all that fit are offered.
    """
    used = _used(note, contact, siblings)
    present = standing(choice, note, contact, application, profile)
    wordings = options(choice.id, note, contact, application, profile)
    free = tuple(one for one in wordings if one.tone is None or not used[one.id] or one == present)
    return free if len(free) > 1 else wordings


def next_wording(
    choice: PointChoice,
    step: int,
    note: Note,
    contact: Contact,
    application: Application,
    profile: Profile,
    siblings: Sequence[Note],
) -> PointChoice:
    """Return `choice` with the wording `step` places further, round and round; own words give way to it.

    From own words, the first step leads back to the wording that was pinned beneath them.
    """
    wordings = offered(choice, note, contact, application, profile, siblings)
    if not wordings:
        return choice
    present = standing(choice, note, contact, application, profile)
    place = wordings.index(present) if present in wordings else 0
    if choice.own:
        return replace(choice, own="", wording=wordings[place].id)
    return replace(choice, wording=wordings[(place + step) % len(wordings)].id)
