"""The wordings that come with the program: enough of them, true, different, and fit to be read aloud."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import (
    Application,
    Contact,
    Kind,
    Note,
    Outcome,
    OwnPoint,
    OwnWording,
    PointChoice,
    Profile,
    Tone,
)
from thanks_tui.data.notes.compose import point_text
from thanks_tui.data.notes.fields import fields_of, fill_from
from thanks_tui.data.notes.phrases import phrases_in
from thanks_tui.data.notes.points import FOLLOW_UP_POINTS, STANDARD_POINTS
from thanks_tui.data.notes.wordings import Wording, find, options, wordings_of

WORDINGS = tuple(
    wording for point in (*STANDARD_POINTS, *FOLLOW_UP_POINTS) for wording in wordings_of(point.id).values()
)
SITUATIONS = tuple(product(Tone, Kind, Outcome, (False, True)))
DEFAULT = [point.id for point in STANDARD_POINTS if point.ticked and point.id != "moment"]
ALL = [point.id for point in STANDARD_POINTS]
MOMENT = "our long talk about the night shifts"
SHORT = Application(id="app", company="Acme")
LONG = Application(id="app", company="Northwind Robotics Inc", role="Senior Staff Engineer")


def _situation(
    tone: Tone, kind: Kind, outcome: Outcome, gave_news: bool, application: Application
) -> tuple[Note, Contact, Application]:
    contact = Contact(
        id="c", application_id="app", name="Dana Ortiz", kind=kind, gave_news=gave_news, moment=MOMENT
    )
    return Note(contact_id="c", tone=tone), contact, replace(application, outcome=outcome)


def _sentences(text: str) -> list[str]:
    return [sentence.strip().lower() for sentence in re.split(r"(?<=[.!?])\s+", text)]


def _length(wording: Wording, note: Note, contact: Contact, application: Application) -> int:
    return len(fill_from(wording.text, fields_of(contact, application, note.tone)).split())


@pytest.mark.parametrize(("tone", "kind", "outcome", "gave_news"), SITUATIONS)
def test_six_people_of_a_kind_can_each_have_their_own(tone, kind, outcome, gave_news):
    for application in (SHORT, LONG):
        note, contact, there = _situation(tone, kind, outcome, gave_news, application)
        for point in ALL:
            assert len(options(point, note, contact, there, Profile())) >= 6


@pytest.mark.parametrize(("tone", "kind", "outcome", "gave_news"), SITUATIONS)
def test_every_choice_of_wordings_makes_a_note_of_the_right_length(tone, kind, outcome, gave_news):
    def lengths(point: str, application: Application) -> list[int]:
        note, contact, there = _situation(tone, kind, outcome, gave_news, application)
        return [_length(one, note, contact, there) for one in options(point, note, contact, there, Profile())]

    assert sum(min(lengths(point, SHORT)) for point in DEFAULT) >= 60
    # With greeting, closing and a signature of four lines, the usual note still stays below the mark.
    assert sum(max(lengths(point, LONG)) for point in DEFAULT) <= 150 - 14
    assert sum(max(lengths(point, LONG)) for point in ALL) <= 150


def test_no_sentence_stands_in_two_wordings():
    seen: dict[str, str] = {}
    for wording in WORDINGS:
        for sentence in _sentences(wording.text):
            assert sentence not in seen, f"{wording.id} and {seen[sentence]} share: {sentence}"
            seen[sentence] = wording.id


def _can_meet(one: Wording, other: Wording) -> bool:
    """Whether the two can stand in notes of one application."""
    outcomes, others = set(one.pool.outcomes or Outcome), set(other.pool.outcomes or Outcome)
    return bool(outcomes & others)


def test_wordings_that_can_meet_begin_differently():
    openings: dict[tuple[str, Tone | None, str], list[Wording]] = defaultdict(list)
    for wording in WORDINGS:
        words = re.findall(r"[\w'{}-]+", wording.text.lower())[:4]
        key = (wording.point, wording.tone, " ".join(words))
        for other in openings[key]:
            assert not _can_meet(wording, other), f"{wording.id} begins like {other.id}"
        openings[key].append(wording)


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.id)
def test_each_wording_reads_well(wording):
    pool = wording.pool
    contact = Contact(
        id="c",
        application_id="app",
        name="Dana Ortiz",
        kind=(pool.kinds or tuple(Kind))[0],
        gave_news=bool(pool.gave_news),
        moment="how you waited for me.",
    )
    for company, role in (("Acme Inc.", "Cook"), ("The Lantern Press", "")):
        application = Application(
            id="app", company=company, role=role, outcome=(pool.outcomes or (Outcome.REJECTED,))[0]
        )
        theirs = "your_news" in wording.fields
        news = "Your new plant has opened!" if theirs else "i have finished my certificate."
        note = Note(contact_id="c", tone=wording.tone or Tone.WARM, news=news)
        choice = PointChoice(id=wording.point, wording=wording.id)
        text = point_text(choice, note, contact, application, Profile())
        assert text.startswith(wording.text.split("{")[0])
        assert text.endswith((".", "?", "!"))
        assert not re.search(r"[{}]|\s\s|\s[.,;:]|\.\.|;\S|\brole role\b", text)
        assert text[0].isupper()


MACHINE = (
    r"\btruly\b|leverag|reach(?:ed)? out|hope this|finds you|take this opportunity|do not hesitate|passion"
    r"|excit|thrill|—|–|!|invaluable|journey|testament|delve|resonat|honou?r|favou?r|organi[sz]"
)


def test_no_wording_smells_of_a_machine_or_of_one_shore():
    for wording in WORDINGS:
        assert not re.search(MACHINE, wording.text, re.IGNORECASE), wording.id


def test_no_wording_pleads_argues_or_compares():
    for wording in WORDINGS:
        assert phrases_in(wording.text) == (), wording.id


def test_only_those_who_gave_the_news_are_thanked_for_it():
    thanks = re.compile(
        r"letting me know|tell(?:ing)? me|told me|informing me|advis|let me know", re.IGNORECASE
    )
    for wording in WORDINGS:
        if wording.point == "outcome" and not wording.pool.gave_news:
            assert not thanks.search(wording.text), wording.id
        if wording.point == "outcome" and Outcome.GHOSTED in wording.pool.outcomes:
            assert wording.pool.outcomes == (Outcome.GHOSTED,)


def test_only_those_who_hold_interviews_are_thanked_for_them():
    for wording in WORDINGS:
        if wording.point == "time" and not set(wording.pool.kinds) & {Kind.HIRING_MANAGER, Kind.INTERVIEWER}:
            assert not re.search(r"\bour (?:interview|conversation)|for the interview\b", wording.text), (
                wording.id
            )


def test_ids_do_not_depend_on_the_place():
    for wording in WORDINGS:
        point, tone, pool, key = wording.id.split(".")
        assert (point, tone) == (wording.point, wording.tone)
        assert pool
        assert re.fullmatch(r"[a-z-]+", key)


def test_nobody_is_thanked_for_news_that_never_came(contact, application, profile):
    ghosted = replace(application, outcome=Outcome.GHOSTED)
    note = Note(contact_id=contact.id)
    told = options("outcome", note, replace(contact, gave_news=True), ghosted, profile)
    assert told == options("outcome", note, contact, ghosted, profile)


def test_own_words_are_offered_behind_the_others(contact, application):
    profile = Profile(
        own_wordings=(
            OwnWording(id="own.1", point="time", text="Thanks, {name}."),
            OwnWording(id="own.2", point="time", text="Of {moment}."),
            OwnWording(id="own.3", point="interest", text="Yes."),
            OwnWording(id="own.4", point="time", text=" "),
        ),
        own_points=(OwnPoint(id="own.p", title="Hike", text="The hike was fun."),),
    )
    note = Note(contact_id=contact.id)
    offered = [one.id for one in options("time", note, contact, application, profile)]
    assert offered[-1] == "own.1"
    assert "own.2" not in offered
    assert [one.text for one in options("own.p", note, contact, application, profile)] == [
        "The hike was fun."
    ]
    assert options("nothing", note, contact, application, profile) == ()


def test_a_wording_is_found_only_where_it_is_true(contact, application, profile):
    note = Note(contact_id=contact.id)
    for wrong in ("nothing", "time.warm.recruiter.guide", "outcome.plain.heard.same", "time.warm.other.glad"):
        assert find(wrong, "outcome", note, contact, application, profile) is None
    assert find("time.warm.recruiter.guide", "time", note, contact, application, profile) is None
    assert find("moment.warm.any.still", "moment", note, contact, application, profile) is None
    assert find("time.warm.other.glad", "time", note, contact, application, profile) is not None
