"""The agenda: whom to write to again, and what can be done about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.followup import reopen
from thanks_tui.data.models import Application, Contact, EventKind, FollowUp, Stage, State
from thanks_tui.data.store.store import Store

from tests.tui.driver import TODAY, Driver, running
from tests.tui.screens.trouble import no_room
from tests.tui.stories import CONTOSO, FABRIKAM, NORTHWIND, one_due, thanked, three_due

FIRST_DUE = date(2026, 11, 12)


def due_days(user: Driver, id_: str = NORTHWIND) -> list[tuple[int, date]]:
    """The open follow-ups of an application, each with its step."""
    waiting = [each for each in user.store.follow_ups(id_) if each.done_on is None]
    return sorted((each.step, each.due_on) for each in waiting)


def happened(user: Driver, id_: str = NORTHWIND) -> list[EventKind]:
    return [event.what for event in user.store.events(id_)]


def unanswered(store: Store) -> None:
    """Three follow-ups went out, none was answered, and the fourth is due."""
    one_due(store)
    for day in (date(2026, 10, 20), date(2026, 10, 27), date(2026, 11, 3)):
        follow_up = min(
            (each for each in store.follow_ups(NORTHWIND) if each.done_on is None), key=lambda each: each.step
        )
        reopen.finish(store, follow_up, day)


async def open_agenda(user: Driver) -> None:
    await user.press("f")
    assert user.where == "AgendaScreen"


async def test_an_empty_agenda_says_when_something_will_stand_there(tmp_path: Path):
    async with running(tmp_path, size=(80, 24)) as user:
        await open_agenda(user)
        assert "Nobody to write to again just now." in user.text
        assert "They will wait for you here." in user.plain
        await user.press("enter", "z", "space", "minus", "a", "g", "R", "x", "u")
        assert user.where == "AgendaScreen"
        assert user.told == ""
        assert "enter write" not in user.text
        await user.press("escape")
        assert user.where == "RejectionsScreen"


async def test_what_is_due_stands_in_its_group_with_all_there_is_to_know(tmp_path: Path):
    async with running(tmp_path, three_due, size=(120, 40)) as user:
        await open_agenda(user)
        lines = user.text.splitlines()
        assert "Follow-ups  1 overdue  ·  1 this week  ·  1 later" in lines[2]
        order = ["Overdue", "Dana Ortiz  North", "This week", "Eve Moreau", "Later", "Kim Larsen"]
        places = [next(i for i, line in enumerate(lines) if words in line[:60]) for words in order]
        assert places == sorted(places)
        assert "12 Nov, 10 days ago" in user.line("Northwind Robotics   ")
        for words in (
            "40 days since the last word",
            "day 30: a light word keeps the door open",
            "recruiter, Northwind Robotics",
            "stage: thanked",
            "you wrote to Dana Ortiz 13 Oct",
            "“Dear Dana,",
            "you remember  our talk about the night",
            "▲ today",
            "Day 41: ",
        ):
            assert words in user.text, f"{words!r}:\n{user.text}"
        await user.press("j")
        assert "Day 28: " in user.text
        assert "data engineer" in user.text.lower()
        assert "night shifts" not in user.text
        await user.press("end")
        assert "Day 3: " in user.text


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)], ids=["80x24", "60x20", "120x40"])
async def test_what_counts_is_there_at_every_size(tmp_path: Path, size: tuple[int, int]):
    async with running(tmp_path, three_due, size=size) as user:
        await open_agenda(user)
        for words in (
            "Follow-ups  1 overdue",
            "Overdue",
            "▌ Dana Ortiz  Northwind Robotics",
            "12 Nov, 10 days ago",
            "This week",
            "stage: thanked",
            "enter write",
            "? keys",
        ):
            assert words in user.text, f"{words!r}:\n{user.text}"
        assert all(len(line) <= size[0] for line in user.text.splitlines())
        for key, kept_with in (("z", "enter save"), ("a", "^s save"), ("g", "^s save"), ("x", "^s save")):
            await user.press(key)
            assert user.where != "AgendaScreen"
            assert kept_with in user.text
            await user.press("escape")
            assert user.where == "AgendaScreen"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
async def test_on_a_small_screen_all_that_is_known_has_a_page_of_its_own(
    tmp_path: Path, size: tuple[int, int]
):
    async with running(tmp_path, three_due, size=size) as user:
        await open_agenda(user)
        await user.press("v")
        assert "recruiter, Northwind Robotics · Staff Engineer" in user.text
        await user.press("end")
        await user.until(lambda: "▲ today" in user.text, "the page to scroll")
        assert "you remember our talk about the night shifts" in user.plain
        assert "nobody knows about this one." in user.plain
        await user.press("escape")
        assert user.where == "AgendaScreen"


async def test_it_opens_from_every_step_and_is_left_to_where_one_was(tmp_path: Path):
    async with running(tmp_path, three_due) as user:
        for step in ("RejectionsScreen", "ContactsScreen", "PointsScreen", "PreviewScreen"):
            assert user.where == step
            await open_agenda(user)
            await user.press("L")
            assert user.where == "LedgerScreen"
            await user.press("f")
            assert user.where == "AgendaScreen"
            await user.press("f", "escape")
            assert user.where == step
            await user.press("enter")


async def test_the_help_names_the_keys_and_the_sources_of_the_figures(tmp_path: Path):
    async with running(tmp_path, one_due, size=(80, 90)) as user:
        await open_agenda(user)
        await user.press("question_mark")
        said = user.plain
        for words in (
            "30, 60, 90, 180 and 330 days after the last real contact",
            "after three notes without an answer it is kinder to let it rest",
            "16 % in week 1, 17 % in month 1",
            "11 % in month 4, 5 % in month 5, 14 % in month 6",
            "Over a third of new hires leave within their first year.",
            "33 % in 2024, 50 % in 2023",
            "nobody can promise anything",
            "BambooHR",
            "Work Institute",
            "Gartner",
            "https://workinstitute.com/retention-reports/",
            "The follow-up note to this person",
            "Put it off: a week, a month, or until a day",
            "It is done without a note from here",
            "Pass over this one; the next ones stay",
            "Keep an answer that came, with its text",
            "Propose no more follow-ups for this application",
            "Save the follow-ups for your calendar (.ics)",
        ):
            assert words in said, f"{words!r}:\n{user.text}"


async def test_done_counts_as_a_word_and_the_next_day_is_counted_from_it(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await open_agenda(user)
        before = due_days(user)
        assert before[0] == (30, FIRST_DUE)
        await user.press("space")
        assert "Done. Press u to take it back." in user.told
        assert due_days(user)[0] == (60, date(2026, 12, 22))
        assert happened(user)[-1] is EventKind.FOLLOWED_UP
        assert "22 Dec" in user.text
        assert "last word today" in user.text
        await user.press("u")
        assert "Undone: Marked a follow-up as done" in user.told
        assert due_days(user) == before
        assert EventKind.FOLLOWED_UP not in happened(user)
        assert "12 Nov, 10 days ago" in user.text


async def test_what_is_skipped_is_no_word_and_the_next_stays_where_it_was(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await open_agenda(user)
        before = due_days(user)
        await user.press("minus")
        assert "Passed over. Press u to take it back." in user.told
        assert due_days(user) == before[1:]
        assert EventKind.FOLLOWED_UP not in happened(user)
        # The sixtieth day is a Saturday, so that it stands on another.
        assert "half of those who leave early have left by now" in user.plain
        assert "day 60" not in user.text
        assert "40 days since the last word" in user.text
        await user.press("u")
        assert due_days(user) == before


async def test_what_comes_after_one_that_is_done_says_nothing_that_is_not_true_on_its_day(tmp_path: Path):
    def just_thanked(store: Store) -> None:
        thanked(store, FABRIKAM, "Fabrikam", date(2026, 11, 18), date(2026, 11, 20), "Kim Larsen")

    async with running(tmp_path, just_thanked, size=(120, 40)) as user:
        await open_agenda(user)
        await user.press("space")
        assert due_days(user, FABRIKAM)[0] == (60, date(2026, 12, 22))
        assert "a light word keeps the door open" in user.plain
        assert "day 60" not in user.text
        assert "half of those who leave early" not in user.plain


@pytest.mark.parametrize(
    ("keys", "until"),
    [
        ((), date(2026, 11, 30)),
        (("right",), date(2026, 12, 22)),
        (("left", "FILL 10 dec"), date(2026, 12, 10)),
        (("u", "FILL in 2 weeks"), date(2026, 12, 7)),
    ],
    ids=["a-week", "a-month", "a-day", "a-distance"],
)
async def test_it_can_be_put_off_and_comes_back(tmp_path: Path, keys: tuple[str, ...], until: date):
    async with running(tmp_path, one_due) as user:
        await open_agenda(user)
        before = due_days(user)
        await user.press("z")
        assert "Write to Dana Ortiz later" in user.text
        assert "= Mon 30 Nov, in 8 days" in user.text
        for key in keys:
            if key.startswith("FILL "):
                await user.fill(key.removeprefix("FILL "))
            else:
                await user.press(key)
        await user.press("enter")
        assert user.where == "AgendaScreen"
        # Days off move on to the next working day.
        assert due_days(user)[0] == (30, until)
        assert f"{until.day} {until:%b}" in user.line("Dana Ortiz  Northwind")
        assert [step for step, _ in due_days(user)] == [30, 60, 90, 180, 330]
        await user.press("u")
        assert "Undone: Put a follow-up off" in user.told
        assert due_days(user) == before


@pytest.mark.parametrize(
    ("keys", "shown", "until"),
    [
        ((), "= Mon 28 Dec, in 5 weeks", date(2026, 12, 28)),
        (("right",), "= Wed 20 Jan 2027, in 8 weeks", date(2027, 1, 20)),
    ],
    ids=["a-week", "a-month"],
)
async def test_what_is_still_ahead_is_put_off_from_its_own_day(
    tmp_path: Path, keys: tuple[str, ...], shown: str, until: date
):
    async with running(tmp_path, three_due) as user:
        await open_agenda(user)
        await user.press("end")
        assert due_days(user, FABRIKAM)[0] == (30, date(2026, 12, 21))
        await user.press("z", *keys)
        assert shown in user.text
        await user.press("enter")
        assert user.where == "AgendaScreen"
        assert due_days(user, FABRIKAM)[0] == (30, until)


async def test_the_day_that_is_shown_is_the_one_that_is_kept(tmp_path: Path):
    async with running(tmp_path, one_due, size=(80, 24)) as user:
        await open_agenda(user)
        await user.press("z", "u")
        await user.fill("5 dec")
        assert "= Mon 7 Dec, as Sat 5 Dec is off" in user.text
        await user.press("enter")
        assert user.where == "AgendaScreen"
        assert due_days(user)[0] == (30, date(2026, 12, 7))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
async def test_enter_keeps_the_form_of_putting_off_and_the_foot_says_so(
    tmp_path: Path, size: tuple[int, int]
):
    async with running(tmp_path, one_due, size=size) as user:
        await open_agenda(user)
        await user.press("z")
        assert "enter save" in user.text.splitlines()[-1]
        await user.press("tab")
        assert "enter save" in user.text.splitlines()[-1]
        await user.press("shift+tab", "enter")
        assert user.where == "AgendaScreen"
        assert due_days(user)[0] == (30, date(2026, 11, 30))


async def test_a_day_that_is_none_or_not_ahead_is_asked_again(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await open_agenda(user)
        await user.press("z", "left")
        await user.fill("some day")
        await user.press("ctrl+s")
        assert "✗ Until when? Try in 3 weeks, or 12 dec." in user.text
        await user.fill("today")
        await user.press("ctrl+s")
        assert "✗ That day is not ahead." in user.text
        await user.press("escape")
        assert "Keep what you typed here?" in user.text
        await user.press("n")
        assert user.where == "AgendaScreen"
        assert due_days(user)[0] == (30, FIRST_DUE)


async def test_after_three_without_an_answer_one_may_let_it_rest(tmp_path: Path):
    async with running(tmp_path, unanswered, size=(120, 40)) as user:
        await open_agenda(user)
        assert "three without an answer: R lets it rest" in user.text
        assert "3 notes without an answer." in user.text
        await user.press("R")
        assert "It may rest now. Press u to take it back." in user.told
        assert "Nobody to write to again just now." in user.text
        assert due_days(user) == []
        assert user.store.application(NORTHWIND).resting
        await user.press("u")
        assert "Undone: Let Northwind Robotics rest" in user.told
        assert "three without an answer" in user.text
        assert not user.store.application(NORTHWIND).resting


async def test_an_answer_is_kept_with_its_text_and_moves_the_days(tmp_path: Path):
    answer = "Dear Sam,\n\nthe first choice left us. Could we talk on Friday?\n\nDana\n"
    async with running(tmp_path, one_due, size=(120, 40)) as user:
        await open_agenda(user)
        before = due_days(user)
        await user.press("a")
        assert "An answer came" in user.text
        assert "‹ Dana Ortiz ›" in user.text
        await user.paste(answer)
        await user.press("shift+tab")
        await user.fill("yesterday")
        await user.press("ctrl+s")
        event = user.store.events(NORTHWIND)[-1]
        assert (event.what, event.on, event.detail) == (
            EventKind.ANSWERED,
            date(2026, 11, 21),
            answer.strip(),
        )
        note = user.store.note_for(user.store.contacts(NORTHWIND)[0].id)
        assert note is not None
        assert note.state is State.ANSWERED
        assert user.store.application(NORTHWIND).stage is Stage.ANSWERED
        # Thirty days after the answer.
        assert due_days(user)[0] == (30, date(2026, 12, 21))
        assert "Dana Ortiz wrote 21 Nov, yesterday:" in user.text
        assert "the first choice left us." in user.plain
        assert "stage: answered" in user.text
        await user.press("u")
        assert "Undone: Kept the answer of Dana Ortiz" in user.told
        assert due_days(user) == before
        assert "stage: thanked" in user.text


async def test_an_answer_may_be_anothers_and_its_day_must_be_one(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await open_agenda(user)
        await user.press("a")
        await user.type("No, thank you.")
        await user.press("shift+tab")
        await user.fill("whenever")
        await user.press("ctrl+s")
        assert "✗ When did it come? Try today, or 12 nov." in user.text
        await user.fill("2026-12-24")
        await user.press("ctrl+s")
        assert "✗ That day is still to come." in user.text
        await user.fill("today")
        await user.press("shift+tab", "l", "ctrl+s")
        event = user.store.events(NORTHWIND)[-1]
        assert user.store.contact(event.contact_id or "").name == "Lee Park"
        assert event.on == TODAY


async def test_the_stage_moves_with_day_and_words_and_stands_on_the_timeline(tmp_path: Path):
    async with running(tmp_path, one_due, size=(120, 40)) as user:
        await open_agenda(user)
        await user.press("g")
        assert "Northwind Robotics: thanked" in user.text
        assert "‹ answered ›" in user.text
        await user.press("t", "tab")
        assert "‹ talking again ›" in user.text
        await user.fill("20 nov")
        await user.press("tab")
        await user.type("Lee rang about the second seat")
        await user.press("ctrl+s")
        assert "stage: talking again" in user.text
        event = user.store.events(NORTHWIND)[-1]
        assert event.what is EventKind.STAGE
        assert event.on == date(2026, 11, 20)
        await user.press("escape", "v")
        assert "talking again: Lee rang about the second seat" in user.plain
        assert user.line("talking again: Lee").split()[1:3] == ["20", "Nov"]
        await user.press("escape", "f", "u")
        assert "stage: thanked" in user.text
        assert EventKind.STAGE not in happened(user)


async def test_a_stage_that_ends_it_all_leaves_the_agenda(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await open_agenda(user)
        await user.press("g", "tab")
        await user.fill("soon")
        await user.press("ctrl+s")
        assert "✗ Since when? Try today, or 12 nov." in user.text
        await user.fill("tomorrow")
        await user.press("ctrl+s")
        assert "✗ That day is still to come." in user.text
        await user.fill("today")
        await user.press("shift+tab", "h", "ctrl+s")
        assert user.store.application(NORTHWIND).stage is Stage.HIRED
        assert "Nobody to write to again just now." in user.text
        await user.press("u")
        assert "▌ Dana Ortiz" in user.text


async def test_the_last_stage_proposes_itself(tmp_path: Path):
    def closing(store: Store) -> None:
        one_due(store)
        store.put(replace(store.application(NORTHWIND), stage=Stage.INTERVIEWING))

    async with running(tmp_path, closing) as user:
        await open_agenda(user)
        await user.press("g")
        assert "‹ hired ›" in user.text
        await user.press("right", "right", "left")
        assert "‹ closed ›" in user.text


async def test_the_calendar_file_holds_what_is_on_the_agenda(tmp_path: Path):
    from icalendar import Calendar

    target = tmp_path / "mine"
    async with running(tmp_path, three_due, size=(80, 24)) as user:
        await open_agenda(user)
        await user.press("x")
        assert "For your calendar" in user.text
        assert "‹ as events ›" in user.text
        await user.press("tab")
        await user.fill(str(target))
        await user.press("ctrl+s")
        saved = tmp_path / "mine.ics"
        assert f"Saved {saved}" in user.told
        calendar = Calendar.from_ical(saved.read_bytes())
        assert [str(event["summary"]) for event in calendar.events] == [
            "Write to Dana Ortiz, Northwind Robotics",
            "Write to Eve Moreau, Contoso",
            "Write to Kim Larsen, Fabrikam",
        ]
        assert [event.start for event in calendar.events] == [
            FIRST_DUE,
            date(2026, 11, 25),
            date(2026, 12, 21),
        ]

        first = saved.read_bytes()
        await user.press("x", "right", "tab")
        await user.fill(str(saved))
        await user.press("ctrl+s")
        assert user.where == "SaveCalendar"
        assert "is there already." in user.plain
        assert "‹ as to-dos ›" in user.text
        assert saved.read_bytes() == first
        await user.press("tab", "tab", "y", "ctrl+s")
        assert user.where == "AgendaScreen"
        calendar = Calendar.from_ical(saved.read_bytes())
        assert len(calendar.todos) == 3
        assert not calendar.events


async def test_a_calendar_file_that_cannot_be_is_asked_for_again(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await open_agenda(user)
        await user.press("x", "tab")
        await user.fill("  ")
        await user.press("ctrl+s")
        assert "✗ Which file shall it be?" in user.text
        await user.fill(str(tmp_path / "no such folder" / "mine.ics"))
        await user.press("ctrl+s")
        assert user.where == "SaveCalendar"
        assert "✗" in user.text
        await user.press("escape", "n")
        assert user.where == "AgendaScreen"


async def test_what_could_not_be_kept_is_asked_again_as_it_was(tmp_path: Path):
    own = tmp_path / "store"
    own.mkdir()
    async with running(own, one_due) as user:
        await open_agenda(user)
        with no_room():
            await user.press("space")
        assert "Not saved" in user.text
        assert due_days(user)[0] == (30, FIRST_DUE)

        await user.press("z", "left")
        await user.fill("10 dec")
        with no_room():
            await user.press("ctrl+s")
        assert user.where == "Snooze"
        assert "✗ Not saved" in user.text
        assert "= Thu 10 Dec" in user.text
        await user.press("ctrl+s")
        assert due_days(user)[0] == (30, date(2026, 12, 10))

        await user.press("a")
        await user.type("Yes, do call.")
        with no_room():
            await user.press("ctrl+s")
        assert "Yes, do call." in user.text
        await user.press("ctrl+s")
        assert user.store.events(NORTHWIND)[-1].detail == "Yes, do call."

        await user.press("g", "tab", "tab")
        await user.type("on the telephone")
        with no_room():
            await user.press("ctrl+s")
        assert "on the telephone" in user.text
        await user.press("ctrl+s")
        assert user.store.application(NORTHWIND).stage is Stage.TALKING


async def test_a_day_of_ones_own_for_nobody_in_particular(tmp_path: Path):
    def own_day(store: Store) -> None:
        application = Application(id=CONTOSO, company="Contoso")
        store.put(application)
        reopen.add_follow_up(store, application, None, date(2026, 11, 24), "look at their new jobs")

    async with running(tmp_path, own_day, size=(120, 40)) as user:
        await open_agenda(user)
        assert "nobody in particular  Contoso" in user.text
        assert "look at their new jobs" in user.text
        assert "▲" not in user.text
        assert "enter write" not in user.text
        assert "answer came" not in user.text
        await user.press("enter", "a")
        assert user.where == "AgendaScreen"
        await user.click("nobody in particular", times=2)
        assert user.where == "AgendaScreen"
        await user.press("z")
        assert "Write to Contoso later" in user.text
        await user.press("ctrl+s")
        assert [each.due_on for each in user.store.follow_ups()] == [date(2026, 12, 1)]
        await user.press("space")
        assert "Nobody to write to again" in user.text


async def test_somebody_without_a_name_is_told_by_what_is_known(tmp_path: Path):
    def nameless(store: Store) -> None:
        one_due(store)
        store.put(*(replace(each, name="") for each in store.contacts(NORTHWIND)))

    async with running(tmp_path, nameless) as user:
        await open_agenda(user)
        assert "▌ dana@northwind.example  Northwind Robotics" in user.text
        await user.press("z")
        assert "Write to dana@northwind.example later" in user.text


async def test_a_window_that_may_only_read_says_so_and_changes_nothing(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        one_due(store)
        async with running(tmp_path, signed=False) as user:
            await open_agenda(user)
            assert "Read only: another window (process" in user.text
            await user.press("space", "minus", "R")
            assert due_days(user)[0] == (30, FIRST_DUE)
            await user.press("enter")
            assert user.where == "PreviewScreen"
            assert "Dear Dana," in user.text


async def test_the_mouse_opens_a_follow_up(tmp_path: Path):
    async with running(tmp_path, three_due, size=(120, 40)) as user:
        await open_agenda(user)
        await user.click("Eve Moreau", times=2)
        assert user.where == "PreviewScreen"
        assert "To       Eve Moreau" in user.text


async def test_an_agenda_of_hundreds_is_walked_with_the_cursor_on_its_row(tmp_path: Path):
    def many(store: Store) -> None:
        records: list[Application | Contact | FollowUp] = []
        for index in range(300):
            application = Application(company=f"Company {index:03}")
            contact = Contact(application_id=application.id, name=f"Person {index:03}")
            day = date(2026, 11, 1 + index % 28)
            follow_up = FollowUp(application_id=application.id, contact_id=contact.id, due_on=day)
            records += [application, contact, follow_up]
        store.put(*records)

    async with running(tmp_path, many, size=(80, 24)) as user:
        await open_agenda(user)
        await user.press("end")
        assert "▌ Person 279" in user.text
        await user.press("space")
        assert "▌ Person" in user.text
        await user.press("home")
        assert "▌ Person 000" in user.text
        assert "Overdue" in user.text


async def test_what_another_screen_changes_is_there_when_one_comes_back(tmp_path: Path):
    async with running(tmp_path, one_due) as user:
        await open_agenda(user)
        await user.press("L")
        thanked(user.store, CONTOSO, "Contoso", date(2026, 10, 25), date(2026, 10, 26), "Eve Moreau")
        await user.settle()
        await user.press("escape")
        assert "Eve Moreau" in user.text
