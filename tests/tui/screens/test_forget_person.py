"""Forgetting somebody from the screen: each step is asked, and the end is proven."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events
from thanks_tui.data.models import Contact
from thanks_tui.data.store.store import Store

from tests.hostile import MARKUP
from tests.tui.driver import Driver, northwind, running
from tests.tui.stories import CONTOSO, NORTHWIND, one_due, three_due

from .trouble import no_room, slow

CANARIES = (b"Dana Ortiz", b"dana@northwind")


def still_told(folder: Path) -> list[str]:
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(canary in path.read_bytes() for canary in CANARIES)
    ]


def spoken_of(store: Store) -> None:
    """Dana of Northwind, of whom Lee's moment speaks too."""
    one_due(store)
    store.put(replace(store.contacts(NORTHWIND)[1], moment="lunch with Dana Ortiz"))


def copied(store: Store) -> None:
    """The same, and a copy of the store from before."""
    spoken_of(store)
    copies = store.path.parent / "backups"
    copies.mkdir(mode=0o700)
    (copies / "thanks-00000001-20261101T000000Z-asked.json").write_bytes(store.path.read_bytes())


async def told(user: Driver, words: str) -> None:
    """Wait for a dialog that says something."""
    await user.until(lambda: words in " ".join(user.text.replace("│", " ").split()), repr(words))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_somebody_is_forgotten_everywhere(tmp_path: Path, size: tuple[int, int]):
    async with running(tmp_path, spoken_of, size=size) as user:
        await user.press("enter", "X")
        await told(user, "Of Dana Ortiz this goes: 1 contact, 1 note, 1 day of the timeline")
        assert user.where == "Confirm"
        assert len(user.store.contacts(NORTHWIND)) == 2
        await user.press("y")
        await told(user, "Nothing of Dana Ortiz is left in")
        assert user.where == "Told"
        await user.press("enter")
        assert user.where == "ContactsScreen"
        assert [each.moment for each in user.store.contacts(NORTHWIND)] == ["lunch with (name removed)"]
        assert "Dana" not in user.text
        assert user.store.undo_label is None
        assert still_told(tmp_path) == []


async def test_a_first_name_that_stands_alone_is_told(tmp_path: Path):
    def fill(store: Store) -> None:
        one_due(store)
        store.put(replace(store.contacts(NORTHWIND)[1], moment="lunch with Dana"))

    async with running(tmp_path, fill) as user:
        await user.press("enter", "X")
        await told(user, "Of Dana Ortiz this goes")
        await user.press("y")
        await told(user, "“Dana” alone still stands in 1 other text: Lee Park, Northwind")
        await user.press("enter")
        assert [each.moment for each in user.store.contacts(NORTHWIND)] == ["lunch with Dana"]


async def test_it_is_found_by_the_palette(tmp_path: Path):
    async with running(tmp_path, spoken_of) as user:
        await user.press("enter")
        await user.find("forget", "Forget this person")
        await told(user, "Of Dana Ortiz this goes")
        await user.press("escape")
        assert len(user.store.contacts(NORTHWIND)) == 2


async def test_enter_alone_keeps_everything(tmp_path: Path):
    async with running(tmp_path, spoken_of) as user:
        before = user.store.path.read_bytes()
        await user.press("enter", "X")
        await told(user, "Of Dana Ortiz this goes")
        await user.press("enter")
        assert user.where == "ContactsScreen"
        assert user.store.path.read_bytes() == before


@pytest.mark.parametrize("yes", [True, False])
async def test_the_copies_are_asked_after_on_their_own(tmp_path: Path, yes: bool):
    async with running(tmp_path, copied) as user:
        await user.press("enter", "X")
        await told(user, "Of Dana Ortiz this goes")
        await user.press("y")
        await told(user, "One copy of the store holds Dana Ortiz too")
        await user.press("y" if yes else "n")
        await told(
            user, "Nothing of Dana Ortiz is left in" if yes else "Dana Ortiz still stands in thanks-0000"
        )
        assert len(still_told(tmp_path)) == (0 if yes else 1)


@pytest.mark.parametrize("yes", [True, False])
async def test_what_cannot_be_rewritten_is_named_and_removed_only_when_asked(tmp_path: Path, yes: bool):
    def fill(store: Store) -> None:
        copied(store)
        damaged = store.path.parent / "backups" / "thanks-00000000-20261001T000000Z-damaged.json"
        damaged.write_text('{"Dana Ortiz"')

    async with running(tmp_path, fill, size=(120, 40)) as user:
        await user.press("enter", "X")
        await told(user, "Of Dana Ortiz this goes")
        await user.press("y")
        await told(user, "2 copies of the store hold Dana Ortiz too")
        await user.press("y")
        await told(user, "could not be rewritten")
        await user.press("y" if yes else "n")
        await told(user, "Nothing of Dana Ortiz is left in" if yes else "Dana Ortiz still stands in")
        assert len(still_told(tmp_path)) == (0 if yes else 1)


def of_the_same_name(store: Store) -> None:
    """Dana of Northwind, and one of that name at Contoso, whose address is another."""
    three_due(store)
    store.put(Contact(application_id=CONTOSO, name="Dana Ortiz", email="d.ortiz@contoso.example"))


@pytest.mark.parametrize(("key", "left"), [("y", 0), ("n", 1)])
async def test_one_of_the_same_name_is_asked_after(tmp_path: Path, key: str, left: int):
    async with running(tmp_path, of_the_same_name) as user:
        user.app.go_home().open(NORTHWIND)  # pyright: ignore[reportAttributeAccessIssue]
        await user.settle()
        await user.press("X")
        await told(user, "Is this the same person? Dana Ortiz, Contoso <d.ortiz@contoso.example>")
        await user.press("escape")
        assert user.where == "ContactsScreen"
        await user.press("X")
        await told(user, "Is this the same person?")
        await user.press(key)
        await told(user, "Of Dana Ortiz this goes")
        await user.press("y")
        await told(user, "Dana Ortiz is left in")
        assert ("The name alone was not looked for" in user.text) == (key == "n")
        assert [each.name for each in user.store.all_contacts()].count("Dana Ortiz") == left


async def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path):
    async with running(tmp_path, spoken_of) as user:
        await user.press("enter", "X")
        await told(user, "Of Dana Ortiz this goes")
        with no_room():
            await user.press("y")
        assert user.where == "ContactsScreen"
        assert "Not saved" in user.text
        assert len(user.store.contacts(NORTHWIND)) == 2


async def test_one_who_can_only_read_forgets_nobody(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        northwind(store)
    async with running(tmp_path, read_only=True, signed=False) as user:
        await user.press("enter", "X")
        assert user.where == "ContactsScreen"


@pytest.mark.parametrize("hostile", MARKUP)
async def test_hostile_names_are_shown_to_the_letter(tmp_path: Path, hostile: str):
    def fill(store: Store) -> None:
        application, people = northwind(store)
        store.remove(*people)
        store.put(Contact(application_id=application.id, name=f"{hostile} Ortiz"))

    async with running(tmp_path, fill, size=(120, 40)) as user:
        await user.press("enter", "X")
        await user.until(lambda: user.where == "Confirm", "the question")
        assert f"{hostile} Ortiz" in user.text
        await user.press("y")
        await user.until(lambda: user.where == "Told", "the end")
        assert f"Nothing of {hostile} Ortiz is left" in user.text


async def test_while_it_is_written_the_screen_lives_and_no_key_does_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async with running(tmp_path, spoken_of) as user:
        await user.press("enter", "X")
        await told(user, "Of Dana Ortiz this goes")
        with slow(monkeypatch, "fsync") as go_on:
            await user.begin("y")
            await told(user, "Writing your data without them.")
            assert user.where == "Working"
            await user.begin("escape", "d", "u", "n", "y", "X", "q", "f", "ctrl+p", "enter")
            assert user.where == "Working"
            assert len(user.store.contacts(NORTHWIND)) == 2
            user.app.post_message(events.AppFocus())
            await user.begin()
            go_on.set()
            await told(user, "Nothing of Dana Ortiz is left in")
        assert len(user.store.contacts(NORTHWIND)) == 1
        assert still_told(tmp_path) == []


async def test_looking_can_be_stopped_and_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    async with running(tmp_path, copied) as user:
        before = user.store.path.read_bytes()
        await user.press("enter")
        with slow(monkeypatch, "open", of="asked.json"):
            await user.begin("X")
            await told(user, "Looking for them in everything that is kept here.")
            await user.begin("escape")
            assert user.where == "ContactsScreen"
        assert user.store.path.read_bytes() == before
        await user.press("X")
        await told(user, "Of Dana Ortiz this goes")
        await user.press("y")
        await told(user, "One copy of the store holds Dana Ortiz too")


async def test_what_changed_between_looking_and_forgetting_is_kept(tmp_path: Path):
    async with running(tmp_path, spoken_of) as user:
        await user.press("enter", "X")
        await told(user, "Of Dana Ortiz this goes")
        lee = user.store.contacts(NORTHWIND)[1]
        user.store.put(replace(lee, title="as Dana Ortiz said", phone="123"))
        await user.press("y")
        await told(user, "Nothing of Dana Ortiz is left in")
        (kept,) = user.store.contacts(NORTHWIND)
        assert (kept.title, kept.phone) == ("as (name removed) said", "123")


async def test_quitting_while_it_is_written_leaves_a_whole_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with slow(monkeypatch, "fsync") as go_on:
        go_on.set()
        async with running(tmp_path, spoken_of) as user:
            await user.press("enter", "X")
            await told(user, "Of Dana Ortiz this goes")
            go_on.clear()
            await user.begin("y")
            await told(user, "Writing your data without them.")
            user.app.exit()
            await asyncio.sleep(0)
            go_on.set()
            # As it happens at the end of the app, before the store is closed.
            await asyncio.get_running_loop().shutdown_default_executor()
    with Store.open(tmp_path / "thanks.json") as store:
        assert store.notices == ()
        assert [each.name for each in store.all_contacts()] == ["Lee Park"]
