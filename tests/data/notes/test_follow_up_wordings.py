"""The wordings of a follow-up: enough of them, true whatever happened, light, and none from a thank-you."""

from __future__ import annotations

import re
from itertools import product

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import Application, Contact, Kind, Note, Outcome, Profile, Purpose, Tone
from thanks_tui.data.notes.fields import fields_of, fill_from
from thanks_tui.data.notes.phrases import phrases_in
from thanks_tui.data.notes.points import FOLLOW_UP_POINTS, STANDARD_POINTS
from thanks_tui.data.notes.wordings import Wording, options, wordings_of

ALL = [point.id for point in FOLLOW_UP_POINTS]
DEFAULT = [point for point in ALL if point not in {"recall", "news"}]
WORDINGS = [wording for point in FOLLOW_UP_POINTS for wording in wordings_of(point.id).values()]
THANKS = [wording for point in STANDARD_POINTS for wording in wordings_of(point.id).values()]
SITUATIONS = tuple(product(Tone, Kind, Outcome))
NEWS = (
    "I have finished my certificate in data",
    "your new plant in the north has opened",
    "the ferry to the island sails again",
)
MOMENT = "our long talk about the night shifts"
SHORT = Application(id="app", company="Acme")
LONG = Application(id="app", company="Northwind Robotics Inc", role="Senior Staff Engineer")


def _options(
    point: str, tone: Tone, kind: Kind, outcome: Outcome, application: Application, news: str = ""
) -> list[tuple[Wording, int]]:
    """Return the wordings for a situation, each with the number of words it comes to."""
    contact = Contact(id="c", application_id="app", name="Dana Ortiz", kind=kind, moment=MOMENT)
    note = Note(contact_id="c", purpose=Purpose.FOLLOW_UP, tone=tone, news=news)
    there = replace(application, outcome=outcome)
    fields = fields_of(contact, there, tone, news)
    fitting = options(point, note, contact, there, Profile())
    return [(one, len(fill_from(one.text, fields).split())) for one in fitting]


@pytest.mark.parametrize(("tone", "kind", "outcome"), SITUATIONS)
def test_there_are_six_for_every_point_with_or_without_a_role(tone, kind, outcome):
    for point, application, news in product(ALL, (SHORT, LONG), NEWS):
        assert len(_options(point, tone, kind, outcome, application, news)) >= 6
    assert _options("news", tone, kind, outcome, LONG) == []


@pytest.mark.parametrize(("tone", "kind", "outcome"), SITUATIONS)
def test_every_choice_of_wordings_makes_a_follow_up_of_the_right_length(tone, kind, outcome):
    def lengths(point: str, application: Application, news: str = "") -> list[int]:
        return [length for _, length in _options(point, tone, kind, outcome, application, news)]

    assert sum(min(lengths(point, SHORT)) for point in DEFAULT) >= 60
    for news in NEWS:
        assert sum(max(lengths(point, LONG, news)) for point in ALL) <= 120


def _sentences(text: str) -> set[str]:
    return {sentence.strip().lower() for sentence in re.split(r"(?<=[.!?])\s+", text)}


def test_no_sentence_of_a_thank_you_comes_back():
    thanked = {sentence for wording in THANKS for sentence in _sentences(wording.text)}
    assert len(thanked) > 500
    for wording in WORDINGS:
        assert not _sentences(wording.text) & thanked, wording.id


def test_none_fishes_pushes_or_reproaches():
    for wording in WORDINGS:
        assert phrases_in(wording.text) == (), wording.id


AGE = (
    r"\bago\b|\brecent|\bjust now I\b|\b(?:last|past|this) (?:week|month|year|spring|summer|autumn|winter)\b"
)
OTHER = r"\b(?:chosen|choice|hired|new hire|work(?:ed)? out|instead|whoever got|probation|left the)\b"
FIRST_TIME = r"\b(?:first time|never written|for the last time|final)\b"
THEIR_LETTER = (
    r"\byour (?:answer|mail|message|letter|note|reply|news)\b|(?<!if )\byou (?:wrote|answered|told|said)\b"
)


@pytest.mark.parametrize("wrong", [AGE, OTHER, FIRST_TIME, THEIR_LETTER])
def test_each_is_true_at_any_age_and_whatever_came_before(wrong):
    for wording in WORDINGS:
        assert not re.search(wrong, wording.text, re.IGNORECASE), wording.id


def _questions(kind: Kind) -> list[Wording]:
    return [one for one in WORDINGS if one.point == "question" and one.pool.kinds == (kind,)]


def test_a_question_asks_and_nothing_else_does():
    for wording in WORDINGS:
        assert ("?" in wording.text) == (wording.point == "question"), wording.id
        assert wording.text.count("?") <= 2


def test_each_kind_is_asked_what_it_can_answer():
    for wording in _questions(Kind.RECRUITER):
        assert re.search(r"search|fill|recruit|market|look for|opening|position", wording.text), wording.id
    for wording in _questions(Kind.SENIOR_MANAGER):
        errand = (
            r"pass (?:it |this |my )?on|forward|hand (?:these|on)|send|who(?:m| should)|mention|introduce"
        )
        assert not re.search(errand, wording.text, re.IGNORECASE), wording.id
    passing = [one for one in _questions(Kind.COORDINATOR) if re.search(
        r"pass|forward|hand |know|mention|to whoever|to those|who", one.text, re.IGNORECASE)]  # fmt: skip
    assert len(passing) >= 15


def test_only_a_search_on_hold_is_asked_whether_it_has_started_again():
    for wording in WORDINGS:
        if re.search(r"resum|on hold|started up|taken up again|moving again", wording.text):
            assert wording.pool.outcomes == (Outcome.ON_HOLD,), wording.id
        if "withdrawn" in wording.text:
            assert wording.pool.outcomes == (Outcome.WITHDRAWN,), wording.id


def test_the_referrer_is_told_how_it_stands():
    for tone, outcome in product(Tone, Outcome):
        for wording, _ in _options("greet", tone, Kind.REFERRER, outcome, LONG):
            assert wording.pool.kinds == (Kind.REFERRER,)
        for wording, _ in _options("still-interested", tone, Kind.REFERRER, outcome, LONG):
            assert re.search(r"\b(?:no|not|outside)\b", wording.text, re.IGNORECASE), wording.id


def test_the_moment_and_the_news_are_carried_by_all_that_recall_and_tell():
    for wording in WORDINGS:
        if wording.point == "recall":
            assert "moment" in wording.fields
            assert not re.search(r"\{moment\} (?:is|are|was|were|has|have)", wording.text)
        if wording.point == "news":
            assert len(wording.fields & {"news", "my_news", "your_news"}) == 1


def test_news_of_one_side_are_told_in_words_for_that_side():
    contact = Contact(id="c", application_id="app", name="Dana Ortiz")
    for tone, (news, pools) in product(
        Tone, zip(NEWS, ({"any", "mine"}, {"any", "theirs"}, {"any"}), strict=True)
    ):
        note = Note(contact_id="c", purpose=Purpose.FOLLOW_UP, tone=tone, news=news)
        found = options("news", note, contact, LONG, Profile())
        assert {one.id.split(".")[2] for one in found} == pools
        assert {one.narrow for one in found} == {pool != "any" for pool in pools}
