"""From anywhere to the follow-up note to one person."""

from __future__ import annotations

from typing import Any

from ...data.models import Contact, Purpose
from ..screens.points import PointsScreen
from ..screens.preview import PreviewScreen
from ..screens.step import StepScreen


def open_follow_up(screen: StepScreen[Any], contact: Contact) -> None:
    """Go to the follow-up note to `contact` as it will be read; its points lie behind it."""
    for step in (PointsScreen, PreviewScreen):
        screen.app.push_screen(
            step(screen.store, screen.today, contact.application_id, contact.id, Purpose.FOLLOW_UP)
        )
