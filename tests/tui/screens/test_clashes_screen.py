"""What two files say differently: shown side by side, chosen as a whole or field by field."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from thanks_tui.data.models import Clash, Note, PointChoice, Profile
from thanks_tui.data.store.store import Store

from tests.hostile import MARKUP
from tests.tui.driver import northwind, running

from .trouble import no_room

NORTHWIND, DANA = "a" * 32, "0" * 32


def clash(table: str, id_: str, **theirs: Any) -> Clash:
    return Clash(table=table, record_id=id_, theirs=theirs, found_on=date(2026, 11, 21), source="thanks.json")


def two(store: Store) -> None:
    """A contact of whom two fields clash, and an application."""
    northwind(store)
    store.put(replace(store.contact(DANA), phone="456", moment="our talk about the night shifts"))
    store.put(clash("contacts", DANA, phone="123", moment="the tour you gave me"))
    store.put(clash("applications", NORTHWIND, role="Principal Engineer"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_the_banner_says_so_and_a_key_leads_there(tmp_path: Path, size: tuple[int, int]):
    async with running(tmp_path, two, size=size) as user:
        assert "2 records clash: two files say different things. Press C" in " ".join(user.text.split())
        await user.press("C")
        assert user.where == "ClashesScreen"
        assert "Ours or theirs  2" in user.text
        assert "Dana Ortiz, Northwind Robotics" in user.text
        assert "phone, moment" in user.text
        assert "(•) ours" in user.text
        assert "( ) theirs" in user.text
        assert "456" in user.text
        assert "2 records clash" not in user.text
        await user.press("escape")
        assert user.where == "RejectionsScreen"


async def test_both_sides_stand_beside_each_other_where_there_is_room(tmp_path: Path):
    async with running(tmp_path, two, size=(120, 40)) as user:
        await user.press("C")
        line = user.line("(•) ours")
        assert "( ) theirs" in line
        assert "123" in user.line("456")


async def test_without_clashes_the_key_is_dead(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("C")
        assert user.where == "RejectionsScreen"
        assert "clash" not in user.text


async def test_theirs_is_taken_as_a_whole_and_taken_back(tmp_path: Path):
    async with running(tmp_path, two) as user:
        await user.press("C", "t")
        assert user.store.contact(DANA).phone == "123"
        assert user.store.contact(DANA).moment == "the tour you gave me"
        assert "Chosen for Dana Ortiz, Northwind Robotics." in user.told
        assert "Ours or theirs  1" in user.text
        await user.press("u")
        assert user.store.contact(DANA).phone == "456"
        assert "Ours or theirs  2" in user.text


async def test_ours_is_kept_as_a_whole_until_nothing_is_left(tmp_path: Path):
    async with running(tmp_path, two) as user:
        await user.press("C", "o", "o")
        assert user.store.contact(DANA).phone == "456"
        assert user.store.application(NORTHWIND).role == "Staff Engineer"
        assert user.store.clashes() == []
        assert "nothing left to choose" in user.text
        await user.press("o", "t", "enter", "escape")
        assert user.where == "RejectionsScreen"
        assert "clash" not in user.text


async def test_field_by_field(tmp_path: Path):
    async with running(tmp_path, two) as user:
        await user.press("C", "enter", "down", "space")
        assert "theirs is taken" in user.text
        await user.press("up", "space", "space", "enter")
        assert user.store.contact(DANA).phone == "456"
        assert user.store.contact(DANA).moment == "the tour you gave me"
        assert [each.table for each in user.store.clashes()] == ["applications"]
        await user.press("enter", "escape", "escape")
        assert user.where == "RejectionsScreen"


async def test_the_mouse_chooses_too(tmp_path: Path):
    async with running(tmp_path, two, size=(120, 40)) as user:
        await user.press("C")
        await user.click("ours is kept")
        assert "theirs is taken" in user.text
        await user.click("Northwind Robotics, Staff Engineer", times=2)
        assert "Principal Engineer" in user.text
        await user.press("enter")
        assert [each.table for each in user.store.clashes()] == ["contacts"]


async def test_a_long_text_can_be_read_to_its_end(tmp_path: Path):
    words = "\n".join(f"line {number}" for number in range(60))

    def fill(store: Store) -> None:
        northwind(store)
        store.put(clash("applications", NORTHWIND, remarks=words, role="Principal"))

    async with running(tmp_path, fill, size=(60, 20)) as user:
        await user.press("C", "enter", *["down"] * 25)
        assert "line 59" in user.text
        await user.press("down")
        assert "Principal" in user.text
        await user.press(*["up"] * 30)
        assert "remarks" in user.text


async def test_points_and_settings_are_told_in_words(tmp_path: Path):
    points = [
        {"id": "time", "ticked": False, "wording": "", "own": "So kind."},
        {"id": "outcome", "ticked": True},
    ]

    def fill(store: Store) -> None:
        northwind(store)
        store.put(Profile(name="Sam"))
        store.put(Note(id="n" * 32, contact_id=DANA, points=(PointChoice(id="time"),)))
        store.put(clash("notes", "n" * 32, points=points, edited=True, channel=None))
        store.put(clash("profile", "profile", cadence=[30, 60], theme=""))

    async with running(tmp_path, fill, size=(120, 40)) as user:
        await user.press("C")
        assert "Note to Dana Ortiz, Northwind Robotics" in user.text
        assert "[x] time" in user.text
        assert "[ ] time So kind." in user.text
        assert "by hand" in user.text
        assert "(empty)" in user.text
        await user.press("down")
        assert "Who signs, and your settings" in user.text
        assert "30, 60" in user.text
        await user.press("t")
        assert user.store.profile.cadence == (30, 60)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hostile_text_is_shown_to_the_letter(tmp_path: Path, size: tuple[int, int]):
    def fill(store: Store) -> None:
        northwind(store)
        for number, text in enumerate(MARKUP):
            each = replace(store.contact(DANA), id=f"{number:032}", name=text)
            store.put(each, clash("contacts", each.id, title=text, **{text: text}))

    async with running(tmp_path, fill, size=size) as user:
        await user.press("C")
        for text in MARKUP:
            assert text[:12] in user.text
            await user.press("down")
        await user.press("t")
        assert user.where == "ClashesScreen"


async def test_what_cannot_be_chosen_is_told(tmp_path: Path):
    def fill(store: Store) -> None:
        northwind(store)
        store.put(clash("applications", NORTHWIND, outcome="eaten"))
        store.put(clash("contacts", DANA, application_id="gone"))

    async with running(tmp_path, fill) as user:
        await user.press("C", "t")
        assert "Theirs cannot be taken for Northwind Robotics" in user.text
        await user.press("down", "t")
        assert "it belongs to what is not there" in user.text
        assert len(user.store.clashes()) == 2
        await user.press("o")
        assert len(user.store.clashes()) == 1


async def test_on_a_full_disk_the_choice_is_left_open(tmp_path: Path):
    async with running(tmp_path, two) as user:
        await user.press("C")
        with no_room():
            await user.press("t")
        assert "▲ Not saved" in user.text
        assert len(user.store.clashes()) == 2
        await user.press("t")
        assert len(user.store.clashes()) == 1


async def test_where_nothing_can_be_kept_it_is_only_shown(tmp_path: Path):
    async with running(tmp_path, two) as user:
        pass
    async with running(tmp_path, read_only=True) as user:
        await user.press("C", "t", "o", "enter", "space", "enter")
        assert user.where == "ClashesScreen"
        assert len(user.store.clashes()) == 2
        assert "ours is kept" in user.text


async def test_a_field_of_a_newer_version_is_taken_too(tmp_path: Path):
    def fill(store: Store) -> None:
        northwind(store)
        store.put(clash("contacts", DANA, pronouns="they"))

    async with running(tmp_path, fill) as user:
        await user.press("C", "t")
        assert user.store.clashes() == []
    assert b'"pronouns":"they"' in (tmp_path / "thanks.json").read_bytes()
