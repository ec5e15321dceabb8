"""Another program changes the file while the app is open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events
from thanks_tui.data.models import Application, Channel, Contact, FollowUp, Note
from thanks_tui.data.store.store import Store
from thanks_tui.data.walk import edited, mark_sent

from tests.tui.driver import TODAY, Driver, northwind, running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def elsewhere(folder: Path, *records: Application | Contact | FollowUp) -> None:
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


def dana(store: Store) -> Contact:
    return next(contact for contact in store.all_contacts() if contact.name.startswith("Dana"))


async def test_what_was_changed_of_a_record_while_a_form_of_it_was_open_is_kept_too(folder: Path):
    async with running(folder, northwind) as user:
        await user.press("enter", "m")
        await user.type("our coffee")
        elsewhere(folder, replace(dana(user.store), title="Talent partner"))
        await come_back(user)
        await user.press("ctrl+s")
        assert (dana(user.store).title, dana(user.store).moment) == ("Talent partner", "our coffee")
        assert not user.store.clashes()


async def test_what_a_form_and_another_program_say_differently_is_left_to_choose(folder: Path):
    async with running(folder, northwind) as user:
        await user.press("enter", "m")
        await user.type("our coffee")
        elsewhere(folder, replace(dana(user.store), moment="the lift"))
        await come_back(user)
        await user.press("ctrl+s")
        assert dana(user.store).moment == "our coffee"
        assert len(user.store.clashes()) == 1
        assert "press C to choose" in user.told


async def test_a_question_does_not_hide_what_was_changed_meanwhile(folder: Path):
    async with running(folder, northwind) as user:
        await user.press("enter", "enter")
        user.store.put(edited(user.store.notes("a" * 32)[0], "Dear Dana,\n\nmy own words."))
        await user.press("space")
        assert "Compose it anew?" in user.text
        elsewhere(folder, Application(company="Contoso"))
        await come_back(user)
        await user.press("n")
        assert [each.company for each in user.store.applications()].count("Contoso") == 1


async def test_it_is_shown_when_a_form_is_left(folder: Path):
    async with running(folder, northwind) as user:
        await user.press("n")
        elsewhere(folder, Application(company="Contoso"))
        await come_back(user)
        await user.press("escape")
        assert "Contoso" in user.text
