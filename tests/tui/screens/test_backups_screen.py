"""The list of copies: seen, verified, made, and gone back to."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.backups.making import back_up
from thanks_tui.data.backups.why import Why
from thanks_tui.data.models import Application, Profile
from thanks_tui.data.store.store import Store
from thanks_tui.tui.screens.backups import BackupsScreen

from tests.data.backups.copies import stamped
from tests.tui.driver import Driver, northwind, running

THEN = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def backed_up(store: Store) -> None:
    """Northwind, then a copy, then Contoso; and a damaged file that was set aside."""
    store.put(Profile(name="Sam Okonkwo"))
    application, _ = northwind(store)
    made = back_up(store.path, Why.START, THEN)
    assert made is not None
    store.put(Application(company="Contoso"), replace(application, role="Chief Engineer"))
    damaged = made.path.with_name("thanks-00000001-20261101T183000Z-damaged.json")
    damaged.write_bytes(b"{")


async def at_the_copies(user: Driver) -> None:
    await user.press("K")
    await user.until(lambda: "not read yet" not in user.text, "every copy to be read")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_it_lists_the_copies_and_what_they_are_worth(tmp_path: Path, size: tuple[int, int]):
    async with running(tmp_path, backed_up, size=size) as user:
        await at_the_copies(user)
        assert user.where == "BackupsScreen"
        assert "Backups  3" in user.text
        await user.press("end")
        assert "▲ damaged" in user.text
        assert "damaged, and set aside" in user.text
        await user.press("up")
        assert any("20 Nov" in line and "● whole" in line for line in user.text.splitlines())
        assert "when you started" in user.text
        assert "1 application" in user.text
        await user.press("home")
        assert "before the last change" in user.text
        await user.press("escape")
        assert user.where == "RejectionsScreen"


async def test_what_is_known_of_one_stands_beside_it(tmp_path: Path):
    async with running(tmp_path, backed_up, size=(130, 40)) as user:
        await at_the_copies(user)
        await user.press("down")
        for known in ("1 application, 4 contacts, 0 notes", "after 2 saves", "-start.json", " kB"):
            assert known in user.text
        await user.press("end")
        assert "is damaged" in user.text


async def test_an_empty_one_says_when_there_will_be_some(tmp_path: Path):
    async with running(tmp_path, size=(80, 24)) as user:
        await user.press("K")
        assert "No backups yet." in user.text
        await user.press("enter", "c")
        assert user.where == "BackupsScreen"


async def test_going_back_shows_what_would_change_and_asks(tmp_path: Path):
    async with running(tmp_path, backed_up) as user:
        await at_the_copies(user)
        await user.press("down", "enter")
        await user.until(lambda: user.where == "Confirm", "the question")
        assert "Go back to 20 Nov" in user.text
        assert "Goes: 1 application (Contoso)" in user.text
        assert "Is as it was: 1 application (Northwind Robotics)" in user.text
        assert "Comes back" not in user.text
        await user.press("enter")
        assert [each.company for each in user.store.applications()] == ["Northwind Robotics", "Contoso"]


@pytest.mark.parametrize("key", ["enter", "r"])
async def test_going_back_takes_the_running_window_with_it(tmp_path: Path, key: str):
    async with running(tmp_path, backed_up) as user:
        await user.press("enter")
        assert user.where == "ContactsScreen"
        user.store.put(Application(company="Acme"), label="Added Acme")
        await at_the_copies(user)
        await user.press("down", key)
        await user.until(lambda: user.where == "Confirm", "the question")
        await user.press("y")
        assert "All is as it was: 20 Nov" in user.told
        assert [each.role for each in user.store.applications()] == ["Staff Engineer"]
        assert user.store.undo_label is None
        await user.until(lambda: "not read yet" not in user.text, "every copy to be read")
        assert "before you went back" in user.text
        await user.press("escape")
        if user.where != "RejectionsScreen":
            await user.press("escape")
        assert "Contoso" not in user.text
        assert "Northwind Robotics" in user.text
        user.store.put(Application(company="Globex"))
    with Store.open(tmp_path / "thanks.json") as store:
        assert [each.company for each in store.applications()] == ["Northwind Robotics", "Globex"]
        assert store.notices == ()


async def test_what_was_replaced_can_be_gone_back_to(tmp_path: Path):
    async with running(tmp_path, backed_up) as user:
        await at_the_copies(user)
        for _ in range(2):
            await user.press("down", "enter")
            await user.until(lambda: user.where == "Confirm", "the question")
            await user.press("y")
            await user.until(lambda: "not read yet" not in user.text, "every copy to be read")
            await user.press("home")
            await user.press(*["up"] * 5)
        copies = [row.why for row in user.app.screen.query_one("BackupList").rows]  # type: ignore[attr-defined]
        assert "restore" in copies


async def test_a_copy_that_says_the_same_changes_nothing(tmp_path: Path):
    async with running(tmp_path, backed_up) as user:
        await user.press("K", "n")
        assert "The backup is made: thanks-00000003-" in user.told
        await user.press("enter")
        await user.until(lambda: user.where == "Confirm", "the question")
        assert "Nothing would change" in user.text


async def test_a_damaged_one_cannot_be_gone_back_to(tmp_path: Path):
    async with running(tmp_path, backed_up) as user:
        await at_the_copies(user)
        await user.press("end", "enter")
        await user.until(lambda: "▲ thanks-" in user.text, "the reason")
        assert user.where == "BackupsScreen"
        assert len(user.store.applications()) == 2


async def test_one_that_is_damaged_meanwhile_is_refused(tmp_path: Path):
    async with running(tmp_path, backed_up) as user:
        await at_the_copies(user)
        await user.press("down", "enter")
        await user.until(lambda: user.where == "Confirm", "the question")
        [copy] = (tmp_path / "backups").glob("*-start.json")
        copy.write_bytes(b"{")
        await user.press("y")
        assert "Nothing was restored." in user.text
        assert len(user.store.applications()) == 2


async def test_a_key_reads_them_all_again(tmp_path: Path):
    async with running(tmp_path, backed_up) as user:
        await at_the_copies(user)
        [copy] = (tmp_path / "backups").glob("*-start.json")
        status, data = copy.stat(), bytearray(copy.read_bytes())
        data[-3] ^= 1
        copy.write_bytes(data)
        os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
        await user.press("c")
        await user.until(lambda: "not read yet" not in user.text, "every copy to be read")
        assert not any("20 Nov" in line and "● whole" in line for line in user.text.splitlines())


async def test_nothing_to_back_up_yet(tmp_path: Path):
    async with running(tmp_path, signed=False) as user:
        await user.press("escape", "K", "n")
        assert "nothing to back up" in user.told


async def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*args: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with running(tmp_path, backed_up) as user:
        await at_the_copies(user)
        monkeypatch.setattr(os, "writev", full)
        await user.press("n")
        assert "No backup was made: the disk that holds" in user.text
        await user.press("down", "enter")
        await user.until(lambda: user.where == "Confirm", "the question")
        await user.press("y")
        assert "Nothing was restored, for what is there has to be kept first." in " ".join(user.text.split())
        assert len(user.store.applications()) == 2


async def test_old_ones_that_cannot_go_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def many(store: Store) -> None:
        backed_up(store)
        stamped(store.path, range(100, 5, -1))

    real = os.unlink

    def refuse(name: Path, **kwargs: object) -> None:
        if str(name).endswith("-start.json"):
            raise OSError(errno.EPERM, "Operation not permitted")
        real(name)

    async with running(tmp_path, many) as user:
        monkeypatch.setattr(os, "unlink", refuse)
        await at_the_copies(user)
        await user.press("n")
        assert "Older backups could not be thinned out" in user.text


async def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    async with running(tmp_path, backed_up) as user:
        real = os.listdir

        def refuse(path: Path) -> list[str]:
            if Path(path).name == "backups":
                raise OSError(errno.EACCES, "Permission denied")
            return real(path)

        monkeypatch.setattr(os, "listdir", refuse)
        await user.press("K")
        assert "There is no permission to read" in user.text


async def test_who_can_read_them_is_not_asked_where_they_cannot_be_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async with running(tmp_path, backed_up) as user:
        await at_the_copies(user)
        real = os.listdir

        def refuse(path: Path) -> list[str]:
            if Path(path).name == "backups":
                raise OSError(errno.EIO, "Input/output error")
            return real(path)

        with monkeypatch.context() as patch:
            patch.setattr(os, "listdir", refuse)
            await user.press("w")
            assert user.where == "BackupsScreen"
            assert "could not be read (Input/output error)" in user.plain
        await user.press("w")
        assert user.where == "EncryptBackups"
        await user.type("nonsense")
        with monkeypatch.context() as patch:
            patch.setattr(os, "listdir", refuse)
            await user.press("ctrl+s")
            assert user.where == "BackupsScreen"
            assert "could not be read (Input/output error)" in user.plain


async def test_where_nothing_can_be_written_they_are_only_listed(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        backed_up(store)
    async with running(tmp_path, read_only=True) as user:
        await at_the_copies(user)
        screen = user.app.screen
        assert isinstance(screen, BackupsScreen)
        assert not screen.check_action("go_back", ())
        await user.press("enter", "r", "n")
        assert user.where == "BackupsScreen"
        assert len(list((tmp_path / "backups").iterdir())) == 2
