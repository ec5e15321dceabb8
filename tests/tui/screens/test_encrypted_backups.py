"""Encrypted backups on the screen: switched on and off, and gone back to with the key."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from thanks_tui.data.backups.making import back_up
from thanks_tui.data.backups.recipients import encrypt_to, recipients_of
from thanks_tui.data.backups.why import Why
from thanks_tui.data.encryption.locks import Recipients
from thanks_tui.data.models import Application, Profile
from thanks_tui.data.store.store import Store

from tests.keys import Pair, new_pair
from tests.tui.driver import Driver, northwind, running

THEN = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """The key of the backups, beside the folder of the store."""
    return new_pair(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the store."""
    kept = tmp_path / "kept"
    kept.mkdir(mode=0o700)
    return kept


def backed_up(store: Store) -> None:
    """Northwind, then a copy, then Contoso."""
    store.put(Profile(name="Sam Okonkwo"))
    northwind(store)
    back_up(store.path, Why.START, THEN)
    store.put(Application(company="Contoso"))


def in_plain(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "backups").iterdir() if b"Dana Ortiz" in file.read_bytes())


def keys_of(folder: Path) -> tuple[str, ...]:
    recipients = recipients_of(folder / "thanks.json")
    return () if recipients is None else recipients.keys


async def choose(user: Driver, *keys: str, said: str = "from now on.") -> str:
    """Take the form that is filled in, after `keys`; return what was said of it, which goes by itself."""
    told: list[str] = []

    def is_done() -> bool:
        told.append(user.told)
        return said in told[-1] or "✗" in user.text

    await user.press(*keys, "ctrl+s")
    await user.until(is_done, "the backups to be dealt with")
    await user.settle()
    return told[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_the_form_says_what_is_not_encrypted(folder: Path, size: tuple[int, int]):
    async with running(folder, backed_up, size=size) as user:
        await user.press("K", "w")
        assert user.where == "EncryptBackups"
        said = " ".join(user.text.replace("│", " ").split())
        assert "The store itself is not encrypted" in said
        assert "without it nobody opens them" in said
        await user.press("escape")
        assert user.where == "BackupsScreen"


async def test_switching_it_on_encrypts_the_older_ones_and_each_that_comes(folder: Path, pair: Pair):
    async with running(folder, backed_up) as user:
        await user.press("K", "w")
        assert "1 older backup is not encrypted." in user.text
        await user.paste(pair.public)
        assert "Backups are encrypted from now on. Encrypted as well: 1." in await choose(user)
        assert "◌ encrypted" in user.text
        await user.press("n")
        assert in_plain(folder) == []
        assert len(list((folder / "backups").glob("*.json.age"))) == 2
        assert keys_of(folder) == (pair.public,)
        # There it stands when one comes again, and nothing is asked of older ones.
        await user.press("w")
        assert pair.public[:20] in user.text
        assert "not encrypted." not in user.text.replace("itself is not encrypted", "")
        await choose(user)
        assert keys_of(folder) == (pair.public,)


@pytest.mark.parametrize(
    ("keys", "left", "told"),
    [(("right",), 0, "Removed: 1."), (("right", "right"), 1, "Backups are encrypted from now on.")],
)
async def test_the_older_ones_can_be_removed_or_kept(folder: Path, pair: Pair, keys, left: int, told: str):
    async with running(folder, backed_up) as user:
        await user.press("K", "w")
        await user.paste(pair.public)
        assert (await choose(user, "tab", *keys)).endswith(told)
        assert len(in_plain(folder)) == left


async def test_a_key_that_is_none_is_told_and_nothing_changes(folder: Path, pair: Pair):
    async with running(folder, backed_up) as user:
        await user.press("K", "w")
        await user.paste(str(pair.file))
        await choose(user)
        assert "the public one is needed: age1…" in user.text
        await user.fill("age1x")
        await choose(user)
        assert "✗ age1x is no public key of age or OpenSSH." in user.text
        await user.press("escape", "n")
        assert user.where == "BackupsScreen"
        assert keys_of(folder) == ()
        assert len(in_plain(folder)) == 1


async def test_an_empty_key_switches_it_off(folder: Path, pair: Pair):
    encrypt_to(folder / "thanks.json", Recipients(pair.public, new_pair(folder.parent, "b.txt").public))
    async with running(folder, northwind) as user:
        await user.press("K", "w")
        assert "2 keys" in user.text
        await choose(user)
        assert len(keys_of(folder)) == 2
        await user.press("w")
        await user.fill("")
        assert await choose(user, said="Backups are not encrypted from now on.")
        assert keys_of(folder) == ()


async def test_where_the_list_of_keys_is_lost_choosing_anew_puts_it_right(folder: Path, pair: Pair):
    encrypt_to(folder / "thanks.json", Recipients(pair.public))
    async with running(folder, backed_up) as user:
        (folder / "backups" / "recipients.txt").unlink()
        await user.press("K", "n")
        assert "recipients.txt beside them, which says to whom, is gone" in " ".join(user.text.split())
        await user.press("w")
        await user.paste(pair.public)
        await choose(user)
        await user.press("n")
        assert len(list((folder / "backups").glob("*.json.age"))) == 2


async def test_going_back_to_one_asks_for_the_key(folder: Path, pair: Pair):
    encrypt_to(folder / "thanks.json", Recipients(pair.public))
    async with running(folder, backed_up) as user:
        await user.press("K", "end", "enter")
        assert user.where == "OpenBackup"
        await user.paste(str(new_pair(folder.parent, "other.txt").file))
        await user.press("ctrl+s")
        await user.until(lambda: "✗" in user.text, "the wrong key to be told")
        assert "✗ None of the keys opens it." in user.text
        await user.press("end", "ctrl+u")
        await user.paste(str(pair.file))
        await user.press("ctrl+s")
        await user.until(lambda: user.where == "Confirm", "the question")
        assert "Goes: 1 application (Contoso)" in user.text
        await user.press("y")
        assert [each.company for each in user.store.applications()] == ["Northwind Robotics"]
        assert in_plain(folder) == []

        await user.press("end", "enter", "escape")
        assert user.where == "BackupsScreen"


async def test_one_that_is_damaged_from_outside_says_so(folder: Path, pair: Pair):
    encrypt_to(folder / "thanks.json", Recipients(pair.public))
    async with running(folder, backed_up) as user:
        (copy,) = (folder / "backups").glob("*.age")
        copy.write_bytes(b"")
        await user.press("K")
        await user.until(lambda: "▲ damaged" in user.text, "it to be looked at")


async def test_a_second_window_cannot_change_it(folder: Path):
    with Store.open(folder / "thanks.json") as first:
        backed_up(first)
        async with running(folder, signed=False) as user:
            await user.press("K", "w")
            assert user.where == "BackupsScreen"
