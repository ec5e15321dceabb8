"""Step 4: the note on its sheet, handed over and marked as sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace
from thanks_tui.data.models import Channel, EventKind, Stage, State
from thanks_tui.data.store.store import Store
from thanks_tui.data.walk import text_of

from tests.tui.driver import Driver, northwind, running


async def open_preview(user: Driver) -> None:
    await user.press("enter", "enter", "enter")
    assert user.where == "PreviewScreen"


def states(user: Driver) -> list[State]:
    return [note.state for note in user.store.all_notes()]


async def test_the_sheet_says_to_whom_and_about_what_and_counts_its_words(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        assert "To       Dana Ortiz <dana@northwind.example>" in user.text
        assert "Staff Engineer" in user.line("Subject")
        assert "╭─ draft ─" in user.text
        text = text_of(user.store, user.store.all_notes()[0])
        body = text.split("\n\n")[1:-1]
        assert f"{len(' '.join(body).split())} words  ✓" in user.text
        assert "One remembered moment makes it personal" in user.text
        await user.press("m")
        await user.type("the tour of the workshop")
        await user.press("enter")
        assert "the tour of the workshop" in user.text
        assert "One remembered moment" not in user.text
        await user.press("right_square_bracket")
        assert "To       Lee Park" in user.text
        await user.press("left_square_bracket", "left_square_bracket")
        assert "To       Tomasz Zieliński" in user.text


async def test_the_warnings_stand_under_the_sheet(tmp_path: Path):
    def fill(store: Store) -> None:
        _, contacts = northwind(store)
        store.put(replace(contacts[0], email="", channel=Channel.EMAIL))

    async with running(tmp_path, fill, size=(110, 40)) as user:
        await open_preview(user)
        assert user.line("To  ").strip(" │") == "To       Dana Ortiz"
        assert "There is no mail address for Dana Ortiz yet" in user.text
        await user.press("e")
        await user.paste("Dear Ana,\n\nI beg you, reconsider [name]. ")
        assert "▲" in user.text
        await user.press("escape")
        assert "▲" in user.text


async def test_copying_hands_the_whole_text_over(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        await user.press("y")
        text = text_of(user.store, user.store.all_notes()[0])
        assert user.app.clipboard == text
        assert text.startswith("Dear Dana,")
        assert text.endswith("Sam Okonkwo\nsam@example.com")
        assert "Copied. Paste it where you write, then press s." in user.told
        assert "╭─ ready ─" in user.text
        await user.press("y")
        assert states(user)[0] is State.READY
        await user.press("m")
        await user.type("the tour")
        await user.press("enter", "u")
        assert "Undone: Changed the moment with Dana Ortiz" in user.told
        assert states(user)[0] is State.READY


async def test_copying_what_is_sent_says_nothing_of_marking_it(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        await user.press("s", "enter", "left_square_bracket", "y")
        assert user.told.splitlines()[-1] == "Copied."


async def test_without_a_mail_address_another_way_is_proposed(tmp_path: Path):
    def fill(store: Store) -> None:
        _, contacts = northwind(store)
        store.put(replace(contacts[0], email=""))
        store.put(replace(contacts[1], email="", channel=Channel.CARD))

    async with running(tmp_path, fill) as user:
        await open_preview(user)
        for way in ("LinkedIn", "card", "email"):
            await user.press("s")
            assert f"‹ {way} ›" in user.line("By ")
            await user.press("enter")
        assert user.store.all_notes()[0].channel is Channel.LINKEDIN


async def test_marking_as_sent_keeps_the_text_the_way_and_the_day(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        text = text_of(user.store, user.store.all_notes()[0])
        await user.press("s")
        assert "Sent to Dana Ortiz" in user.text
        assert "enter save" in user.text.splitlines()[-1]
        await user.type("some day")
        await user.press("ctrl+s")
        assert "✗ When was it sent? Try today, or 12 nov." in user.text
        await user.fill("2026-11-23")
        await user.press("enter")
        assert "✗ That day is still to come." in user.text
        await user.fill("yesterday")
        await user.press("shift+tab", "l", "ctrl+s")
        assert "To       Lee Park" in user.text
        dana = user.store.all_notes()[0]
        assert (dana.state, dana.channel, dana.sent_on) == (State.SENT, Channel.LINKEDIN, date(2026, 11, 21))
        assert dana.text == text
        (event,) = user.store.events("a" * 32)
        assert (event.what, event.on, event.detail) == (EventKind.THANKED, date(2026, 11, 21), "LinkedIn")
        assert user.store.application("a" * 32).stage is Stage.THANKED

        await user.press("left_square_bracket")
        assert "● sent 21 Nov by LinkedIn" in user.text
        assert "Subject" not in user.text
        await user.press("e", "r", "S", "E")
        assert user.where == "PreviewScreen"
        assert user.store.all_notes()[0] == dana
        await user.press("u")
        assert "Undone: Marked the note to Dana Ortiz as sent" in user.told
        assert states(user)[0] is State.DRAFT
        assert not user.store.events("a" * 32)
        assert user.store.application("a" * 32).stage is Stage.REJECTED


async def test_it_says_who_was_marked_and_undo_goes_back_there(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        await user.press("s", "enter")
        assert "To       Lee Park" in user.text
        assert "Marked as sent: Dana Ortiz" in user.told
        await user.press("u")
        assert "Undone: Marked the note to Dana Ortiz as sent" in user.told
        assert "To       Dana Ortiz" in user.text
        await user.press("s", "enter")
        assert states(user) == [State.SENT, State.DRAFT, State.DRAFT, State.DRAFT]
        await user.press("escape", "u")
        assert user.where == "PointsScreen"
        assert "▸ ◔ Dana Ortiz ◂" in user.text


async def test_undo_goes_to_nobody_where_it_took_something_back_for_several(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "enter", "space", "enter", "s", "escape", "right_square_bracket", "u")
        assert "Undone: Left out “The outcome”" in user.told
        assert "To       Lee Park" in user.text
        await user.press("m")
        await user.type("the tour")
        await user.press("enter", "right_square_bracket", "u")
        assert "Undone: Changed the moment with Lee Park" in user.told
        assert "To       Lee Park" in user.text


async def test_the_last_one_is_marked_without_another_word(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        for _ in range(4):
            await user.press("s", "enter")
        assert "● sent 22 Nov by email" in user.text
        assert "Marked as sent: Ana Ruiz" in user.told
        assert "Marked as sent: Tomasz Zieliński" not in user.told


async def test_that_it_was_sent_can_be_taken_back_when_it_was_not(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        text = text_of(user.store, user.store.all_notes()[0])
        await user.press("s", "enter", "left_square_bracket", "s")
        assert "Was it not sent after all?" in user.text
        await user.press("enter")
        assert states(user)[0] is State.SENT
        await user.press("s", "y")
        assert states(user)[0] is State.READY
        assert text_of(user.store, user.store.all_notes()[0]) == text
        assert not user.store.events("a" * 32)
        assert user.store.application("a" * 32).stage is Stage.REJECTED
        await user.press("u")
        assert states(user)[0] is State.SENT
        assert len(user.store.events("a" * 32)) == 1


async def test_the_subject_is_the_users_own_until_it_is_given_up(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        proposed = user.line("Subject")
        await user.press("S", "enter")
        assert not user.store.all_notes()[0].subject
        await user.press("S")
        assert "The subject" in user.text
        await user.fill("The night shifts, and thank you")
        await user.press("enter")
        assert "Subject  The night shifts, and thank you" in user.text
        await user.press("u")
        assert user.line("Subject") == proposed
        assert "Undone: Changed the subject" in user.told
        await user.press("S")
        await user.fill("Mine")
        await user.press("enter", "S")
        await user.fill("")
        await user.press("enter")
        assert user.line("Subject") == proposed


async def test_when_everybody_is_thanked_it_says_so_and_when_to_write_again(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        for _ in range(3):
            await user.press("s", "enter")
        assert "thanked. That was well done." not in user.text
        assert "To       Tomasz Zieliński" in user.text
        await user.press("enter")
        assert "Nobody else is left. Send this one, then press s." in user.told
        assert user.where == "PreviewScreen"
        await user.press("s", "enter")
        assert "Everyone at Northwind Robotics is thanked." in user.text
        assert "22 Dec" in user.text
        assert user.store.follow_ups("a" * 32)[0].due_on == date(2026, 12, 22)
        await user.press("u")
        assert "Everyone at" not in user.text
        assert not user.store.follow_ups("a" * 32)
        await user.press("s", "enter", "enter")
        assert user.where == "RejectionsScreen"


async def test_enter_goes_on_to_the_next_who_waits(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        await user.press("s", "escape", "enter")
        assert "To       Lee Park" in user.text
        await user.press("s", "enter", "s", "enter", "enter")
        assert "To       Dana Ortiz" in user.text
        await user.press("escape")
        assert "▸ ◔ Dana Ortiz ◂" in user.text


async def test_what_was_answered_stays_readable_and_follow_ups_that_are_done_are_not_spoken_of(
    tmp_path: Path,
):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        for _ in range(4):
            await user.press("s", "enter")
        store = user.store
        store.put(*(replace(each, done_on=date(2026, 11, 22)) for each in store.follow_ups()))
        store.put(replace(store.all_notes()[-1], state=State.ANSWERED, channel=None))
        await user.settle()
        assert "Everyone at Northwind Robotics is thanked. That was well done." in user.text
        assert "A follow-up is noted" not in user.text
        assert "● answered 22 Nov" in user.text
