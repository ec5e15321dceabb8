"""The list of what was deleted: looked at, brought back, or let go of for ever."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from thanks_tui.data.models import Deleted, Removed, Trashed
from thanks_tui.data.store.store import Store
from thanks_tui.data.trash import delete_for_ever, newest_first
from thanks_tui.data.walk import remove_contact

from tests.tui.driver import northwind, running
from tests.tui.stories import CONTOSO, NORTHWIND, three_due

from .trouble import no_room


def deleted(store: Store) -> None:
    """Lee of Northwind, and after that Contoso with all of its people."""
    three_due(store)
    remove_contact(store, store.contacts(NORTHWIND)[1])
    store.remove(store.application(CONTOSO), label="Deleted Contoso")


def both_gone(store: Store) -> None:
    """Dana, and after her the application that she belongs to."""
    application, people = northwind(store)
    remove_contact(store, people[0])
    store.remove(store.application(application.id))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_it_lists_what_was_deleted_and_shows_what_is_in_it(tmp_path: Path, size: tuple[int, int]):
    async with running(tmp_path, deleted, size=size) as user:
        await user.press("D")
        assert user.where == "TrashScreen"
        assert "Deleted  2" in user.text
        assert "30 days left" in user.text
        assert "application, deleted 22 Nov, today" in user.text
        await user.press("down")
        assert "contact of Northwind Robotics" in user.text
        await user.press("escape")
        assert user.where == "RejectionsScreen"


async def test_an_empty_one_is_kind(tmp_path: Path):
    async with running(tmp_path, size=(80, 24)) as user:
        await user.press("D")
        assert "Nothing lies here." in user.text
        assert "waits here for 30 days" in " ".join(user.text.split())
        await user.press("enter", "b", "d")
        assert user.where == "TrashScreen"


@pytest.mark.parametrize("key", ["enter", "b"])
async def test_a_key_brings_it_back_and_another_takes_that_back(tmp_path: Path, key: str):
    async with running(tmp_path, deleted) as user:
        await user.press("D", key)
        assert user.store.contacts(CONTOSO)
        assert "Contoso is back. Press u to take that back." in user.told
        assert "Deleted  1" in user.text
        await user.press("u")
        assert not user.store.contacts(CONTOSO)
        assert "Deleted  2" in user.text


async def test_a_second_click_brings_it_back(tmp_path: Path):
    async with running(tmp_path, deleted) as user:
        await user.press("D")
        await user.click("Contoso", times=2)
        assert user.store.contacts(CONTOSO)


async def test_from_a_step_behind_it_what_was_deleted_is_found_by_the_palette(tmp_path: Path):
    async with running(tmp_path, deleted) as user:
        await user.press("enter")
        await user.find("deleted", "What you deleted")
        assert user.where == "TrashScreen"
        await user.press("down", "enter", "escape")
        assert user.where == "ContactsScreen"
        assert [each.name for each in user.store.contacts(NORTHWIND)] == ["Dana Ortiz", "Lee Park"]


async def test_a_contact_comes_back_with_the_application_when_both_are_gone(tmp_path: Path):
    async with running(tmp_path, both_gone) as user:
        await user.press("D", "down", "enter")
        assert user.where == "Confirm"
        assert "The application to Northwind Robotics was deleted as well." in " ".join(user.text.split())
        await user.press("n")
        assert user.store.applications() == []
        await user.press("enter", "y")
        assert len(user.store.all_contacts()) == 4
        assert "Nothing lies here." in user.text


async def test_a_contact_whose_application_is_gone_for_ever_stays(tmp_path: Path):
    def fill(store: Store) -> None:
        both_gone(store)
        delete_for_ever(store, newest_first(store)[0])

    async with running(tmp_path, fill) as user:
        await user.press("D", "enter")
        assert "Dana Ortiz cannot be brought back" in user.text
        assert len(user.store.trash()) == 1


async def test_what_cannot_be_read_says_so(tmp_path: Path):
    def fill(store: Store) -> None:
        removed = Removed(table="applications", number=1, document={"id": "x"})
        day = datetime(2026, 11, 20, tzinfo=UTC)
        store.put(Trashed(deleted_on=day, what=Deleted.APPLICATION, label="Contoso", removed=(removed,)))

    async with running(tmp_path, fill) as user:
        await user.press("D")
        assert "does not fit together" in " ".join(user.text.split())
        await user.press("enter")
        assert len(user.store.trash()) == 1


async def test_it_is_deleted_for_ever_when_that_is_sure(tmp_path: Path):
    async with running(tmp_path, deleted) as user:
        await user.press("D", "d")
        assert "is taken out of the trash now." in user.text
        await user.press("enter")
        assert len(user.store.trash()) == 2
        await user.press("d", "y")
        assert [each.label for each in user.store.trash()] == ["Lee Park"]
        assert "Contoso is gone for ever." in user.told


async def test_what_cannot_be_kept_is_told(tmp_path: Path):
    async with running(tmp_path, deleted) as user:
        await user.press("D")
        with no_room():
            await user.press("enter")
            assert "Not saved" in user.text
            await user.press("d", "y")
        assert len(user.store.trash()) == 2
        await user.press("enter")
        assert len(user.store.trash()) == 1


async def test_one_who_can_only_read_looks_and_changes_nothing(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        deleted(store)
    async with running(tmp_path, read_only=True, signed=False) as user:
        await user.press("D", "enter", "d", "b")
        assert user.where == "TrashScreen"
        assert len(user.store.trash()) == 2


async def test_the_keys_come_back_with_what_was_the_only_one(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("d", "u")
        assert user.app.focused is not None
        await user.press("d", "D", "enter", "u")
        assert "Deleted  1" in user.text
        await user.press("enter")
        assert "Nothing lies here." in user.text
        await user.press("escape", "enter")
        assert user.where == "ContactsScreen"
        await user.press("down")
        assert user.app.focused is not None
