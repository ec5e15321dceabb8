"""Which points are on offer, in which order, and which are ticked."""

from __future__ import annotations

from thanks_tui.data.models import OwnPoint, PointTick, Profile
from thanks_tui.data.notes.points import STANDARD_POINTS, points_for


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
