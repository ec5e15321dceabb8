"""A second window: it shows everything, changes nothing, says so, and takes over when it may."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import AppFocus
from thanks_tui.data.models import Application, Profile
from thanks_tui.data.store.store import Store
from thanks_tui.tui.flows.other_window import OtherWindowGone

from tests.tui.driver import northwind, running

LOCKED = "Read only: another window (process"


async def test_it_shows_everything_and_keeps_nothing_until_it_takes_over(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as first:
        first.put(Profile(name="Sam"))
        northwind(first)
        async with running(tmp_path) as user:
            assert LOCKED in user.text
            assert "T take over" in user.text
            await user.press("T")
            assert "The other window is still open." in user.told
            await user.press("o")
            assert "Not saved: another window" in user.text
            await user.press("enter")
            assert LOCKED in user.text
            await user.press("l", "enter", "space")
            assert "[x] The outcome" in user.text
            assert "Dear Dana," in user.text
            await user.press("enter", "y")
            assert user.app.clipboard.startswith("Dear Dana,")
            user.app.theme = "paper"
            await user.press("e", "escape")
            assert user.where == "PointsScreen"

            first.put(Application(company="Contoso"))
            first.close()
            await user.until(
                lambda: "Read only" not in user.text and "take over" not in user.text,
                "this window to take over",
            )
            await user.press("space")
            assert "[ ] The outcome" in user.text
            await user.press("escape", "escape")
            assert "Read only" not in user.text
            assert "Contoso" in user.text


async def test_it_shows_what_the_other_window_has_written(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as first:
        first.put(Profile(name="Sam"))
        async with running(tmp_path) as user:
            first.put(Application(company="Contoso"))
            user.app.post_message(AppFocus())
            await user.settle()
            assert "Contoso" in user.text
            assert LOCKED in user.text


async def test_it_takes_over_by_itself_when_the_other_window_is_closed(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as first:
        first.put(Profile(name="Sam"))
        northwind(first)
        async with running(tmp_path) as user:
            await user.press("enter", "question_mark")
            first.put(Application(company="Contoso"))
            first.close()
            await user.until(lambda: not user.store.locked_out, "the other window to go")
            assert "The other window is closed. You can write here now." in user.told
            await user.press("escape")
            assert "Read only" not in user.text
            await user.press("escape")
            assert "Read only" not in user.text
            assert "take over" not in user.text
            assert "Contoso" in user.text
            await user.press("d")
            assert len(user.store.applications()) == 1


async def test_it_goes_on_waiting_when_a_third_window_was_faster(tmp_path: Path):
    path = tmp_path / "thanks.json"
    with Store.open(path) as first:
        first.put(Profile(name="Sam"))
        async with running(tmp_path) as user:
            # As when the first had gone, and another had come before this one could look.
            user.app.post_message(OtherWindowGone())
            await user.settle()
            assert user.store.locked_out
            assert LOCKED in user.text
            first.close()
            await user.until(lambda: not user.store.locked_out, "the other window to go")
            user.app.post_message(OtherWindowGone())
            await user.settle()
            assert user.told.count("The other window is closed.") == 1


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ('{"pid":1,"since":"2026-11-23T12:00:00Z"}', "(process 1, since"),
        ('{"pid":99999999,"since":"2026-11-23T12:00:00Z"}', "(process 99999999) left running"),
        ("", "Read only: another window has this store open."),
        ('{"pid":"[@click=app.quit]x[/]"}', "Read only: another window has this store open."),
    ],
)
async def test_who_has_it_is_told_as_far_as_that_is_known(tmp_path: Path, said: str, shown: str):
    with Store.open(tmp_path / "thanks.json") as first:
        first.put(Profile(name="Sam"))
        (tmp_path / ".thanks.json.lock").write_text(said)
        async with running(tmp_path) as user:
            assert shown in " ".join(user.text.split())


async def test_what_the_other_window_deleted_is_left_when_this_one_takes_over(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as first:
        first.put(Profile(name="Sam"))
        application, _ = northwind(first)
        async with running(tmp_path) as user:
            await user.press("enter", "enter", "enter")
            first.remove(application)
            first.close()
            await user.until(lambda: "No rejections here yet." in user.text, "this window to take over")
            assert user.where == "RejectionsScreen"


async def test_a_store_that_nobody_here_can_read_any_more_is_not_taken_over(tmp_path: Path):
    newer = '{"applications": [], "meta": {"1": {"format": "thanks-tui", "schema": 99}}}'
    with Store.open(tmp_path / "thanks.json") as first:
        first.put(Profile(name="Sam"))
        northwind(first)
        async with running(tmp_path) as user:
            (tmp_path / "thanks.json").write_text(newer)
            first.close()
            await user.until(lambda: "▲ thanks.json" in user.text, "the trouble to be told")
            assert "You can write here now." not in user.told
            assert "Northwind Robotics" in user.text
            await user.press("d")
            assert (tmp_path / "thanks.json").read_text() == newer


async def test_a_store_that_was_damaged_meanwhile_is_recovered_and_told(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as first:
        northwind(first)
        first.put(Profile(name="Sam"))
        async with running(tmp_path) as user:
            (tmp_path / "thanks.json").write_text("no store at all")
            first.close()
            await user.until(lambda: "You can write here now." in user.told, "the other window to go")
            assert "thanks.json was damaged; it was recovered from what this window had read." in user.told
            assert "Northwind Robotics" in user.text


async def test_a_store_of_a_newer_version_can_only_be_read_and_says_so(tmp_path: Path):
    path = tmp_path / "thanks.json"
    with Store.open(path) as store:
        northwind(store)
        store.put(Profile(name="Sam"))
    newer = path.read_bytes().replace(b'"schema":1', b'"schema":99')
    path.write_bytes(newer)
    async with running(tmp_path) as user:
        assert "Read only: a newer version of thanks-tui wrote this store." in user.text
        assert "Northwind Robotics" in user.text
        await user.press("d", "u")
        assert "Northwind Robotics" in user.text
    assert path.read_bytes() == newer


async def test_opened_for_reading_alone_there_is_nothing_to_take_over(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        assert "Read only" not in user.text
    async with running(tmp_path, read_only=True) as user:
        assert "Read only: changes cannot be kept." in user.text
        assert "take over" not in user.text
        for key in ("d delete", "e edit", "n new", "p paste mail"):
            assert key not in user.text
        await user.press("d")
        assert len(user.store.applications()) == 1


async def test_nobody_is_welcomed_who_can_keep_nothing(tmp_path: Path):
    async with running(tmp_path, signed=False, read_only=True) as user:
        assert "Welcome" not in user.text
        assert "No rejections here yet." in user.text
