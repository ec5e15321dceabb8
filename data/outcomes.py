"""How an outcome, and the stage that it begins with, is put to the one whom it befell."""

from __future__ import annotations

from .models import Outcome, Stage

_WORDS = {
    Outcome.REJECTED: "turned down",
    Outcome.WITHDRAWN: "job withdrawn",
    Outcome.ON_HOLD: "put on hold",
    Outcome.GHOSTED: "never heard back",
}


def outcome_words(outcome: Outcome) -> str:
    """Return `outcome` in a few words: `turned down`."""
    return _WORDS[outcome]


def stage_words(stage: Stage) -> str:
    """Return `stage` in a few words; the first of them is put like the outcome."""
    return outcome_words(Outcome.REJECTED) if stage is Stage.REJECTED else stage.value
