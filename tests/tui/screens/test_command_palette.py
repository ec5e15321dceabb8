"""The palette: it finds applications, people and what can be done, and does it."""

from __future__ import annotations

from pathlib import Path

from thanks_tui.data.models import Application, Contact
from thanks_tui.data.store.store import Store

from tests.tui.driver import northwind, running


def two(store: Store) -> None:
    northwind(store)
    contoso = Application(company="Contoso [Corp]")
    store.put(contoso, Contact(application_id=contoso.id, name="", email="zoe@contoso.example"))


async def test_it_finds_an_application_and_opens_its_people(tmp_path: Path):
    async with running(tmp_path, two) as user:
        await user.press("enter", "enter")
        await user.find("contoso", "Contoso [Corp]")
        assert user.where == "ContactsScreen"
        assert "Contoso [Corp]" in user.text
        await user.press("escape")
        assert user.where == "RejectionsScreen"


async def test_it_finds_a_person_and_opens_their_note(tmp_path: Path):
    async with running(tmp_path, two) as user:
        await user.find("ana ruiz", "interviewer: the note to them")
        assert user.where == "PreviewScreen"
        assert "To       Ana Ruiz" in user.text
        await user.press("escape")
        assert "▸ ◔ Ana Ruiz ◂" in user.text
        await user.press("escape")
        assert user.where == "ContactsScreen"
        await user.find("zoe@", "zoe@contoso.example · Contoso [Corp]")
        assert "<zoe@contoso.example>" in user.text


async def test_it_runs_what_the_screen_can_do(tmp_path: Path):
    async with running(tmp_path, two) as user:
        await user.press("ctrl+p")
        await user.until(lambda: "Paste mail" in user.text, "what can be done to be offered")
        assert "Northwind" not in user.line("Paste mail")
        await user.press("escape")
        await user.find("delete", "Delete it with its people and notes")
        assert [each.company for each in user.store.applications()] == ["Contoso [Corp]"]
        await user.find("undo", "Take the last change back")
        assert len(user.store.applications()) == 2
        await user.press("end", "enter", "enter")
        await user.find("tone", "Warm, plain or formal")
        assert "tone ‹ plain ›" in user.text


async def test_it_leaves_no_form_behind_and_opens_only_once(tmp_path: Path):
    async with running(tmp_path, two) as user:
        await user.press("n")
        await user.type("Fabrikam")
        await user.press("ctrl+p")
        assert user.where == "ApplicationForm"
        await user.press("escape", "ctrl+p", "n")
        assert user.where == "RejectionsScreen"
        await user.press("ctrl+p", "ctrl+p", "escape")
        assert user.where == "RejectionsScreen"


async def test_from_anywhere_it_leads_home(tmp_path: Path):
    async with running(tmp_path, two) as user:
        await user.press("enter", "enter", "enter")
        await user.app.run_action("home")
        await user.settle()
        assert user.where == "RejectionsScreen"
