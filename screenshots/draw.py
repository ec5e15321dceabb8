"""Draws the pictures of the README: every screen in both themes, from made-up data and with a stopped clock.

python -m screenshots.draw [NAME ...]    draws all pictures, or those whose names begin so
python -m screenshots.draw --check       draws nothing; names those out of date, and exits with 1 if any is
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from msgspec.structs import replace
from textual.command import CommandPalette
from textual.events import Paste
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, TextArea
from thanks_tui.data.demo import fill_demo
from thanks_tui.data.demo.fill import PROFILE
from thanks_tui.data.store.store import Store
from thanks_tui.tui.app import ThanksApp

from .svg import draw

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 22)
THEMES = ("paper", "ink")
DRAWN_WITH = f"Textual {version('textual')}"
"""Stands in every picture: another version may well draw another border."""
WIDE, FULL, SMALL, TINY = (110, 32), (100, 30), (80, 24), (60, 20)

MAIL = """\
From: Noor Haddad <noor.haddad@tidewater.example>
Subject: Your application as Harbour Engineer

Dear Sam,

thank you for the time you gave us. After long thought we have decided to
move forward with another candidate for the Harbour Engineer role. It was
close, and everybody enjoyed meeting you.

Kind regards,
Noor Haddad
Talent Acquisition, Tidewater Works"""
PEOPLE = """\
Dana Ortiz <dana.ortiz@northwind.example>, recruiter
Marta Carvalho <marta@northwind.example>, coordinator
Prof. Li Wei, interviewer"""


class Typed(str):
    """Letters that are typed one by one, for a step that is no single key."""


class Inserted(str):
    """Text that comes into the area in front without any key."""


class Pasted(str):
    """Text that the terminal pastes."""


class Picture(NamedTuple):
    """One picture: its file name, the screen it is of, what it shows in words, and the way to it."""

    name: str
    shows: str
    words: str
    steps: tuple[str, ...] = ()
    size: tuple[int, int] = FULL
    data: str = "demo"
    """`demo`; `empty`: only who signs is known; `new`: nothing is; `locked`: another window has the store."""


_ANA = ("enter", "down", "down", "enter")
_NOTE = (*_ANA, "enter")
_EDIT = (*_NOTE, "e", "down", "down", Typed("I hope the nights are quiet. "))
_FILE = (*_NOTE, "x", "tab", "ctrl+u", Typed("~/Documents/ana-ruiz-northwind.eml"))
PICTURES = (
    Picture("welcome", "ProfileForm", "The first start", (Typed("Sam Okonkwo"),), data="new"),
    Picture("empty", "RejectionsScreen", "The list before there is a rejection", data="empty"),
    Picture("rejections", "RejectionsScreen", "The rejections, one of them in detail", size=WIDE),
    Picture("rejections-80", "RejectionsScreen", "The rejections in a small window", size=SMALL),
    Picture("rejections-60", "RejectionsScreen", "The rejections in a tiny window", size=TINY),
    Picture("filter", "RejectionsScreen", "The list narrowed by typing", ("slash", Typed("lan")), WIDE),
    Picture("read-only", "RejectionsScreen", "Another window has the store open", data="locked"),
    Picture("detail", "DetailDialog", "Everything noted of one rejection", ("v",), SMALL),
    Picture("application", "ApplicationForm", "The form of a rejection", ("e",)),
    Picture("paste-mail", "PasteMail", "A rejection mail, pasted", ("p", Inserted(MAIL))),
    Picture("mail-read", "ApplicationForm", "What was read from the mail", ("p", Pasted(MAIL))),
    Picture("contacts", "ContactsScreen", "Everybody met at one company", _ANA[:-1], WIDE),
    Picture("contact", "ContactForm", "The form of a person", (*_ANA[:-1], "e")),
    Picture("paste-people", "PastePeople", "Several people at once", ("enter", "p", Inserted(PEOPLE))),
    Picture("moment", "AskLine", "What is remembered of somebody", (*_ANA[:-1], "m"), SMALL),
    Picture("points", "PointsScreen", "The points, and the note that they make", (*_ANA, "down"), WIDE),
    Picture("points-80", "PointsScreen", "The points in a small window", _ANA, SMALL),
    Picture("own-words", "AskText", "A point in one's own words", (*_ANA, "down", "e")),
    Picture("preview", "PreviewScreen", "A note on its sheet of paper", _NOTE, WIDE),
    Picture("preview-80", "PreviewScreen", "A note in a small window", _NOTE, SMALL),
    Picture("preview-60", "PreviewScreen", "A note in a tiny window", _NOTE, TINY),
    Picture("edit", "PreviewScreen", "A note, edited on the sheet", _EDIT),
    Picture("compose-anew", "Confirm", "An edited text is never lost unasked", (*_EDIT, "ctrl+s", "r")),
    Picture("save", "SaveNote", "Saving a note to a file", _FILE),
    Picture("mark-sent", "MarkSent", "Marking a note as sent", (*_NOTE, "s")),
    Picture(
        "thanked", "PreviewScreen", "Everybody is thanked", ("down", "down", "down", *["enter"] * 3), WIDE
    ),
    Picture("help", "HelpDialog", "The keys of the preview", (*_NOTE, "question_mark")),
    Picture("palette", "CommandPalette", "People and actions, found by name", ("ctrl+p", Typed("ana"))),
)


def file_of(picture: Picture, theme: str) -> Path:
    """Return where a picture lies."""
    return FOLDER / f"{picture.name}-{theme}.svg"


async def take(picture: Picture, theme: str) -> str:
    """Return a picture in a theme, as SVG; AssertionError if the steps lead to another screen."""
    with TemporaryDirectory() as folder, Store.open(Path(folder, "thanks.json")) as store:
        fill(store, picture.data, theme)
        shown = Store.open(store.path) if picture.data == "locked" else store
        app = ThanksApp(shown, today=lambda: TODAY)
        app.animation_level = "none"
        if picture.data == "new":
            app.theme = theme
        async with app.run_test(size=picture.size) as pilot:
            await walk(pilot, picture.steps)
            front = type(app.screen).__name__
            if front != picture.shows:
                raise AssertionError(f"{picture.name} is of {front}, not of {picture.shows}")
            return draw(screen_of(app), f"thanks-tui: {picture.words}", DRAWN_WITH)


def fill(store: Store, data: str, theme: str) -> None:
    """Put into the store what the picture starts from."""
    if data in ("demo", "locked"):
        fill_demo(store, TODAY)
    if data != "new":
        profile = PROFILE if data == "empty" else store.profile
        with store.transaction(undoable=False) as change:
            change.put(replace(profile, theme=theme))


async def walk(pilot: Pilot[None], steps: Sequence[str]) -> None:
    """Take the steps, wait until all is drawn, and stop the cursor from blinking."""
    app = pilot.app
    for step in steps:
        if isinstance(step, Typed):
            await pilot.press(*("space" if letter == " " else letter for letter in step))
        elif isinstance(step, Inserted):
            app.screen.query_one(TextArea).insert(step)
        elif isinstance(step, Pasted):
            app.post_message(Paste(step))
        else:
            await pilot.press(step)
        await pilot.pause()
    if isinstance(app.screen, CommandPalette):
        await app.workers.wait_for_complete()
    for field in app.screen.query("Input, TextArea"):
        if isinstance(field, Input | TextArea):
            field.cursor_blink = False
    await pilot.pause()


def screen_of(app: ThanksApp) -> Iterator[Strip]:
    """Yield the lines of the screen in front, with what shows through from those behind it."""
    behind = app._background_screens  # noqa: SLF001 - as Textual's own export does it
    update = app.screen._compositor.render_update(full=True, screen_stack=behind)  # noqa: SLF001
    for line in update.strips:
        yield line if isinstance(line, Strip) else Strip.join(line)


def draw_all(names: tuple[str, ...], *, keep: bool) -> list[str]:
    """Draw the pictures whose names begin with one of `names`, or all; return those that were out of date.

    With `keep` they are written, and pictures of nothing are removed.
    """
    stale: list[str] = []
    files = {file_of(picture, theme): (picture, theme) for picture in PICTURES for theme in THEMES}
    for path, (picture, theme) in files.items():
        if names and not picture.name.startswith(names):
            continue
        drawn = asyncio.run(take(picture, theme)).encode()
        if not path.is_file() or path.read_bytes() != drawn:
            stale.append(path.name)
            if keep:
                path.write_bytes(drawn)
    for path in sorted(set(FOLDER.glob("*.svg")) - files.keys()):
        stale.append(path.name)
        if keep:
            path.unlink()
    return stale


def main(words: Sequence[str]) -> int:
    """Draw, or check; return the exit code."""
    os.environ.pop("NO_COLOR", None)
    checking = "--check" in words
    stale = draw_all(tuple(word for word in words if word != "--check"), keep=not checking)
    if checking and stale:
        print(f"Out of date; run make screenshots: {', '.join(stale)}", file=sys.stderr)
        return 1
    if not checking:
        print(f"{len(stale)} of {len(PICTURES) * len(THEMES)} pictures changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
