"""What happened, in words, as timelines and exports tell it."""

from __future__ import annotations

from .models import Event, EventKind, Stage
from .outcomes import stage_words


def event_words(event: Event, who: str) -> str:
    """Return what happened, with the name of the person that it happened with."""
    if not who:
        return event.what.value
    match event.what:
        case EventKind.REJECTED:
            return f"turned down, told by {who}"
        case EventKind.ANSWERED:
            return f"{who} answered"
        case EventKind.FOLLOWED_UP:
            return f"followed up with {who}"
        case _:
            return f"{event.what.value} {who}"


def detail_words(event: Event) -> str:
    """Return what more is known of what happened; a stage is put as everywhere, what the user wrote stays."""
    name, colon, words = event.detail.partition(":")
    if event.what is EventKind.STAGE and name.strip() == Stage.REJECTED.value:
        return f"{stage_words(Stage.REJECTED)}{colon}{words}"
    return event.detail
