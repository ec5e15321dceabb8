"""The points that a note can make: the standard ones and the user's own, in the order the user likes."""

from __future__ import annotations

import msgspec

from ..models import Profile

OUTCOME = "outcome"
TIME = "time"
LEARNING = "learning"
MOMENT = "moment"
DISAPPOINTMENT = "disappointment"
INTEREST = "interest"
CONTACT_ME = "contact-me"


class Point(msgspec.Struct, frozen=True):
    """Something that a note can say."""

    id: str
    title: str
    """A few words for the checklist."""
    hint: str
    """A sentence that says what the point is for."""
    ticked: bool
    """Whether a new note makes it."""
    text: str = ""
    """The words of an own point; a standard point has wordings instead."""


STANDARD_POINTS: tuple[Point, ...] = (
    Point(OUTCOME, "The outcome", "Thanks for the news, although it was not you.", ticked=True),
    Point(
        TIME, "Time and courtesies", "Thanks for the time, and for what this person did for you.", ticked=True
    ),
    Point(
        LEARNING, "Learning about the company", "You were glad to see it and meet its people.", ticked=True
    ),
    Point(
        MOMENT, "The moment", "What you remember of this person; left out while there is none.", ticked=True
    ),
    Point(DISAPPOINTMENT, "Disappointment", "You are disappointed, in a few honest words.", ticked=False),
    Point(INTEREST, "Still interested", "You would still like to work there.", ticked=True),
    Point(CONTACT_ME, "Please get in touch", "If the situation changes, or another job opens.", ticked=True),
)
"""The points of every profile, in the order in which a note makes them unless the user moves them."""


def points_for(profile: Profile) -> tuple[Point, ...]:
    """Return all points of `profile`, standard and own, in its order and with its ticks.

    Points that the profile does not name follow behind, as they are by themselves: a standard point
    with its usual tick, an own point ticked.
    """
    own = (
        Point(point.id, point.title, "Your own point.", ticked=True, text=point.text)
        for point in profile.own_points
    )
    left = {point.id: point for point in (*STANDARD_POINTS, *own)}
    ordered: list[Point] = []
    for tick in profile.points:
        point = left.pop(tick.id, None)
        if point is not None:
            ordered.append(msgspec.structs.replace(point, ticked=tick.ticked))
    return (*ordered, *left.values())
