"""How what has happened since is made to fit a sentence, and whose news it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.models import Note, PointChoice, Purpose
from thanks_tui.data.notes.compose import point_text
from thanks_tui.data.notes.fields import fill_from, generalise
from thanks_tui.data.notes.news import news_fields, tidy_news


@pytest.mark.parametrize(
    ("typed", "carried"),
    [
        ("I have finished my certificate", "I have finished my certificate"),
        ("i've finished my certificate.", "I've finished my certificate"),
        ("I’ve moved\nto Leeds!", "I’ve moved to Leeds"),
        ("Your new plant has opened.", "your new plant has opened"),
        ("You’ve won the prize", "you’ve won the prize"),
        ("My book is out", "my book is out"),
        ("The records act is in force", "the records act is in force"),
        ("Northwind has a new plant", "Northwind has a new plant"),
        # what leads it in
        ("Since then, I have moved", "I have moved"),
        ("In the meantime your plant has opened", "your plant has opened"),
        ("meanwhile: we moved", "we moved"),
        ("that I have moved", "I have moved"),
        ("That bridge has been opened", "that bridge has been opened"),
        # nothing
        ("", ""),
        (" . ", ""),
        ("since then", ""),
    ],
)
def test_news_fit_however_they_were_typed(typed, carried):
    assert tidy_news(typed) == carried


@pytest.mark.parametrize(
    ("news", "whose"),
    [
        ("I have finished my certificate", "my_news"),
        ("I’m a nurse now", "my_news"),
        ("my team won the cup", "my_news"),
        ("Your new plant has opened", "your_news"),
        ("You've moved to Leeds", "your_news"),
        ("Northwind Robotics has opened a plant", "your_news"),
        ("northwind robotics Inc. has opened a plant", "your_news"),
        ("Northwind Roboticsy is a word", ""),
        ("the records act has come into force", ""),
        ("yours is the first plant of its kind", ""),
    ],
)
def test_whose_news_it_is(news, whose):
    fields = news_fields(news, "Northwind Robotics, Inc.")
    assert fields["news"]
    assert [name for name in ("my_news", "your_news") if fields[name]] == ([whose] if whose else [])


def test_without_news_or_company_nothing_is_known():
    assert set(news_fields("", "Northwind").values()) == {""}
    assert news_fields("the bridge is open", "")["your_news"] == ""


def test_own_words_keep_the_news_as_a_field(contact, application):
    kept = generalise("Dana, I have moved to Leeds.", contact, application, "I have moved to Leeds.")
    assert kept == "{name}, {news}."
    assert fill_from(kept, {"name": "Lee", "news": "I have a cat"}) == "Lee, I have a cat."


def test_news_speak_only_while_there_are_some(contact, application, profile):
    note = Note(contact_id=contact.id, purpose=Purpose.FOLLOW_UP)
    choice = PointChoice(id="news")
    assert point_text(choice, note, contact, application, profile) == ""
    told = Note(contact_id=contact.id, purpose=Purpose.FOLLOW_UP, news="I have moved to Leeds")
    assert "I have moved to Leeds" in point_text(choice, told, contact, application, profile)


@given(st.text(max_size=80), st.text(max_size=20))
def test_news_never_end_a_sentence_by_themselves(typed, company):
    carried = tidy_news(typed)
    assert carried == " ".join(carried.split())
    assert not carried.endswith((".", "!", "?", ",", ";", ":"))
    assert set(news_fields(typed, company).values()) <= {carried, ""}
