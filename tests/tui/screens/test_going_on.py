"""What was typed when the program ended without notice: asked after at the next start, and gone on with."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from thanks_tui.data.drafts.draft import Draft, DraftKind, Origin, TypedField
from thanks_tui.data.drafts.folder import DraftFolder
from thanks_tui.data.models import Channel, Kind, Note, Profile
from thanks_tui.data.store.store import Store
from thanks_tui.data.walk import begin_notes, mark_sent, text_of
from thanks_tui.tui.drafting import AT_MOST

from tests.hostile import CONTROLS, MARKUP
from tests.tui.driver import MAIL, Driver, northwind, running
from tests.tui.screens.trouble import no_room
from tests.tui.stories import one_due

ASKED = "You were writing"


class Case(NamedTuple):
    """Something to be typed: the way to its form, and what must have come of it in the end."""

    way: tuple[str, ...]
    form: str
    title: str
    typed: str
    kept: Callable[[Store], object]
    """What the store says of it, once it is kept; truthy."""
    fill: Callable[[Store], object] = northwind
    done: tuple[str, ...] = ("ctrl+s",)
    before: tuple[str, ...] = ()
    """Keys between the form and the typing."""


def events(store: Store, detail: str) -> bool:
    return any(detail in event.detail for event in store.events())


CASES = {
    "who signs": Case(
        ("ctrl+p", "who signs"),
        "ProfileForm",
        "Who signs",
        " the Second",
        lambda store: store.profile.name == "Sam Okonkwo the Second",
        before=("end",),
    ),
    "cadence": Case(
        ("ctrl+p", "when to follow up"),
        "FollowUpForm",
        "When to follow up",
        "24 dec",
        lambda store: store.profile.holidays,
        before=("tab", "tab"),
    ),
    "new application": Case(
        ("n",),
        "ApplicationForm",
        "A rejection",
        "Contoso",
        lambda store: [each.company for each in store.applications()][1:] == ["Contoso"],
    ),
    "application": Case(
        ("e",),
        "ApplicationForm",
        "Change Northwind Robotics",
        " Ltd",
        lambda store: store.applications()[0].company == "Northwind Robotics Ltd",
        before=("end",),
    ),
    "choice": Case(
        ("e",),
        "ApplicationForm",
        "Change Northwind Robotics",
        "p",
        lambda store: store.applications()[0].outcome.value == "on hold",
        before=("tab", "tab"),
    ),
    "new person": Case(
        ("enter", "n"),
        "ContactForm",
        "Somebody you met",
        "Kim Larsen",
        lambda store: store.all_contacts()[-1].name == "Kim Larsen",
    ),
    "person": Case(
        ("enter", "e"),
        "ContactForm",
        "Change Dana Ortiz",
        " Vega",
        lambda store: store.all_contacts()[0].name == "Dana Ortiz Vega",
        before=("end",),
    ),
    "people": Case(
        ("enter", "p"),
        "PastePeople",
        "Everybody you met",
        "Kim Larsen, coordinator",
        lambda store: store.all_contacts()[-1].kind is Kind.COORDINATOR,
    ),
    "moment": Case(
        ("enter", "m"),
        "AskLine",
        "A moment with Dana Ortiz",
        "the tour",
        lambda store: store.all_contacts()[0].moment == "the tour",
        done=("enter",),
    ),
    "own words": Case(
        ("enter", "enter", "down", "e"),
        "AskText",
        "Time and courtesies",
        "Mine.",
        lambda store: any("Mine." in choice.own for choice in store.all_notes()[0].points),
    ),
    "own point": Case(
        ("enter", "enter", "n"),
        "AskText",
        "A point of your own",
        "Good luck.",
        lambda store: [point.text for point in store.profile.own_points] == ["Good luck."],
    ),
    "subject": Case(
        ("enter", "enter", "enter", "S"),
        "AskLine",
        "The subject to Dana Ortiz",
        " indeed",
        lambda store: store.all_notes()[0].subject.endswith(" indeed"),
        done=("enter",),
    ),
    "sent": Case(
        ("enter", "enter", "enter", "s"),
        "MarkSent",
        "Sent to Dana Ortiz",
        "2026-11-20",
        lambda store: store.all_notes()[0].sent_on == date(2026, 11, 20),
        done=("enter",),
    ),
    "answer": Case(
        ("enter", "a"),
        "LogAnswer",
        "An answer came",
        "How kind.",
        lambda store: events(store, "How kind."),
    ),
    "stage": Case(
        ("g",),
        "MoveStage",
        "Northwind Robotics: turned down",
        "they rang",
        lambda store: events(store, "they rang"),
        before=("tab", "tab"),
    ),
    "own day": Case(
        ("enter", "F"),
        "FollowUpOn",
        "Write to Dana Ortiz again",
        "in 3 weeks",
        lambda store: store.follow_ups(),
    ),
    "later": Case(
        ("f", "z"),
        "Snooze",
        "Write to Dana Ortiz later",
        "u",
        lambda store: store.follow_ups()[0].snoozed_until,
        fill=one_due,
    ),
    "since then": Case(
        ("f", "enter", "h"),
        "AskLine",
        "What has happened since, for Dana Ortiz",
        "I moved",
        lambda store: store.all_notes()[-1].news == "I moved",
        fill=one_due,
        done=("enter",),
    ),
}


def drafts_in(folder: Path) -> list[Path]:
    return list(folder.glob("drafts/*.json"))


def words(user: Driver) -> str:
    """Return what is on the screen as running text."""
    return " ".join(user.text.replace("│", " ").split())


async def go(user: Driver, way: Sequence[str]) -> None:
    if way[0] == "ctrl+p":
        await user.find(way[1], way[1].capitalize())
    else:
        await user.press(*way)


async def gone(user: Driver, folder: Path) -> None:
    await user.until(lambda: not drafts_in(folder), "the draft to go")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_a_form_is_gone_on_with_as_it_was_typed(tmp_path: Path, case: Case):
    async with running(tmp_path, case.fill) as user:
        await go(user, case.way)
        assert user.where == case.form
        await user.press(*case.before)
        await user.type(case.typed)
        user.app.keep_typed()
        assert not case.kept(user.store)
    assert len(drafts_in(tmp_path)) == 1
    async with running(tmp_path) as user:
        assert ASKED in user.text
        assert case.title in user.text
        await user.press("y")
        await user.until(lambda: user.where == case.form, "the form to be open again")
        await user.settle()
        assert case.typed in user.text
        await user.press(*case.done)
        assert case.kept(user.store)
        await gone(user, tmp_path)


async def test_a_mail_that_was_being_pasted_is_there_again(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.type("Dear Sam, we went with another")
        user.app.keep_typed()
    async with running(tmp_path) as user:
        assert "The mail that told you" in user.text
        await user.press("y")
        await user.until(lambda: user.where == "PasteMail", "the dialog to be open again")
        assert "Dear Sam, we went with another" in user.text
        await user.press("escape")
        assert "Keep what you typed here?" in user.text
        await user.press("n")
        await gone(user, tmp_path)


async def test_what_was_read_from_a_mail_is_there_again_with_what_was_mended(tmp_path: Path):
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste(MAIL)
        assert "is this right?" in user.text
        await user.until(lambda: bool(drafts_in(tmp_path)), "a draft of it without any key")
        await user.press("shift+tab")
        await user.type("45")
        user.app.keep_typed()
    async with running(tmp_path) as user:
        assert "Read from the mail: is this right?" in user.text
        await user.press("y")
        await user.until(lambda: user.where == "ApplicationForm", "the form to be open again")
        assert "Your first contact there: Dana Ortiz" in user.text
        await user.press("ctrl+s")
        assert user.where == "ContactsScreen"
        (application,) = user.store.applications()
        assert application.company == "Northwind Robotics"
        assert application.cadence == (45,)
        assert application.thread is not None
        assert user.store.all_contacts()[0].name == "Dana Ortiz"
        await gone(user, tmp_path)


async def test_a_mail_whose_file_is_gone_can_still_be_copied(tmp_path: Path):
    mail = tmp_path / "mail.eml"
    mail.write_text(MAIL)
    async with running(tmp_path) as user:
        await user.press("p")
        await user.paste(str(mail))
        assert "is this right?" in user.text
        user.app.keep_typed()
    mail.unlink()
    async with running(tmp_path) as user:
        await user.press("y")
        await user.until(lambda: "There is no such file." in user.text, "it to be told")
        assert "Go on writing" not in user.text
        await user.press("c")
        assert "Northwind Robotics" in user.app.clipboard


async def test_what_is_typed_and_left_or_kept_leaves_no_draft(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "m")
        await user.type("the tour")
        await user.until(lambda: bool(drafts_in(tmp_path)), "a draft of it")
        assert "the tour" in drafts_in(tmp_path)[0].read_text()
        await user.press("enter")
        await gone(user, tmp_path)
        await user.press("m")
        await user.type(" and more")
        user.app.keep_typed()
        assert drafts_in(tmp_path)
        await user.press("escape", "n")
        await gone(user, tmp_path)
        await user.press("m")
        await user.type("x")
        user.app.keep_typed()
        await user.press("backspace")
        user.app.keep_typed()
        assert not drafts_in(tmp_path)


async def test_what_was_not_kept_for_want_of_room_is_a_draft_of_the_first_form(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("e")
        await user.fill("Southwind")
        with no_room():
            await user.press("ctrl+s")
            assert "✗ Not saved" in user.text
        user.app.keep_typed()
    assert len(drafts_in(tmp_path)) == 1
    async with running(tmp_path) as user:
        assert user.line("Southwind")
        await user.press("y")
        await user.until(lambda: user.where == "ApplicationForm", "the form to be open again")
        assert "changed since then" not in user.text
        await user.press("ctrl+s")
        assert user.store.applications()[0].company == "Southwind"


# The question.


def left(folder: Path, *drafts: Draft) -> None:
    """Leave drafts as a killed window does."""
    kept = DraftFolder(folder / "thanks.json")
    for draft in drafts:
        kept.write(draft)
    kept.close()


def moment(text: str, hour: int = 9, **origin: object) -> Draft:
    about = Origin(
        kind=DraftKind.MOMENT,
        title="A moment with Dana Ortiz",
        application_id="a" * 32,
        contact_id="0" * 32,
    )
    return Draft(
        when=datetime(2026, 11, 21, hour, 12).astimezone(UTC),
        origin=replace(about, **origin),
        fields=(TypedField(name="", text=text),),
    )


async def test_drafts_are_asked_after_one_by_one_the_newest_first(tmp_path: Path):
    left(tmp_path, moment("the first", 9), moment("the last", 11), moment("the second", 10))
    async with running(tmp_path, northwind) as user:
        assert "the last" in user.text
        assert "Northwind Robotics, 21 Nov at 11:12, yesterday" in user.text
        await user.press("escape")
        assert "the second" in user.text
        await user.press("n")
        assert "It was kept nowhere else" in user.text
        await user.press("enter")
        assert "the second" in user.text
        await user.press("n", "y")
        assert "the first" in user.text
        await user.press("y")
        await user.until(lambda: user.where == "AskLine", "the moment to be asked for")
        await user.press("enter")
        assert user.where == "ContactsScreen"
        assert user.store.all_contacts()[0].moment == "the first"
    assert [json.loads(file.read_bytes())["fields"][0]["text"] for file in drafts_in(tmp_path)] == [
        "the last"
    ]
    async with running(tmp_path) as user:
        assert "the last" in user.text


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        ({"contact_id": "f" * 32}, "not in the store any more"),
        ({"application_id": "f" * 32}, "not in the store any more"),
        ({"kind": DraftKind.SNOOZE, "follow_up_id": "f" * 32}, "not in the store any more"),
        ({"kind": DraftKind.WORDS, "point": "own.f"}, "not in the store any more"),
        ({"kind": DraftKind.UNKNOWN}, "not known any more where this belongs"),
    ],
    ids=["person", "application", "follow-up", "point", "unknown"],
)
async def test_what_belongs_nowhere_any_more_can_be_read_and_copied(
    tmp_path: Path, origin: dict[str, object], told: str
):
    left(tmp_path, moment("Dear Dana,\n\nso long", **origin))
    async with running(tmp_path, northwind) as user:
        if told not in user.text:
            await user.press("y")
            await user.until(lambda: told in user.text, "it to be told")
        assert told in user.text
        assert "Go on writing" not in user.text
        await user.press("y", "enter")
        assert user.app.clipboard == "Dear Dana,\n\nso long"
        assert "Copied. It stays here as well until you throw it away." in user.told
        await user.press("escape")
        assert user.where in ("RejectionsScreen", "PointsScreen")
    assert drafts_in(tmp_path)


async def test_a_follow_up_that_is_over_cannot_be_put_off_any_more(tmp_path: Path):
    def over(store: Store) -> None:
        one_due(store)
        store.put(*(replace(each, id="e" * 32) for each in store.follow_ups()[:1]))
        store.put(*(replace(each, done_on=each.due_on) for each in store.follow_ups()))

    left(tmp_path, moment("in 3 weeks", kind=DraftKind.SNOOZE, contact_id="", follow_up_id="e" * 32))
    async with running(tmp_path, over) as user:
        await user.press("y")
        await user.until(lambda: "not in the store any more" in user.text, "it to be told")


async def test_a_field_that_was_changed_since_then_is_told_and_not_overwritten_unseen(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("e", "tab")
        await user.fill("Chief Engineer")
        user.app.keep_typed()
    with Store.open(tmp_path / "thanks.json") as store:
        (application,) = store.applications()
        store.put(replace(application, role="Lead Engineer", url="https://northwind.example"))
    async with running(tmp_path) as user:
        await user.press("y")
        await user.until(lambda: user.where == "ApplicationForm", "the form to be open again")
        await user.settle()
        assert "Role was changed since then, and is “Lead Engineer”; here stands what you typed." in words(
            user
        )
        await user.press("ctrl+s")
        (application,) = user.store.applications()
        assert application.role == "Chief Engineer"
        assert application.url == "https://northwind.example"


async def test_a_choice_that_is_not_offered_any_more_is_told(tmp_path: Path):
    about = Origin(
        kind=DraftKind.ANSWER, title="An answer came", application_id="a" * 32, contact_id="0" * 32
    )
    fields = (
        TypedField(name="From", text="Somebody " * 20, before="Dana Ortiz"),
        TypedField(name="They wrote", text="Thank you", before="earlier"),
        TypedField(name="Weather", text="fine"),
    )
    left(tmp_path, Draft(origin=about, fields=fields, at="From"))
    async with running(tmp_path, northwind) as user:
        await user.press("y")
        await user.until(lambda: user.where == "LogAnswer", "the form to be open again")
        await user.settle()
        told = words(user)
        assert f"“{('Somebody ' * 7)[:59]}…” cannot be filled in any more." in told
        assert "“fine” cannot be filled in any more." in told
        assert "They wrote was changed since then, and is empty; here stands what you typed." in told


# The sheet.


def note_draft(store: Store, text: str, before: str | None = None) -> Draft:
    (dana, *_) = store.all_contacts()
    about = Origin(
        kind=DraftKind.NOTE,
        title="The note to Dana Ortiz",
        application_id=dana.application_id,
        contact_id=dana.id,
    )
    stood = text_of(store, store.all_notes()[0]) if before is None else before
    return Draft(origin=about, fields=(TypedField(name="", text=text, before=stood),))


def begun(store: Store) -> None:
    northwind(store)
    store.put(Profile(name="Sam Okonkwo"))
    begin_notes(store, "a" * 32)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder with a note and a draft of it."""
    with Store.open(tmp_path / "thanks.json") as store:
        begun(store)
        left(tmp_path, note_draft(store, "Dear Dana,\n\nmine.\n\nSam"))
    return tmp_path


def dana(user: Driver) -> Note:
    return user.store.all_notes()[0]


async def test_the_sheet_is_gone_on_with_and_the_next_draft_waits_until_it_is_done(written: Path):
    left(written, moment("the tour"))
    async with running(written) as user:
        assert "The note to Dana Ortiz" in user.text
        assert "It reads now" not in user.text
        await user.press("y")
        await user.until(lambda: "^s done" in user.text, "the sheet to be open again")
        assert "mine." in user.text
        await user.type("More. ")
        await user.press("ctrl+s")
        await user.until(lambda: "the tour" in user.text, "the next to be asked after")
        assert dana(user).text.startswith("Dear Dana,\n\nmine.")
        assert "More." in dana(user).text
        await user.press("y")
        await user.until(lambda: user.where == "AskLine", "the moment to be asked for")


async def test_a_note_that_was_changed_since_then_is_shown_before_one_goes_on(written: Path):
    with Store.open(written / "thanks.json") as store:
        store.put(replace(store.all_notes()[0], text="Dear Dana,\n\ntheirs.", edited=True))
    async with running(written) as user:
        assert "The note was changed since then." in user.text
        assert "It reads now" in user.text
        assert "theirs." in user.text
        await user.press("escape")
        assert dana(user).text == "Dear Dana,\n\ntheirs."


async def test_what_is_in_the_note_already_is_not_asked_after(written: Path):
    with Store.open(written / "thanks.json") as store:
        store.put(replace(store.all_notes()[0], text="Dear Dana,\n\nmine.\n\nSam", edited=True))
    async with running(written) as user:
        assert ASKED not in user.text
        await gone(user, written)


async def test_a_note_that_is_sent_stays_as_it_went_out(written: Path):
    with Store.open(written / "thanks.json") as store:
        mark_sent(store, store.all_notes()[0], Channel.EMAIL, date(2026, 11, 20))
    async with running(written) as user:
        assert "That note is marked as sent meanwhile" in user.text
        assert "Go on writing" not in user.text


async def test_a_note_that_was_not_begun_has_nothing_to_compare_with(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        northwind(store)
        left(tmp_path, note_draft(store, "mine", before="composed"))
    async with running(tmp_path) as user:
        assert ASKED in user.text
        assert "It reads now" not in user.text


async def test_at_the_end_the_sheet_is_kept_in_the_note(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "enter", "enter", "e")
        await user.type("At the very end. ")
        user.app.keep_typed()
        assert dana(user).text.startswith("At the very end. Dear Dana,")
        assert not drafts_in(tmp_path)
        await user.type("Or not. ")
        user.app.keep_typed()
        assert dana(user).text.startswith("At the very end. Or not. Dear Dana,")
        with no_room():
            await user.type("Too late. ")
            user.app.keep_typed()
        assert "Too late." not in dana(user).text
        await user.settle()
        assert "Not saved" in user.text


async def test_a_note_changed_elsewhere_meanwhile_is_not_overwritten_unseen(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "enter", "enter", "e")
        await user.type("Mine. ")
        user.store.put(replace(dana(user), text="Theirs.", edited=True))
        user.app.keep_typed()
        assert dana(user).text == "Theirs."
        assert drafts_in(tmp_path)
        await user.press("escape")
        assert "While you wrote, this note was changed elsewhere. It reads now:" in user.text
        assert "Theirs." in user.text
        await user.press("escape")
        assert "^s done" in user.text
        await user.press("ctrl+s", "y")
        assert dana(user).text.startswith("Mine. Dear Dana,")
        await user.press("e")
        await user.type("Again mine. ")
        user.store.put(replace(dana(user), text="Again theirs.", edited=True))
        await user.press("escape", "n")
        assert dana(user).text == "Again theirs."
        assert "Again theirs." in user.text
        await gone(user, tmp_path)


async def test_a_person_who_goes_while_one_writes_to_them_takes_no_words_along(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "enter", "enter", "e")
        await user.type("Mine. ")
        user.store.remove(user.store.all_contacts()[0])
        await user.settle()
        assert "Mine. Dear Dana," in user.text
        user.app.keep_typed()
        assert drafts_in(tmp_path)
        await user.press("escape")
        assert "the person whom this note is for is not in the store any more" in user.text
        await user.press("y")
        assert "Mine. Dear Dana," in user.text
        await user.press("escape", "n")
        assert user.where != "PreviewScreen"
        await gone(user, tmp_path)


# Trouble, and hostile words.


async def test_a_full_disk_is_told_once_and_hinders_nobody(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("n")
        with no_room():
            for letters in ("Con", "to", "so"):
                await user.type(letters)
                user.app.keep_typed()
        assert user.told.count("What you type is not on the disk yet (File too large).") == 1
        await user.press("ctrl+s")
        assert [each.company for each in user.store.applications()][-1] == "Contoso"


@pytest.mark.parametrize("evil", [" ".join(MARKUP), " ".join(CONTROLS)], ids=["markup", "controls"])
async def test_hostile_words_in_a_draft_stay_words(tmp_path: Path, evil: str):
    left(tmp_path, moment(evil, title=evil))
    async with running(tmp_path, northwind, size=(120, 40)) as user:
        assert ASKED in user.text
        await user.press("y")
        await user.until(lambda: user.where == "AskLine", "the moment to be asked for")
        await user.press("enter")
        assert user.where == "ContactsScreen"


async def test_a_long_text_can_be_scrolled_and_its_answers_stay_in_sight(tmp_path: Path):
    left(tmp_path, moment("\n".join(f"line {number}" for number in range(80))))
    async with running(tmp_path, northwind, size=(60, 20)) as user:
        assert "line 0" in user.text
        assert "Go on writing" in user.text
        assert "Later" in user.text
        await user.press(*["down"] * 6, "k")
        assert "line 0" not in user.text
        assert "line 6" in user.text


async def test_the_first_start_asks_who_signs_only_after_what_was_typed(tmp_path: Path):
    async with running(tmp_path, signed=False) as user:
        await user.type("Sam Ok")
        user.app.keep_typed()
    async with running(tmp_path, signed=False) as user:
        assert "Welcome to thanks-tui" in user.text
        assert ASKED in user.text
        await user.press("y")
        await user.until(lambda: user.where == "ProfileForm", "the form to be open again")
        await user.type("onkwo")
        await user.press("ctrl+s")
        assert user.store.profile.name == "Sam Okonkwo"
        assert user.where == "RejectionsScreen"


# When it becomes a draft.


async def test_a_draft_is_written_after_a_rest_and_five_seconds_after_the_first_key_at_the_latest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    now = [100.0]
    waits: list[float] = []
    monkeypatch.setattr("thanks_tui.tui.drafting.monotonic", lambda: now[0])
    async with running(tmp_path, northwind) as user:
        drafting = user.app.drafting
        await user.press("n")
        drafting.write()

        def set_timer(seconds: float, call: Callable[[], None]) -> None:
            assert call == drafting._look
            waits.append(seconds)

        monkeypatch.setattr(user.app, "set_timer", set_timer)
        drafting._waiting = False
        await user.type("C")
        assert waits == [1.0]
        for _ in range(10):
            now[0] += 0.9
            await user.type("o")
            drafting._look()
            drafting.desk.flush()
            if drafts_in(tmp_path):
                break
        assert drafts_in(tmp_path)
        assert now[0] - 100 <= AT_MOST + 0.9
        assert all(wait <= 1.0 for wait in waits)
