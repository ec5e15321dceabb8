"""The signs of the house: every state is a glyph and a word, never colour alone."""

from __future__ import annotations

from ..data.models import Note, State, ToldBy

NOTHING_YET = "○"
CURSOR = "▌"
LEAD = "★"
TICKED = "[x]"
UNTICKED = "[ ]"

_STATES = {
    State.DRAFT: "◔",
    State.READY: "◑",
    State.SENT: "●",
    State.ANSWERED: "◉",
}


def state_glyph(state: State | None) -> str:
    """Return the glyph of a note's state; None is a contact without a note."""
    return NOTHING_YET if state is None else _STATES[state]


def state_word(note: Note | None) -> str:
    """Return the word for how far the note to a contact is."""
    return "nothing yet" if note is None else note.state.value


def told_words(told: ToldBy) -> str:
    """Return the way in which the news came, as a phrase; empty when it is not known."""
    match told:
        case ToldBy.UNKNOWN:
            return ""
        case ToldBy.PORTAL:
            return "in their portal"
        case ToldBy.IN_PERSON:
            return told.value
        case _:
            return f"by {told.value}"
