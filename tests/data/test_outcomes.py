"""How an outcome is put."""

from __future__ import annotations

from thanks_tui.data.models import Outcome
from thanks_tui.data.outcomes import outcome_words


def test_every_outcome_is_put_in_words_of_its_own() -> None:
    words = {outcome: outcome_words(outcome) for outcome in Outcome}
    assert words[Outcome.REJECTED] == "turned down"
    assert len(set(words.values())) == len(Outcome)
