"""What a good friend would say of a follow-up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import Contact, Note, PointChoice, Purpose
from thanks_tui.data.notes.phrases import phrases_in
from thanks_tui.data.notes.review import Finding, Level, review

BODY = " ".join(["It was kind of you to see me, and I was glad of the talk we had that day."] * 4)


@pytest.fixture
def dana(contact) -> Contact:
    return replace(contact, email="dana@northwind.example", moment="our talk about ships")


@pytest.fixture
def note(dana) -> Note:
    return Note(contact_id=dana.id, purpose=Purpose.FOLLOW_UP, news="I have joined a choir")


def _letter(body: str = BODY) -> str:
    return f"Dear Dana,\n\n{body}\n\nKind regards,\nSam Okonkwo"


@pytest.mark.parametrize(
    ("words", "level", "sentence"),
    [
        (59, "hint", "The note has 59 words; with 60 or more it has room to be warm."),
        (121, "hint", "The note has 121 words; up to 120 are read more gladly."),
        (151, "warning", "The note has 151 words; above 150, few people read to the end."),
    ],
)
def test_the_length(note, dana, application, words, level, sentence):
    findings = review(note, _letter(" ".join(["so"] * words)), dana, application, [], [])
    assert findings == (Finding(Level(level), sentence),)


@pytest.mark.parametrize("words", [60, 120])
def test_a_good_length_is_not_spoken_of(note, dana, application, words):
    assert review(note, _letter(" ".join(["so"] * words)), dana, application, [], []) == ()


def test_missing_news_are_a_hint(note, dana, application):
    nothing = replace(note, news=" ")
    (finding,) = review(nothing, _letter(), dana, application, [], [])
    assert finding.level is Level.HINT
    assert finding.sentence.startswith("Something that happened since makes it easy to answer")
    own = replace(nothing, points=(PointChoice(id="news", own="I sing now."),))
    for fine in (own, replace(nothing, edited=True), replace(nothing, purpose=Purpose.THANK_YOU)):
        assert review(fine, _letter(), dana, application, [], []) == ()


def test_who_is_named_in_the_news_is_meant(note, dana, application):
    other = Contact(id="o", application_id="b", name="Tomasz Zieliński")
    told = replace(note, news="I have joined Contoso, with Tomasz.")
    text = _letter(f"{BODY} In the meantime, I have joined Contoso, with Tomasz.")
    assert review(told, text, dana, application, [other], ["Contoso"]) == ()
    assert len(review(note, text, dana, application, [other], ["Contoso"])) == 2


@pytest.mark.parametrize(
    ("sentence", "words", "why", "gentle"),
    [
        ("In case it did not work out, I am here.", "In case it did not work", "went wrong", False),
        ("In case things haven’t quite worked out.", "", "went wrong", False),
        ("If it doesn't work out, call me.", "If it doesn't work", "went wrong", False),
        ("Should your first choice leave, call me.", "Should your first choice leave", "went wrong", False),
        ("If the new hire has left, call.", "If the new hire has left", "went wrong", False),
        ("Has the new hire settled in?", "Has the new hire settle", "went wrong", False),
        ("Perhaps the new person has already quit.", "the new person has already quit", "went wrong", False),
        ("If they don't stay, call.", "If they don't", "went wrong", False),
        ("Maybe it fell through.", "fell through", "went wrong", False),
        ("I am just circling back.", "just circling back", "pushes", True),
        ("Bumping this up.", "Bumping this up", "pushes", True),
        ("Just checking in.", "Just checking in", "pushes", True),
        ("I wanted to touch base.", "touch base", "pushes", True),
        ("Just following up on my note.", "Just following up on", "pushes", True),
        ("Did you get my last mail?", "Did you get my last mail", "pushes", True),
        ("Is there any update on my application?", "any update on my application", "pushes", True),
        ("You never answered.", "You never answered", "reproaches", False),
        ("Nobody wrote back to me.", "", "", None),
        ("You have not yet replied.", "You have not yet replied", "reproaches", False),
        ("You didn't get back to me.", "You didn't get back", "reproaches", False),
        ("I haven’t heard back.", "I haven't heard back", "reproaches", False),
        ("I have not yet heard anything from you.", "", "reproaches", False),
        ("I am still waiting for a word.", "I am still waiting for", "reproaches", False),
        ("This is my third attempt.", "my third attempt", "reproaches", False),
        ("You are probably too busy.", "You are probably too busy", "reproaches", False),
        ("You said you would call.", "You said you would", "reproaches", False),
    ],
)
def test_phrases_that_fish_push_or_reproach(sentence, words, why, gentle):
    found = phrases_in(sentence)
    if gentle is None:
        assert found == ()
        return
    assert why in found[0].why
    assert found[0].gentle is gentle
    assert words in found[0].words.replace("’", "'")


@pytest.mark.parametrize(
    "sentence",
    [
        "I have heard from your colleagues that the plant is open.",
        "I was glad to hear back from you so soon.",
        "It worked out well for all of us.",
        "If it does work for you, I would come by.",
        "I hope that work is not too busy.",
        "If you are too far away to meet, a call will do.",
        "They have answered my question about the ferry.",
        "Should your team grow, I would be glad to hear.",
        "If the first person I ask does not know, I will ask you.",
        "I left the choir, and they stayed.",
        "The one thing I remember is the tour.",
    ],
)
def test_phrases_that_do_not(sentence):
    assert phrases_in(sentence) == ()
