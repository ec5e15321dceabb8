"""How an outcome is put to the one whom it befell."""

from __future__ import annotations

from .models import Outcome

_WORDS = {
    Outcome.REJECTED: "turned down",
    Outcome.WITHDRAWN: "job withdrawn",
    Outcome.ON_HOLD: "put on hold",
    Outcome.GHOSTED: "never heard back",
}


def outcome_words(outcome: Outcome) -> str:
    """Return `outcome` in a few words: `turned down`."""
    return _WORDS[outcome]
