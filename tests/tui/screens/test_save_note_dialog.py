"""Saving a note: the formats, what the file holds, and files that are there already."""

from __future__ import annotations

import stat
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import Channel, State
from thanks_tui.data.store.store import Store
from thanks_tui.data.walk import text_of

from tests.tui.driver import MAIL, Driver, northwind, running


@pytest.fixture
def folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the app is started."""
    monkeypatch.chdir(home)
    return home


async def open_save(user: Driver) -> None:
    await user.press("enter", "enter", "enter", "x")
    assert user.where == "SaveNote"


async def test_plain_text_and_markdown_hold_the_note_for_the_user_alone(tmp_path: Path, folder: Path):
    async with running(tmp_path, northwind) as user:
        await open_save(user)
        assert "Save the note to Dana Ortiz" in user.text
        assert "‹ .eml  a mail draft ›" in user.text
        assert "dana-ortiz-northwind-robotics.eml" in user.text
        await user.press("right")
        assert "dana-ortiz-northwind-robotics.txt" in user.text
        await user.press("ctrl+s")
        text = text_of(user.store, user.store.all_notes()[0])
        plain = folder / "dana-ortiz-northwind-robotics.txt"
        assert plain.read_text() == f"{text}\n"
        assert stat.S_IMODE(plain.stat().st_mode) == 0o600
        assert f"Saved {plain}" in user.told
        assert user.store.all_notes()[0].state is State.READY

        await user.press("x", "left", "tab")
        await user.fill("~/for dana")
        await user.press("ctrl+s")
        markdown = folder / "for dana.md"
        assert "Dear Dana," in markdown.read_text()
        assert stat.S_IMODE(markdown.stat().st_mode) == 0o600


async def test_a_mail_draft_answers_in_the_thread_of_the_rejection(tmp_path: Path, folder: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste(MAIL)
        await user.press("enter", "enter", "enter", "x", "ctrl+s")
        saved = folder / "dana-ortiz-northwind-robotics.eml"
        mail = message_from_bytes(saved.read_bytes(), policy=policy.default)
        assert mail["To"] == "Dana Ortiz <dana.ortiz@northwind.example>"
        assert mail["Subject"] == "Re: Your application for Staff Engineer at Northwind Robotics"
        assert mail["In-Reply-To"] == "<abc123@northwind.example>"
        assert mail["References"] == "<abc123@northwind.example>"
        assert mail["X-Unsent"] == "1"
        assert "Dear Dana," in mail.get_content()
        assert stat.S_IMODE(saved.stat().st_mode) == 0o600


async def test_a_file_that_is_there_is_replaced_only_when_told_so(tmp_path: Path, folder: Path):
    saved = folder / "dana-ortiz-northwind-robotics.txt"
    saved.write_text("something else")

    def fill(store: Store) -> None:
        _, contacts = northwind(store)
        store.put(replace(contacts[0], channel=Channel.CARD))

    async with running(tmp_path, fill) as user:
        await open_save(user)
        assert "‹ .txt  plain text ›" in user.text
        await user.press("ctrl+s")
        assert "A file of that name" in user.text
        await user.press("n")
        assert user.where == "SaveNote"
        assert "already." in user.text
        assert "~/dana-ortiz-northwind-robotics.txt" in user.text
        assert saved.read_text() == "something else"
        await user.press("ctrl+s", "y")
        assert saved.read_text().startswith("Dear Dana,")
        assert user.where == "PreviewScreen"


async def test_what_is_in_the_way_is_told_and_the_path_stays_to_be_mended(tmp_path: Path, folder: Path):
    async with running(tmp_path, northwind) as user:
        await open_save(user)
        await user.press("tab")
        await user.fill("")
        await user.press("ctrl+s")
        assert "✗ Which file shall it be?" in user.text
        for wrong in ("/", ".", "~nobody-of-that-name/note.txt"):
            await user.fill(wrong)
            await user.press("ctrl+s")
            assert f"✗ {wrong}" in user.text
        await user.fill("nowhere/dana.md")
        await user.press("ctrl+s")
        assert "✗ There is no folder" in user.text
        assert "nowhere/dana.md" in user.text
        assert "‹ .md  Markdown ›" in user.text
        assert user.store.all_notes()[0].state is State.DRAFT
        (folder / "a link.md").symlink_to("elsewhere")
        await user.press("tab")
        await user.fill("a link.md")
        await user.press("ctrl+s", "y")
        assert "is a link" in user.text
        await user.press("escape", "n")
        assert user.where == "PreviewScreen"
    assert (folder / "a link.md").is_symlink()
    assert not (folder / "elsewhere").exists()


async def test_when_the_folder_it_was_started_in_is_gone_the_home_is_proposed(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
):
    (gone := tmp_path / "gone").mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    async with running(tmp_path, northwind) as user:
        await open_save(user)
        await user.press("ctrl+s")
    assert (home / "dana-ortiz-northwind-robotics.eml").exists()


async def test_what_the_path_is_called_decides_over_the_format(tmp_path: Path, folder: Path):
    async with running(tmp_path, northwind) as user:
        await open_save(user)
        await user.press("tab")
        await user.fill("dana.txt")
        await user.press("ctrl+s", "x")
        assert (folder / "dana.txt").read_text().startswith("Dear Dana,")
        await user.press("tab")
        await user.fill("notes.of.mine")
        await user.press("shift+tab", "right", "tab", "ctrl+s")
        assert (folder / "notes.of.mine.txt").exists()


@pytest.mark.parametrize("name", ["x" * 300, "y/" * 3000])
async def test_a_name_that_is_too_long_is_told(tmp_path: Path, folder: Path, name: str):
    async with running(tmp_path, northwind) as user:
        await open_save(user)
        await user.press("tab")
        await user.press("end", "ctrl+u")
        await user.paste(name)
        await user.press("ctrl+s")
        assert user.where == "SaveNote"
        assert "✗ Not written: the name of the file is too long." in user.text
