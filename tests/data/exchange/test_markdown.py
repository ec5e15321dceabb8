"""An application as a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from thanks_tui.data.errors import NotFoundError
from thanks_tui.data.exchange.markdown import export_markdown
from thanks_tui.data.models import (
    Application,
    Channel,
    Contact,
    Event,
    EventKind,
    FollowUp,
    Kind,
    Note,
    Outcome,
    PointChoice,
    Profile,
    Purpose,
    State,
    ToldBy,
)
from thanks_tui.data.notes.compose import letter_text
from thanks_tui.data.store.store import Store

DAY = date(2026, 11, 12)
JOB = Application(
    id="a1",
    company="Northwind Robotics",
    role="Staff Engineer",
    applied_on=date(2026, 9, 1),
    rejected_on=DAY,
    told_by=ToldBy.PHONE,
    their_words="It was a very close call.\n\nReally.",
    source="a friend",
    url="https://example.com/job",
    remarks="Ask again in spring.",
)
DANA = Contact(
    id="c1",
    application_id="a1",
    name="Dana Ortiz",
    kind=Kind.RECRUITER,
    title="Talent Partner",
    email="dana@x.com",
    phone="+49 30 1234567",
    linkedin="linkedin.com/in/dana",
    moment="our talk about the night shifts",
    lead=True,
    gave_news=True,
)
LEE = Contact(id="c2", application_id="a1", name="Lee Park")
SENT = Note(
    id="n1",
    contact_id="c1",
    text="Dear Dana,\n\nthank you.\n\nKind regards,\nSam",
    state=State.ANSWERED,
    channel=Channel.EMAIL,
    sent_on=date(2026, 11, 13),
)
DRAFT = Note(id="n2", contact_id="c2", points=(PointChoice(id="outcome", own="Thank you for telling me."),))


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        store.put(Profile(name="Sam Okonkwo"))
        yield store


def test_the_whole_story_of_an_application(store: Store):
    store.put(JOB, DANA, SENT)
    store.put(FollowUp(application_id="a1", due_on=date(2027, 1, 12), reason="60 days"))
    store.put(
        FollowUp(application_id="a1", contact_id="c1", due_on=date(2026, 12, 12), done_on=date(2026, 12, 13))
    )
    store.put(FollowUp(application_id="a1", due_on=date(2027, 2, 12)))
    store.put(
        Event(
            application_id="a1",
            contact_id="c1",
            what=EventKind.THANKED,
            on=date(2026, 11, 13),
            detail="by email",
        )
    )
    store.put(Event(application_id="a1", what=EventKind.REJECTED, on=DAY))
    assert export_markdown(store) == (
        "# Northwind Robotics\n\n"
        "- Role: Staff Engineer\n"
        "- Applied: 1 September 2026\n"
        "- Outcome: turned down on 12 November 2026, told by phone\n"
        "- Stage: turned down\n"
        "- Found: a friend\n"
        "- Link: https://example.com/job\n\n"
        "## What they said\n\n"
        "> It was a very close call.\n>\n> Really.\n\n"
        "## Remarks\n\n"
        "> Ask again in spring.\n\n"
        "## People\n\n"
        "### Dana Ortiz\n\n"
        "- Who: Talent Partner, recruiter, told me the outcome, lead for follow-ups\n"
        "- Mail: dana@x.com\n"
        "- Phone: +49 30 1234567\n"
        "- LinkedIn: linkedin.com/in/dana\n"
        "- Moment: our talk about the night shifts\n\n"
        "**Thank-you note, sent on 13 November 2026 by email, answered**\n\n"
        "> Dear Dana,\n>\n> thank you.\n>\n> Kind regards,\\\n> Sam\n\n"
        "## Follow-ups\n\n"
        "- 12 December 2026: Dana Ortiz, done on 13 December 2026\n"
        "- 12 January 2027: 60 days\n"
        "- 12 February 2027\n\n"
        "## Timeline\n\n"
        "- 12 November 2026: turned down\n"
        "- 13 November 2026: thanked Dana Ortiz, by email\n"
    )


def test_a_draft_is_shown_as_it_would_be_read(store: Store):
    store.put(
        JOB,
        LEE,
        DRAFT,
        Note(id="n3", contact_id="c2", purpose=Purpose.FOLLOW_UP, text="Hello Lee.", edited=True),
    )
    text = export_markdown(store)
    assert "**Thank-you note, draft**\n\n> " in text
    first_line = letter_text(DRAFT, LEE, JOB, store.profile).splitlines()[0]
    assert f"> {first_line}" in text
    assert "Thank you for telling me." in text
    assert "**Follow-up, draft**\n\n> Hello Lee." in text


def test_everyone_has_their_own_notes(store: Store):
    store.put(JOB, DANA, LEE, SENT, DRAFT)
    of_dana, of_lee = export_markdown(store).split("### Lee Park")
    assert ("answered**" in of_dana, "draft**" in of_dana) == (True, False)
    assert ("answered**" in of_lee, "draft**" in of_lee) == (False, True)


def test_a_note_sent_no_one_knows_how(store: Store):
    store.put(JOB, LEE, Note(contact_id="c2", state=State.SENT, text="Hello."))
    assert "**Thank-you note, sent**\n" in export_markdown(store)


def test_little_known_is_little_said(store: Store):
    store.put(Application(company="", outcome=Outcome.GHOSTED, id="a"), Contact(application_id="a", name=""))
    assert export_markdown(store) == (
        "# A company\n\n- Outcome: never heard back\n- Stage: turned down\n\n## People\n\n### Somebody\n"
    )


def test_the_way_of_telling_reads_well(store: Store):
    store.put(Application(company="X", told_by=ToldBy.IN_PERSON, rejected_on=DAY))
    assert "- Outcome: turned down on 12 November 2026, told in person\n" in export_markdown(store)


def test_all_or_those_that_were_asked_for(store: Store):
    assert export_markdown(store) == ""
    store.put(JOB, Application(id="a2", company="Contoso"), Application(id="a3", company="Fabrikam"))
    headings = [line for line in export_markdown(store).splitlines() if line.startswith("# ")]
    assert headings == ["# Northwind Robotics", "# Contoso", "# Fabrikam"]
    chosen = export_markdown(store, ["a3", "a2"])
    assert chosen.startswith("# Fabrikam\n")
    assert "\n\n# Contoso\n" in chosen
    assert "Northwind" not in chosen
    with pytest.raises(NotFoundError):
        export_markdown(store, ["nowhere"])


HOSTILE = [
    "# H",
    "- x",
    "1. x",
    "[a](http://x.com)",
    "<b>x</b>",
    "![x](y)",
    "*x*",
    "`x`",
    "> x",
    "---",
    "===",
    "| a |",
]


@pytest.mark.parametrize("word", HOSTILE)
def test_no_word_of_the_user_becomes_markup(store: Store, word: str):
    lines = f"{word}\n\nx\n{word}"
    store.put(
        Application(
            id="a",
            company=word,
            role=word,
            url=word,
            source=word,
            their_words=lines,
            remarks=lines,
            rejected_on=DAY,
        ),
        Contact(id="c", application_id="a", name=word, title=word, email=word, moment=word),
        Note(contact_id="c", text=lines, edited=True),
        FollowUp(application_id="a", due_on=DAY, reason=word),
        Event(application_id="a", contact_id="c", what=EventKind.THANKED, on=DAY, detail=word),
    )
    tokens = MarkdownIt("commonmark").enable("table").parse(export_markdown(store))
    headings = [
        tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open"
    ]
    assert len(headings) == 7
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or []
    }
    assert not kinds & {
        "link_open", "image", "html_inline", "html_block", "code_inline", "fence", "code_block",
        "em_open", "hr",
        "table_open", "ordered_list_open",
    }  # fmt: skip
    assert sum(token.type == "bullet_list_open" for token in tokens) == 4
    assert sum(token.type == "blockquote_open" for token in tokens) == 3


def test_a_follow_up_that_was_skipped_does_not_count_as_done(store: Store):
    store.put(JOB)
    store.put(
        FollowUp(application_id="a1", due_on=date(2026, 12, 12), done_on=date(2026, 12, 13), skipped=True)
    )
    assert "- 12 December 2026: skipped on 13 December 2026\n" in export_markdown(store)
