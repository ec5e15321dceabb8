"""How an outcome and a stage are put."""

from __future__ import annotations

from datetime import date

from thanks_tui.data.models import Event, EventKind, Outcome, Stage
from thanks_tui.data.outcomes import outcome_words, stage_words
from thanks_tui.data.timeline import detail_words


def test_every_outcome_is_put_in_words_of_its_own() -> None:
    words = {outcome: outcome_words(outcome) for outcome in Outcome}
    assert words[Outcome.REJECTED] == "turned down"
    assert len(set(words.values())) == len(Outcome)


def test_a_stage_is_put_like_the_outcome_that_it_begins_with() -> None:
    assert stage_words(Stage.REJECTED) == outcome_words(Outcome.REJECTED)
    assert [stage_words(stage) for stage in Stage][1:] == [stage.value for stage in Stage][1:]


def test_a_step_back_is_told_in_the_same_word_and_what_the_user_wrote_stays() -> None:
    def told(detail: str, what: EventKind = EventKind.STAGE) -> str:
        return detail_words(Event(application_id="a" * 32, what=what, on=date(2026, 11, 12), detail=detail))

    assert told("rejected: they rejected it once more") == "turned down: they rejected it once more"
    assert told("rejected") == "turned down"
    assert told("talking again: Lee rang") == "talking again: Lee rang"
    assert told("a word of my own") == "a word of my own"
    assert told("rejected", EventKind.ANSWERED) == "rejected"
