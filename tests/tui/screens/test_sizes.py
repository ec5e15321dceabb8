"""Every screen at every size: complete at 80×24, usable at 60×20, beautiful at 200×60, alive at 20×5."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

from tests.tui.driver import Driver, northwind, running


def long_words(store: Store) -> None:
    northwind(store)
    store.put(Application(company="W" * 200, role="ツ" * 200, their_words="x" * 5000))


async def walk(user: Driver) -> dict[str, str]:
    """Go through every screen and dialog, and return what each shows."""
    shown: dict[str, str] = {}

    async def look(*keys: str) -> None:
        await user.press(*keys)
        shown[user.where] = user.text

    await look()
    for key in ("n", "p", "v", "question_mark"):
        await look(key)
        await user.press("escape")
    await user.press("slash", "escape", "end", "v", "escape", "home")
    await look("enter")
    for key in ("n", "p", "m"):
        await look(key)
        await user.press("escape")
    await look("enter")
    for key in ("e", "n"):
        await look(key)
        await user.press("escape")
    await look("enter")
    for key in ("s", "x"):
        await look(key)
        await user.press("escape")
    await user.press("e")
    await user.type("x")
    await user.press("escape", "r", "y", "escape", "escape", "escape")
    assert user.where == "RejectionsScreen"
    return shown


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (200, 60)], ids=["80x24", "60x20", "200x60"])
async def test_what_counts_is_on_every_screen(tmp_path: Path, size: tuple[int, int]):
    async with running(tmp_path, long_words, size=size) as user:
        shown = await walk(user)
    for screen, texts in {
        "RejectionsScreen": (
            "Northwind Robotics",
            "12 Nov",
            "○○○○",
            "Staff Engineer",
            "write to Dana Ortiz",
            "? keys",
        ),
        "ContactsScreen": ("○ Dana Ortiz", "recruiter", "Tomasz", "nothing yet", "Nobody missing?", "n new"),
        "PointsScreen": ("▸ ◔ Dana Ortiz ◂", "[x] The outcome", "tone ‹ warm ›", "space tick", "? keys"),
        "PreviewScreen": ("To       Dana Ortiz", "Subject", "Dear Dana,", "words", "y copy", "? keys"),
        "ApplicationForm": ("Company", "Role", "= Sun 22 Nov", "^s save"),
        "ContactForm": ("Name", "Who they were", "Moment", "^s save"),
        "PasteMail": ("The mail that told you", "^s read it"),
        "PastePeople": ("A line each", "^s save"),
        "AskLine": ("A moment with Dana Ortiz", "^s save"),
        "MarkSent": ("Sent to Dana Ortiz", "‹ email ›", "= Sun 22 Nov"),
        "SaveNote": ("Save the note to Dana Ortiz", "‹ .eml"),
        "HelpDialog": ("Keys", "Choose the rejection"),
    }.items():
        for text in texts:
            assert text in shown[screen], f"{text!r} on {screen}:\n{shown[screen]}"
    assert all(len(line) <= size[0] for text in shown.values() for line in text.splitlines())


async def test_at_eighty_columns_the_note_stands_beside_its_points_at_fifty_it_does_not(tmp_path: Path):
    async with running(tmp_path, northwind, size=(80, 24)) as user:
        await user.press("enter", "enter")
        assert "Dear Dana," in user.text
        await user.pilot.resize_terminal(50, 20)
        await user.settle()
        assert "Dear Dana," not in user.text
        assert "[x] The outcome" in user.text
        await user.pilot.resize_terminal(120, 40)
        await user.settle()
        assert "Dear Dana," in user.text


SIZES = [(80, 24), (120, 40), (60, 20), (76, 24)]


def long_role(store: Store) -> None:
    application, _ = northwind(store)
    store.put(replace(application, role="Staff Engineer for the Automation of Warehouses and Harbours"))


@pytest.mark.parametrize("keys", [("enter",) * 2, ("enter",) * 3], ids=["points", "preview"])
async def test_a_note_looks_the_same_however_the_window_came_to_its_size(
    tmp_path: Path, keys: tuple[str, ...]
):
    opened: dict[tuple[int, int], str] = {}
    for size in SIZES:
        async with running(tmp_path / f"{size}", long_role, size=size) as user:
            await user.press(*keys)
            opened[size] = user.text
    async with running(tmp_path, long_role, size=SIZES[0]) as user:
        await user.press(*keys)
        for before in SIZES:
            for after in SIZES:
                for size in (before, after):
                    await user.pilot.resize_terminal(*size)
                    await user.settle()
                assert user.text == opened[after], f"{before} → {after}"


async def test_the_line_of_people_is_never_broken_and_says_how_many_there_are(tmp_path: Path):
    everybody = "▸ ◔ Dana Ortiz ◂   ◔ Lee Park   ◔ Ana Ruiz   ◔ Tomasz Zieliński"
    async with running(tmp_path, northwind, size=(80, 24)) as user:
        await user.press("enter", "enter", "enter")
        assert everybody in user.text
        await user.pilot.resize_terminal(60, 20)
        await user.settle()
        assert user.line("Dana Ortiz ◂").strip() == "▸ ◔ Dana Ortiz ◂   1 of 4"
        await user.pilot.resize_terminal(80, 24)
        await user.settle()
        assert everybody in user.text


async def test_all_of_a_note_is_shown_as_soon_as_there_is_room(tmp_path: Path):
    async with running(tmp_path, long_role, size=(80, 24)) as user:
        await user.press("enter", "enter", "enter")
        assert "sam@example.com" not in user.text
        await user.pilot.resize_terminal(120, 40)
        await user.settle()
        assert "sam@example.com" in user.text


async def test_the_sheet_stands_still_whether_or_not_something_is_said_below_it(tmp_path: Path):
    async with running(tmp_path, northwind, size=(100, 40)) as user:
        await user.press("enter", "enter", "enter")
        assert "One remembered moment" in user.text
        before = user.line("╭─ draft").index("╭")
        await user.press("m")
        await user.type("the tour of the workshop")
        await user.press("enter")
        assert "One remembered moment" not in user.text
        assert user.line("╭─ draft").index("╭") == before == (100 - 78) // 2


async def test_hardly_any_room_is_no_reason_to_fall_over(tmp_path: Path):
    async with running(tmp_path, long_words, size=(20, 5)) as user:
        shown = await walk(user)
        assert set(shown) >= {"RejectionsScreen", "ContactsScreen", "PointsScreen", "PreviewScreen"}
        await user.pilot.resize_terminal(1, 1)
        await user.settle()
        await user.pilot.resize_terminal(80, 24)
        await user.settle()
        assert "Northwind Robotics" in user.text
