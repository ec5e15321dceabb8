"""The whole walk: from an empty store to notes sent, and back after a restart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from thanks_tui.data.models import Channel, EventKind, Kind, Stage, State
from thanks_tui.data.store.store import Store

from tests.tui.driver import MAIL, running

PEOPLE = """\
Lee Park <lee@northwind.example>, hiring manager
Ana Ruiz <ana@northwind.example>, interviewer
Tomasz Zieliński <tomasz@northwind.example>, VP Engineering
"""


async def test_from_an_empty_store_to_four_notes_sent_and_back(tmp_path: Path):
    async with running(tmp_path, signed=False) as user:
        assert "Welcome to thanks-tui" in user.text
        await user.type("Sam Okonkwo")
        await user.press("ctrl+s")
        assert "No rejections here yet." in user.text

        await user.press("p")
        await user.paste(MAIL)
        assert "is this right?" in user.text
        assert "Northwind Robotics" in user.text
        assert "Your first contact there: Dana Ortiz (recruiter)." in user.text
        await user.press("enter")

        assert user.where == "ContactsScreen"
        await user.press("p")
        await user.paste(PEOPLE)
        assert "+ Lee Park  hiring manager, lee@northwind.example" in user.text
        await user.press("ctrl+s")
        await user.press("m")
        await user.type("our talk about the night shifts")
        await user.press("enter")
        assert "our talk about the night shifts" in user.text

        await user.press("enter")
        assert user.where == "PointsScreen"
        assert "Dear Dana," in user.text
        await user.press("end", "space")
        assert "[ ] Please get in touch" in user.text

        await user.press("enter")
        assert user.where == "PreviewScreen"
        assert "Subject  Re: Your application for Staff Engineer at Northwind" in user.text
        for _ in range(4):
            await user.press("s", "enter")
        assert "Everyone at Northwind Robotics is thanked." in user.text
        assert "A follow-up to Dana Ortiz is noted for 22 Dec." in user.plain
        await user.press("enter")
        assert user.where == "RejectionsScreen"
        assert "all thanked" in user.text

    with Store.open(tmp_path / "thanks.json") as store:
        (application,) = store.applications()
        assert application.stage is Stage.THANKED
        assert application.rejected_on == date(2026, 11, 19)
        assert application.thread is not None
        assert application.thread.message_id == "<abc123@northwind.example>"
        contacts = store.contacts(application.id)
        assert [(contact.name, contact.kind) for contact in contacts] == [
            ("Dana Ortiz", Kind.RECRUITER),
            ("Lee Park", Kind.HIRING_MANAGER),
            ("Ana Ruiz", Kind.INTERVIEWER),
            ("Tomasz Zieliński", Kind.SENIOR_MANAGER),
        ]
        notes = store.notes(application.id)
        assert {note.state for note in notes} == {State.SENT}
        assert {note.channel for note in notes} == {Channel.EMAIL}
        assert {note.sent_on for note in notes} == {date(2026, 11, 22)}
        sentences = [_sentences(note.text) for note in notes]
        for index, mine in enumerate(sentences):
            for theirs in sentences[index + 1 :]:
                assert not mine & theirs
        assert "our talk about the night shifts" in notes[0].text
        assert [event.what for event in store.events(application.id)].count(EventKind.THANKED) == 4
        follow_ups = store.follow_ups(application.id)
        assert [each.step for each in follow_ups] == [30, 60, 90, 180, 330]
        assert follow_ups[0].due_on == date(2026, 12, 22)

    async with running(tmp_path) as user:
        assert "all thanked" in user.text
        await user.press("enter", "enter", "enter")
        assert "sent 22 Nov by email" in user.text
        assert "Dear Dana," in user.text


def _sentences(text: str) -> set[str]:
    """Return the sentences of a note; greeting, closing and signature aside."""
    paragraphs = text.split("\n\n")[1:-1]
    return {sentence.strip() for paragraph in paragraphs for sentence in paragraph.split(". ")}


async def test_a_mail_with_two_people_in_it_takes_few_keys(tmp_path: Path):
    mail = MAIL.replace("To: Sam", "Cc: Lee Park <lee.park@northwind.example>\nTo: Sam", 1)
    keys = ["p", "PASTE", "enter", "enter", "enter", "y", "s", "enter", "y", "s", "enter"]
    async with running(tmp_path) as user:
        for key in keys:
            if key == "PASTE":
                await user.paste(mail)
            else:
                await user.press(key)
        assert "Everyone at Northwind Robotics is thanked." in user.text
        assert [note.state for note in user.store.all_notes()] == [State.SENT, State.SENT]
    assert len(keys) < 40
