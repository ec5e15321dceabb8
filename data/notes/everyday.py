"""Names of people and companies that are everyday words as well, and how to tell which one is meant."""

from __future__ import annotations

import re

from .words import words_of

EVERYDAY = (
    words_of(  # given names
        """
    will grace may mark rose hope joy bill rich frank art faith june april august summer dawn eve
    ray pat chip drew dean jack rob sue guy gene chase hunter mason carol ivy lily olive iris ruby
    amber violet melody harmony crystal pearl angel christian norm miles sky star sunny true dear an
    in so do to my no can the you van den del von thanks
        """
    )
    | words_of(  # family names
        """
    young long park stone brown white black green gray grey king price day best good case bell hill
    wood woods fields brooks rivers lake banks rice pope bishop north west church ford page lane
    reed wade little small strong short sharp smart wise swift moon sun song home field marsh mills
    post major noble power rush self wall way wish work kind love light early
        """
    )
    | words_of(  # companies
        """
    apple target indeed gap square shell box zoom slack stripe notion meta oracle block bolt snap
    match ring nest orange three next boots chime brave unity epic signal discord linear compass
    root hinge monday dash tide element focus horizon summit delta progress insight general people
    team open visa ally canvas remote deel lime bird mint blend gusto scale sage figure
        """
    )
)
"""In small letters."""

_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\")\]”’]*\s+|\n\s*(?:[-*•]\s*)?)$")


def may_be_a_word(found: str, text: str, start: int) -> bool:
    """Tell whether `found`, which stands at `start` in `text`, may be an everyday word and not a name.

    That is so where a capital says nothing, at the start of a sentence, and where it is written small.
    """
    if found.casefold() not in EVERYDAY:
        return False
    return found.islower() or _SENTENCE_START.search(text[max(0, start - 8) : start]) is not None
