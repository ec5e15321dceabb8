"""What the list of points shows of a note: each point, its words, and how many other wordings there are."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..models import Application, Contact, Note, PointChoice, Profile
from .choose import offered, standing
from .compose import point_text
from .points import MOMENT, NEWS, RECALL, points_for

NO_MOMENT = "Nothing is remembered of this person yet; m adds it."
NO_NEWS = "Nothing new is put down yet; say what has happened since, on your side or theirs."
_MISSING = {MOMENT: NO_MOMENT, RECALL: NO_MOMENT, NEWS: NO_NEWS}


class PointLine(msgspec.Struct, frozen=True, kw_only=True):
    """One point of a note as the list shows it."""

    choice: PointChoice
    title: str
    words: str
    """The words that will be used, filled in; or why there are none yet."""
    usable: bool = True
    """False when a ticked point would still say nothing, as the moment of somebody without one."""
    place: int = 0
    """Which of the wordings is chosen, from 1; 0 when the words are the user's own for this note."""
    places: int = 0
    """How many wordings there are to choose from."""


def point_lines(
    note: Note, contact: Contact, application: Application, profile: Profile, siblings: Sequence[Note]
) -> tuple[PointLine, ...]:
    """Return a line for each point of `note`, in its order; `siblings` are the notes to the others there."""
    points = {point.id: point for point in points_for(profile, note.purpose)}
    lines: list[PointLine] = []
    for choice in note.points:
        point = points.get(choice.id)
        words = point_text(choice, note, contact, application, profile)
        if point is None and not words:
            continue
        wordings = offered(choice, note, contact, application, profile, siblings)
        present = standing(choice, note, contact, application, profile)
        hint = _MISSING.get(choice.id, point.hint if point else "")
        lines.append(
            PointLine(
                choice=choice,
                title=point.title if point else "Your own point",
                words=words or hint,
                usable=bool(words),
                place=0 if choice.own or present not in wordings else wordings.index(present) + 1,
                places=len(wordings),
            )
        )
    return tuple(lines)
