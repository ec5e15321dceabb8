"""Draws the pictures of the README: every screen in both themes, from made-up data and with a stopped clock.

python -m screenshots.draw [NAME ...]    draws all pictures, or those whose names begin so
python -m screenshots.draw --check       draws nothing; names those out of date, and exits with 1 if any is
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from msgspec.structs import replace
from textual.app import App
from textual.command import CommandPalette
from textual.events import Paste
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, TextArea
from thanks_tui.data.backups.making import back_up
from thanks_tui.data.backups.why import Why
from thanks_tui.data.demo import fill_demo
from thanks_tui.data.demo.fill import PROFILE
from thanks_tui.data.models import Application, Clash
from thanks_tui.data.store.safe_write import previous_of
from thanks_tui.data.store.store import Store
from thanks_tui.tui.app import ThanksApp
from thanks_tui.tui.screens.backups import BackupsScreen
from thanks_tui.tui.screens.dialogs.working import Working

from .svg import draw
from .typed import leave_typed

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
THEMES = ("paper", "ink")
DRAWN_WITH = f"Textual {version('textual')}"
"""Stands in every picture: another version may well draw another border."""
WIDE, FULL, SMALL, TINY = (110, 32), (100, 30), (80, 24), (60, 20)
HIGH, TALL = (100, 38), (100, 58)

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


ANSWER = """\
Dear Sam, how kind of you to write. The second post is with the board, and I would gladly talk in December.

Wanjirũ"""


class Inserted(str):
    """Text that comes into the area in front without any key."""


class Pasted(str):
    """Text that the terminal pastes where the cursor is; much quicker than letter by letter."""


class Picture(NamedTuple):
    """One picture: its file name, the screen it is of, what it shows in words, and the way to it."""

    name: str
    shows: str
    words: str
    steps: tuple[str, ...] = ()
    size: tuple[int, int] = FULL
    data: str = "demo"
    """`demo`; `empty`: only who signs is known; `new`: nothing is; `locked`: another window has the store;
    `backups`: there are copies of it; `encrypted`: which are;
    `typed`: it was killed while somebody wrote; `clashes`: another machine's file was merged."""


_ANA = ("enter", "down", "down", "enter")
_NOTE = (*_ANA, "enter")
_EDIT = (*_NOTE, "e", "down", "down", Pasted("I hope the nights are quiet. "))
_LATER = ("f", "down", "down", "down", "down")
_FILE = (*_NOTE, "x", "tab", "ctrl+u", Pasted("~/Documents/ana-ruiz-northwind.eml"))
_WORDS = ("tab", "tab", Pasted("there may be a second post"))
_OWN_DAY = ("enter", "F", Pasted("in 3 weeks"), "tab", Pasted("the trade fair is over by then"))
_CALENDAR = ("f", "x", "tab", "ctrl+u", Pasted("~/Documents/follow-ups.ics"))
_CLASHES = ("C", "enter", "down", "space")
_BACKUPS = ("K", "down", "down")
_KEPT = (
    (20, Why.START, "Marlow & Finch"),
    (12, Why.IMPORT, "Larkspur"),
    (5, Why.START, "Teal Harbour"),
    (2, Why.ASKED, "Quince Labs"),
)
_DELETED = ("down", "d", "home", *_ANA[:-1], "d", "D", "down")
_DAYS_OFF = ("ctrl+p", Pasted("when to follow"), "enter", "tab", "tab", Pasted("24 dec\n31 dec\n1 jan 2027"))
_SINCE = (*_LATER, "enter", "h", Pasted("I have finished my certificate"))
PICTURES = (
    Picture("welcome", "ProfileForm", "The first start", (Pasted("Sam Okonkwo"),), data="new"),
    Picture("empty", "RejectionsScreen", "The list before there is a rejection", data="empty"),
    Picture("rejections", "RejectionsScreen", "The rejections, one of them in detail", size=WIDE),
    Picture("rejections-80", "RejectionsScreen", "The rejections in a small window", size=SMALL),
    Picture("rejections-60", "RejectionsScreen", "The rejections in a tiny window", size=TINY),
    Picture("filter", "RejectionsScreen", "The list narrowed by typing", ("slash", Pasted("lan")), WIDE),
    Picture("read-only", "RejectionsScreen", "Another window has the store open", data="locked"),
    Picture("detail", "DetailDialog", "Everything noted of one rejection", ("v",), HIGH),
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
    Picture("agenda", "AgendaScreen", "Whom to write to again, and when", ("f",), WIDE),
    Picture("agenda-80", "AgendaScreen", "The follow-ups in a small window", ("f",), SMALL),
    Picture("agenda-60", "AgendaScreen", "The follow-ups in a tiny window", ("f",), TINY),
    Picture("agenda-empty", "AgendaScreen", "Nobody to write to again", ("f",), SMALL, data="empty"),
    Picture("before-writing", "FollowUpPage", "All to know before one writes again", ("f", "v"), SMALL),
    Picture("follow-up", "PreviewScreen", "A follow-up as it will be read", (*_SINCE, "enter"), WIDE),
    Picture("follow-up-points", "PointsScreen", "What a follow-up says", (*_SINCE, "enter", "escape"), WIDE),
    Picture("since-then", "AskLine", "What has happened since", _SINCE, SMALL),
    Picture("snooze", "Snooze", "A follow-up put off", (*_LATER, "z", "right"), SMALL),
    Picture("answer", "LogAnswer", "An answer that came", (*_LATER, "a", Inserted(ANSWER))),
    Picture("stage", "MoveStage", "An application moves on", (*_LATER, "g", *_WORDS)),
    Picture("own-day", "FollowUpOn", "A day of one's own to write again", _OWN_DAY, SMALL),
    Picture("calendar", "SaveCalendar", "The follow-ups for a calendar", _CALENDAR),
    Picture("cadence", "FollowUpForm", "When to follow up", _DAYS_OFF),
    Picture("figures", "HelpDialog", "The figures, and where they come from", ("f", "question_mark"), TALL),
    Picture("doors", "LedgerScreen", "The doors that open", ("L",), WIDE),
    Picture("doors-80", "LedgerScreen", "The doors in a small window", ("L",), SMALL),
    Picture("doors-empty", "LedgerScreen", "Nothing to count yet", ("L",), SMALL, data="empty"),
    Picture("deleted", "TrashScreen", "What was deleted, to be brought back", _DELETED, WIDE),
    Picture("deleted-80", "TrashScreen", "What was deleted, in a small window", _DELETED, SMALL),
    Picture("deleted-60", "TrashScreen", "What was deleted, in a tiny window", _DELETED, TINY),
    Picture("deleted-empty", "TrashScreen", "Nothing was deleted", ("D",), SMALL, data="empty"),
    Picture("forget", "Confirm", "What goes when a person is forgotten", (*_ANA[:-1], "X")),
    Picture("forgotten", "Told", "Nothing is left of a person", (*_ANA[:-1], "X", "y", "y"), SMALL),
    Picture("backups", "BackupsScreen", "Copies of the data, to go back to", _BACKUPS, WIDE, "backups"),
    Picture("backups-80", "BackupsScreen", "The copies in a small window", _BACKUPS, SMALL, "backups"),
    Picture("backups-60", "BackupsScreen", "The copies in a tiny window", _BACKUPS, TINY, "backups"),
    Picture("backups-empty", "BackupsScreen", "No copies yet", ("K",), SMALL, "empty"),
    Picture(
        "encrypt-backups",
        "EncryptBackups",
        "To whom backups are encrypted",
        (*_BACKUPS, "w"),
        SMALL,
        "backups",
    ),
    Picture(
        "open-backup", "OpenBackup", "The key of an encrypted one", (*_BACKUPS, "enter"), SMALL, "encrypted"
    ),
    Picture("go-back", "Confirm", "What going back would change", (*_BACKUPS, "enter"), SMALL, "backups"),
    Picture("clashes", "ClashesScreen", "What two machines say differently", _CLASHES, WIDE, "clashes"),
    Picture("clashes-80", "ClashesScreen", "The same in a small window", _CLASHES, SMALL, "clashes"),
    Picture("clashes-60", "ClashesScreen", "The same in a tiny window", _CLASHES, TINY, "clashes"),
    Picture("clash-told", "RejectionsScreen", "Something is left to choose", size=SMALL, data="clashes"),
    Picture("going-on", "GoingOn", "What was typed when all ended", size=FULL, data="typed"),
    Picture("going-on-60", "GoingOn", "The same in a tiny window", size=TINY, data="typed"),
    Picture("help", "HelpDialog", "The keys of the preview", (*_NOTE, "question_mark")),
    Picture("palette", "Palette", "People and actions, found by name", ("ctrl+p", Pasted("ana"))),
)


def file_of(picture: Picture, theme: str) -> Path:
    """Return where a picture lies."""
    return FOLDER / f"{picture.name}-{theme}.svg"


async def take(picture: Picture) -> dict[str, str]:
    """Return a picture as SVG for each theme; AssertionError if the steps lead to another screen.

    The app runs once, and changes its clothes while it stands still.
    """
    with (
        universal_time(),
        TemporaryDirectory() as folder,
        opened(Path(folder, "thanks.json"), picture.data) as store,
    ):
        shown = Store.open(store.path) if picture.data == "locked" else store
        app = ThanksApp(shown, today=lambda: TODAY)
        app.animation_level = "none"
        async with app.run_test(size=picture.size) as pilot:
            await walk(pilot, picture.steps)
            front = type(app.screen).__name__
            if front != picture.shows:
                raise AssertionError(f"{picture.name} is of {front}, not of {picture.shows}")
            # What the pictures wear is nobody's choice, and is not kept: a save would change what they show.
            app.theme_changed_signal.unsubscribe(app)
            return {theme: await dressed(pilot, theme, picture.words) for theme in THEMES}


@contextmanager
def universal_time() -> Iterator[None]:
    """Have the clock on the wall be that of UTC, wherever the pictures are drawn."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    try:
        yield
    finally:
        del os.environ["TZ"]
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


async def dressed(pilot: Pilot[None], theme: str, words: str) -> str:
    """Return what is in front of the app as SVG, in a theme."""
    pilot.app.theme = theme
    await pilot.pause()
    return draw(screen_of(pilot.app), f"thanks-tui: {words}", DRAWN_WITH)


def opened(path: Path, data: str) -> Store:
    """Open a store that holds what a picture starts from."""
    if data in ("demo", "locked", "backups", "typed", "encrypted", "clashes"):
        path.write_bytes(demo())
        path.chmod(0o600)
    if data in ("backups", "encrypted"):
        back_up_now_and_then(path)
    if data == "encrypted":
        look_encrypted(path)
    store = Store.open(path, now=lambda: NOW)
    if data == "empty":
        with store.transaction(undoable=False) as change:
            change.put(PROFILE)
    if data == "locked":
        # Which process it is, and since when, is another each time.
        os.truncate(path.with_name(".thanks.json.lock"), 0)
    if data == "clashes":
        leave_clashes(store)
    if data == "typed":
        leave_typed(store)
    return store


def leave_clashes(store: Store) -> None:
    """Put what another machine says differently into `store`."""
    ana = next(each for each in store.all_contacts() if each.name == "Ana Ruiz")
    theirs = {
        "title": "Principal Engineer, motion control",
        "moment": "the evening when the robot would not stop",
    }
    company = {"remarks": "Their office moves to the harbour in March. Ask for Dana, not for the portal."}
    for table, id_, fields in (("contacts", ana.id, theirs), ("applications", ana.application_id, company)):
        store.put(Clash(table=table, record_id=id_, theirs=fields, found_on=TODAY, source="thanks.json"))


def back_up_now_and_then(path: Path) -> None:
    """Make copies of the store at `path`, as some weeks of use leave them."""
    made: list[tuple[Path, datetime]] = []
    for days, why, company in _KEPT:
        when = NOW - timedelta(days=days)
        backup = back_up(path, why, when)
        made += [] if backup is None else [(backup.path, when - timedelta(minutes=40))]
        with Store.open(path, now=lambda: NOW) as store:
            last = store.applications()[-1]
            store.put(Application(company=company), replace(last, remarks="Write in the new year."))
    damaged = made[0][0].with_name("thanks-00000012-20261108T074000Z-damaged.json")
    damaged.write_bytes(b"{")
    damaged.chmod(0o600)
    made += [(damaged, NOW - timedelta(days=14)), (previous_of(path), NOW - timedelta(hours=2))]
    made += [(path, NOW - timedelta(hours=1))]
    for copy, when in made:
        os.utime(copy, (when.timestamp(), when.timestamp()))


def look_encrypted(path: Path) -> None:
    """Make the copies look encrypted from outside, by bytes that are the same on each run."""
    for copy in (path.parent / "backups").glob("*.json"):
        when = copy.stat().st_mtime
        sealed = copy.rename(f"{copy}.age")
        sealed.write_bytes(b"age-encryption.org/v1\n-> X25519 key\nbody\n" + bytes(140_000))
        os.utime(sealed, (when, when))


@cache
def demo() -> bytes:
    """Return the file of the example, which takes longer to make than to copy."""
    with TemporaryDirectory() as folder, Store.open(Path(folder, "thanks.json"), now=lambda: NOW) as store:
        fill_demo(store, TODAY)
        return store.path.read_bytes()


async def walk(pilot: Pilot[None], steps: Sequence[str]) -> None:
    """Take the steps, wait until all is drawn, and stop the cursor from blinking."""
    app = pilot.app
    for step in steps:
        if isinstance(step, Inserted):
            app.screen.query_one(TextArea).insert(step)
        elif isinstance(step, Pasted):
            app.post_message(Paste(step))
        else:
            await pilot.press(step)
        await pilot.pause()
        while isinstance(app.screen, Working):
            await pilot.pause()
    if isinstance(app.screen, CommandPalette | BackupsScreen):
        await app.workers.wait_for_complete()
    for field in app.screen.query("Input, TextArea"):
        if isinstance(field, Input | TextArea):
            field.cursor_blink = False
    await pilot.pause()


def screen_of(app: App[None]) -> Iterator[Strip]:
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
    for picture in PICTURES:
        if names and not picture.name.startswith(names):
            continue
        for theme, drawn in asyncio.run(take(picture)).items():
            path = file_of(picture, theme)
            if not path.is_file() or path.read_bytes() != drawn.encode():
                stale.append(path.name)
                if keep:
                    path.write_bytes(drawn.encode())
    files = {file_of(picture, theme) for picture in PICTURES for theme in THEMES}
    for path in sorted(set(FOLDER.glob("*.svg")) - files):
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
