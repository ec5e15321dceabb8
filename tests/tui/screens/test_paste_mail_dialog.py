"""Pasting a mail: a rejection, what is none, the same once more, a file, and nonsense."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import EventKind, Kind, ToldBy

from tests.tui.driver import INVITATION, MAIL, northwind, running

RECEIPT = """\
From: Northwind Robotics Recruiting <no-reply@northwind.example>
Subject: We received your application
Message-ID: <receipt@northwind.example>

Dear Sam,

thank you for applying for the Staff Engineer position at Northwind Robotics. We have received your
application and will review it carefully. We will get back to you within two weeks.

Your Northwind Robotics recruiting team
"""

NO_REPLY = """\
From: Contoso Careers <no-reply@contoso.example>
To: Sam Okonkwo <sam@example.com>
Subject: Your application for Data Engineer at Contoso
Date: Wed, 18 Nov 2026 09:00:00 +0100
Message-ID: <no@contoso.example>

Dear Sam,

thank you for your interest in the Data Engineer position at Contoso. Unfortunately, we will not be moving
forward with your application. This mailbox is not monitored; please do not reply.

The Contoso recruiting team
"""


async def test_every_guess_is_shown_and_can_be_mended_before_it_is_kept(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        assert "The mail that told you" in user.text
        assert "it is read at once" in user.words(".said")
        await user.paste(MAIL)
        assert "Read from the mail: is this right?" in user.text
        assert "Northwind Robotics" in user.line("Company")
        assert "Staff Engineer" in user.line("Role")
        assert "= Thu 19 Nov, 3 days ago" in user.line("When")
        assert "by email" in user.line("How you heard")
        assert "It was a very close call." in user.text
        assert not user.store.applications()

        await user.press("home")
        await user.click("Staff Engineer ")
        await user.fill("Principal Engineer")
        await user.press("ctrl+s")
        assert user.where == "ContactsScreen"
        (kept,) = user.store.applications()
        assert (kept.company, kept.role) == ("Northwind Robotics", "Principal Engineer")
        assert (kept.rejected_on, kept.told_by) == (date(2026, 11, 19), ToldBy.EMAIL)
        assert kept.thread is not None
        assert kept.thread.subject == "Your application for Staff Engineer at Northwind Robotics"
        (dana,) = user.store.all_contacts()
        assert (dana.name, dana.kind, dana.gave_news) == ("Dana Ortiz", Kind.RECRUITER, True)
        (event,) = user.store.events(kept.id)
        assert (event.what, event.on) == (EventKind.REJECTED, date(2026, 11, 19))

        await user.press("u")
        assert "Undone: Took Northwind Robotics from its mail" in user.told
        assert user.where == "RejectionsScreen"
        assert not user.store.applications()
        assert not user.store.all_contacts()


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
async def test_what_the_form_opens_with_and_its_buttons_are_both_in_view(
    tmp_path: Path, size: tuple[int, int]
):
    async with running(tmp_path, size=size) as user:
        await user.press("p")
        await user.paste(NO_REPLY)
        assert "It came from an address that nobody reads, so you list the people yourself." in user.plain
        assert "Company" in user.text
        assert "Save  ^s" in user.text
        assert "Back  esc" in user.text
        await user.press("up")
        await user.until(lambda: "Follow up after" in user.text, "the last field")
        assert "Save  ^s" in user.text
        await user.press("tab", "enter")
        assert user.where == "ContactsScreen"


async def test_what_is_in_the_way_is_said_wherever_the_form_is_scrolled_to(tmp_path: Path):
    async with running(tmp_path, size=(60, 20)) as user:
        await user.press("p")
        await user.paste(NO_REPLY)
        await user.press("down", "down")
        await user.fill("")
        await user.press("shift+tab", "shift+tab", "shift+tab")
        await user.until(lambda: "Follow up after" in user.text, "the last field")
        await user.press("ctrl+s")
        await user.until(lambda: "Company" in user.text, "the field to mend")
        assert "The company's name is needed, so that you find it again." in user.plain


async def test_their_words_are_not_said_twice_nor_cut_in_the_middle(tmp_path: Path):
    async with running(tmp_path, size=(100, 40)) as user:
        await user.press("p")
        await user.paste(NO_REPLY)
        assert "we will not be moving forward" in user.plain
        assert "It says" not in user.text
        await user.press("escape", "n", "p")
        await user.paste(INVITATION)
        assert "It says: “we would like to invite you to an interview for the Staff Engineer" in user.plain
        assert "position at Northwind Robotics.”" in user.plain


async def test_a_mail_is_not_thrown_away_unasked(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste(MAIL)
        await user.press("escape")
        assert "Keep what you typed here?" in user.text
        await user.press("escape", "escape", "n")
        assert user.where == "RejectionsScreen"
        assert not user.store.applications()
        await user.press("p", "ctrl+s")
        assert "✗ Nothing is pasted here yet." in user.text
        await user.press("escape")
        assert user.where == "RejectionsScreen"


async def test_an_invitation_and_a_receipt_are_told_and_left_to_the_user(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste(INVITATION)
        assert "Not a rejection?" in user.text
        assert "invit" in user.text
        await user.press("n")
        assert user.where == "RejectionsScreen"
        assert not user.store.applications()

        await user.press("p")
        await user.paste(RECEIPT)
        assert "Take it as a rejection all the same?" in user.text
        await user.press("y")
        assert "Northwind Robotics" in user.line("Company")
        assert "an address that nobody reads" in user.text
        await user.press("enter")
        assert user.where == "ContactsScreen"
        assert not user.store.all_contacts()


async def test_the_same_mail_once_more_is_noticed(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste(MAIL)
        await user.press("enter", "escape", "p")
        await user.paste(MAIL)
        assert "This mail was taken before, for Northwind Robotics." in user.text
        await user.press("n")
        assert user.where == "RejectionsScreen"
        assert len(user.store.applications()) == 1
        await user.press("p")
        await user.paste(MAIL)
        await user.press("y", "enter")
        assert len(user.store.applications()) == 2


async def test_nobody_is_met_behind_an_address_that_nobody_reads(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste(NO_REPLY)
        assert "It came from an address that nobody reads, so you list the people yourself." in user.text
        await user.press("enter")
        assert "Whom did you meet?" in user.text
        assert not user.store.all_contacts()


async def test_a_file_is_read_by_its_path(tmp_path: Path, home: Path):
    (home / "my mail.eml").write_bytes(MAIL.replace("\n", "\r\n").encode())
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste("'~/my mail.eml'")
        assert "Northwind Robotics" in user.line("Company")
        await user.press("enter")
        assert len(user.store.applications()) == 1


async def test_enter_behind_a_path_reads_the_file(tmp_path: Path, home: Path):
    (home / "mail.eml").write_bytes(MAIL.encode())
    async with running(tmp_path) as user:
        await user.press("p")
        await user.type("~/mail.eml")
        await user.press("enter")
        assert "Northwind Robotics" in user.line("Company")


async def test_a_mail_pasted_on_the_list_is_read(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.paste(MAIL.replace("Northwind", "Southwind"))
        assert "Southwind Robotics" in user.line("Company")
        await user.press("enter")
        assert user.where == "ContactsScreen"


async def test_a_short_paste_waits_for_more(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste("Dear Sam,")
        assert user.where == "PasteMail"
        await user.type(" ~nobody-of-that-name/mail.eml")
        await user.press("home")
        await user.press(*["delete"] * 10, "ctrl+s")
        assert "✗ ~nobody-of-that-name/mail.eml leads nowhere." in user.text
        assert user.where == "PasteMail"


async def test_a_file_that_is_not_there_is_told_and_the_path_stays(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.type("/nowhere/mail.eml")
        await user.press("ctrl+s")
        assert "✗ There is no such file." in user.text
        assert "/nowhere/mail.eml" in user.text
        await user.press("escape", "n")
        assert user.where == "RejectionsScreen"


async def test_nonsense_is_no_rejection_and_asks_for_the_company(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste("asdf jklö\x1b[2J\n\nqwertz " * 9)
        assert "Not a rejection?" in user.text
        await user.press("y")
        assert "Please look over each line." in user.text
        await user.press("ctrl+s")
        assert "The company's name is needed" in user.text
        await user.type("Contoso")
        await user.press("ctrl+s")
        assert user.where == "ContactsScreen"
        assert "\x1b" not in user.store.applications()[0].their_words


async def test_without_a_day_there_is_nothing_on_the_timeline(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste(MAIL)
        await user.press("home")
        await user.click("Staff Engineer ")
        await user.press("tab", "tab")
        await user.fill("")
        await user.press("ctrl+s")
        (kept,) = user.store.applications()
        assert kept.rejected_on is None
        assert user.store.events() == []
