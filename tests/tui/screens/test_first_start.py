"""The first start: who signs, and the empty home after it."""

from __future__ import annotations

from pathlib import Path

from thanks_tui.data.models import Profile
from thanks_tui.data.store.store import Store

from tests.tui.driver import northwind, running


async def test_it_asks_for_the_name_until_it_has_one_that_can_sign(tmp_path: Path):
    async with running(tmp_path, signed=False) as user:
        assert "Welcome to thanks-tui" in user.text
        assert "A short, gracious note to everyone you met" in user.text
        assert "nothing is sent unless" in user.text

        await user.press("ctrl+s")
        assert "✗ A note needs a name under it." in user.text
        await user.type(" Sam Okonkwo ")
        await user.press("enter")
        await user.type("sam at home")
        await user.press("down")
        await user.type("555 0142")
        await user.press("enter", "ctrl+s")
        assert "✗ “sam at home” is not one mail address." in user.text
        await user.fill("sam@example.com")
        await user.press("ctrl+s")

        assert user.where == "RejectionsScreen"
        assert "No rejections here yet." in user.text
        assert "Press  p  to paste the mail that told you" in user.text
        assert "Press  n  to write it in by hand." in user.text
        assert user.line("paste mail").split()[:2] == ["p", "paste"]
        assert user.store.profile == Profile(name="Sam Okonkwo", email="sam@example.com", phone="555 0142")
        assert user.store.undo_label is None

    async with running(tmp_path) as user:
        assert "Welcome" not in user.text
        assert "No rejections here yet." in user.text


async def test_what_was_typed_at_the_welcome_is_asked_after_before_it_goes(tmp_path: Path):
    async with running(tmp_path, signed=False) as user:
        await user.type("Sam")
        await user.press("escape")
        assert "Keep what you typed here?" in user.text
        await user.press("escape")
        assert "Welcome to thanks-tui" in user.text
        await user.press("escape", "n")
        assert "No rejections here yet." in user.text
        assert not user.store.profile.name


async def test_who_left_the_welcome_is_asked_again_at_the_next_start(tmp_path: Path):
    async with running(tmp_path, northwind, signed=False) as user:
        await user.press("escape", "o", "enter", "enter", "space", "B")
        assert user.store.profile.points
    async with running(tmp_path, signed=False) as user:
        assert "Welcome to thanks-tui" in user.text
        await user.type("Sam")
        await user.press("ctrl+s")
        assert user.store.profile.name == "Sam"
        assert user.store.profile.points


async def test_who_signs_can_be_changed_later_and_taken_back(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.find("who signs", "Your name and what may stand under it")
        assert "Who signs" in user.text
        assert "sam@example.com" in user.text
        await user.fill("Sam O.")
        await user.press("ctrl+s")
        await user.press("enter", "enter")
        assert "Sam O." in user.text
        await user.press("u")
        assert user.told == "Undone: Changed who signs"
        assert "Sam Okonkwo" in user.text
    with Store.open(tmp_path / "thanks.json") as store:
        assert store.profile.name == "Sam Okonkwo"


async def test_what_could_not_be_read_is_told_at_the_start(tmp_path: Path):
    from tinydb import TinyDB

    with TinyDB(tmp_path / "thanks.json") as database:
        database.table("applications").insert({"id": "a" * 32, "company": 5})
    async with running(tmp_path) as user:
        assert user.store.problems[0].sentence in user.told
