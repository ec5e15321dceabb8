"""The follow-up note: from the agenda to a note marked as sent, and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Channel, EventKind, Note, Purpose, State
from thanks_tui.data.notes.review import take_apart
from thanks_tui.data.walk import text_of

from tests.tui.driver import TODAY, Driver, running
from tests.tui.screens.trouble import no_room
from tests.tui.stories import NORTHWIND, one_due, three_due


def follow_up(user: Driver) -> Note:
    (note,) = [note for note in user.store.all_notes() if note.purpose is Purpose.FOLLOW_UP]
    return note


def sentences(text: str) -> set[str]:
    """The sentences of a note; greeting, closing and signature aside."""
    paragraphs = text.split("\n\n")[1:-1]
    return {sentence.strip().rstrip(".") for paragraph in paragraphs for sentence in paragraph.split(". ")}


async def open_note(user: Driver) -> None:
    await user.press("f", "enter")
    assert user.where == "PreviewScreen"


async def test_enter_shows_a_note_of_its_own_that_repeats_nothing(tmp_path: Path):
    async with running(tmp_path, one_due, size=(100, 40)) as user:
        await open_note(user)
        assert "To       Dana Ortiz <dana@northwind.example>" in user.text
        assert "▸ ◔ Dana Ortiz ◂" in user.text
        assert "Lee Park" not in user.text
        assert "Subject  Re: " in user.text
        note = follow_up(user)
        text = text_of(user.store, note)
        assert 60 <= take_apart(text).words <= 120
        first = user.store.note_for(note.contact_id)
        assert first is not None
        assert not sentences(text) & sentences(first.text)
        assert "night shifts" in text
        assert "Something that happened since makes it easy to answer" in " ".join(user.text.split())


async def test_its_points_lie_behind_it_and_the_agenda_behind_them(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await open_note(user)
        await user.press("escape")
        assert user.where == "PointsScreen"
        assert user.words(".scope").endswith("are for Dana Ortiz only")
        assert "Lee Park" not in user.text
        before = text_of(user.store, follow_up(user))
        await user.press("t")
        assert "tone ‹ plain ›" in user.text
        assert text_of(user.store, follow_up(user)) != before
        await user.press("enter")
        assert user.where == "PreviewScreen"
        await user.press("escape", "escape")
        assert user.where == "AgendaScreen"
        await user.press("escape")
        assert user.where == "RejectionsScreen"


async def test_what_happened_since_comes_into_the_note(tmp_path: Path):
    async with running(tmp_path, one_due, size=(100, 40)) as user:
        await open_note(user)
        await user.press("h")
        assert "I wanted to tell you that …" in " ".join(user.text.replace("│", " ").split())
        await user.type("I have finished my welding certificate")
        await user.press("enter")
        assert follow_up(user).news == "I have finished my welding certificate"
        assert "finished my welding certificate" in " ".join(user.text.replace("│", " ").split())
        assert "Something that happened since" not in user.text
        await user.press("escape", "h", "escape", "u")
        assert follow_up(user).news == ""
        assert "welding" not in text_of(user.store, follow_up(user))


async def test_the_moment_can_be_mended_on_the_way(tmp_path: Path):
    async with running(tmp_path, one_due, size=(100, 40)) as user:
        await open_note(user)
        await user.press("m")
        await user.fill("the tour of the workshop")
        await user.press("enter")
        assert "the tour of the workshop" in " ".join(user.text.replace("│", " ").split())
        await user.press("escape", "escape", "enter")
        assert "the tour of the workshop" in text_of(user.store, follow_up(user))


async def test_sent_it_uses_up_what_was_due_and_says_the_next_day(tmp_path: Path):
    async with running(tmp_path, one_due, size=(100, 40)) as user:
        await open_note(user)
        text = text_of(user.store, follow_up(user))
        await user.press("s", "enter")
        note = follow_up(user)
        assert (note.state, note.sent_on, note.channel) == (State.SENT, TODAY, Channel.EMAIL)
        assert note.text == text
        assert "● sent 22 Nov by email" in user.text
        said = " ".join(user.text.split())
        assert "Dana Ortiz will read from you again. That was well done." in said
        assert "A follow-up to Dana Ortiz is noted for 22 Dec." in said
        done = {each.step: each.done_on for each in user.store.follow_ups(NORTHWIND)}
        assert done == {30: TODAY, 60: None, 90: None, 180: None, 330: None}
        assert user.store.events(NORTHWIND)[-1].what is EventKind.FOLLOWED_UP
        await user.press("enter")
        assert user.where == "AgendaScreen"
        assert "22 Dec, in 4 weeks" in user.text
        assert "you wrote to Dana Ortiz 22 Nov, today:" in user.text
        await user.press("u")
        assert "Undone: Marked the note to Dana Ortiz as sent" in user.told
        assert follow_up(user).state is State.DRAFT
        assert "12 Nov, 10 days ago" in user.text


async def test_undone_at_once_it_is_a_draft_again_on_the_same_sheet(tmp_path: Path):
    async with running(tmp_path, one_due, size=(100, 40)) as user:
        await open_note(user)
        await user.press("s", "enter", "u")
        assert user.where == "PreviewScreen"
        assert "╭─ draft" in user.text
        assert "will read from you again" not in user.text
        assert follow_up(user).state is State.DRAFT
        await user.press("s", "enter", "escape")
        assert user.where == "PointsScreen"
        await user.press("escape")
        assert user.where == "AgendaScreen"


async def test_the_next_time_it_is_another_note(tmp_path: Path):
    async with running(tmp_path, one_due, size=(100, 40)) as user:
        await open_note(user)
        await user.press("s", "enter", "enter", "enter")
        assert user.where == "PreviewScreen"
        notes = [note for note in user.store.all_notes() if note.purpose is Purpose.FOLLOW_UP]
        assert [note.state for note in notes] == [State.SENT, State.DRAFT]
        first, second = (text_of(user.store, note) for note in notes)
        assert not sentences(first) & sentences(second)


@pytest.mark.parametrize("words", [False, True], ids=["as-it-is", "with-news"])
async def test_from_the_agenda_to_a_follow_up_sent_takes_fewer_than_ten_keys(tmp_path: Path, words: bool):
    news = ["h", "TYPE", "enter"] if words else []
    keys = ["enter", *news, "y", "s", "enter", "enter"]
    async with running(tmp_path, three_due) as user:
        await user.press("f")
        for key in keys:
            if key == "TYPE":
                await user.type("I have moved to Leeds")
            else:
                await user.press(key)
        assert user.where == "AgendaScreen"
        assert follow_up(user).state is State.SENT
        assert user.app.clipboard == follow_up(user).text
        assert ("moved to Leeds" in follow_up(user).text) is words
    counted = [key for key in keys if key != "TYPE"]
    assert len(counted) == (7 if words else 5) < 10


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)], ids=["80x24", "60x20", "120x40"])
async def test_note_and_keys_are_there_at_every_size(tmp_path: Path, size: tuple[int, int]):
    async with running(tmp_path, one_due, size=size) as user:
        await open_note(user)
        for words in ("To       Dana Ortiz", "Dear Dana,", "words", "enter next", "? keys"):
            assert words in user.text, f"{words!r}:\n{user.text}"
        assert all(len(line) <= size[0] for line in user.text.splitlines())
        await user.press("h")
        assert "Since then" in user.text
        assert "^s save" in user.text
        await user.press("escape", "escape")
        assert user.words(".scope").endswith("are for Dana Ortiz only")


async def test_the_follow_up_goes_on_the_next_day_that_was_put_down(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await open_note(user)
        await user.press("s")
        await user.fill("16 nov")
        await user.press("enter")
        waiting = [each.due_on for each in user.store.follow_ups(NORTHWIND) if each.done_on is None]
        assert min(waiting) == date(2026, 12, 16)


async def test_a_note_that_cannot_be_kept_is_shown_and_kept_later(tmp_path: Path):
    own = tmp_path / "store"
    own.mkdir()
    async with running(own, one_due) as user:
        await user.press("f")
        with no_room():
            await user.press("enter")
            assert "Not saved" in user.text
            assert "Dear Dana," in user.text
        await user.press("m")
        await user.fill("the tour of the workshop")
        await user.press("enter")
        assert "Not saved" not in user.text
        assert "the tour of the workshop" in text_of(user.store, follow_up(user))
