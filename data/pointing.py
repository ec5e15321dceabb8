"""What ticking, moving and wording the points does to notes: the third step, one action one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from .models import Contact, Note, OwnPoint, OwnWording, PointChoice, PointTick, Purpose
from .notes.choose import repin
from .notes.fields import generalise
from .standing import THANKED
from .store.store import Store

Change = Callable[[Note, Contact], Note]
"""What makes the next note out of one, for its contact."""


def change_notes(store: Store, notes: Iterable[Note], change: Change, label: str) -> list[Note]:
    """Change several notes in one action; return those that were left alone.

    A note that was sent stays what it was, and one that was edited by hand is never composed anew behind the
    user's back.
    """
    left: list[Note] = []
    changed: list[Note] = []
    for note in notes:
        if note.edited or note.state in THANKED:
            left.append(note)
        else:
            changed.append(change(note, store.contact(note.contact_id)))
    if changed:
        store.put(*changed, label=label)
    return left


def reword_own(store: Store, note: Note, point_id: str, words: str) -> None:
    """Say a point of `note` in the user's own words, and keep them for later notes.

    The names in them are kept as fields, so that no company's name comes up in another's note. Blank words
    take those back that were there.
    """
    words = words.strip()
    contact = store.contact(note.contact_id)
    profile = store.profile
    reworded = with_choice(note, point_id, lambda choice: replace(choice, own=words, ticked=True))
    template = generalise(words, contact, store.application(contact.application_id), note.news)
    known = {(own.point, own.text) for own in profile.own_wordings}
    if words and (point_id, template) not in known:
        own = OwnWording(point=point_id, text=template)
        profile = replace(profile, own_wordings=(*profile.own_wordings, own))
    store.put(reworded, profile, label="Said it in your own words")


def add_own_point(store: Store, notes: Iterable[Note], words: str, after: str) -> None:
    """Add a point of the user's own, ticked in `notes`, in its place behind the point `after`.

    Notes that were sent or edited by hand are left alone.
    """
    notes = [note for note in notes if not note.edited and note.state not in THANKED]
    first = store.contact(notes[0].contact_id) if notes else None
    application = store.application(first.application_id) if first is not None else None
    text = generalise(words, first, application) if first is not None and application is not None else words
    title = " ".join(words.split()[:5]).rstrip(".,;:!?")
    point = OwnPoint(title=title if len(words.split()) <= 5 else f"{title} …", text=text)
    profile = store.profile
    changed = [_with_point(note, PointChoice(id=point.id), after) for note in notes]
    profile = replace(profile, own_points=(*profile.own_points, point))
    store.put(*changed, profile, label="Added a point of your own")


def _with_point(note: Note, choice: PointChoice, after: str) -> Note:
    ids = [each.id for each in note.points]
    at = ids.index(after) + 1 if after in ids else len(ids)
    return replace(note, points=(*note.points[:at], choice, *note.points[at:]))


def remove_own_point(store: Store, point_id: str) -> None:
    """Delete a point of the user's own from the profile and from every note that still follows its points."""
    profile = store.profile
    changed: list[Note] = []
    for note in store.all_notes():
        points = tuple(choice for choice in note.points if choice.id != point_id)
        if len(points) != len(note.points) and note.state not in THANKED:
            changed.append(replace(note, points=points))
    profile = replace(
        profile,
        own_points=tuple(point for point in profile.own_points if point.id != point_id),
        own_wordings=tuple(own for own in profile.own_wordings if own.point != point_id),
        points=tuple(tick for tick in profile.points if tick.id != point_id),
        follow_up_points=tuple(tick for tick in profile.follow_up_points if tick.id != point_id),
    )
    store.put(*changed, profile, label="Deleted a point of your own")


def ticked(note: Note, point_id: str, *, on: bool) -> Note:
    """Return `note` with a point ticked or unticked."""
    return with_choice(note, point_id, lambda choice: replace(choice, ticked=on))


def with_choice(note: Note, point_id: str, change: Callable[[PointChoice], PointChoice]) -> Note:
    """Return `note` with one of its choices changed."""
    points = tuple(change(choice) if choice.id == point_id else choice for choice in note.points)
    return replace(note, points=points)


def moved(note: Note, point_id: str, step: int) -> Note:
    """Return `note` with a point made `step` places later, or earlier when negative, as far as it goes."""
    points = list(note.points)
    at = next((index for index, choice in enumerate(points) if choice.id == point_id), None)
    if at is None:
        return note
    points.insert(max(0, min(at + step, len(points) - 1)), points.pop(at))
    return replace(note, points=tuple(points))


def begin_like_this(store: Store, note: Note) -> None:
    """Let new notes of the same purpose begin with the ticks, the order and the tone of `note`."""
    ticks = tuple(PointTick(id=choice.id, ticked=choice.ticked) for choice in note.points)
    if note.purpose is Purpose.THANK_YOU:
        profile = replace(store.profile, points=ticks, tone=note.tone)
    else:
        profile = replace(store.profile, follow_up_points=ticks)
    store.put(profile, label="Let new notes begin like this one")


def tell_news(store: Store, note: Note, news: str) -> None:
    """Keep what has happened since, in a follow-up, and choose the wordings that can carry it."""
    contact = store.contact(note.contact_id)
    application = store.application(contact.application_id)
    told = replace(note, news=news)
    if not note.edited:
        told = repin(told, contact, application, store.profile, store.notes(application.id))
    store.put(told, label="Changed what has happened since")
