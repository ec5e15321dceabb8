"""A key is answered in the first frame after it, by what is quick to draw; the rest follows, in order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from thanks_tui.data.models import Channel, Note, State
from thanks_tui.data.walk import edited, mark_sent, text_of
from thanks_tui.widgets.contact_list import ContactList
from thanks_tui.widgets.step_bar import Step, StepBar

from tests.screen import screen_text
from tests.tui.driver import TODAY, Driver, northwind, running
from tests.tui.screens.trouble import no_room


class Frame:
    """What was on the terminal at one time."""

    def __init__(self, user: Driver) -> None:
        screen = user.app.screen
        self.where = type(screen).__name__
        self.text = screen_text(user.app)
        self.step = next((bar.step for bar in screen.query(StepBar)), None)


@contextmanager
def frames(user: Driver, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Frame]]:
    """Gather what is drawn, frame by frame."""
    drawn: list[Frame] = []
    display = user.app._display

    def watched(*given: object) -> None:
        display(*given)  # pyright: ignore[reportArgumentType]
        drawn.append(Frame(user))

    with monkeypatch.context() as patch:
        patch.setattr(user.app, "_display", watched)
        yield drawn


def notes(user: Driver) -> list[Note]:
    return user.store.notes("a" * 32)


def ticked(note: Note, point: str) -> bool:
    return next(choice.ticked for choice in note.points if choice.id == point)


async def test_enter_lights_the_next_step_up_and_then_goes_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async with running(tmp_path, northwind) as user:
        for here, there, step in (
            ("RejectionsScreen", "ContactsScreen", Step.CONTACTS),
            ("ContactsScreen", "PointsScreen", Step.POINTS),
            ("PointsScreen", "PreviewScreen", Step.PREVIEW),
        ):
            with frames(user, monkeypatch) as drawn:
                await user.press("enter")
            assert (drawn[0].where, drawn[0].step) == (here, step)
            assert (drawn[-1].where, drawn[-1].step) == (there, step)
        for step in (Step.POINTS, Step.CONTACTS, Step.REJECTION):
            await user.press("escape")
            assert user.app.screen.bar.step is step  # pyright: ignore[reportAttributeAccessIssue]


async def test_a_screen_is_laid_out_for_its_room_from_the_first_frame_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async with running(tmp_path, northwind, size=(120, 40)) as user:
        with frames(user, monkeypatch) as drawn:
            await user.press("enter")
        there = [frame for frame in drawn if frame.where == "ContactsScreen"]
        first = next(frame for frame in there if "Dana Ortiz" in frame.text)
        assert all("│" in line for line in first.text.splitlines() if "Dana Ortiz" in line)


async def test_the_box_changes_before_the_note_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    async with running(tmp_path, northwind, size=(120, 40)) as user:
        await user.press("enter", "enter")
        assert "[x] The outcome" in user.text
        before = text_of(user.store, notes(user)[0]).split("\n\n")[1].split()[:4]
        with frames(user, monkeypatch) as drawn:
            await user.press("space")
        assert "[ ] The outcome" in drawn[0].text
        assert drawn[0].text.count(" ".join(before)) == 2
        assert "[ ] The outcome" in drawn[-1].text
        assert drawn[-1].text.count(" ".join(before)) == 1
        assert not ticked(notes(user)[0], "outcome")


async def test_the_name_changes_before_the_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    async with running(tmp_path, northwind, size=(120, 40)) as user:
        await user.press("enter", "enter")
        with frames(user, monkeypatch) as drawn:
            await user.press("right_square_bracket")
        assert "▸ ◔ Lee Park ◂" in drawn[0].text
        assert "Dear Dana," in drawn[0].text
        assert "Dear Lee Park," in drawn[-1].text


async def test_keys_in_one_go_wait_for_what_the_one_before_asked_for(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "enter", "w")
        await user.at_once("space", "right_square_bracket", "space", "space", "right_square_bracket")
        assert [ticked(note, "outcome") for note in notes(user)] == [False, True, True, True]
        assert "▸ ◔ Ana Ruiz ◂" in user.text


async def test_enter_pressed_twice_in_one_go_goes_two_steps(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.at_once("enter", "enter", "space", "enter")
        assert user.where == "PreviewScreen"
        assert not ticked(notes(user)[0], "outcome")


async def test_a_box_that_cannot_be_kept_goes_back(tmp_path: Path):
    folder = tmp_path / "store"
    folder.mkdir(mode=0o700)
    async with running(folder, northwind) as user:
        await user.press("enter", "enter")
        with no_room():
            await user.press("space")
            assert "Not saved" in user.text
            assert "[x] The outcome" in user.text
        await user.press("space")
        assert "[ ] The outcome" in user.text
        assert not ticked(notes(user)[0], "outcome")


async def test_a_box_of_a_sent_note_stays(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "enter")
        mark_sent(user.store, notes(user)[0], Channel.EMAIL, TODAY)
        await user.press("space")
        assert "This note is sent; it stays what it was." in user.told
        assert "[x] The outcome" in user.text
        assert notes(user)[0].state is State.SENT


async def test_a_box_waits_for_the_answer_whether_to_compose_anew(tmp_path: Path):

    async with running(tmp_path, northwind) as user:
        await user.press("enter", "enter")
        user.store.put(edited(notes(user)[0], "Dear Dana,\n\nmy own words."))
        await user.press("space")
        assert "was edited by hand. Compose it anew?" in user.text
        await user.press("n")
        assert "[x] The outcome" in user.text
        await user.press("space", "y")
        assert "[ ] The outcome" in user.text
        assert not ticked(notes(user)[0], "outcome")


async def test_a_key_is_not_kept_waiting_by_a_screen_that_is_taken_away(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter")
        user.app._keys.answer_first(user.app.screen.query_one(ContactList), lambda: None)
        user.app.pop_screen()
        await user.press("down", "d")
        assert not user.store.applications()
