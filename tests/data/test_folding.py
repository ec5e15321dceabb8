"""Letters made alike, letter by letter or all at once."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from thanks_tui.data.folding import fold


def test_case_accents_and_script_variants_do_not_count():
    assert fold("Zoë Łuczak") == fold("ZOE LUCZAK") == "zoe luczak"
    assert fold("Straße, Ærø, O’Neil") == "strasse, aero, o'neil"
    assert fold("김서연 李伟 ソニ") == "김서연 李伟 ソニ"
    assert fold("“Zoë” – 5 €") == "“zoe” – 5 €"


@example("\U0001d400")
@example("\u01ff")
@given(st.text() | st.text(st.sampled_from("aéß\u0301\u0345\u05b4שִׁ한ガが\u3099\u20d0“\ufb01Å")))
def test_no_mark_is_left_and_nothing_else_is_lost(text: str):
    folded = fold(text)
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = [letter for letter in apart if not unicodedata.combining(letter)]
    assert not any(map(unicodedata.combining, unicodedata.normalize("NFKD", folded)))
    kept = [fold(letter) for letter in bare]
    assert unicodedata.normalize("NFKD", folded) == unicodedata.normalize("NFKD", "".join(kept))
