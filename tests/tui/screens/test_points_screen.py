"""Step 3: ticks, order, wordings, own words, tone, and for whom they count."""

from __future__ import annotations

from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact, Kind, Note, State, Tone
from thanks_tui.data.store.store import Store
from thanks_tui.data.walk import text_of

from tests.tui.driver import Driver, northwind, running


def notes(user: Driver) -> list[Note]:
    """Return the notes of Northwind's four people."""
    return user.store.notes("a" * 32)


def ticks(note: Note) -> dict[str, bool]:
    return {choice.id: choice.ticked for choice in note.points}


def order(note: Note) -> list[str]:
    return [choice.id for choice in note.points]


def wording(note: Note, point: str) -> str:
    return next(choice.wording for choice in note.points if choice.id == point)


def own(note: Note, point: str) -> str:
    return next(choice.own for choice in note.points if choice.id == point)


async def open_points(user: Driver) -> None:
    await user.press("enter", "enter")
    assert user.where == "PointsScreen"


async def test_new_notes_begin_like_one_that_the_user_likes(tmp_path: Path):
    def fill(store: Store) -> None:
        northwind(store)
        contoso = Application(company="Contoso")
        store.put(contoso, Contact(application_id=contoso.id, name="Zoë Krüger"))

    async with running(tmp_path, fill) as user:
        await open_points(user)
        await user.press("t", "space", "J", "B")
        assert "New notes will begin with these ticks, this order and this tone." in user.told
        await user.press("escape", "escape", "end", "enter", "enter")
        (zoe,) = [note for note in user.store.all_notes() if note not in notes(user)]
        assert zoe.tone is Tone.PLAIN
        assert order(zoe)[:2] == ["time", "outcome"]
        assert not ticks(zoe)["outcome"]


async def test_ticks_and_order_count_for_everyone_and_for_later_notes(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        assert "[x] The outcome" in user.text
        assert "[ ] Disappointment" in user.text
        assert user.words(".scope") == "Ticks, order and tone ‹ warm › are for everyone"
        await user.press("space")
        assert "[ ] The outcome" in user.text
        assert not any(ticks(note)["outcome"] for note in notes(user))
        await user.press("J", "J", "shift+up")
        assert all(order(note)[:3] == ["time", "outcome", "learning"] for note in notes(user))
        assert "▌[ ] The outcome" in user.text
        await user.press("home", "K")
        assert order(notes(user)[0])[0] == "time"

        await user.press("u", "u", "u", "u")
        assert "Undone: Moved “The outcome”" in user.told
        assert "Undone: Left out “The outcome”" in user.told
        assert all(order(note)[0] == "outcome" and ticks(note)["outcome"] for note in notes(user))
        await user.press("end", "space", "B", "escape", "n")
        await user.type("Kim Larsen")
        await user.press("ctrl+s", "enter")
        assert " Kim" in user.text
        assert "[ ] Please get in touch" in user.text


async def test_for_this_person_only(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        await user.press("w")
        assert user.words(".scope") == "Ticks, order and tone ‹ warm › are for Dana Ortiz only"
        await user.press("space", "t")
        first, *others = notes(user)
        assert not ticks(first)["outcome"]
        assert first.tone is Tone.PLAIN
        assert all(ticks(note)["outcome"] and note.tone is Tone.WARM for note in others)
        assert user.store.profile.tone is Tone.WARM
        await user.press("w")
        assert user.words(".scope").endswith("are for everyone")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_for_whom_ticks_order_and_tone_are_is_never_cut(tmp_path: Path, size: tuple[int, int]):
    async with running(tmp_path, northwind, size=size) as user:
        await open_points(user)
        await user.press("left_square_bracket", "t", "t")
        assert user.words(".scope") == "Ticks, order and tone ‹ formal › are for everyone"
        await user.press("w")
        assert user.words(".scope") == "Ticks, order and tone ‹ formal › are for Tomasz Zieliński only"


async def test_no_key_is_lost_however_fast_they_come(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        before = ticks(notes(user)[0])
        await user.at_once("space", "down", "space", "down", "space", "space", "J", "J", "t", "t")
        note = notes(user)[0]
        assert [id_ for id_, on in ticks(note).items() if on != before[id_]] == ["outcome", "time"]
        assert order(note).index("learning") == 4
        assert note.tone is Tone.FORMAL


async def test_tones_go_round_and_no_sentence_is_in_two_notes(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        for tone in (Tone.PLAIN, Tone.FORMAL, Tone.WARM):
            await user.press("t")
            assert f"tone ‹ {tone.value} ›" in user.text
            assert {note.tone for note in notes(user)} == {tone}
            for point in ("outcome", "time", "learning", "interest", "contact-me"):
                assert len({wording(note, point) for note in notes(user)}) == 4
        await user.press("u")
        assert "tone ‹ formal ›" in user.text
        assert "Undone: Tone warm" in user.told


async def test_left_and_right_offer_wordings_that_nobody_else_has(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        first = wording(notes(user)[0], "outcome")
        siblings = {wording(note, "outcome") for note in notes(user)[1:]}
        seen = [first]
        for _ in range(30):
            await user.press("right")
            now = wording(notes(user)[0], "outcome")
            assert now not in siblings
            if now == first:
                break
            assert now not in seen
            seen.append(now)
        assert wording(notes(user)[0], "outcome") == first
        assert len(seen) >= 3
        await user.press("left")
        assert wording(notes(user)[0], "outcome") == seen[-1]
        await user.press("u")
        assert "Undone: Reworded “The outcome”" in user.told
        assert wording(notes(user)[0], "outcome") == first


async def test_the_note_grows_and_shrinks_beside_the_ticks(tmp_path: Path):
    async with running(tmp_path, northwind, size=(140, 40)) as user:
        await open_points(user)

        def words() -> int:
            return int(user.line(" words").split(" words")[0].split()[-1])

        all_of_it = words()
        await user.press("space")
        assert words() < all_of_it
        await user.press("u")
        assert words() == all_of_it
        await user.press("home", *["down", "space"] * 6)
        assert "a little short" in user.text


async def test_own_words_are_kept_for_others_without_the_names(tmp_path: Path):
    def fill(store: Store) -> None:
        northwind(store)
        contoso = Application(company="Contoso", role="Cook")
        store.put(contoso, Contact(application_id=contoso.id, name="Zoë Krüger", kind=Kind.INTERVIEWER))

    async with running(tmp_path, fill, size=(120, 40)) as user:
        await open_points(user)
        await user.press("e")
        assert "Your own words for this point." in user.text
        await user.press("ctrl+end", "ctrl+u", "up", "ctrl+k", "ctrl+a", "ctrl+k")
        await user.paste("Northwind Robotics let me know at once, Dana, and I thank you.")
        await user.press("ctrl+s")
        mine = own(notes(user)[0], "outcome")
        assert mine.startswith("Northwind Robotics let me know at once, Dana, and I thank you.")
        assert "yours" in user.line("The outcome")
        assert "let me know at once, Dana" in text_of(user.store, notes(user)[0])
        assert not any(own(note, "outcome") for note in notes(user)[1:])

        await user.press("escape", "escape", "end", "enter", "enter")
        assert "Dear Zoë" in user.text
        (zoe,) = [note for note in user.store.all_notes() if note not in notes(user)]
        for _ in range(20):
            await user.press("right")
            if "let me know at once" in user.text:
                break
        text = text_of(user.store, user.store.note(zoe.id))
        assert "Contoso let me know at once, Zoë" in text
        assert "Northwind" not in text
        assert "Dana" not in text
        await user.press("u")
        assert "Undone: Reworded “The outcome”" in user.told


async def test_own_words_can_be_taken_back_or_given_up(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        before = text_of(user.store, notes(user)[0])
        await user.press("e")
        await user.type("Quite so. ")
        await user.press("ctrl+s")
        assert "Quite so." in text_of(user.store, notes(user)[0])
        await user.press("u")
        assert "Undone: Said it in your own words" in user.told
        assert text_of(user.store, notes(user)[0]) == before
        assert not user.store.profile.own_wordings
        await user.press("e")
        await user.type("Quite so. ")
        await user.press("escape", "n")
        assert text_of(user.store, notes(user)[0]) == before


async def test_the_moment_is_asked_for_where_its_words_would_stand(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        await user.press("down", "down", "down", "e")
        assert "A moment with Dana Ortiz" in user.text
        await user.type("our talk about the night shifts")
        await user.press("enter")
        assert "our talk about the night shifts" in text_of(user.store, notes(user)[0])
        await user.press("m")
        await user.fill("the tour")
        await user.press("enter")
        assert "the tour" in text_of(user.store, notes(user)[0])
        await user.press("u")
        assert "our talk about the night shifts" in text_of(user.store, notes(user)[0])


async def test_a_point_of_ones_own_is_added_and_deleted(tmp_path: Path):
    async with running(tmp_path, northwind, size=(160, 40)) as user:
        await open_points(user)
        assert "delete" not in user.text.splitlines()[-1]
        await user.press("d", "n", "ctrl+s")
        assert not user.store.profile.own_points
        await user.press("down", "n")
        await user.type("I have begun to learn Rust, as you said, Dana.")
        await user.press("ctrl+s")
        (point,) = user.store.profile.own_points
        assert point.title == "I have begun to learn …"
        assert "Dana" not in point.text
        assert all(order(note)[:3] == ["outcome", "time", point.id] for note in notes(user))
        assert "I have begun to learn Rust, as you said, Lee Park." in text_of(user.store, notes(user)[1])

        await user.press("down")
        assert "d delete" in user.text
        await user.press("d")
        assert not user.store.profile.own_points
        assert all(point.id not in order(note) for note in notes(user))
        assert "Press u to bring it back." in user.told
        await user.press("u")
        assert user.store.profile.own_points == (point,)
        assert all(order(note)[2] == point.id for note in notes(user))
        await user.press("u")
        assert not user.store.profile.own_points


async def test_a_point_of_ones_own_for_one_person_only(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        await user.press("w", "n")
        await user.type("Regards to your dog.")
        await user.press("ctrl+s")
        said = ["Regards to your dog." in text_of(user.store, note) for note in notes(user)]
        assert said == [True, False, False, False]


async def edit_by_hand(user: Driver) -> None:
    """Write on the sheet of the note in front."""
    await user.press("enter", "e")
    await user.type("By hand. ")
    await user.press("escape", "escape")
    assert user.where == "PointsScreen"


async def test_a_note_edited_by_hand_is_not_composed_anew_unasked(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        await edit_by_hand(user)
        assert "edited by hand" in user.text
        mine = notes(user)[0].text
        for key in ("space", "t", "right", "J", "e", "n"):
            await user.press(key)
            assert "Compose it anew? u brings" in user.text
            await user.press("n")
            assert notes(user)[0].text == mine
            assert user.where == "PointsScreen"
        await user.press("space", "y")
        assert not notes(user)[0].edited
        assert not ticks(notes(user)[0])["outcome"]
        await user.press("u")
        assert notes(user)[0].text == mine
        assert notes(user)[0].edited
        await user.press("e", "y")
        await user.type("In my own words. ")
        await user.press("ctrl+s")
        assert "In my own words." in text_of(user.store, notes(user)[0])


async def test_what_counts_for_everyone_leaves_edited_and_sent_notes_alone(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        await edit_by_hand(user)
        await user.press("right_square_bracket", "enter", "s", "enter", "escape")
        assert "▸ ◔ Ana Ruiz ◂" in user.text
        edited, sent, *_ = before = notes(user)
        assert (edited.edited, sent.state) == (True, State.SENT)
        await user.press("space")
        assert "Notes edited by hand stay as they are." in user.told
        assert notes(user)[:2] == before[:2]
        assert not any(ticks(note)["outcome"] for note in notes(user)[2:])


async def test_a_note_that_was_sent_stays_what_it_was(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        await user.press("enter", "s", "enter", "escape", "left_square_bracket")
        assert "▸ ● Dana Ortiz ◂" in user.text
        before = notes(user)
        for key in ("space", "right", "J", "t", "e", "n"):
            await user.press(key)
            assert user.where == "PointsScreen"
        assert user.told.count("This note is sent; it stays what it was.") >= 1
        assert notes(user) == before


async def test_the_people_go_round_and_the_last_one_shown_stays_in_front(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_points(user)
        await user.press("left_square_bracket")
        assert "▸ ◔ Tomasz Zieliński ◂" in user.text
        await user.press("right_square_bracket", "right_square_bracket", "enter")
        assert "Dear Lee Park," in user.text
        await user.press("right_square_bracket", "escape")
        assert "▸ ◔ Ana Ruiz ◂" in user.text


async def test_undoing_the_person_in_front_leads_back_to_the_others(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "n")
        await user.type("Kim")
        await user.press("ctrl+s", "enter", "enter")
        assert "Dear Kim," in user.text
        await user.press("u")
        assert user.where == "ContactsScreen"
        assert "Undone: Added Kim" in user.told
        assert "Dana Ortiz" in user.text
        assert "Kim" not in user.text
