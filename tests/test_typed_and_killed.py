"""Killed while somebody types, in a real terminal: the next start asks, and gives the words back."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact, Profile
from thanks_tui.data.store.store import Store

from tests.terminal import KEYS, Terminal, installed_command

TO_THE_SHEET = (
    ("enter", "Nobody missing?"),
    ("enter", "tone ‹"),
    ("enter", "To       Dana"),
    ("e", "^s done"),
)


def start(folder: Path, **env: str) -> Terminal:
    environment = {"HOME": str(folder), "TEXTUAL_ANIMATIONS": "none", **env}
    return Terminal([installed_command(), "--data-dir", str(folder)], 100, 30, env=environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "thanks.json") as store:
        application = Application(company="Northwind", rejected_on=date(2026, 11, 12))
        store.put(Profile(name="Sam"), application, Contact(application_id=application.id, name="Dana Ortiz"))
    return tmp_path


def drafted(folder: Path) -> Iterator[str]:
    """Yield what is in each draft."""
    for file in folder.glob("drafts/*.json"):
        yield file.read_text(encoding="utf-8")


def kill_once_drafted(terminal: Terminal, folder: Path, words: str) -> None:
    """Kill the program as soon as `words` are in a draft."""
    terminal.wait_until(
        lambda: any(words in draft for draft in drafted(folder)), f"{words!r} to be in a draft"
    )
    terminal.signal(signal.SIGKILL)
    assert terminal.wait() == -signal.SIGKILL


def walk(terminal: Terminal, way: tuple[tuple[str, str], ...]) -> None:
    for key, sign in way:
        terminal.send(KEYS.get(key, key))
        terminal.wait_for(sign)


@pytest.mark.parametrize(
    ("way", "shown"),
    [
        ((("n", "How you heard"),), "How you heard"),
        ((("enter", "Nobody missing?"), ("m", "A moment with")), "A moment with Dana Ortiz"),
        (
            (("p", "The mail that told you"),),
            "Paste the whole mail here",
        ),
        ((("enter", "Nobody missing?"), ("p", "Everybody you met")), "Everybody you met"),
        (TO_THE_SHEET, "^s done"),
    ],
    ids=["form", "moment", "mail", "people", "sheet"],
)
def test_what_was_typed_a_second_ago_is_given_back(
    folder: Path, way: tuple[tuple[str, str], ...], shown: str
):
    with start(folder) as terminal:
        terminal.wait_for("Northwind")
        walk(terminal, way)
        terminal.press("Never lose a word")
        kill_once_drafted(terminal, folder, "Never lose a word")
    with start(folder) as terminal:
        terminal.wait_for("You were writing")
        terminal.wait_for("Never lose a word")
        terminal.press("y")
        terminal.wait_gone("You were writing")
        terminal.wait_for(shown)
        terminal.wait_for("Never lose a word")
        terminal.press(", or a comma")
        terminal.wait_for("Never lose a word, or a comma")
        kill_once_drafted(terminal, folder, "Never lose a word, or a comma")
    assert len(list(drafted(folder))) == 1


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP, None], ids=["ended", "hung up", "closed"])
def test_a_form_that_is_ended_loses_not_a_letter(folder: Path, end: signal.Signals | None):
    with start(folder) as terminal:
        terminal.wait_for("Northwind")
        walk(terminal, (("n", "How you heard"),))
        terminal.send("Half a na")
        terminal.wait_for("Half a na")
        if end is None:
            terminal.hang_up()
        else:
            terminal.signal(end)
        assert terminal.wait(5) == 128 + (end or signal.SIGHUP)
    assert any("Half a na" in draft for draft in drafted(folder))
    with start(folder) as terminal:
        terminal.wait_for("You were writing")
        terminal.wait_for("Half a na")


def test_a_text_on_the_sheet_goes_into_the_note_when_it_is_gone_on_with(folder: Path):
    with start(folder) as terminal:
        terminal.wait_for("Northwind")
        walk(terminal, TO_THE_SHEET)
        terminal.press("Never lose a word. ")
        kill_once_drafted(terminal, folder, "Never lose a word.")
    with start(folder) as terminal:
        terminal.wait_for("You were writing")
        terminal.press("enter")
        terminal.wait_for("^s done")
        terminal.press("And more. ", "ctrl+s")
        terminal.wait_for("edited by hand")
        terminal.wait_until(lambda: not list(drafted(folder)), "the draft to go")
        terminal.press("q")
        assert terminal.wait() == 0
    with Store.open(folder / "thanks.json") as store:
        (note,) = store.all_notes()
    assert note.edited
    assert note.text.startswith("Never lose a word. And more. Dear Dana,")
    with start(folder) as terminal:
        terminal.wait_for("Northwind")
        terminal.settle()
        assert "You were writing" not in terminal.text


EDITOR = """\
#!/bin/sh
printf 'Dear Dana, from my editor.' > "$1"
exec sleep 600
"""


def test_what_an_editor_had_written_when_all_was_killed_finds_its_note(folder: Path):
    editor = folder / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    with start(folder, VISUAL=str(editor)) as terminal:
        terminal.wait_for("Northwind")
        walk(terminal, TO_THE_SHEET[:-1])
        terminal.send("E")

        def written() -> bool:
            return any(b"from my editor." in file.read_bytes() for file in folder.glob("drafts/note-*.txt"))

        terminal.wait_until(written, "the editor to write")
        terminal.signal(signal.SIGKILL)
        assert terminal.wait() == -signal.SIGKILL
    with start(folder) as terminal:
        terminal.wait_for("You were writing")
        terminal.wait_for("The note to Dana Ortiz")
        terminal.press("y")
        terminal.wait_for("^s done")
        terminal.press("escape")
        terminal.wait_for("edited by hand")
        terminal.wait_until(lambda: not list(folder.glob("drafts/[!.]*.*[tn]")), "all of it to go")
        terminal.press("q")
        assert terminal.wait() == 0
    with Store.open(folder / "thanks.json") as store:
        assert store.all_notes()[0].text == "Dear Dana, from my editor."


def test_a_second_window_does_not_offer_what_is_being_written(folder: Path):
    with start(folder) as first:
        first.wait_for("Northwind")
        walk(first, (("n", "How you heard"),))
        first.press("Contoso")
        first.wait_until(lambda: any("Contoso" in draft for draft in drafted(folder)), "it to be in a draft")
        with start(folder) as second:
            second.wait_for(f"Read only: another window (process {first.pid}, since")
            second.settle()
            assert "You were writing" not in second.text
            first.signal(signal.SIGKILL)
            first.wait()
            second.wait_for("You were writing")
            second.wait_for("Contoso")
