"""The steps that an application makes after the rejection, as the timeline keeps them.

An event of a stage begins with the stage's name; what the user wrote follows after a colon.
"""

from __future__ import annotations

from ..models import Event, EventKind, Stage

_BY_NAME = {stage.value: stage for stage in Stage}
_ORDER = {stage: place for place, stage in enumerate(Stage)}


def stage_detail(stage: Stage, words: str = "") -> str:
    """Return the text of the event of a step to `stage`: `talking again: Lee rang about the second seat`."""
    words = words.strip()
    return f"{stage.value}: {words}" if words else stage.value


def stage_of(event: Event) -> Stage | None:
    """Return the stage that an event tells of; None if it is none of a stage."""
    if event.what is not EventKind.STAGE:
        return None
    return _BY_NAME.get(event.detail.partition(":")[0].strip())


def order_of(stage: Stage) -> int:
    """Return how far a stage is, from 0 for rejected; closed is no step ahead, but an end."""
    return _ORDER[stage]
