"""Keys that come faster than a person types: held down, repeated, sent in one go by a slow line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact, Profile
from thanks_tui.data.store.store import Store

from tests.terminal import KEYS, Terminal, installed_command


@pytest.fixture
def terminal(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        application = Application(company="Northwind", rejected_on=date(2026, 11, 12))
        store.put(Profile(name="Sam"), application, Contact(application_id=application.id, name="Dana Ortiz"))
    command = [installed_command(), "--data-dir", str(tmp_path)]
    with Terminal(command, 100, 30, env={"HOME": str(tmp_path), "TEXTUAL_ANIMATIONS": "none"}) as terminal:
        terminal.wait_for("Northwind")
        yield terminal


def test_escape_held_down_in_a_form_loses_nothing(terminal: Terminal):
    terminal.press("n")
    terminal.wait_for("Their words")
    terminal.press("PRECIOUS")
    for _ in range(5):
        terminal.send(KEYS["escape"])
        terminal.settle(0.005)
    # Every second one takes the question away again; which of them was the last is for the machine to say.
    terminal.settle(1)
    if "Keep what you typed here?" not in terminal.text:
        terminal.press("escape")
    terminal.wait_for("Keep what you typed here?")
    terminal.press("y")
    terminal.wait_for("PRECIOUS")


def test_page_keys_before_the_palette_is_laid_out(terminal: Terminal):
    terminal.send(KEYS["ctrl+p"] + KEYS["pageup"] + KEYS["pagedown"])
    terminal.wait_for("an application, a person")
    terminal.press("escape")
    terminal.press("q")
    assert terminal.wait() == 0


def test_enter_held_down_in_the_palette(terminal: Terminal):
    terminal.press("ctrl+p", "nor")
    terminal.wait_for("the people you met there")
    terminal.send(KEYS["enter"] * 3)
    terminal.settle()
    terminal.wait_for("thanks-tui")
    assert "had to close" not in terminal.text


@pytest.mark.parametrize("path", ["/", "~nobody-at-all/note.txt", "", "."])
def test_a_path_that_leads_nowhere_is_asked_for_again(terminal: Terminal, path: str):
    terminal.send("\r")
    terminal.wait_for("Nobody missing?")
    terminal.send("\r")
    terminal.wait_for("tone ‹")
    terminal.send("\r")
    terminal.wait_for("To       Dana")
    terminal.send("x")
    terminal.wait_for("Save the note")
    terminal.press("tab", "end", "ctrl+u", path, "ctrl+s")
    terminal.wait_for("✗")
    terminal.press("escape", "n", "q")
    assert terminal.wait() == 0


def test_what_is_typed_in_one_go_with_the_key_that_opens_the_sheet(terminal: Terminal):
    for key, sign in (("enter", "Nobody missing?"), ("enter", "tone ‹"), ("enter", "To       Dana")):
        terminal.send(KEYS[key])
        terminal.wait_for(sign)
    terminal.settle()
    terminal.send("e" + "A quick yes, [not] lost? " + KEYS["enter"] + "B" + KEYS["backspace"] + "Q")
    terminal.wait_for("QDear Dana")
    assert "A quick yes, [not] lost?" in terminal.text


def test_the_whole_way_to_the_sheet_and_the_first_words_in_one_go(terminal: Terminal):
    terminal.send(KEYS["enter"] * 3 + "e" + "So kind. ")
    terminal.wait_for("So kind. Dear Dana")
