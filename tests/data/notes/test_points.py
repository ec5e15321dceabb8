"""Which points are on offer, in which order, and which are ticked."""

from __future__ import annotations

from thanks_tui.data.models import OwnPoint, PointTick, Profile, Purpose
from thanks_tui.data.notes.points import FOLLOW_UP_POINTS, STANDARD_POINTS, points_for


def test_the_standard_points_are_those_of_the_design():
    assert [point.id for point in STANDARD_POINTS] == [
        "outcome",
        "time",
        "learning",
        "moment",
        "disappointment",
        "interest",
        "contact-me",
    ]
    assert [point.id for point in STANDARD_POINTS if not point.ticked] == ["disappointment"]
    assert all(point.title and point.hint for point in STANDARD_POINTS)


def test_a_new_profile_has_the_standard_points():
    assert points_for(Profile()) == STANDARD_POINTS


def test_the_profile_orders_and_ticks_them():
    profile = Profile(
        points=(
            PointTick(id="interest", ticked=False),
            PointTick(id="own.hike", ticked=False),
            PointTick(id="gone", ticked=True),
            PointTick(id="disappointment", ticked=True),
        ),
        own_points=(
            OwnPoint(id="own.hike", title="The hike", text="The hike was fun."),
            OwnPoint(id="own.late", title="Late", text="Late."),
        ),
    )
    points = points_for(profile)
    assert [point.id for point in points][:3] == ["interest", "own.hike", "disappointment"]
    assert [point.ticked for point in points][:3] == [False, False, True]
    assert len(points) == len(STANDARD_POINTS) + 2
    assert points[-1].id == "own.late"
    assert points[-1].ticked
    assert points[1].text == "The hike was fun."


def test_a_follow_up_has_points_of_its_own():
    points = points_for(Profile(), Purpose.FOLLOW_UP)
    assert points == FOLLOW_UP_POINTS
    assert [point.id for point in points] == [
        "greet",
        "recall",
        "news",
        "still-interested",
        "question",
        "contact-me-again",
    ]
    assert all(point.ticked and point.title and point.hint for point in points)
    assert not {point.id for point in points} & {point.id for point in STANDARD_POINTS}


def test_own_points_are_for_thank_yous_unless_ticked_in_follow_ups_too():
    hike = OwnPoint(id="own.hike", title="The hike", text="The hike was fun.")
    profile = Profile(points=(PointTick(id="own.hike", ticked=True),), own_points=(hike,))
    *usual, own = points_for(profile, Purpose.FOLLOW_UP)
    assert tuple(usual) == FOLLOW_UP_POINTS
    assert own.id == "own.hike"
    assert not own.ticked
    ticks = (PointTick(id="own.hike", ticked=True), PointTick(id="question", ticked=False))
    chosen = Profile(follow_up_points=ticks, own_points=(hike,))
    first, second, *_ = points_for(chosen, Purpose.FOLLOW_UP)
    assert (first.id, first.ticked, second.id, second.ticked) == ("own.hike", True, "question", False)
    assert points_for(chosen)[0].id == "outcome"
