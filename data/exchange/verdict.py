"""Deciding what a mail to an applicant means, from the phrases in it: openly, by adding up their weights."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from . import phrases
from .phrases import Found

ENOUGH = 4
"""The sum of weights from which a meaning counts."""
MOST_SENTENCES = 400


class Verdict(StrEnum):
    """What kind of mail it is."""

    REJECTION = "rejection"
    WITHDRAWN = "withdrawn"
    """The job itself was cancelled, or filled from within."""
    ON_HOLD = "on hold"
    """The decision is put off: a hiring freeze, a pause."""
    INVITATION = "invitation"
    ASSESSMENT = "assessment"
    """A test or a questionnaire is to be done."""
    ACKNOWLEDGEMENT = "acknowledgement"
    OFFER = "offer"
    JOB_ALERT = "job alert"
    UNSURE = "unsure"


class Judgement(msgspec.Struct, frozen=True):
    """A verdict and what led to it."""

    verdict: Verdict
    reasons: tuple[str, ...]
    """The mail's own words, the weightiest first."""
    sentences: tuple[int, ...]
    """The indexes of the sentences that carry it, in the mail's order."""
    quote: str
    """The whole sentence that the weightiest of these words stand in."""


_REFUSALS = frozenset({"rejection", "withdrawn", "on-hold"})
_POSITIVE = frozenset({"invitation", "assessment", "offer"})
# In a sentence that says no, an invitation is what there will not be; one to hear feedback is none either.
_TAKEN_BACK = re.compile(
    r"\b(?:not|unable|cannot|never|unfortunately|no longer|nicht|keine?[nm]?|leider|pas|malheureusement|"
    r"niet|helaas|feedback|rückmeldung zu)\b|n't\b"
)
# What begins with "if" has not happened, until a "but" turns up.
_IF = re.compile(
    r"(?:^|[,;:(-] ?|\b(?:and|und|that|dass|et|y|en|or|oder) )(?:if|should|in case|unless|in the event|"
    r"whether|wenn|falls|sollte|sollten|solltest|sofern|ob|si|als|indien|mocht|only)\b"
)
# What is still open, and what one is told to assume some day.
_NOT_YET = re.compile(
    r"\bnot yet\b|n't yet\b|\byet ?(?:[.,;!)]|$)|\bnoch (?:nicht|kein)|\b(?:until|unless|bevor)\b|"
    r"\bconsidering (?:another|other)"
)
_ASSUMED = re.compile(r"\b(?:assume|take it that|please consider your|davon ausgehen|als absage)\b")
# A meeting that is called off is not a job that is.
_CALLED_OFF = re.compile(r"cancel|absag|called off|postpone|verschieb|verschob", re.IGNORECASE)
_APPOINTMENT = re.compile(
    r"\b(?:the|our|your|this|my|today's|tomorrow's) (?:\w+ )?(?:interview|meeting|call|appointment)\b|"
    r"\b(?:den|das|unsere?n?|ihren?|ihr|deinen?|dein) (?:\w+ )?(?:termin|gespräch|treffen|interview)\b"
)
# The same for "once", but what stands behind a comma has happened.
_WHEN = re.compile(r"\b(?:once|as soon as|sobald)\b")
_BUT = re.compile(r"\b(?:but|however|aber|jedoch|doch|mais|pero|maar|unfortunately|leider)\b")


def judge(sentences: Sequence[str], *, bulk: bool = False) -> Judgement:
    """Return what the sentences mean; `bulk` says that the mail went to many."""
    found = [each for each in phrases.find_all(sentences[:MOST_SENTENCES]) if _counts(each, sentences)]
    scores = {verdict: _score(found, verdict) for verdict in Verdict}
    if bulk and scores[Verdict.JOB_ALERT]:
        scores[Verdict.JOB_ALERT] += 2
    verdict = _decide(scores, found)
    return _explain(verdict, found, sentences)


def _counts(found: Found, sentences: Sequence[str]) -> bool:
    folded = phrases.fold(sentences[found.sentence])
    if found.meaning in _POSITIVE:
        return not _TAKEN_BACK.search(folded)
    if found.meaning not in _REFUSALS or found.weight < WEIGHT_OF_A_CLAIM:
        return True
    if found.meaning != "on-hold" and (_NOT_YET.search(folded) or _ASSUMED.search(folded)):
        return False
    if _CALLED_OFF.search(found.words) and _APPOINTMENT.search(folded):
        return False
    return not _is_conditional(folded, found.start)


def _is_conditional(sentence: str, start: int) -> bool:
    """Whether what begins at `start` stands under an "if"."""
    when = [each.end() for each in _WHEN.finditer(sentence[:start])]
    if when and "," not in sentence[when[-1] : start]:
        return True
    conditions = [each for each in _IF.finditer(sentence[: start + 12]) if each.start() <= start]
    return bool(conditions) and not _BUT.search(sentence[:start], conditions[-1].end())


WEIGHT_OF_A_CLAIM = 2
"""From this weight on a phrase claims that something is so; hints only colour."""


def _score(found: Sequence[Found], verdict: Verdict) -> int:
    """Add up what speaks for a verdict: of each sentence only its weightiest phrase, and no hints."""
    heaviest: dict[int, int] = {}
    for each in found:
        if each.meaning == verdict.value.replace(" ", "-") and each.weight >= WEIGHT_OF_A_CLAIM:
            heaviest[each.sentence] = max(each.weight, heaviest.get(each.sentence, 0))
    return sum(heaviest.values())


def _decide(scores: dict[Verdict, int], found: Sequence[Found]) -> Verdict:
    enough = {verdict for verdict, score in scores.items() if score >= ENOUGH}
    decided = {each.meaning for each in found if each.weight == phrases.WEIGHTS["decides"]}
    # Regret alone may colour any other news.
    refused = Verdict.REJECTION in enough and ("rejection" in decided or enough <= {Verdict.REJECTION})
    if "job-alert" not in decided:
        enough -= {Verdict.JOB_ALERT}
    invited = enough & {Verdict.INVITATION, Verdict.ASSESSMENT, Verdict.OFFER}
    if "withdrawn" in decided and not _someone_else(found):
        return Verdict.WITHDRAWN
    if refused and invited:
        return Verdict.REJECTION if scores[Verdict.REJECTION] >= 2 * ENOUGH else Verdict.UNSURE
    if refused:
        return Verdict.WITHDRAWN if "on-hold" in decided and not _someone_else(found) else Verdict.REJECTION
    for verdict in (
        Verdict.ON_HOLD,
        Verdict.OFFER,
        Verdict.JOB_ALERT,
        Verdict.ASSESSMENT,
        Verdict.INVITATION,
        Verdict.ACKNOWLEDGEMENT,
    ):
        if verdict in enough:
            return verdict
    return Verdict.UNSURE


_ELSE = re.compile(
    r"\b(?:another|other|different|ander\w*|autres?|otr[ao]s?)\b.{0,40}"
    r"\b(?:candidate|applicant|finalist|kandidat|bewerb)|someone else"
)


def _someone_else(found: Sequence[Found]) -> bool:
    """Whether it says that another person was chosen, and not one from within."""
    return any(
        each.meaning == "rejection"
        and each.weight == phrases.WEIGHTS["decides"]
        and _ELSE.search(phrases.fold(each.words))
        for each in found
    )


def _explain(verdict: Verdict, found: Sequence[Found], sentences: Sequence[str]) -> Judgement:
    meanings = {verdict.value.replace(" ", "-")}
    if verdict is Verdict.WITHDRAWN:
        meanings |= {"rejection", "on-hold"}
    if verdict is Verdict.UNSURE:
        meanings = {each.meaning for each in found}
    telling = [each for each in found if each.meaning in meanings]
    telling.sort(key=lambda each: (-each.weight, each.sentence, each.start))
    reasons = tuple(dict.fromkeys(each.words for each in telling))[:6]
    carrying: list[int] = []
    for each in telling:
        if each.weight >= WEIGHT_OF_A_CLAIM and each.sentence not in carrying:
            carrying.append(each.sentence)
    quote = sentences[telling[0].sentence] if telling else ""
    return Judgement(verdict, reasons, tuple(sorted(carrying[:3])), quote)
