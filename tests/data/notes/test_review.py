"""What a good friend would say who read the note first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from thanks_tui.data.models import Application, Channel, Contact, Kind, Note, State, Tone
from thanks_tui.data.notes.choose import plan
from thanks_tui.data.notes.compose import compose
from thanks_tui.data.notes.review import Finding, Level, review

BODY = " ".join(["It was kind of you to see me, and I was glad of the talk we had that day."] * 5)


@pytest.fixture
def dana(contact) -> Contact:
    return replace(contact, email="dana@northwind.example", moment="our talk about ships")


@pytest.fixture
def note(dana) -> Note:
    return Note(id="n", contact_id=dana.id)


def _letter(body: str = BODY, greeting: str = "Dear Dana,") -> str:
    return f"{greeting}\n\n{body}\n\nKind regards,\nSam Okonkwo"


def _other(name: str, application_id: str = "app") -> Contact:
    return Contact(id=name, application_id=application_id, name=name)


def _said(findings: tuple[Finding, ...]) -> str:
    return "\n".join(f"{finding.level}: {finding.sentence}" for finding in findings)


def test_a_good_note_has_no_findings(note, dana, application):
    assert review(note, _letter(), dana, application, [_other("Lee Chang")], ["Contoso"]) == ()


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("tone", Tone)
def test_what_we_composed_has_no_findings(dana, application, profile, kind, tone):
    toned = replace(profile, tone=tone)
    there = replace(dana, kind=kind)
    note = Note(contact_id=dana.id, tone=tone, points=plan(there, application, toned, []))
    text = compose(note, there, application, toned).text
    others = [
        _other("Will Frost", "b"),
        _other("Hope Best", "b"),
        _other("Kim Min-jun"),
        _other("Mai An", "b"),
    ]
    assert review(note, text, there, application, others, ["Indeed", "Next", "Contoso", "People Team"]) == ()


@pytest.mark.parametrize(
    ("words", "level", "sentence"),
    [
        (0, "hint", "The note has 0 words; with 60 or more it has room to be warm."),
        (1, "hint", "The note has 1 word; with 60 or more it has room to be warm."),
        (59, "hint", "The note has 59 words; with 60 or more it has room to be warm."),
        (151, "hint", "The note has 151 words; up to 150 are read more gladly."),
        (201, "warning", "The note has 201 words; above 200, few people read to the end."),
    ],
)
def test_the_length(note, dana, application, words, level, sentence):
    findings = review(note, _letter(" ".join(["so"] * words)), dana, application, [], [])
    assert findings == (Finding(Level(level), sentence),)


@pytest.mark.parametrize("words", [60, 150])
def test_a_good_length_is_not_spoken_of(note, dana, application, words):
    assert review(note, _letter(" ".join(["so"] * words)), dana, application, [], []) == ()


def test_too_many_paragraphs(note, dana, application):
    body = "\n\n".join([BODY[:75]] * 5)
    assert "hint: The note has 5 paragraphs; 4 are enough." in _said(
        review(note, _letter(body), dana, application, [], [])
    )


@pytest.mark.parametrize(
    "left",
    [
        "{company}",
        "{{role}}",
        "{foo bar}",
        "[Name]",
        "[company name]",
        "<name>",
        "XXX",
        "____",
        "TBD",
        "YOUR NAME",
    ],
)
def test_a_place_left_to_fill_in(note, dana, application, left):
    found = review(note, _letter(f"{BODY} At {left} I was."), dana, application, [], [])
    assert _said(found) == f"warning: “{left}” looks like a place that was still to be filled in."


@pytest.mark.parametrize(
    "fine", ["<dana@x.example>", "<https://x.example>", "[a link](https://x.example)", "[1]"]
)
def test_what_only_looks_like_one(note, dana, application, fine):
    assert review(note, _letter(f"{BODY} See {fine} there."), dana, application, [], []) == ()


def test_a_company_may_have_brackets_in_its_name(note, dana):
    application = Application(id="app", company="Acme [Corp]")
    assert review(note, _letter(f"{BODY} I liked Acme [Corp]."), dana, application, [], []) == ()


@pytest.mark.parametrize(
    ("greeting", "named"),
    [("Dear Lee,", "Lee"), ("Hello Mr. Chang", "Mr. Chang"), ("Hi  Dina!", "Dina")],
)
def test_a_greeting_to_somebody_else(note, dana, application, greeting, named):
    findings = review(note, _letter(greeting=greeting), dana, application, [], [])
    assert _said(findings) == f"warning: The greeting says “{named}”, but this note is to Dana Ortiz."


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Dana,",
        "Hi Dana",
        "Dear Ms Ortiz:",
        "Hello,",
        "Dear hiring team,",
        "Good morning Dana,",
        "dear DANA,",
    ],
)
def test_a_greeting_that_fits(note, dana, application, greeting):
    assert review(note, _letter(greeting=greeting), dana, application, [], []) == ()


def test_greetings_for_other_names(note, dana, application):
    tanaka = replace(dana, name="田中太郎")
    assert review(note, _letter(greeting="Dear 田中さん,"), tanaka, application, [], []) == ()
    mei = replace(dana, name="", form_of_address="Mei")
    assert review(note, _letter(greeting="Dear Mei,"), mei, application, [], []) == ()
    assert "is to Mei" in _said(review(note, _letter(greeting="Dear Lee,"), mei, application, [], []))
    nobody = replace(dana, name="")
    assert review(note, _letter(greeting="Dear Lee,"), nobody, application, [], []) == ()


def test_another_person_of_the_same_application_is_a_hint(note, dana, application):
    text = _letter(f"{BODY} And Tomasz was kind too.")
    findings = review(note, text, dana, application, [_other("Tomasz Zieliński")], [])
    assert _said(findings) == "hint: Tomasz is named in this note to Dana Ortiz; leave it if you mean to."


def test_a_person_met_elsewhere_is_a_warning(note, dana, application):
    text = _letter(f"{BODY} Give my best to Tomasz Zieliński.")
    findings = review(note, text, dana, application, [_other("Tomasz Zieliński", "b")], [])
    assert _said(findings) == (
        "warning: “Tomasz Zieliński” is somebody you met elsewhere (Tomasz Zieliński); "
        "this note is to Dana Ortiz."
    )


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("Dana, it was good.", "Dana Chang"),  # they share a first name
        ("Will you write? I will.", "Will Frost"),  # an everyday word
        ("May I ask? In May I may.", "May Day"),
        ("Li and Bo are words.", "Li Bo"),  # too short
        ("Our talk about ships was fine.", "ships"),
        ("Leeway is a word.", "Lee Chang"),  # a part of a word
        ("lee side of the ship.", "Lee Chang"),  # written small
        ("Nobody here.", ""),
        ("Team spirit.", "Hiring Team"),
        ("Dana Ortiz was there.", "Dana Ortiz"),  # met twice
    ],
)
def test_no_false_alarm_about_people(note, dana, application, sentence, other):
    assert review(note, _letter(f"{BODY} {sentence}"), dana, application, [_other(other, "b")], []) == ()


def test_a_person_in_the_moment_is_meant(note, dana, application):
    met = replace(dana, moment="our talk with Tomasz about ships")
    text = _letter(f"{BODY} I think of our talk with Tomasz about ships.")
    assert review(note, text, met, application, [_other("Tomasz Zieliński")], []) == ()


def test_a_whole_name_of_everyday_words_is_found(note, dana, application):
    text = _letter(f"{BODY} I met Will Frost.")
    assert "Will Frost" in _said(review(note, text, dana, application, [_other("Will Frost", "b")], []))


def test_names_in_other_scripts_are_found(note, dana, application):
    text = _letter(f"{BODY} 先日は田中太郎さんと。")
    assert "田中太郎" in _said(review(note, text, dana, application, [_other("田中太郎", "b")], []))


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("I liked Contoso a lot.", "Contoso"),
        ("I liked Contoso a lot.", "Contoso Inc."),
        ("I liked Contoso, Inc. a lot.", "Contoso, Inc."),
        ("I liked Northwind Robotics Europe a lot.", "Northwind Robotics Europe"),
        ("I liked it at Indeed a lot.", "Indeed"),
        ("I liked 3M a lot.", "3M"),
    ],
)
def test_another_company(note, dana, application, sentence, company):
    findings = review(note, _letter(f"{BODY} {sentence}"), dana, application, [], [company])
    assert _said(findings) == f"warning: {company} is named here, but this is about Northwind Robotics."


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("I liked Northwind Robotics a lot.", "Northwind"),  # a part of this one's name
        ("I liked Northwind Robotics a lot.", "Northwind Robotics GmbH"),  # the same in another form
        ("Indeed I did, and indeed I do.", "Indeed"),
        ("My IT skills.", "IT"),
        ("Contosoft is a word.", "Contoso"),
        ("The next step. Next, I rest.", "Next"),
        ("Nothing.", ""),
    ],
)
def test_no_false_alarm_about_companies(note, dana, application, sentence, company):
    assert review(note, _letter(f"{BODY} {sentence}"), dana, application, [], [company]) == ()


@pytest.mark.parametrize(
    ("sentence", "words", "why"),
    [
        ("It seems unfair to me.", "unfair", "bitter"),
        ("It was a waste of time.", "a waste of time", "bitter"),
        ("It’s your loss.", "your loss", "bitter"),
        ("After all the rounds, this.", "After all the rounds", "bitter"),
        ("You didn't even bother.", "didn't even bother", "bitter"),
        ("I disagree with it.", "I disagree", "argument"),
        ("You made a mistake.", "made a mistake", "argument"),
        ("I can't understand why.", "can't understand why", "argument"),
        ("You should have hired me.", "should have hired", "argument"),
        ("Please reconsider.", "reconsider", "pleads"),
        ("Give me a chance!", "Give me a chance", "pleads"),
        ("I need this job.", "I need this job", "pleads"),
        ("I am better than the other candidate.", "better than the other candidate", "compares"),
        ("Whoever you hired is lucky.", "Whoever you hired", "compares"),
        ("I was not good enough.", "not good enough", "smaller"),
        ("Tell me why I was rejected.", "why I was rejected", "how could I improve"),
    ],
)
def test_phrases_that_hurt(note, dana, application, sentence, words, why):
    said = _said(review(note, _letter(f"{BODY} {sentence}"), dana, application, [], []))
    assert f"“{words}”" in said
    assert why in said


@pytest.mark.parametrize(
    "sentence",
    [
        "It was more than fair.",
        "I was glad of the chance to learn.",
        "I was not the candidate selected.",
        "I am sorry to hear of your flood.",
        "There is no reason to worry.",
        "I know better than to ask.",
        "My second interview went well.",
        "I would mind the cold less.",
    ],
)
def test_phrases_that_do_not(note, dana, application, sentence):
    assert review(note, _letter(f"{BODY} {sentence}"), dana, application, [], []) == ()


def test_the_signature_is_not_looked_at(note, dana, application):
    text = f"Dear Dana,\n\n{BODY}\n\nAll the best\nLee Chang\nContoso"
    assert review(note, text, dana, application, [_other("Lee Chang", "b")], ["Contoso"]) == ()


def test_the_address(note, dana, application):
    robot = replace(dana, email="no-reply@northwind.example")
    assert _said(review(note, _letter(), robot, application, [], [])) == (
        "warning: Nobody reads what goes to no-reply@northwind.example; find Dana Ortiz’s own address."
    )
    none = replace(dana, email=" ")
    assert _said(review(note, _letter(), none, application, [], [])) == (
        "hint: There is no mail address for Dana Ortiz yet; the text can still be copied."
    )
    nameless = replace(none, name="")
    assert "for somebody without a name" in _said(review(note, _letter(), nameless, application, [], []))
    assert review(note, _letter(), replace(none, channel=Channel.CARD), application, [], []) == ()
    assert review(replace(note, state=State.SENT), _letter(), none, application, [], []) == ()


def test_a_missing_moment_is_a_hint(note, dana, application):
    without = replace(dana, moment=" ")
    said = _said(review(note, _letter(), without, application, [], []))
    assert said.startswith("hint: One remembered moment makes it personal")
    assert review(replace(note, edited=True), _letter(), without, application, [], []) == ()


def test_warnings_come_first(note, dana, application):
    findings = review(note, _letter("Please reconsider."), replace(dana, moment=""), application, [], [])
    assert [finding.level for finding in findings] == [Level.WARNING, Level.HINT, Level.HINT]


@given(text=st.text(max_size=300), name=st.text(max_size=30), company=st.text(max_size=20))
def test_any_text_can_be_looked_over(text, name, company):
    contact = Contact(id="c", application_id="a", name=name)
    application = Application(id="a", company=company)
    others = [_other(text[:9], "b"), _other(name[:3])]
    for finding in review(Note(contact_id="c"), text, contact, application, others, [text[:5]]):
        assert finding.sentence.endswith((".", "?"))
