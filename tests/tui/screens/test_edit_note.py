"""Mending a note: on the sheet, in one's own editor, and back to the composed text."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact, Note, Profile
from thanks_tui.data.store.store import Store
from thanks_tui.data.walk import text_of
from thanks_tui.tui.app import ThanksApp

from tests.terminal import Terminal, installed_command
from tests.tui.driver import Driver, northwind, running


def dana(user: Driver) -> Note:
    return user.store.all_notes()[0]


def left_in(folder: Path) -> list[Path]:
    """Return the files that were given to an editor and are still there."""
    return list(folder.glob("drafts/note-*"))


def drafted(folder: Path) -> str:
    """Return all that is in the drafts."""
    return "".join(file.read_text() for file in folder.glob("drafts/*.json"))


async def open_preview(user: Driver) -> None:
    await user.press("enter", "enter", "enter")
    assert user.where == "PreviewScreen"


async def test_what_is_typed_on_the_sheet_becomes_a_draft_and_is_kept_when_it_is_done(tmp_path: Path):
    saved = tmp_path / "thanks.json"
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        await user.press("e")
        await user.type("First words. ")
        assert "First words. Dear Dana," in user.text
        before = saved.read_bytes()
        await user.until(lambda: "First words. Dear" in drafted(tmp_path), "a draft of the first words")
        await user.type("More words. ")
        await user.until(lambda: "First words. More words." in drafted(tmp_path), "a draft of more")
        assert saved.read_bytes() == before
        await user.type("Q?/s[]")
        assert "^s done" in user.text
        assert "First words. More words. Q?/s[]Dear Dana," in user.text
        await user.press("escape")
        assert "draft · edited by hand" in user.text
        assert dana(user).text.startswith("First words. More words. Q?/s[]Dear Dana,")
        await user.until(lambda: not drafted(tmp_path), "the draft to go, for all is kept")
        await user.press("right_square_bracket", "left_square_bracket")
        assert "First words." in user.text


async def test_one_sitting_is_undone_as_one_and_the_one_before_stays(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        composed = text_of(user.store, dana(user))
        await user.press("e")
        await user.type("One. ")
        await user.press("ctrl+s", "e")
        await user.type("Two. ")
        await user.until(lambda: "Two. One. Dear" in drafted(tmp_path), "a draft of the second sitting")
        await user.type("Three. ")
        await user.press("escape", "u")
        assert "Undone: Edited the note to Dana Ortiz" in user.told
        assert dana(user).text == f"One. {composed}"
        await user.press("u")
        assert not dana(user).edited
        assert text_of(user.store, dana(user)) == composed


async def test_reading_without_typing_changes_nothing(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        before = dana(user)
        await user.press("e", "down", "escape")
        await user.press("e")
        await user.type("x")
        await user.press("backspace", "escape")
        assert dana(user) == before
        assert user.where == "PreviewScreen"
        await user.press("e", "ctrl+p")
        assert user.where == "PreviewScreen"
        await user.press("tab", "s", "y", "q", "enter", "right_square_bracket", "ctrl+s")
        assert dana(user) == before
        assert "To       Dana Ortiz" in user.text


async def test_the_keys_of_a_burst_are_taken_one_after_the_other(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.at_once(
            "enter", "enter", "enter", "e", *"Soo", "backspace", "exclamation_mark", "left", "X"
        )
        assert "SoX!Dear Dana," in user.text
        await user.at_once("ctrl+s", "escape", "escape", "escape", "n")
        assert user.where == "ApplicationForm"
        assert dana(user).text.startswith("SoX!Dear Dana,")


async def test_composing_anew_asks_first_and_can_be_taken_back(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        composed = text_of(user.store, dana(user))
        await user.press("r")
        assert user.where == "PreviewScreen"
        await user.press("e")
        await user.type("By hand. ")
        await user.press("escape", "r")
        assert "Compose this note anew from its points? u brings your text back." in user.text
        await user.press("n")
        assert dana(user).edited
        await user.press("r", "y")
        assert text_of(user.store, dana(user)) == composed
        await user.press("u")
        assert dana(user).text == f"By hand. {composed}"


async def test_quitting_keeps_what_was_typed_a_moment_ago(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        await user.press("e")
        await user.type("At the last moment. ")
        await user.press("ctrl+q")
    with Store.open(tmp_path / "thanks.json") as store:
        assert store.all_notes()[0].text.startswith("At the last moment. Dear Dana,")


async def test_where_the_app_cannot_stand_aside_the_editor_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async with running(tmp_path, northwind) as user:
        await open_preview(user)
        before = dana(user)
        monkeypatch.setenv("EDITOR", "true")
        await user.press("E")
        assert "This terminal cannot make room for an editor. Press e to write here." in user.told
        monkeypatch.setenv("EDITOR", "no-such-editor --wait")
        await user.press("E")
        assert "There is no program no-such-editor, which $VISUAL or $EDITOR names" in user.told
        monkeypatch.setenv("EDITOR", "'unbalanced")
        await user.press("E")
        assert "$VISUAL or $EDITOR cannot be read as a command: 'unbalanced" in user.told
        monkeypatch.delenv("EDITOR")
        monkeypatch.setenv("PATH", str(tmp_path))
        await user.press("E")
        assert "No editor was found. Set $EDITOR, or press e to write on the sheet itself." in user.told
        assert dana(user) == before
    assert not left_in(tmp_path)


async def test_a_text_that_came_back_and_cannot_be_kept_stays_in_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "From my editor." > "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    # Without a terminal there is nothing to stand aside from.
    monkeypatch.setattr(ThanksApp, "suspend", lambda _: nullcontext())
    async with running(tmp_path, northwind, size=(200, 30)) as user:
        await open_preview(user)
        (tmp_path / "thanks.json").rename(tmp_path / "aside")
        (tmp_path / "thanks.json").mkdir()
        await user.press("E")
        (left,) = left_in(tmp_path)
        assert left.read_text() == "From my editor."
        assert "Your text is in" in user.text
        assert f"{left}." in user.text
        assert not dana(user).edited
        (tmp_path / "thanks.json").rmdir()
        (tmp_path / "aside").rename(tmp_path / "thanks.json")
    async with running(tmp_path) as user:
        assert "You were writing" in user.text
        assert "From my editor." in user.text
        await user.press("y")
        await user.until(lambda: "^s done" in user.text, "the sheet to be opened")
        await user.press("escape")
        assert dana(user).text == "From my editor."
    assert not left_in(tmp_path)


SCRIPT = """\
#!/bin/sh
# Does something else each time: an error, nothing, no file, and at last what an editor is for.
cd "$(dirname "$0")"
echo >> calls
case $(wc -l < calls) in
1) printf 'Half a thought' > "$2"; exit 1 ;;
2) : > "$2" ;;
3) rm "$2" ;;
4) ;;
5) ls -l "$2" > seen; cat "$2" >> seen; printf 'Dear Dana,\\n\\nFrom my editor.\\n' > "$2" ;;
esac
"""


def test_ones_own_editor_gets_the_text_and_gives_it_back_and_may_fail(tmp_path: Path):
    editor = tmp_path / "my editor"
    editor.write_text(SCRIPT)
    editor.chmod(0o755)
    with Store.open(tmp_path / "thanks.json") as store:
        application = Application(company="Northwind")
        store.put(Profile(name="Sam"), application, Contact(application_id=application.id, name="Dana Ortiz"))
    environment = {"HOME": str(tmp_path), "TEXTUAL_ANIMATIONS": "none", "VISUAL": f"'{editor}' --wait"}
    command = [installed_command(), "--data-dir", str(tmp_path)]
    with Terminal(command, 200, 24, env=environment) as terminal:
        terminal.wait_for("Northwind")
        terminal.press("enter", "enter", "enter")
        terminal.wait_for("To       Dana Ortiz")
        for told in ("ended with an error", "gave no text back", "left nothing"):
            terminal.press("E")
            terminal.wait_for(told)
            assert "edited by hand" not in terminal.text
        (left,) = left_in(tmp_path)
        terminal.press("E")
        terminal.wait_until(lambda: (tmp_path / "calls").read_text() == "\n" * 4, "the editor to be called")
        terminal.wait_until(lambda: left_in(tmp_path) == [left], "the file to be taken away")
        assert left.read_text() == "Half a thought"

        terminal.press("E")
        terminal.wait_for("From my editor.")
        terminal.wait_for("edited by hand")
        terminal.press("u")
        terminal.wait_gone("From my editor.")
        terminal.press("q")
        assert terminal.wait() == 0
    assert (tmp_path / "seen").read_text().startswith("-rw-------")
    assert "Dear Dana," in (tmp_path / "seen").read_text()
    assert left_in(tmp_path) == [left]
