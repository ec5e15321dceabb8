"""Another program changes the file while the app is open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events
from thanks_tui.data.models import Application, Channel, FollowUp, Note
from thanks_tui.data.store.store import Store
from thanks_tui.data.walk import mark_sent

from tests.tui.driver import TODAY, Driver, northwind, running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def elsewhere(folder: Path, *records: Application | FollowUp) -> None:
    """Put records into a copy of the store, on another machine, and sync that to here."""
    other = folder.with_name("other")
    other.mkdir()
    shutil.copy(folder / "thanks.json", other)
    with Store.open(other / "thanks.json") as store:
        store.put(*records)
    (other / "thanks.json").replace(folder / "thanks.json")


async def come_back(user: Driver) -> None:
    """Leave the terminal's window for another, and come back."""
    user.app.post_message(events.AppBlur())
    user.app.post_message(events.AppFocus())
    await user.settle()


async def test_it_is_shown_when_the_user_comes_back_to_the_window(folder: Path):
    async with running(folder, northwind) as user:
        elsewhere(folder, Application(company="Contoso"))
        assert "Contoso" not in user.text
        await come_back(user)
        assert "Contoso" in user.text
        assert "thanks.json was changed by another program" in user.told
        before = user.told
        await come_back(user)
        assert user.told == before


async def test_it_is_shown_when_another_step_comes_to_the_front(folder: Path):
    async with running(folder, northwind) as user:
        await user.press("enter")
        elsewhere(folder, Application(company="Contoso"))
        await user.press("escape")
        assert "Contoso" in user.text


async def test_a_form_is_kept_together_with_it(folder: Path):
    async with running(folder, northwind) as user:
        await user.press("n")
        await user.type("Fabrikam")
        elsewhere(folder, Application(company="Contoso"))
        await user.press("ctrl+s")
        names = sorted(application.company for application in user.store.applications())
        assert names == ["Contoso", "Fabrikam", "Northwind Robotics"]
        assert "thanks.json was changed by another program" in user.told


async def test_a_step_whose_records_are_gone_is_left(folder: Path):
    async with running(folder, northwind) as user:
        await user.press("enter")
        other = folder.with_name("other")
        other.mkdir()
        shutil.copy(folder / "thanks.json", other)
        with Store.open(other / "thanks.json") as store:
            store.remove(*store.applications())
        (other / "thanks.json").replace(folder / "thanks.json")
        await come_back(user)
        assert user.where == "RejectionsScreen"
        assert "No rejections here yet." in user.text


async def test_the_same_step_of_a_cadence_is_not_open_twice(folder: Path):
    """Both machines had worked it out, each for itself."""

    def thanked(store: Store) -> None:
        _, contacts = northwind(store)
        store.remove(*contacts[1:])
        note = Note(contact_id=contacts[0].id, text="Dear Dana")
        store.put(note)
        mark_sent(store, note, Channel.EMAIL, TODAY)

    async with running(folder, thanked) as user:
        (opened,) = (each for each in user.store.follow_ups() if each.step == 30)
        elsewhere(folder, replace(opened, id="b" * 32))
        await come_back(user)
        assert [each.step for each in user.store.follow_ups()].count(30) == 1
