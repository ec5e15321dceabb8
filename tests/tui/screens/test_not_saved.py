"""When the disk refuses: it is said, nothing that was typed is lost, and it is kept once that is over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, State
from thanks_tui.data.store.store import Store

from tests.tui.driver import MAIL, Driver, northwind, running
from tests.tui.screens.trouble import no_folder, no_room

FULL = "Not saved: thanks.json has reached the size that files may have here."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "store"
    own.mkdir(mode=0o700)
    return own


def companies(user: Driver) -> list[str]:
    return [application.company for application in user.store.applications()]


@pytest.mark.parametrize("size", [(100, 30), (60, 20)], ids=["normal", "small"])
async def test_a_form_comes_back_as_it_was_and_is_kept_when_there_is_room(
    folder: Path, size: tuple[int, int]
):
    async with running(folder, northwind, size=size) as user:
        await user.press("n")
        await user.type("Contoso")
        with no_room():
            await user.press("ctrl+s")
            assert "✗ Not saved: thanks.json has reached" in user.text
            assert user.where == "ApplicationForm"
            assert "A rejection" in user.text
            assert companies(user) == ["Northwind Robotics"]
            await user.press("escape")
            assert "Keep what you typed here?" in user.text
            await user.press("y")
            assert user.where == "ApplicationForm"
        await user.press("ctrl+s")
        assert user.where == "ContactsScreen"
        assert companies(user) == ["Northwind Robotics", "Contoso"]
        await user.press("escape")
        assert "Not saved" not in user.text
    with Store.open(folder / "thanks.json") as store:
        assert len(store.applications()) == 2


async def test_what_was_given_up_stays_as_it_was(folder: Path):
    async with running(folder, northwind) as user:
        await user.press("e")
        await user.fill("Southwind")
        with no_room():
            await user.press("ctrl+s", "escape", "n")
        assert user.where == "RejectionsScreen"
        assert FULL in user.text
        assert companies(user) == ["Northwind Robotics"]
        await user.press("d")
        assert FULL not in user.text


async def test_no_dialog_forgets_what_was_typed(folder: Path):
    async with running(folder, northwind) as user:
        await user.press("enter", "m")
        await user.type("the tour")
        with no_room():
            await user.press("enter")
        assert "the tour" in user.text
        await user.press("escape", "y")
        assert user.store.contact("0" * 32).moment == "the tour"

        await user.press("n")
        await user.type("Kim Larsen")
        with no_room():
            await user.press("ctrl+s")
        assert "Somebody you met" in user.text
        await user.press("ctrl+s")
        assert "▌ ○ Kim Larsen" in user.text

        await user.press("p")
        await user.paste("Noor Haddad, recruiter")
        with no_room():
            await user.press("ctrl+s")
        assert "+ Noor Haddad" in user.text
        assert "✗ Not saved" in user.text
        await user.press("ctrl+s")
        assert [one.name for one in user.store.all_contacts()][4:] == ["Kim Larsen", "Noor Haddad"]

        await user.press("enter", "e")
        await user.type("My own words. ")
        with no_room():
            await user.press("ctrl+s")
        assert "My own words." in user.text
        await user.press("ctrl+s")
        assert len(user.store.profile.own_wordings) == 1

        await user.press("n")
        await user.type("My own point.")
        with no_room():
            await user.press("ctrl+s")
        assert "My own point." in user.text
        await user.press("ctrl+s")
        assert len(user.store.profile.own_points) == 1

        await user.press("enter", "s")
        await user.fill("yesterday")
        with no_room():
            await user.press("ctrl+s")
        assert "2026-11-21" in user.line("On  ")
        await user.press("ctrl+s")
        sent = [note.sent_on for note in user.store.all_notes() if note.state is State.SENT]
        assert sent == [date(2026, 11, 21)]


async def test_who_signs_is_not_forgotten_either(folder: Path):
    async with running(folder, signed=False) as user:
        await user.type("Sam")
        with no_room():
            await user.press("ctrl+s")
        assert "✗ Not saved" in user.text
        assert "Sam" in user.line("Your name")
        await user.press("escape", "escape", "ctrl+s")
        assert user.store.profile.name == "Sam"


async def test_every_key_that_changes_something_says_when_it_did_not(folder: Path):
    async with running(folder, northwind) as user:
        with no_room():
            for key in ("d", "o"):
                await user.press(key)
                assert FULL in user.text
        assert companies(user) == ["Northwind Robotics"]
        await user.press("enter")
        assert "Not saved" not in user.text
        with no_room():
            for key in ("d", "l"):
                await user.press(key)
                assert FULL in user.text
        assert len(user.store.all_contacts()) == 4
        await user.press("enter", "n")
        await user.type("My own point.")
        await user.press("ctrl+s", "down")
        with no_room():
            for key in ("d", "B"):
                await user.press(key)
                assert FULL in user.text
        assert len(user.store.profile.own_points) == 1
        assert user.told == ""


async def test_nobody_is_brought_along_and_nothing_rests_when_it_cannot_be_kept(folder: Path):
    def fill(store: Store) -> None:
        northwind(store)
        store.put(Application(company="Northwind Robotics"))

    async with running(folder, fill) as user:
        await user.press("end")
        with no_room():
            await user.press("R")
            assert FULL in user.text
            await user.press("enter", "b")
            assert FULL in user.text
        assert len(user.store.all_contacts()) == 4
        assert user.told == ""


async def test_notes_can_be_read_and_copied_when_nothing_can_be_kept(folder: Path):
    async with running(folder, northwind) as user:
        with no_room():
            await user.press("enter", "enter")
            assert FULL in user.text
            assert "Dear Dana," in user.text
            await user.press("space", "t", "J", "right")
            assert "[x] The outcome" in user.text
            await user.press("right_square_bracket", "left_square_bracket", "enter", "y")
            assert user.app.clipboard.startswith("Dear Dana,")
            assert FULL in user.text
            await user.press("r", "escape", "u")
            assert FULL in user.text
            assert companies(user) == ["Northwind Robotics"]
        await user.press("space")
        assert "[ ] The outcome" in user.text
        assert "Not saved" not in user.text


async def test_a_text_on_the_sheet_waits_until_it_can_be_kept(folder: Path):
    async with running(folder, northwind) as user:
        await user.press("enter", "enter", "enter", "e")
        with no_room():
            await user.type("Not lost. ")
            await user.until(
                lambda: "What you type is not on the disk yet" in user.told, "the trouble to be told"
            )
            await user.press("escape")
            assert FULL in user.text
            assert "Go on writing, and try again later?" in user.text
            await user.press("ctrl+q")
            assert "Go on writing, and try again later?" in user.text
            await user.press("y")
            assert "Not lost. Dear Dana," in user.text
            await user.press("ctrl+q")
            assert user.app.is_running
        await user.press("escape")
        assert "Not saved" not in user.text
        assert user.store.all_notes()[0].text.startswith("Not lost. Dear Dana,")

        await user.press("e")
        await user.type("Thrown away. ")
        with no_room():
            await user.press("escape", "n")
        assert "Thrown away." not in user.text
        assert user.where == "PreviewScreen"
        assert user.store.all_notes()[0].text.startswith("Not lost. Dear Dana,")


async def test_a_folder_that_is_gone_is_told_and_its_return_is_enough(folder: Path):
    async with running(folder, northwind) as user:
        await user.press("n")
        await user.type("Contoso")
        with no_folder(folder):
            await user.press("ctrl+s")
            assert "✗ Not saved" in user.text
        await user.press("ctrl+s")
        assert companies(user) == ["Northwind Robotics", "Contoso"]


async def test_a_newer_versions_change_is_never_overwritten(folder: Path):
    saved = folder / "thanks.json"
    async with running(folder, northwind) as user:
        theirs = saved.read_bytes().replace(b'"schema":1', b'"schema":99')
        saved.write_bytes(theirs)
        await user.press("n")
        await user.type("Contoso")
        await user.press("ctrl+s")
        assert "✗ Not saved: thanks.json was replaced by one of a newer version" in user.text
        assert "Contoso" in user.text
        assert saved.read_bytes() == theirs
        await user.press("escape", "n")
        assert user.where == "RejectionsScreen"
        assert "▲ Not saved: thanks.json was replaced" in user.text


async def test_a_theme_that_could_not_be_remembered_is_told(folder: Path):
    async with running(folder) as user:
        with no_room():
            user.app.theme = "paper"
            await user.settle()
        assert FULL in user.told
        assert user.app.theme == "paper"


async def test_a_mail_that_could_not_be_kept_is_still_there(folder: Path):
    async with running(folder) as user:
        await user.press("p")
        await user.paste(MAIL)
        with no_room():
            await user.press("ctrl+s")
        assert "✗ Not saved" in user.text
        assert "Northwind Robotics" in user.line("Company")
        await user.press("ctrl+s")
        assert companies(user) == ["Northwind Robotics"]
