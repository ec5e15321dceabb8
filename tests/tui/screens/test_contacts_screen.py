"""Step 2: everybody met, each with the state of their note."""

from __future__ import annotations

from pathlib import Path

from thanks_tui.data.models import Application, Channel, Contact, Kind
from thanks_tui.data.store.store import Store

from tests.tui.driver import northwind, running


def names(store: Store) -> list[str]:
    return [contact.name for contact in store.all_contacts()]


async def test_somebody_new_is_of_the_kind_that_is_missing(tmp_path: Path):
    async with running(tmp_path, lambda store: store.put(Application(company="Contoso"))) as user:
        await user.press("enter")
        assert "Whom did you meet?" in user.text
        assert "enter points" not in user.text
        await user.press("enter", "e", "d", "l", "m")
        assert user.where == "ContactsScreen"

        await user.press("n")
        assert "Somebody you met" in user.text
        assert "‹ recruiter ›" in user.line("Who they were")
        await user.type("Dana Ortiz")
        await user.press("ctrl+s")
        assert user.line("Dana Ortiz").split() == ["▌", "○", "Dana", "Ortiz", "recruiter", "nothing", "yet"]
        assert "no moment remembered yet" in user.text
        assert "Nobody missing?" in user.text
        await user.press("n")
        assert "‹ hiring manager ›" in user.line("Who they were")
        await user.type("Lee Park")
        await user.press("ctrl+s")
        assert "▌ ○ Lee Park" in user.text
        await user.press("u")
        assert "Undone: Added Lee Park" in user.told
        assert names(user.store) == ["Dana Ortiz"]


async def test_everything_of_a_person_can_be_noted(tmp_path: Path):
    async with running(tmp_path, northwind, size=(110, 30)) as user:
        await user.press("enter", "j", "e")
        assert "Change Lee Park" in user.text
        await user.fill("Lee Park-Reyes")
        await user.press("enter", "s", "tab")
        await user.type("the tour you gave me of the workshop")
        await user.press("enter")
        await user.fill("lee@@northwind")
        await user.press("enter", "l", "tab")
        await user.type("Dr Park")
        await user.press("enter")
        await user.type("Head of Robots")
        await user.press("enter")
        await user.type("555 0142")
        await user.press("enter")
        await user.type("linkedin.com/in/leepark")
        await user.press("enter", "y", "tab", "y", "ctrl+s")
        assert "✗ “lee@@northwind” is not one mail address." in user.text
        await user.fill("lee@northwind.example")
        await user.press("ctrl+s")
        lee = user.store.contact("1" * 32)
        assert lee == Contact(
            id=lee.id,
            application_id="a" * 32,
            name="Lee Park-Reyes",
            form_of_address="Dr Park",
            kind=Kind.SENIOR_MANAGER,
            title="Head of Robots",
            email="lee@northwind.example",
            phone="555 0142",
            linkedin="linkedin.com/in/leepark",
            channel=Channel.LINKEDIN,
            moment="the tour you gave me of the workshop",
            gave_news=True,
            lead=True,
        )
        assert "the tour you gave me of the workshop" in user.text
        for shown in ("Head of Robots", "555 0142", "write by  LinkedIn", "told you the outcome", "★ lead"):
            assert shown in user.text
        await user.press("u")
        assert "Undone: Changed Lee Park-Reyes" in user.told
        assert user.store.contact("1" * 32).name == "Lee Park"


async def test_a_name_is_needed_or_what_stands_for_it(tmp_path: Path):
    async with running(tmp_path, lambda store: store.put(Application(company="Contoso"))) as user:
        await user.press("enter", "n", "ctrl+s")
        assert "✗ A name is needed; a title or a mail address will do until you find it." in user.text
        for _ in range(6):
            await user.press("tab")
        await user.type("Head of HR")
        await user.press("ctrl+s")
        assert "name not known" in user.text
        await user.press("e")
        assert "Change Head of HR" in user.text
        await user.press("escape", "m")
        assert "A moment with Head of HR" in user.text
        await user.press("escape", "d")
        assert "Deleted Head of HR." in user.told


async def test_somebody_who_is_here_already_is_noticed_while_one_types(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "n")
        await user.type("ana ruíz")
        assert "▲ Perhaps already here: Ana Ruiz, interviewer, ana@northwind.example." in user.text
        await user.type(" Otero")
        assert "Perhaps already here" not in user.text


async def test_there_is_one_lead_or_none(tmp_path: Path):
    def leads(store: Store) -> list[str]:
        return [contact.name for contact in store.all_contacts() if contact.lead]

    async with running(tmp_path, northwind) as user:
        await user.press("enter", "l")
        assert "★ lead" in user.line("Dana Ortiz")
        await user.press("j", "l")
        assert leads(user.store) == ["Lee Park"]
        await user.press("l")
        assert leads(user.store) == []
        await user.press("u")
        assert leads(user.store) == ["Lee Park"]
        await user.press("j", "e")
        for _ in range(10):
            await user.press("tab")
        await user.press("y", "ctrl+s")
        assert leads(user.store) == ["Ana Ruiz"]
        await user.press("u")
        assert leads(user.store) == ["Lee Park"]


async def test_a_moment_is_kept_with_enter_and_can_be_taken_back(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "end", "m")
        assert "A moment with Tomasz Zieliński" in user.text
        await user.type("our talk about the night shifts")
        await user.press("enter")
        assert "our talk about the night shifts" in user.text
        await user.press("m")
        await user.fill("the tour")
        await user.press("escape", "y")
        assert user.store.contact("3" * 32).moment == "the tour"
        await user.press("u")
        assert user.store.contact("3" * 32).moment == "our talk about the night shifts"
        await user.press("m", "escape")
        assert user.where == "ContactsScreen"


async def test_a_person_who_was_deleted_comes_back_with_their_note(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "enter", "escape", "j", "d")
        assert names(user.store) == ["Dana Ortiz", "Ana Ruiz", "Tomasz Zieliński"]
        assert "Deleted Lee Park. Press u to bring them back." in user.told
        assert len(user.store.all_notes()) == 3
        assert "▌ ◔ Ana Ruiz" in user.text
        await user.press("u")
        assert sorted(names(user.store)) == ["Ana Ruiz", "Dana Ortiz", "Lee Park", "Tomasz Zieliński"]
        assert len(user.store.all_notes()) == 4


async def test_the_questions_ask_after_the_kinds_that_are_missing(tmp_path: Path):
    async with running(tmp_path, northwind, size=(80, 24)) as user:
        await user.press("enter")
        assert "Who arranged the day, or showed you around?" in user.text
        assert "Who would have been your manager?" not in user.text
        await user.press("j", "d")
        assert "Who would have been your manager?" in user.text
        await user.press("n")
        assert "‹ hiring manager ›" in user.text


async def test_when_nobody_is_missing_nobody_is_asked_after(tmp_path: Path):
    def fill(store: Store) -> None:
        application = Application(company="Contoso")
        people = [Contact(application_id=application.id, name=kind.value, kind=kind) for kind in Kind]
        store.put(application, *people)

    async with running(tmp_path, fill) as user:
        await user.press("enter")
        assert "Nobody missing?" not in user.text
        await user.press("n")
        assert "‹ other ›" in user.line("Who they were")
        await user.press("escape", "a")
        assert user.where == "LogAnswer"


async def test_met_elsewhere_is_shown_on_the_card(tmp_path: Path):
    def fill(store: Store) -> None:
        northwind(store)
        contoso = Application(company="Contoso")
        store.put(
            contoso,
            Contact(application_id=contoso.id, name="D. Ortiz", email="Dana@northwind.example"),
            Contact(application_id=contoso.id, name="Nobody's address"),
        )

    async with running(tmp_path, fill, size=(110, 30)) as user:
        await user.press("enter")
        assert "also met  Contoso" in user.text
        await user.press("escape", "j", "enter")
        assert "also met  Northwind Robotics" in user.text
        await user.press("j")
        assert "also met" not in user.text


async def test_people_met_there_before_are_brought_along_without_their_moments(tmp_path: Path):
    def fill(store: Store) -> None:
        northwind(store)
        store.put(
            Contact(id="0" * 32, application_id="a" * 32, name="Dana Ortiz", moment="the tour"),
            Application(company="Northwind Robotics GmbH", role="Chief Engineer"),
        )

    async with running(tmp_path, fill) as user:
        await user.press("end", "enter")
        assert (
            "You met Dana Ortiz, Lee Park, Ana Ruiz and 1 more there before: b brings them along."
            in user.text
        )
        await user.press("b")
        assert "They are here too now, without the moments." in user.told
        here = user.store.all_contacts()[4:]
        assert [one.name for one in here] == ["Dana Ortiz", "Lee Park", "Ana Ruiz", "Tomasz Zieliński"]
        assert not any(one.moment for one in here)
        assert "there before" not in user.text
        await user.press("b", "u")
        assert len(user.store.all_contacts()) == 4


async def test_what_is_pressed_when_the_row_is_gone_already_does_nothing(tmp_path: Path):
    async with running(tmp_path, lambda store: store.put(Application(company="Contoso"))) as user:
        before = user.store.applications()
        await user.press("enter")
        for name in ("onward", "edit", "moment", "answer", "follow_up_on", "lead", "delete"):
            getattr(user.app.screen, f"action_{name}")()
            await user.settle()
            assert user.where == "ContactsScreen"
        await user.press("escape", "d")
        for name in ("open", "edit", "delete", "stage", "rest", "view"):
            getattr(user.app.screen, f"action_{name}")()
            await user.settle()
            assert user.where == "RejectionsScreen"
        assert user.told.count("Deleted") == 1
        await user.press("u")
        assert user.store.applications() == before


async def test_the_points_begin_with_the_person_under_the_cursor_and_lead_back_to_the_last(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "j", "j", "enter")
        assert "▸ ◔ Ana Ruiz ◂" in user.text
        await user.press("right_square_bracket", "escape")
        assert "▌ ◔ Tomasz" in user.text
