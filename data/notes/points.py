"""The points that a note can make: the standard ones and the user's own, in the order the user likes."""

from __future__ import annotations

import msgspec

from ..models import Profile, Purpose

OUTCOME = "outcome"
TIME = "time"
LEARNING = "learning"
MOMENT = "moment"
DISAPPOINTMENT = "disappointment"
INTEREST = "interest"
CONTACT_ME = "contact-me"

GREET = "greet"
RECALL = "recall"
NEWS = "news"
STILL_INTERESTED = "still-interested"
QUESTION = "question"
CONTACT_ME_AGAIN = "contact-me-again"


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
"""The points of a thank-you note, in the order in which a note makes them unless the user moves them."""

FOLLOW_UP_POINTS: tuple[Point, ...] = (
    Point(GREET, "Who you are", "A greeting, and a reminder of where you met.", ticked=True),
    Point(
        RECALL, "The moment", "What you remember of this person; left out while there is none.", ticked=True
    ),
    Point(NEWS, "What has happened since", "Your news or theirs; left out while there is none.", ticked=True),
    Point(STILL_INTERESTED, "Still interested", "You would still like to work there.", ticked=True),
    Point(QUESTION, "A light question", "One that can be answered in a line.", ticked=True),
    Point(CONTACT_ME_AGAIN, "Please get in touch", "Whenever there is something for you.", ticked=True),
)
"""The points of a follow-up, in their usual order."""


def points_for(profile: Profile, purpose: Purpose = Purpose.THANK_YOU) -> tuple[Point, ...]:
    """Return all points of `profile` for notes of `purpose`, standard and own, in its order, with its ticks.

    Points that the profile does not name follow behind, as they are by themselves: a standard point
    with its usual tick, an own point ticked in a thank-you note and not in a follow-up.
    """
    thanks = purpose is Purpose.THANK_YOU
    own = (
        Point(point.id, point.title, "Your own point.", ticked=thanks, text=point.text)
        for point in profile.own_points
    )
    left = {point.id: point for point in (*(STANDARD_POINTS if thanks else FOLLOW_UP_POINTS), *own)}
    ordered: list[Point] = []
    for tick in profile.points if thanks else profile.follow_up_points:
        point = left.pop(tick.id, None)
        if point is not None:
            ordered.append(msgspec.structs.replace(point, ticked=tick.ticked))
    return (*ordered, *left.values())
