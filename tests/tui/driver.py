"""The app for tests: a real store on disk, a stopped clock, keys in, the text of the screen out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from textual import events
from textual.command import CommandPalette
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from thanks_tui.data.models import Application, Contact, Kind, Profile, ToldBy
from thanks_tui.data.store.store import Store
from thanks_tui.tui.app import ThanksApp

from tests.rest import Threads, rest, until
from tests.screen import place_of, screen_text, widget_lines

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

MAIL = """\
From: Dana Ortiz <dana.ortiz@northwind.example>
To: Sam Okonkwo <sam@example.com>
Subject: Your application for Staff Engineer at Northwind Robotics
Date: Thu, 19 Nov 2026 10:12:00 +0100
Message-ID: <abc123@northwind.example>

Dear Sam,

thank you for taking the time to meet with us and for your interest in the Staff Engineer
position at Northwind Robotics. Unfortunately, we have decided to move forward with another
candidate. It was a very close call.

We wish you all the best.

Dana Ortiz
Talent Acquisition Partner
Northwind Robotics
"""

INVITATION = """\
From: Dana Ortiz <dana.ortiz@northwind.example>
Subject: Invitation to an interview for Staff Engineer at Northwind Robotics
Message-ID: <invited@northwind.example>

Dear Sam,

we would like to invite you to an interview for the Staff Engineer position at Northwind Robotics.
Please let us know which day would suit you next week.

Dana Ortiz
"""


class Driver:
    """Hands and eyes: presses keys, types and pastes text, reads the screen."""

    def __init__(
        self, app: ThanksApp, store: Store, pilot: Pilot[None], threads: Threads | None = None
    ) -> None:
        """Drive `app`; the work of `threads` is waited for as well."""
        self.app = app
        self.store = store
        self.pilot = pilot
        self._threads = threads

    @property
    def text(self) -> str:
        """What is on the screen, a line each."""
        return screen_text(self.app)

    @property
    def plain(self) -> str:
        """What is on the screen as one line, without frames: where a sentence is broken does not count.

        Where a sentence that names a file is broken depends on the folder, and so on the run.
        """
        return " ".join(self.text.replace("│", " ").split())

    def words(self, selector: str) -> str:
        """Return what a part of the screen in front says, as one line."""
        lines = widget_lines(self.app, self.app.screen.query_one(selector))
        return " ".join(" ".join(lines).split())

    @property
    def where(self) -> str:
        """The name of the screen in front."""
        return type(self.app.screen).__name__

    @property
    def told(self) -> str:
        """All that was said in passing."""
        return "\n".join(str(notification.message) for notification in self.app._notifications)

    async def press(self, *keys: str) -> None:
        """Press keys, each once the one before has been dealt with."""
        for key in keys:
            self.app.post_message(events.Key(key, key_to_character(key)))
            await self.settle()

    async def at_once(self, *keys: str) -> None:
        """Press keys faster than any of them can be dealt with."""
        for key in keys:
            self.app.post_message(events.Key(key, key_to_character(key)))
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        for character in text:
            self.app.post_message(events.Key(_character_to_key(character), character))
        await self.settle()

    async def fill(self, text: str) -> None:
        """Put a text in place of what stands in the input that has the focus."""
        await self.press("end", "ctrl+u")
        await self.type(text)

    async def paste(self, text: str) -> None:
        """Paste a text the way the terminal hands it over."""
        assert self.app.focused is not None
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def click(self, text: str, times: int = 1) -> None:
        """Click on the first place of the screen where `text` stands."""
        await self.pilot.click(offset=place_of(self.app, text), times=times)
        await self.settle()

    async def begin(self, *keys: str) -> None:
        """Press keys in one go, and wait for all that follows but the threads that are set to work by it."""
        for key in keys:
            self.app.post_message(events.Key(key, key_to_character(key)))
        await rest(self.app, busy=lambda: self.app.busy_with_keys)

    async def settle(self) -> None:
        """Let everything happen that follows from what was done, and be drawn."""
        await rest(self.app, threads=self._threads, busy=lambda: self.app.busy_with_keys)

    async def until(self, true: Callable[[], bool], what: str) -> None:
        """Let things happen until `true()` holds; `what` says what was waited for in vain."""
        await until(self.app, true, lambda: f"Waited in vain for {what}. The screen:\n{self.text}")

    async def find(self, query: str, entry: str) -> None:
        """Open the palette, type `query`, and take what it finds first, which must show `entry`."""
        await self.press("ctrl+p")
        await self.type(query)
        await self.until(lambda: entry in self.text, f"{entry!r} to be found")
        await self.press("enter")
        await self.until(lambda: not isinstance(self.app.screen, CommandPalette), "the palette to go")
        await self.settle()

    def line(self, text: str) -> str:
        """Return the first line of the screen that holds `text`, or fail with the screen."""
        for line in self.text.splitlines():
            if text in line:
                return line
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")


def northwind(store: Store) -> tuple[Application, list[Contact]]:
    """Put a rejection with four people into `store`."""
    application = Application(
        id="a" * 32,
        company="Northwind Robotics",
        role="Staff Engineer",
        rejected_on=date(2026, 11, 12),
        told_by=ToldBy.PHONE,
        their_words="It was a very close call.",
    )
    people = [
        ("Dana Ortiz", Kind.RECRUITER),
        ("Lee Park", Kind.HIRING_MANAGER),
        ("Ana Ruiz", Kind.INTERVIEWER),
        ("Tomasz Zieliński", Kind.SENIOR_MANAGER),
    ]
    contacts = [
        Contact(
            id=f"{index}" * 32,
            application_id=application.id,
            name=name,
            kind=kind,
            email=f"{name.split()[0].lower()}@northwind.example",
            gave_news=index == 0,
        )
        for index, (name, kind) in enumerate(people)
    ]
    store.put(application, *contacts)
    return application, contacts


@asynccontextmanager
async def running(
    folder: Path,
    fill: Callable[[Store], object] | None = None,
    *,
    signed: bool = True,
    size: tuple[int, int] = (100, 30),
    read_only: bool = False,
    today: Callable[[], date] = lambda: TODAY,
    now: Callable[[], datetime] = lambda: NOW,
) -> AsyncIterator[Driver]:
    """Run the app on the store in `folder`.

    `fill` puts records into it before the app starts; `signed` says whether somebody has used it before;
    `today` and `now` are its clocks.
    """
    with Store.open(folder / "thanks.json", read_only=read_only, now=now) as store:
        if fill is not None:
            fill(store)
        if signed and store.is_new:
            with store.transaction(undoable=False) as change:
                change.put(Profile(name="Sam Okonkwo", email="sam@example.com"))
        app = ThanksApp(store, today=today)
        threads = Threads(asyncio.get_running_loop())
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, store, pilot, threads)
            await driver.settle()
            yield driver
