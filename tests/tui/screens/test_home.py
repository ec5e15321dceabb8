"""Step 1: the list of rejections, its order, its filter and the detail beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact, FollowUp, Kind, Outcome
from thanks_tui.data.store.store import Store

from tests.tui.driver import Driver, northwind, running


def several(store: Store) -> None:
    """Put four applications into `store`, in no order at all."""
    northwind(store)
    contoso = Application(company="Contoso", role="Data Engineer", rejected_on=date(2026, 10, 18))
    adatum = Application(company="Ädatum", role="Cook", outcome=Outcome.GHOSTED)
    fabrikam = Application(company="Fabrikam", role="Analyst", rejected_on=date(2026, 11, 20))
    store.put(
        contoso,
        adatum,
        fabrikam,
        Contact(application_id=contoso.id, name="Zoë Krüger", kind=Kind.INTERVIEWER),
        FollowUp(application_id=contoso.id, due_on=date(2026, 11, 26)),
    )


def companies(user: Driver) -> list[str]:
    """Return the companies on the screen, from top to bottom."""
    named = ("Northwind", "Contoso", "Ädatum", "Fabrikam")
    words = (line[2:].split(" ")[0] for line in user.text.splitlines() if line[:1] in (" ", "▌"))
    return [word for word in words if word in named]


async def test_the_newest_comes_first_and_another_order_is_remembered(tmp_path: Path):
    async with running(tmp_path, several, size=(80, 24)) as user:
        assert "Rejections  4  ·  newest first" in user.text
        assert companies(user) == ["Fabrikam", "Northwind", "Contoso", "Ädatum"]
        assert "▌ Fabrikam" in user.text
        await user.press("o")
        assert "·  company" in user.text
        assert companies(user) == ["Ädatum", "Contoso", "Fabrikam", "Northwind"]
        assert "▌ Ädatum" in user.text
    async with running(tmp_path, size=(80, 24)) as user:
        assert companies(user) == ["Ädatum", "Contoso", "Fabrikam", "Northwind"]
        await user.press("o", "o")
        assert "·  next follow-up" in user.text
        assert companies(user)[0] == "Contoso"
        await user.press("u")
        assert "·  next follow-up" in user.text
        await user.press("o")
        assert "newest first" in user.text


async def test_a_list_sorted_anew_is_seen_from_its_beginning(tmp_path: Path):
    def many(store: Store) -> None:
        store.put(*(Application(company=f"Company {number:02}") for number in range(40)))

    async with running(tmp_path, many, size=(60, 20)) as user:
        await user.press("end", "o")
        assert "·  company" in user.text
        assert "▌ Company 00" in user.text


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
async def test_the_foot_says_how_to_show_all_while_a_filter_is_on(tmp_path: Path, size: tuple[int, int]):
    async with running(tmp_path, several, size=size) as user:
        assert "esc show all" not in user.text
        await user.press("slash")
        await user.type("engineer")
        await user.press("enter")
        foot = user.text.splitlines()[-1]
        assert foot.startswith(" enter open")
        assert foot.endswith("esc show all   ? keys")
        await user.press("escape")
        assert "esc show all" not in user.text


async def test_the_filter_finds_company_role_and_people_as_one_types(tmp_path: Path):
    async with running(tmp_path, several, size=(80, 24)) as user:
        await user.press("slash")
        for query, found in (
            ("north", ["Northwind"]),
            ("ENGINEER", ["Northwind", "Contoso"]),
            ("zielinski", ["Northwind"]),
            ("kruger", ["Contoso"]),
            ("adatum", ["Ädatum"]),
            ("engineer contoso", ["Contoso"]),
        ):
            await user.fill(query)
            assert companies(user) == found
            assert f"Rejections  {len(found)} of 4" in user.text
        await user.fill("nobody of that name")
        assert companies(user) == []
        assert "Nothing matches. Escape shows everything again." in user.text
        assert "d delete" not in user.text
        await user.press("enter", "enter", "d", "e", "v", "escape")
        assert user.where == "RejectionsScreen"
        assert companies(user) == ["Fabrikam", "Northwind", "Contoso", "Ädatum"]
        assert len(user.store.applications()) == 4


async def test_what_is_pasted_into_the_filter_is_looked_for(tmp_path: Path):
    async with running(tmp_path, several, size=(80, 24)) as user:
        await user.press("slash")
        await user.paste("Contoso\n")
        assert user.where == "RejectionsScreen"
        assert companies(user) == ["Contoso"]


async def test_from_the_filter_one_goes_on_to_what_it_found(tmp_path: Path):
    async with running(tmp_path, several, size=(80, 24)) as user:
        await user.press("slash")
        await user.type("contoso")
        assert "esc show all" in user.text
        await user.press("down", "v")
        assert "Zoë Krüger" in user.text
        await user.press("escape", "enter")
        assert user.where == "ContactsScreen"
        assert "Contoso · Data Engineer" in user.text
        await user.press("escape")
        assert companies(user) == ["Contoso"]
        await user.press("escape")
        assert companies(user) == ["Fabrikam", "Northwind", "Contoso", "Ädatum"]
        assert "▌ Contoso" in user.text


async def test_the_detail_stands_beside_the_list_where_there_is_room(tmp_path: Path):
    said = "“It was a very close call.”"
    async with running(tmp_path, several, size=(104, 30)) as user:
        await user.press("j")
        assert said in user.text
        assert "turned down 12 Nov, 10 days ago" in user.text
        assert "○ Ana Ruiz  interviewer" in user.text
        await user.press("k")
        assert said not in user.text
        await user.press("end", "up")
        assert "26 Nov  follow up, in 4 days" in user.text


async def test_on_a_narrow_screen_the_detail_has_a_page_of_its_own(tmp_path: Path):
    said = "“It was a very close call.”"
    async with running(tmp_path, northwind, size=(80, 24)) as user:
        assert said not in user.text
        await user.press("v")
        assert user.where == "DetailDialog"
        assert said in user.text
        assert "○ Tomasz Zieliński  senior manager · nothing yet" in user.text
        await user.press("escape")
        assert user.where == "RejectionsScreen"


async def test_the_keys_of_a_rejection_are_dead_while_there_is_none(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("enter", "e", "d", "v", "slash", "o", "u", "T", "escape")
        assert user.where == "RejectionsScreen"
        assert user.told == ""
        for key in ("enter", "e edit", "d delete", "filter", "undo", "take over"):
            assert key not in user.text.splitlines()[-1]


async def test_what_was_deleted_comes_back_with_its_people_and_notes(tmp_path: Path):
    async with running(tmp_path, several) as user:
        await user.press("j", "enter", "enter", "escape", "escape")
        before = user.store.applications(), user.store.all_contacts(), user.store.all_notes()
        assert len(before[2]) == 4
        await user.press("d")
        assert companies(user) == ["Fabrikam", "Contoso", "Ädatum"]
        assert "Deleted Northwind Robotics. Press u to bring it back." in user.told
        assert not user.store.all_notes()
        await user.press("u")
        assert "Undone: Deleted Northwind Robotics" in user.told
        assert companies(user) == ["Fabrikam", "Northwind", "Contoso", "Ädatum"]
        assert (user.store.applications(), user.store.all_contacts(), user.store.all_notes()) == before


async def test_the_keys_that_move_and_the_way_home(tmp_path: Path):
    async with running(tmp_path, several) as user:
        await user.press("end")
        assert "▌ Ädatum" in user.text
        await user.press("home")
        assert "▌ Fabrikam" in user.text
        await user.press("j", "enter", "enter", "enter")
        assert user.where == "PreviewScreen"
        await user.press("escape", "escape", "escape")
        assert user.where == "RejectionsScreen"
        assert "▌ Northwind" in user.text
        await user.press("q")
        assert not user.app.is_running or user.app._exit


async def test_what_is_looked_for_is_taken_to_the_letter(tmp_path: Path):
    patterns = ["(a+)+$", "100%", ".*", "[/b]", "C:\\n", "^_$"]

    def odd(store: Store) -> None:
        several(store)
        store.put(*(Application(company=f"Odd {pattern}") for pattern in patterns))
        store.put(Application(company="a" * 5000 + "!"))

    async with running(tmp_path, odd, size=(80, 24)) as user:
        await user.press("slash")
        for pattern in patterns:
            await user.fill(pattern)
            assert "Rejections  1 of 11" in user.text
            assert f"Odd {pattern}" in user.text
