"""Turns of phrase that hurt a note, and why, said kindly."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec


class Phrase(msgspec.Struct, frozen=True):
    """A turn of phrase found in a text."""

    words: str
    """As they stand in the text."""
    why: str
    """A sentence that goes behind the words."""
    gentle: bool
    """Whether it is only worth a second look."""


class _Family(msgspec.Struct, frozen=True):
    why: str
    patterns: tuple[str, ...]
    gentle: bool = False


_NOT = r"(?:\w+n't|never|(?:have|has|did) (?:not|never))"
_IF = r"(?:if|should|in case|when|whether)"
_CHOSEN = (
    r"(?:(?:first|new|other|chosen|current|successful) )*(?:choice|hire|person|one|colleague|employee|pick)"
)
_GOES = r"(?:leav|left|quit|fail|fall|fell|drop|work(?:s|ed)? out|stay|disappoint|settl)\w*"

_FAMILIES = (
    _Family(
        "may sound bitter to somebody who reads it cold; the note is stronger without it.",
        (
            r"(?:so |very |really |deeply |completely )?unfair(?:ly)?",
            r"disrespect\w*",
            r"insult(?:ed|ing)?",
            r"unprofessional(?:ly)?",
            r"unacceptable",
            r"ridiculous\w*",
            r"outrag\w+",
            r"disgust\w*",
            r"(?:so |very |really )?(?:angry|furious|bitter|resentful)",
            r"discriminat\w+",
            r"a (?:bad )?joke of an? \w+",
            r"slap in the face",
            r"(?:waste of|wasted|wasting) (?:my|everyone's|everybody's) (?:time|effort)",
            r"a waste of time",
            r"your loss",
            r"you(?:'ll| will) (?:come to )?regret",
            r"shame on",
            r"(?:never|not|\w+n't) even (?:bother|have the)\w*",
            r"(?:never|not|\w+n't) bother(?:ed)? to",
            r"without so much as",
            r"the least (?:you|they) could",
            r"you could (?:at least )?have",
            r"after all (?:the|that|my|these) (?:time|work|effort|hours|weeks|rounds)",
            r"str(?:ung|ing) me along",
            r"led me on",
            r"(?:was|been|being|got) ghosted",
            r"left me hanging",
        ),
    ),
    _Family(
        "reads like an argument with the decision, and a decision is not turned by one.",
        (
            r"(?:I )?(?:strongly |must |have to )?disagree",
            r"beg to differ",
            r"you(?:'re| are| were) (?:simply )?(?:wrong|mistaken)",
            r"(?:made|making|make) (?:a|the wrong) (?:big )?(?:mistake|choice|decision)",
            r"(?:wrong|poor|bad|questionable) (?:decision|choice)",
            r"you (?:overlooked|ignored|misjudged|underestimated)",
            r"fail(?:ed|s|ing)? to (?:see|recogni[sz]e|understand|consider|appreciate)",
            r"in my defen[cs]e",
            r"(?:can't|cannot|can not|don't|do not|fail to) understand (?:why|how)",
            r"hard to (?:believe|understand|accept)",
            r"despite my (?:\w+ )?(?:qualifications|experience|skills|degree)",
            r"(?:more than|over|fully|perfectly) ?qualified",
            r"(?:was|am|I'm) (?:the )?(?:perfect|ideal) (?:for|fit|candidate|choice|match)\w*",
            r"should have (?:hired|chosen|picked|been (?:me|chosen|hired|offered))",
            r"deserved? (?:the|this|that) (?:job|role|position|offer)",
        ),
    ),
    _Family(
        "pleads, and a note is most welcome when it asks for nothing.",
        (
            r"reconsider\w*",
            r"(?:a )?second chance",
            r"(?:give|grant) me (?:a|one more|another|the) chance",
            r"chance to prove",
            r"let me prove",
            r"I(?:'m| am) (?:begging|desperate)",
            r"I beg",
            r"desperate(?:ly)?",
            r"I (?:really |badly )?need th(?:is|e) job",
            r"I(?:'d| would) do anything",
            r"chang(?:e|ing) your minds?",
            r"(?:for|at|accept) (?:a )?(?:less|lower) (?:money|pay|salary|wage)",
            r"work for (?:free|nothing|less)",
            r"anything I can do to (?:change|make|persuade|convince)",
        ),
    ),
    _Family(
        "compares you with the one who was chosen; let the note be about the two of you.",
        (
            r"better (?:\w+ )?than (?:the|your) (?:\w+ )?(?:candidate|applicant|person|one)s?",
            r"better (?:\w+ )?than (?:him|her|them|those|whoever|anyone)",
            r"more (?:qualified|experienced|suitable|capable) than",
            r"the (?:other|chosen|successful|winning|internal) (?:candidate|applicant|person)s?",
            r"(?:who|whom)ever (?:you (?:chose|hired|picked)|got (?:it|the job))",
            r"the (?:person|one|candidate) (?:who|whom|that)?\s?(?:you|they) (?:chose|hired|picked|selected)",
            r"(?:stronger|better|weaker|worse|lesser) candidates?",
        ),
    ),
    _Family(
        "sounds as if you hoped that things went wrong for them; ask after their plans instead.",
        (
            r"in case (?:it|that|this|things) (?:\w+ )?(?:\w+n't|not) (?:\w+ )?(?:work|pan|go)\w*",
            r"if (?:it|that|this|things) (?:\w+ )?(?:\w+n't|not) (?:\w+ )?(?:work|pan)\w*",
            rf"{_IF} (?:your|the|their) {_CHOSEN} (?:\w+ ){{0,2}}?{_GOES}",
            rf"{_IF} (?:he|she|they|somebody|someone) (?:\w+n't|(?:has |have |should )?(?:not )?{_GOES})",
            rf"(?:your|the|their) {_CHOSEN} (?:\w+n't|(?:\w+ )?not|has|had|already) (?:\w+ )?{_GOES}",
            rf"(?:has|have|had|did|does|is) (?:not )?(?:your|the|their) {_CHOSEN} (?:\w+ )?{_GOES}",
            r"f(?:e|a)ll(?:en|ing|s)? through",
        ),
    ),
    _Family(
        "pushes, and people who feel pushed put off the answer; leave it out.",
        (
            r"(?:just )?circl(?:e|ing) back",
            r"(?:just )?bump(?:ing)? (?:this|it|my)(?: \w+)?",
            r"(?:just )?check(?:ing)? in(?: on)?",
            r"(?:just )?touch(?:ing)? base",
            r"(?:just )?following up(?: on)?",
            r"(?:back )?(?:to|at|on) the top of your (?:inbox|mind|list|pile)",
            r"(?:as )?per my (?:last|previous|earlier) \w+",
            r"did you (?:get|see|receive|read) my (?:\w+ )?(?:note|mail|email|e-mail|message|letter)s?",
            r"any (?:update|news) (?:on|about|regarding) my (?:application|status|case)",
            r"at your earliest convenience",
            r"(?:await|look forward to) your (?:prompt|quick|early|speedy|swift) \w+",
        ),
        gentle=True,
    ),
    _Family(
        "reproaches them for a silence, and nobody answers a reproach gladly.",
        (
            rf"(?:you|nobody|no one|they) (?:still )?{_NOT} (?:\w+ ){{0,2}}?(?:answer|repl|respond)\w*",
            rf"(?:you|nobody|no one|they) (?:still )?{_NOT} (?:\w+ ){{0,2}}?(?:wr[io]t|g[eo]t)\w* back",
            rf"I (?:still )?(?:{_NOT}|have yet to) (?:\w+ ){{0,2}}?heard? (?:\w+ )?(?:back|from you)",
            r"(?:I'm |I am )?still waiting (?:for|to hear)",
            r"my (?:second|third|fourth|last) (?:attempt|try)",
            r"you must have forgotten",
            r"you(?:'re| are) (?:surely |clearly |obviously |probably )?too busy",
            r"you (?:promised|said you would)",
        ),
    ),
    _Family(
        "makes you smaller than you are; there is nothing to excuse.",
        (
            r"not (?:being )?good enough",
            r"sorry (?:for|to have) (?:wasting|wasted|taking|taken|disappoint\w+|bother\w+|letting|let)",
            r"sorry to bother",
            r"(?:I'm|I am|I feel like) (?:such )?a failure",
        ),
        gentle=True,
    ),
    _Family(
        "asks for reasons; \u201chow could I improve?\u201d is easier to answer, and gets more answers.",
        (
            r"why (?:was I|I was|I wasn't|(?:I|you) did(?: not|n't)|did(?:n't)? you)(?: not)? \w+",
            r"explain (?:to me )?(?:why|your decision)",
            r"the (?:real )?reasons? (?:why|for (?:my|the|your) (?:rejection|decision))",
        ),
        gentle=True,
    ),
)


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[re.Pattern[str], _Family], ...]:
    return tuple(
        (re.compile(rf"(?<![\w'])(?:{'|'.join(family.patterns)})(?!\w)", re.IGNORECASE), family)
        for family in _FAMILIES
    )


def phrases_in(text: str) -> tuple[Phrase, ...]:
    """Return the turns of phrase in `text` that may hurt it, each once, those that matter more first."""
    plain = text.replace("\u2019", "'")
    found: dict[str, Phrase] = {}
    for pattern, family in _compiled():
        for match in pattern.finditer(plain):
            words = " ".join(text[match.start() : match.end()].split())
            found.setdefault(words.casefold(), Phrase(words, family.why, family.gentle))
    return tuple(found.values())
