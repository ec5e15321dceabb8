"""The installed command in a real terminal: the whole walk, a second window, hostile words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Profile, State
from thanks_tui.data.store.store import Store

from tests.terminal import KEYS, Terminal, installed_command
from tests.tui.driver import MAIL

PEOPLE = """\
Lee Park <lee@northwind.example>, hiring manager
Ana Ruiz <ana@northwind.example>, interviewer
Tomasz Zieliński <tomasz@northwind.example>, VP Engineering
"""


def start(folder: Path, *arguments: str, cols: int = 80, rows: int = 24, **env: str) -> Terminal:
    command = [installed_command(), "--data-dir", str(folder), *arguments]
    return Terminal(command, cols, rows, env={"HOME": str(folder), "TEXTUAL_ANIMATIONS": "none", **env})


def test_from_an_empty_store_to_four_notes_sent_and_back(tmp_path: Path):
    with start(tmp_path) as terminal:
        terminal.wait_for("Welcome to thanks-tui")
        terminal.press("Sam Okonkwo", "ctrl+s")
        terminal.wait_for("No rejections here yet.")
        terminal.press("p")
        terminal.wait_for("The mail that told you")
        terminal.paste(MAIL)
        terminal.wait_for("is this right?")
        terminal.press("enter")
        terminal.wait_for("Dana Ortiz")
        terminal.press("p")
        terminal.wait_for("Everybody you met")
        terminal.paste(PEOPLE)
        terminal.wait_for("+ Tomasz Zieliński")
        terminal.press("ctrl+s")
        terminal.wait_gone("Everybody you met")
        terminal.press("enter")
        terminal.wait_for("tone ‹ warm ›")
        terminal.press("enter")
        terminal.wait_for("To       Dana Ortiz")
        for name in ("Dana Ortiz", "Lee Park", "Ana Ruiz", "Tomasz Zieliński"):
            terminal.wait_for(f"To       {name}")
            terminal.press("s")
            terminal.wait_for(f"Sent to {name}")
            terminal.press("enter")
            terminal.wait_gone(f"Sent to {name}")
        terminal.wait_for("Everyone at Northwind Robotics is thanked.")
        terminal.press("q")
        assert terminal.wait() == 0

    with start(tmp_path) as terminal:
        terminal.wait_for("all thanked")
        terminal.press("q")
        assert terminal.wait() == 0
    with Store.open(tmp_path / "thanks.json", read_only=True) as store:
        assert [note.state for note in store.all_notes()] == [State.SENT] * 4


def test_a_second_window_reads_only_says_so_and_takes_over(tmp_path: Path):
    with Store.open(tmp_path / "thanks.json") as store:
        store.put(Profile(name="Sam"), Application(company="Northwind"))
    with start(tmp_path) as first:
        first.wait_for("Northwind")
        with start(tmp_path) as second:
            second.wait_for(f"Read only: another window (process {first.pid}, since")
            second.press("d")
            second.wait_for("Northwind")
            first.press("q")
            assert first.wait() == 0
            second.wait_gone("Read only")
            second.press("d")
            second.wait_for("No rejections here yet.")
            second.press("u")
            second.wait_for("Northwind")


MARKUP = "Smith [HR] [@click=app.quit]x[/] [/] [/foo] [bold $x \\"
CONTROLS = (
    "A \x1b]0;PWNED\x07\x1b]52;c;UFdORUQ=\x07\x1b[2J\x1b[31m \x9b31m\x9d0;PWNED\x9c \u202egnp.exe\u2066 "
    "e" + "\u0301" * 1000 + " \U000e0041 👩‍👩‍👧‍👦"
)
WAYS = (
    ("e", "Change "),
    ("?", "Keys"),
    ("g", "Is now"),
    ("enter", "Nobody missing?"),
    ("e", "Change "),
    ("m", "A moment with"),
    ("p", "Everybody you met"),
    ("a", "They wrote"),
    ("X", "Forget this person"),
    ("enter", "tone ‹"),
    ("e", "Your own words"),
    ("enter", "To       "),
    ("s", "Sent to"),
    ("x", "Save the note"),
)
"""Keys that lead through every screen, each with what it brings; dialogs are left again with Escape."""
DIALOGS = {
    "Change ",
    "Keys",
    "Is now",
    "A moment with",
    "Everybody you met",
    "They wrote",
    "Forget this person",
    "Your own words",
    "Sent to",
    "Save the note",
}
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def hostile_store(folder: Path, evil: str) -> None:
    """Write a store by hand, past every door at which words are cleaned."""
    from tinydb import TinyDB

    with TinyDB(folder / "thanks.json") as database:
        database.table("profile").insert({"id": "profile", "name": evil, "email": evil})
        application = {"id": "a" * 32, "company": evil, "role": evil, "their_words": evil, "remarks": evil}
        database.table("applications").insert({**application, "rejected_on": "2026-11-12", "url": evil})
        contact = {"id": "b" * 32, "application_id": "a" * 32, "name": evil, "moment": evil, "title": evil}
        database.table("contacts").insert({**contact, "email": evil, "kind": "recruiter"})
        event = {"id": "c" * 32, "application_id": "a" * 32, "what": "answered", "on": "2026-11-13"}
        database.table("events").insert({**event, "detail": evil})


@pytest.mark.parametrize(
    ("evil", "shown"),
    [(MARKUP, "Smith [HR] [@click=app.quit]"), (CONTROLS, "A ]0;PWNED")],
    ids=["markup", "controls"],
)
def test_hostile_words_stay_words_on_every_screen(tmp_path: Path, evil: str, shown: str):
    hostile_store(tmp_path, evil)
    with start(tmp_path, cols=120, rows=40) as terminal:
        terminal.wait_for("1 Rejection")
        terminal.wait_for(shown)
        for key, sign in WAYS:
            terminal.send(KEYS.get(key, key))
            terminal.wait_for(sign)
            if sign in DIALOGS:
                terminal.send(KEYS["escape"])
                terminal.wait_gone(sign)
        assert "4 Preview" in terminal.text
        terminal.press("escape", "escape", "escape", "escape")
        terminal.wait_for("Rejections  1")
        terminal.press("d", "D")
        terminal.wait_for("30 days left")
        terminal.wait_until(lambda: terminal.text.count(shown[:9]) > 1, "the list and what stands beside it")
        terminal.press("q")
        assert terminal.wait() == 0
    assert not CONTROL.search(_without_the_terminals_own(terminal.raw))


def _without_the_terminals_own(raw: bytes) -> str:
    """Return what was written, without the sequences by which Textual itself moves, colours and asks."""
    own = rb"\x1b\]22;[a-z-]*\x07|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][AB0]|\x1b[=>78]|\x1b[_P][^\x1b]*\x1b\\|\r"
    return re.sub(own, b"", raw).decode()
