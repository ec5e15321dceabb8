"""The mouse does what the keys do."""

from __future__ import annotations

from pathlib import Path

from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

from tests.tui.driver import northwind, running


def two(store: Store) -> None:
    northwind(store)
    store.put(Application(company="Contoso"))


async def test_rows_are_chosen_with_a_click_and_opened_with_two(tmp_path: Path):
    async with running(tmp_path, two) as user:
        await user.click("Contoso")
        assert user.line("▌").startswith("▌ Contoso")
        assert user.where == "RejectionsScreen"
        await user.click("Northwind Robotics", times=2)
        assert user.where == "ContactsScreen"
        await user.click("Ana Ruiz")
        assert "▌ ○ Ana Ruiz" in user.text
        await user.click("Tomasz", times=2)
        assert "▸ ◔ Tomasz Zieliński ◂" in user.text
        await user.click("Still interested")
        assert "▌[x] Still interested" in user.text


async def test_a_key_of_the_key_bar_is_pressed_with_a_click(tmp_path: Path):
    async with running(tmp_path, two, size=(120, 30)) as user:
        await user.click("o sort")
        assert "·  company" in user.text
        await user.click("n new")
        assert user.where == "ApplicationForm"
        await user.click("esc back")
        assert user.where == "RejectionsScreen"
        await user.click("? keys")
        assert user.where == "HelpDialog"


async def test_buttons_choices_and_fields_take_a_click(tmp_path: Path):
    async with running(tmp_path, two) as user:
        await user.press("n")
        await user.click("turned down ›")
        assert "‹ job withdrawn ›" in user.text
        await user.click("Save  ^s")
        assert "The company's name is needed" in user.text
        await user.type("Fabrikam")
        await user.click("Back  esc")
        assert "Keep what you typed here?" in user.text
        await user.click("Keep it  y")
        assert user.where == "ContactsScreen"
        assert "Fabrikam" in [each.company for each in user.store.applications()]
