"""The form of a rejection: new, changed, refused and left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from thanks_tui.data.models import Application, Outcome, ToldBy

from tests.tui.driver import TODAY, northwind, running


async def test_a_new_one_is_written_in_by_hand_and_leads_on_to_its_people(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("n")
        assert "A rejection" in user.text
        assert "= Sun 22 Nov, today" in user.text
        await user.type("  Fabrikam & Söhne ")
        await user.press("enter")
        await user.type("Analyst")
        await user.press("down", "n", "tab")
        await user.fill("12 nov")
        assert "= Thu 12 Nov, 10 days ago" in user.line("When")
        await user.press("enter", "right", "b", "tab")
        await user.paste("We went with\nsomebody else.\n")
        await user.press("tab")
        await user.type("3 weeks ago")
        assert "= Sun 1 Nov" in user.line("Applied")
        await user.press("enter")
        await user.type("https://fabrikam.example/jobs/7")
        await user.press("enter")
        await user.type("a friend")
        await user.press("enter")
        await user.paste("Ask again\nin spring.")
        await user.press("ctrl+s")
        assert user.where == "ContactsScreen"
        assert "Fabrikam & Söhne · Analyst" in user.text
        assert "Whom did you meet?" in user.text
        (kept,) = user.store.applications()
        assert kept == Application(
            id=kept.id,
            company="Fabrikam & Söhne",
            role="Analyst",
            outcome=Outcome.GHOSTED,
            rejected_on=date(2026, 11, 12),
            told_by=ToldBy.PHONE,
            their_words="We went with\nsomebody else.",
            applied_on=date(2026, 11, 1),
            url="https://fabrikam.example/jobs/7",
            source="a friend",
            remarks="Ask again\nin spring.",
        )


async def test_what_cannot_be_taken_is_told_at_its_field(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("n", "ctrl+s")
        assert "✗ The company's name is needed, so that you find it again." in user.text
        await user.type("Fabrikam")
        await user.press("tab", "tab", "tab")
        await user.fill("some day")
        assert "✗ not a date I can read" in user.line("When")
        await user.press("ctrl+s")
        assert "✗ “some day” is not a date I can read. Try 12 nov, or yesterday." in user.text
        await user.fill("yesterday")
        assert "= Sat 21 Nov, yesterday" in user.text
        await user.press("ctrl+s")
        assert [each.rejected_on for each in user.store.applications()] == [date(2026, 11, 21)]


async def test_the_field_at_fault_has_the_cursor(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("n")
        await user.type("Fabrikam")
        for _ in range(6):
            await user.press("tab")
        await user.type("soon")
        await user.press("shift+tab", "ctrl+s")
        assert "“soon” is not a date" in user.text
        await user.fill("")
        await user.press("ctrl+s")
        assert [each.rejected_on for each in user.store.applications()] == [TODAY]


async def test_enter_goes_from_field_to_field_and_a_paste_stays_on_one_line(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("n")
        await user.paste("Fabrikam\x1b[2J\nHoldings\n")
        await user.press("enter", "enter", "enter")
        await user.fill("2026-11-23")
        await user.press("enter", "ctrl+s")
        assert "✗ That day is still to come." in user.text
        await user.fill("2026-11-20")
        await user.press("ctrl+s")
        (kept,) = user.store.applications()
        assert (kept.company, kept.rejected_on) == ("Fabrikam[2J Holdings", date(2026, 11, 20))


async def test_escape_asks_before_anything_typed_goes(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("n", "escape")
        assert user.where == "RejectionsScreen"
        await user.press("n")
        await user.type("Contoso")
        await user.press("escape")
        assert "Keep what you typed here?" in user.text
        await user.press("escape")
        assert user.where == "ApplicationForm"
        assert "Contoso" in user.text
        await user.press("escape", "n")
        assert user.where == "RejectionsScreen"
        assert not user.store.applications()

        await user.press("n")
        await user.type("Contoso")
        await user.press("escape", "y")
        assert user.where == "ContactsScreen"
        assert [each.company for each in user.store.applications()] == ["Contoso"]


async def test_kept_by_the_question_it_still_has_to_be_right(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("n", "tab")
        await user.type("Analyst")
        await user.press("escape", "y")
        assert user.where == "ApplicationForm"
        assert "The company's name is needed" in user.text
        assert "Analyst" in user.text


async def test_a_change_is_kept_told_and_taken_back(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        (before,) = user.store.applications()
        await user.press("e")
        assert "Change Northwind Robotics" in user.text
        assert "It was a very close call." in user.text
        await user.fill("Southwind")
        await user.press("tab", "tab", "space", "ctrl+s")
        assert "▌ Southwind" in user.text
        assert user.where == "RejectionsScreen"
        (kept,) = user.store.applications()
        assert (kept.company, kept.role, kept.outcome) == ("Southwind", "Staff Engineer", Outcome.WITHDRAWN)
        await user.press("u")
        assert "Undone: Changed Southwind" in user.told
        assert user.store.applications() == [before]
        assert "▌ Northwind Robotics" in user.text


async def test_what_was_just_added_can_be_taken_back_from_where_it_leads(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("n")
        await user.type("Contoso")
        await user.press("ctrl+s")
        assert user.where == "ContactsScreen"
        await user.press("u")
        assert user.where == "RejectionsScreen"
        assert "Undone: Added Contoso" in user.told
        assert "No rejections here yet." in user.text


async def test_a_filter_does_not_hide_what_was_just_added(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("slash")
        await user.type("north")
        await user.press("enter", "n")
        await user.type("Contoso")
        await user.press("ctrl+s", "escape")
        assert "▌ Contoso" in user.text
        assert "Rejections  2" in user.text
