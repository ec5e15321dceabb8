"""The doors that open, as a page."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from thanks_tui.data.demo import fill_demo
from thanks_tui.data.followup import reopen
from thanks_tui.data.models import Stage
from thanks_tui.data.store.store import Store

from tests.tui.driver import TODAY, running
from tests.tui.stories import NORTHWIND, one_due, thanked


def twelve(store: Store) -> None:
    """Twelve rejections thanked for; every second answered, every fourth talks again."""
    for index in range(12):
        told = date(2026, 9, 1) + timedelta(days=3 * index)
        (contact,) = thanked(store, f"{index:x}" * 32, f"Company {index}", told, told, f"Person {index}")
        if index % 2 == 0:
            reopen.log_answer(store, contact, told + timedelta(days=5), "Thank you.")
        if index % 4 == 0:
            application = store.application(contact.application_id)
            reopen.move_stage(store, application, Stage.TALKING, told + timedelta(days=20))


async def test_an_empty_ledger_is_kind(tmp_path: Path):
    async with running(tmp_path, size=(80, 24)) as user:
        await user.press("L")
        assert user.where == "LedgerScreen"
        assert "Nothing to show yet, and that is as it should be." in user.text
        assert "who talks with you again." in " ".join(user.text.split())
        assert "turned down" not in user.text
        await user.press("escape")
        assert user.where == "RejectionsScreen"


async def test_of_a_few_no_share_is_told(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await user.press("L")
        assert "Nothing to show yet" not in user.text
        assert user.line("thanked  ").endswith("1  1 of 1, too few to say")
        assert user.line("email").endswith("2 sent, too few to say")
        assert "%" not in user.text
        assert "Oct Nov" in user.text


async def test_many_are_counted_with_shares_and_days(tmp_path: Path):
    async with running(tmp_path, twelve, size=(120, 40)) as user:
        await user.press("L")
        assert user.line("turned down  ").split()[-1] == "12"
        assert user.line("thanked   ").endswith("12 of 12, 100 %, after 0 days as a rule")
        assert user.line("answered  ").endswith("6 of 12, 50 %, after 5 days as a rule")
        assert user.line("talking again").endswith("3 of 12, 25 %")
        assert user.line("email").endswith("answered 6 of 12, 50 %")
        assert "Month by month" in user.text
        bars = [user.line(name).count("█") for name in ("turned down  ", "answered  ", "talking again  ")]
        assert bars[0] == 2 * bars[1] == 4 * bars[2]


async def test_minutes_after_sending_it_is_too_early_to_say(tmp_path: Path):
    def just_sent(store: Store) -> None:
        names = ("Dana Ortiz", "Lee Park", "Ana Ruiz")
        for id_, company in (("a" * 32, "Northwind"), ("b" * 32, "Contoso")):
            thanked(store, id_, company, TODAY, TODAY, *names)

    async with running(tmp_path, just_sent, size=(80, 40)) as user:
        await user.press("L")
        assert user.line("email").endswith("6 sent, too early to say")
        assert user.line("thanked  ").endswith("2  2 of 2, too few to say")
        assert user.line("people thanked").split()[-1].endswith("6")


async def test_its_heading_stands_where_that_of_every_screen_does(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await user.press("f")
        assert user.line("Follow-ups  ").startswith("  Follow-ups")
        await user.press("L")
        assert user.line("The doors").startswith("  The doors that open")


async def test_what_happens_counts_at_once(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await user.press("L")
        application = user.store.application(NORTHWIND)
        reopen.move_stage(user.store, application, Stage.INTERVIEWING, TODAY)
        await user.settle()
        assert "1 of 1, too few to say" in user.line("interviewing again")
        assert "1 of 1, too few to say" in user.line("answered  ")
        await user.press("u")
        assert "0 of 1, too few to say" in user.line("interviewing again")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)], ids=["80x24", "60x20", "120x40"])
async def test_the_page_is_whole_at_every_size_and_scrolls(tmp_path: Path, size: tuple[int, int]):
    async with running(tmp_path, lambda store: fill_demo(store, TODAY), size=size) as user:
        await user.press("L")
        assert user.where == "LedgerScreen"
        assert "How far it went" in user.text
        assert all(len(line) <= size[0] for line in user.text.splitlines())
        assert "esc back" in user.text
        await user.press("end")
        await user.until(lambda: "Which way was answered" in user.text, "the end of the page")
        await user.until(lambda: "Nov" in user.line("Oct"), "the months")


async def test_its_help_says_how_it_counts(tmp_path: Path):
    async with running(tmp_path, one_due, size=(80, 40)) as user:
        await user.press("L", "question_mark")
        said = " ".join(user.text.replace("│", " ").split())
        assert "Of fewer than five no share is told" in said
        assert "The bars count applications; the months people, notes and answers." in said
        assert "A note counts among them once 30 days have gone by" in said
        assert "still read" not in said
        await user.press("escape", "L")
        assert user.where == "LedgerScreen"
        await user.press("escape")
        assert user.where == "RejectionsScreen"
