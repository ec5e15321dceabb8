"""What happened, in words, as timelines and exports tell it."""

from __future__ import annotations

from .models import Event, EventKind


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
