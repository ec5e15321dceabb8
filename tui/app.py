"""The app: where store, screens, themes and commands are put together. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from msgspec.structs import replace
from rich.console import RenderableType
from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.screen import Screen
from textual.theme import Theme

from ..data.clock import Today, today
from ..data.errors import StoreError
from ..data.models import Profile
from ..data.store.store import Store
from ..data.walk import keep_setting
from .palette import RecordsProvider, ScreenActionsProvider
from .screens.dialogs.help import HelpDialog
from .screens.dialogs.profile_form import ProfileForm
from .screens.rejections import RejectionsScreen
from .themes import DEFAULT_THEME, OUR_THEMES

FELL_OVER = (
    "thanks-tui had to close because of a fault of its own. What you wrote is kept up to the last second; "
    "start it again to go on, or with --debug to see what happened."
)


class ThanksApp(App[None]):
    """thanks-tui on a terminal."""

    TITLE = "thanks-tui"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider]]] = {RecordsProvider, ScreenActionsProvider}  # pyright: ignore[reportIncompatibleVariableOverride]
    COMMAND_PALETTE_DISPLAY = "^p"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (104, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "keys", tooltip="All keys of this screen"),
        Binding("f1", "help", "keys", tooltip="All keys of this screen"),
        Binding("q", "quit", "quit", tooltip="Close thanks-tui; everything is kept"),
    ]

    def __init__(
        self, store: Store, *, today: Today = today, demo: bool = False, debug: bool = False
    ) -> None:
        super().__init__()
        self.store = store
        self._today = today
        self._traces = debug
        self._home = RejectionsScreen(store, today, notice="made-up data" if demo else "")
        for theme in OUR_THEMES:
            self.register_theme(theme)
        known = store.profile.theme in self.available_themes
        self.theme = store.profile.theme if known else DEFAULT_THEME

    def on_mount(self) -> None:
        """Open the first step; at the very first start, ask who signs."""
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        self.push_screen(self._home)
        for notice in (*self.store.notices, *(problem.sentence for problem in self.store.problems[:3])):
            self.notify(notice, severity="warning", timeout=12, markup=False)
        if self.store.is_new and not self.store.read_only:
            self.welcome()

    @property
    def home(self) -> RejectionsScreen:
        """The first step."""
        return self._home

    @work(exclusive=True, group="profile")
    async def welcome(self) -> None:
        """Ask at the first start who signs."""
        await self._ask_profile(welcome=True)

    @work(exclusive=True, group="profile")
    async def action_profile(self) -> None:
        """Change who signs."""
        await self._ask_profile(welcome=False)

    async def _ask_profile(self, *, welcome: bool) -> None:
        form = ProfileForm(self.store.profile, welcome=welcome)
        while (profile := await self.push_screen_wait(form)) is not None:
            if self._home.attempt(lambda kept=profile: self._keep_profile(kept, undoable=not welcome)):
                break
            form = ProfileForm(profile, welcome=welcome)

    def _keep_profile(self, profile: Profile, *, undoable: bool) -> None:
        with self.store.transaction("Changed who signs", undoable=undoable) as change:
            change.put(profile)

    def go_home(self) -> RejectionsScreen:
        """Leave every step and dialog for the first step, and return it."""
        while self.screen is not self._home and len(self.screen_stack) > 1:
            self.pop_screen()
        return self._home

    def action_home(self) -> None:
        """Go back to the first step."""
        self.go_home()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002 - the base class names it
        """Return nothing: our own providers offer all there is, and no picture with people's data."""
        return ()

    def _remember_theme(self, theme: Theme) -> None:
        profile = self.store.profile
        if self.store.read_only or self.store.is_new or profile.theme == theme.name:
            return
        try:
            keep_setting(self.store, replace(profile, theme=theme.name))
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)

    def panic(self, *renderables: RenderableType) -> None:
        """Close after a fault of the program: with one sentence; with `renderables` only to debug."""
        super().panic(*(renderables if self._traces else (FELL_OVER,)))

    def _fatal_error(self) -> None:
        # Textual's own shows the local variables of every frame, and so the names and words of people.
        from rich.traceback import Traceback

        self.panic(Traceback(show_locals=False))

    def action_command_palette(self) -> None:
        """Open the palette, which finds applications, people and what can be done."""
        if not CommandPalette.is_open(self):  # pyright: ignore[reportArgumentType]
            self.push_screen(CommandPalette(placeholder="an application, a person, or what to do"))

    def action_help(self) -> None:
        """Show all keys of the screen in front."""
        screen = self.screen
        if not isinstance(screen, HelpDialog):
            self.push_screen(HelpDialog(screen))
