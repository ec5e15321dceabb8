"""The sheet of paper: to read, and to write on."""

from __future__ import annotations

import pytest
from textual.events import Paste
from textual.widgets import TextArea
from textual.widgets.text_area import Selection
from thanks_tui.widgets.note_sheet import NoteSheet

from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, place_of, screen_lines, screen_text, scroll

NOTE = "Dear Ana,\n\nThank you for letting me know how the search ended.\n\nKind regards,\nSam Okonkwo"
LONG = "\n\n".join(f"Paragraph {number} of a long note." for number in range(40))


async def test_the_note_stands_on_paper_with_its_head_and_its_edges() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(
            NOTE, head=[("To", "Ana Ruiz"), ("Subject", "Thank you")], title="draft", foot="94 words  ✓"
        )
        await pilot.pause()
        lines = [line.strip() for line in screen_lines(app)]
        assert lines[0].startswith("╭─ draft ─")
        assert lines[2:5] == [f"│    {line:<72}│" for line in ("To       Ana Ruiz", "Subject  Thank you", "")]
        assert [line.strip("│ ") for line in lines[5:11]] == NOTE.split("\n")
        assert lines[12].endswith("─ 94 words  ✓ ─╯")
        assert sheet.text == NOTE


async def test_without_a_head_the_note_begins_at_once() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(NOTE, head=[("To", "Ana")])
        sheet.show(NOTE)
        await pilot.pause()
        assert place_of(app, "Dear Ana,").y == 2
        assert "To  " not in screen_text(app)


@pytest.mark.parametrize(("width", "height", "left"), [(80, 24, 15), (50, 12, 11)])
async def test_what_is_too_long_for_its_line_of_the_head_goes_on_under_its_first_word(
    width: int, height: int, left: int
) -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown(width, height) as pilot:
        subject = "Thank you: Staff Engineer for the Automation of Warehouses and Harbours at Northwind"
        sheet.show(NOTE, head=[("To", "Ana Ruiz"), ("Subject", subject)])
        await pilot.pause()
        first = place_of(app, "Thank you: Staff")
        assert first.x == place_of(app, "Ana Ruiz").x == left
        lines = screen_lines(app)[first.y + 1 : place_of(app, "Dear Ana,").y - 1]
        assert lines
        assert all(line[:left].strip(" │") == "" and line[left] != " " for line in lines)
        assert place_of(app, "at Northwind").y < place_of(app, "Dear Ana,").y


async def test_the_paper_is_no_wider_than_a_letter_and_stands_in_the_middle() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown(200, 60) as pilot:
        sheet.show(NOTE)
        await pilot.pause()
        left, right = screen_lines(app)[0].index("╭"), screen_lines(app)[0].index("╮")
        assert right - left == 77
        assert abs(left - (199 - right)) <= 1


async def test_a_small_screen_gives_its_cells_to_the_words() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown(40, 12) as pilot:
        sheet.show(NOTE)
        await pilot.pause()
        assert place_of(app, "Dear Ana,") == (2, 1)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert place_of(app, "Dear Ana,").y == 2


async def test_the_lower_edge_can_be_changed_by_itself() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(NOTE, foot="94 words")
        sheet.foot("95 words")
        await pilot.pause()
        assert "95 words" in screen_text(app)
        assert "94 words" not in screen_text(app)


async def test_a_long_note_is_scrolled_on_its_paper() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(LONG, foot="long")
        sheet.read()
        await pilot.pause()
        assert "Paragraph 0 " in screen_text(app)
        await pilot.press("j", "down", "j", "j")
        assert "Paragraph 0 " not in screen_text(app)
        await pilot.press("k", "up", "k", "k")
        assert "Paragraph 0 " in screen_text(app)
        await pilot.press("end")
        assert "Paragraph 39 " in screen_text(app)
        assert screen_lines(app)[0].startswith(" ╭")
        assert "─ long ─╯" in screen_lines(app)[-1]
        await pilot.press("pageup", "pageup", "pageup", "pageup", "pageup")
        assert "Paragraph 0 " in screen_text(app)
        await scroll(pilot, sheet)
        assert "Paragraph 39 " not in screen_text(app)


async def test_another_note_is_read_from_its_top() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(LONG)
        sheet.read()
        await pilot.pause()
        await pilot.press("end")
        sheet.show(LONG.replace("Paragraph", "Passage"))
        sheet.read()
        await pilot.pause()
        assert "Passage 0 " in screen_text(app)


async def test_beside_a_list_it_takes_no_keys() -> None:
    sheet = NoteSheet()
    sheet.read_only_beside()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(LONG)
        await pilot.press("tab", "down", "down", "down")
        assert app.focused is None
        assert "Paragraph 0 " in screen_text(app)


# Writing.


async def test_it_is_written_on_from_the_start_of_the_text() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(NOTE, head=[("To", "Ana")])
        sheet.edit()
        await pilot.pause()
        assert sheet.editing
        assert app.heard(NoteSheet.Edited) == []
        await pilot.press("O", "h", "comma", "space")
        assert "Oh, Dear Ana," in screen_text(app)
        assert sheet.text == f"Oh, {NOTE}"
        assert [message.text for message in app.heard(NoteSheet.Edited)][-1] == f"Oh, {NOTE}"
        assert all(message.control is sheet for message in app.heard(NoteSheet.Edited))


async def test_what_was_written_stays_when_it_is_done() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(NOTE)
        sheet.edit()
        await pilot.press("H", "i", "enter")
        text = sheet.finish()
        await pilot.pause()
        assert text == sheet.text == f"Hi\n{NOTE}"
        assert not sheet.editing
        assert place_of(app, "Dear Ana,").y == place_of(app, "Hi").y + 1


async def test_to_finish_what_was_not_begun_changes_nothing() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(NOTE)
        assert sheet.finish() == NOTE
        await pilot.pause()
        assert "Dear Ana," in screen_text(app)


async def test_to_begin_twice_is_to_begin_once() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(NOTE)
        sheet.edit()
        await pilot.press("X")
        sheet.edit()
        await pilot.pause()
        assert sheet.text == f"X{NOTE}"
        assert screen_text(app).count("XDear Ana,") == 1


async def test_it_can_be_written_on_again() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(NOTE)
        for letter in "ab":
            sheet.edit()
            await pilot.press(letter)
            sheet.finish()
        await pilot.pause()
        assert sheet.text == f"ba{NOTE}"


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
async def test_the_line_that_is_written_is_always_in_view(width: int, height: int) -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown(width, height) as pilot:
        sheet.show(LONG, head=[("To", "Ana"), ("Subject", "Thank you")])
        sheet.edit()
        await pilot.press("ctrl+end")
        await pilot.press(*"End", "enter", *"Last")
        await pilot.pause()
        assert "Last" in screen_text(app)
        await pilot.press("ctrl+home")
        await pilot.press(*"Top")
        await pilot.pause()
        assert "TopParagraph 0" in screen_text(app)
        await pilot.press(*["down"] * 30, *"Mid")
        await pilot.pause()
        assert "Mid" in screen_text(app)


async def test_a_move_of_the_cursor_may_be_told_after_the_writing_is_done() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(LONG)
        sheet.edit()
        late = TextArea.SelectionChanged(Selection.cursor((40, 0)), app.query_one(TextArea))
        sheet.finish()
        sheet.post_message(late)
        await pilot.pause()
        assert "Paragraph 0 " in screen_text(app)


async def test_a_line_too_long_for_the_paper_wraps_while_it_is_written() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown(50) as pilot:
        sheet.show(NOTE)
        sheet.edit()
        await pilot.pause()
        assert "Thank you for letting me know how the" in screen_text(app)
        assert "  search ended." in screen_text(app)


# Words that would do harm.


@pytest.mark.parametrize("text", MARKUP + CONTROLS)
async def test_hostile_text_is_only_text(text: str) -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(f"A{text}B", head=[("To", f"C{text}D")], title=f"E{text}F", foot=f"G{text}H")
        await pilot.pause()
        seen = screen_text(app)
        assert live_parts(app) == []
        assert forbidden_in(seen) == []
        assert all(mark in seen for mark in "ABCDEFGH")
        if text in MARKUP:
            assert all(f"{a}{text}{b}" in seen for a, b in ("AB", "CD", "EF", "GH"))
        sheet.edit()
        await pilot.pause()
        assert forbidden_in(screen_text(app)) == []


async def test_a_paste_brings_no_controls() -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show(NOTE)
        sheet.edit()
        app.screen.post_message(Paste("bad \x1b[31m \x9d0;x\x9c \u202e paste\r\nnext "))
        await pilot.pause()
        assert forbidden_in(screen_text(app)) == []
        assert forbidden_in(app.heard(NoteSheet.Edited)[-1].text) == []
        assert sheet.finish().startswith("bad [31m 0;x  paste\nnext Dear")


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("Dear Ana,\nhow are you?\nSam", 1, 12),
        ("Dear Ana,\nSam", 0, 0),
        ("Oh, Dear Ana,\nSam", 0, 4),
        ("", 0, 0),
    ],
)
async def test_what_is_put_in_place_has_the_cursor_behind_what_is_new(
    text: str, row: int, column: int
) -> None:
    sheet = NoteSheet()
    app = Bench(sheet)
    async with app.shown() as pilot:
        sheet.show("Dear Ana,\nSam")
        sheet.edit()
        sheet.rewrite(text)
        await pilot.pause()
        assert sheet.text == text
        assert sheet.query_one(TextArea).cursor_location == (row, column)
