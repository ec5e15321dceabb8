"""The app: where store, screens, themes and commands are put together. It decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from msgspec.structs import replace
from textual import events, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget
from textual.worker import Worker

from ..data.clock import Today, today
from ..data.drafts.folder import DraftFolder
from ..data.errors import StoreError
from ..data.store.store import Store
from ..data.store.telling import Changed
from ..data.text import clean_text
from . import breakpoints
from .asking import FLOW, ends_a_flow, flow_goes_on, in_a_flow
from .drafting import Drafting
from .flows.other_window import wait_for_other_window
from .keys_in_order import Dealt, KeysInOrder, Pressed
from .late_store import LateStore
from .palette import Palette, RecordsProvider, ScreenActionsProvider
from .screens.dialogs.dialog import Dialog
from .screens.rejections import RejectionsScreen
from .screens.step import StepScreen
from .straight_keys import goes_straight
from .sturdy import SturdyApp
from .themes import DEFAULT_THEME, OUR_THEMES

QUIT = "Close thanks-tui; everything is kept"


class ThanksApp(SturdyApp):
    """thanks-tui on a terminal."""

    TITLE = "thanks-tui"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider]]] = {RecordsProvider, ScreenActionsProvider}  # pyright: ignore[reportIncompatibleVariableOverride]
    COMMAND_PALETTE_DISPLAY = "^p"
    NOTIFICATION_TIMEOUT = 3
    HORIZONTAL_BREAKPOINTS = breakpoints.HORIZONTAL
    VERTICAL_BREAKPOINTS = breakpoints.VERTICAL
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "keys", tooltip="All keys of this screen"),
        Binding("f1", "help", "keys", tooltip="All keys of this screen"),
        Binding("q", "quit", "quit", tooltip=QUIT),
        Binding("ctrl+q", "quit", "quit", show=False, priority=True, key_display="^q", tooltip=QUIT),
    ]

    def __init__(
        self,
        store: Store,
        *,
        opening: Callable[[], Store] | None = None,
        painted: Callable[[], object] = lambda: None,
        today: Today = today,
        demo: bool = False,
        debug: bool = False,
        backs_up: bool = False,
    ) -> None:
        """Show `store`; one that is not open yet until `opening`, called in a thread, gives one that is.

        `painted` is called once the rejections are on the screen; `backs_up` says whether a copy of the
        store is made then.
        """
        # Made-up data goes with its folder, and a log with it.
        super().__init__(logs_beside=None if demo else store.path.parent, debug=debug)
        self.store = store
        self._late = LateStore(self, opening, self._take_store) if opening is not None else None
        self._painted = painted
        self._today = today
        self._day = today()
        self._news_told = 0
        self._keys = KeysInOrder(self, self._let_in, self._goes_on)
        self._palette: Palette | None = None
        self.drafting = Drafting(self, DraftFolder(store.path), self._say_no_draft)
        self._backs_up = backs_up
        self._home = RejectionsScreen(store, today, notice="made-up data" if demo else "")
        for theme in OUR_THEMES:
            self.register_theme(theme)
        self._take_theme()

    def _take_theme(self) -> None:
        chosen = self.store.profile.theme
        self.theme = chosen if chosen in self.available_themes else DEFAULT_THEME

    def on_mount(self) -> None:
        """Open the first step; at the very first start, ask who signs."""
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        self.push_screen(self._home)
        self._home.call_after_refresh(self._first_painted)
        if self._late is None:
            self._greet()

    def _first_painted(self) -> None:
        if self._late is None:
            self._painted()
        else:
            self._late.open()

    def _take_store(self, store: Store) -> None:
        self.store = store
        self._take_theme()
        self._home.take(store)
        self._greet()
        self._home.call_after_refresh(self._painted)

    @property
    def not_opened(self) -> StoreError | None:
        """Why the store could not be opened, if it could not; the app ends then."""
        return None if self._late is None else self._late.problem

    def _greet(self) -> None:
        self.store.subscribe(self._tell_news)
        self._tell_news()
        for problem in self.store.problems[:3]:
            self.notify(problem.sentence, severity="warning", timeout=12, markup=False)
        if self.store.locked_out:
            wait_for_other_window(self.store, self)
        if self.store.read_only:
            self._stop_waiting = self.store.subscribe(self._took_over)
        else:
            self._begin_to_write()

    def _begin_to_write(self) -> None:
        if self._backs_up:
            from .flows.back_up import back_up_at_start

            back_up_at_start(self, self.store.path, self.store.now)
        self.welcome()

    def _took_over(self, _: Changed) -> None:
        """Begin as a window begins that writes, once this one does."""
        if not self.store.read_only:
            self._stop_waiting()
            self.call_later(self._begin_to_write)

    def _tell_news(self, changed: Changed | None = None) -> None:
        """Tell what there is to know about the file, and settle what came from outside."""
        for notice in self.store.notices[self._news_told :]:
            self.notify(notice, severity="warning", timeout=12, markup=False)
        self._news_told = len(self.store.notices)
        if changed is not None and changed.from_outside and not self.store.read_only:
            # Not before everybody else was told of what is now to be changed again.
            self.call_later(self._home.attempt, self._settle_follow_ups)

    def _settle_follow_ups(self) -> None:
        from ..data.followup.family import refresh

        refresh(self.store)

    def on_other_window_gone(self) -> None:
        """Write here from now on, or wait for whoever was faster."""
        if not self.store.locked_out:
            # The user was faster.
            return
        try:
            taken = self.store.try_take_over()
        except StoreError as error:
            for screen in self.screen_stack:
                if isinstance(screen, StepScreen):
                    screen.banner.trouble(str(error))
            return
        if taken:
            self.notify("The other window is closed. You can write here now.")
        elif self.store.locked_out:
            wait_for_other_window(self.store, self)

    def on_app_focus(self) -> None:
        """See whether another program changed the file while the user was elsewhere."""
        self._look_again()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """See the same once nobody has records in hand any more."""
        if ends_a_flow(event):
            self._look_again()

    def _look_again(self) -> None:
        # What a form was made of has to be what its answer is compared with.
        if not in_a_flow(self.workers):
            self.store.look_again()

    @work(exclusive=True, group=FLOW)
    async def welcome(self) -> None:
        """Offer what was typed and not kept the last time; at the first start, ask who signs."""
        drafts = self.drafting.found()
        if drafts:
            from .flows.going_on import offer_drafts

            await offer_drafts(self._home, drafts)
        if not self.store.profile.name:
            from .flows.settings import ask_profile

            await ask_profile(self._home, welcome=True)

    @work(exclusive=True, group=FLOW)
    async def action_profile(self) -> None:
        """Change who signs."""
        from .flows.settings import ask_profile

        await ask_profile(self._home, welcome=False)

    @work(exclusive=True, group=FLOW)
    async def action_when_to_follow_up(self) -> None:
        """Change the cadence and the days off."""
        from .flows.settings import ask_cadence

        await ask_cadence(self._home)

    def go_home(self) -> RejectionsScreen:
        """Leave every step and dialog for the first step, and return it."""
        while self.screen is not self._home and len(self.screen_stack) > 1:
            self.pop_screen()
        return self._home

    async def action_quit(self) -> None:
        """Close the app; what is typed and not kept yet is kept, or asked after, first."""
        from .screens.dialogs.form import Form
        from .screens.preview import PreviewScreen

        for screen in reversed(self.screen_stack):
            if isinstance(screen, Form | PreviewScreen) and not await screen.kept_all():
                return
        self.exit()

    def keep_typed(self) -> str:
        """Keep all that is typed, at once and without asking: as drafts; from a sheet, in the store."""
        from .screens.preview import PreviewScreen

        self.drafting.keep_all()
        for screen in self.screen_stack:
            if isinstance(screen, PreviewScreen):
                screen.keep_written()
        self.drafting.keep_all()
        return self.drafting.desk.why_not_kept

    async def on_unmount(self) -> None:
        """Let the next window have what is left of the drafts."""
        self.drafting.close()

    def action_agenda(self) -> None:
        """Go to the follow-ups, back to them where they are open already."""
        from .screens.agenda import AgendaScreen

        self._go_to(AgendaScreen)

    def action_ledger(self) -> None:
        """Go to the doors that open."""
        from .screens.ledger import LedgerScreen

        self._go_to(LedgerScreen)

    def action_trash(self) -> None:
        """Go to what was deleted."""
        from .screens.trash import TrashScreen

        self._go_to(TrashScreen)

    def action_clashes(self) -> None:
        """Go to what two files say differently."""
        from .screens.clashes import ClashesScreen

        self._go_to(ClashesScreen)

    def action_backups(self) -> None:
        """Go to the copies of the store."""
        from .screens.backups import BackupsScreen

        self._go_to(BackupsScreen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing leads away from the rejections before they are there."""
        if action in ("agenda", "ledger", "trash", "backups", "command_palette") and not self.store.is_open:
            return False
        return super().check_action(action, parameters)

    def _go_to(self, kind: type[StepScreen[None]]) -> None:
        if any(isinstance(screen, kind) for screen in self.screen_stack):
            while not isinstance(self.screen, kind):
                self.pop_screen()
        else:
            self.push_screen(kind(self.store, self._today))

    def action_home(self) -> None:
        """Go back to the first step."""
        self.go_home()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002 - the base class names it
        """Return nothing: our own providers offer all there is, and no picture with people's data."""
        return ()

    def _remember_theme(self, theme: Theme) -> None:
        from ..data.walk import keep_setting

        profile = self.store.profile
        if self.store.read_only or profile.theme == theme.name:
            return
        try:
            keep_setting(self.store, replace(profile, theme=theme.name))
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)

    def _say_no_draft(self, sentence: str) -> None:
        # It comes from the thread that writes.
        self.call_later(self.notify, sentence, severity="warning", timeout=12, markup=False)

    def action_command_palette(self) -> None:
        """Open the palette, which finds applications, people and what can be done."""
        from .screens.preview import PreviewScreen

        # What it finds may lead away from a dialog or a sheet, and with it what is typed there.
        writing = isinstance(self.screen, PreviewScreen) and self.screen.writing
        if not writing and not isinstance(self.screen, Dialog | CommandPalette):
            self._palette = Palette(placeholder="an application, a person, or what to do")
            self.push_screen(self._palette)

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted, once for all, and let keys in one after the other.

        What has stood on the screen over midnight is drawn anew when somebody comes back to it.
        """
        if isinstance(event, events.Key | events.AppFocus):
            self._notice_new_day()
        if isinstance(event, events.Paste):
            event.text = clean_text(event.text)
        if isinstance(event, events.Key | events.Paste):
            await (self._keys.came_back if event.is_forwarded else self._keys.arrived)(event)
        else:
            await super().on_event(event)

    async def _let_in(self, event: Pressed) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded and goes_straight(self, event):
            self.app_focus = True
            if not await self._check_bindings(event.key, priority=True):
                await self._on_key(event)
        elif not isinstance(event, events.Key) or self.screen.is_mounted:
            # Else it was on its way back when another screen came up, and meant for the one before.
            await super().on_event(event)

    def _goes_on(self) -> bool:
        return flow_goes_on(self) or (self._palette is not None and self._palette.has_chosen)

    def answer_first(self, changed: Widget, rest: Callable[[], object]) -> None:
        """Do `rest` once it is seen how a key has `changed` a widget; keys wait for it, in their order."""
        self._keys.answer_first(changed, rest)

    def on_dealt(self, message: Dealt) -> None:
        """Let the next key in."""
        self._keys.dealt(message.turn)

    @property
    def busy_with_keys(self) -> bool:
        """Whether a key was pressed that is not dealt with yet."""
        return self._keys.busy

    def _notice_new_day(self) -> None:
        day = self._today()
        if day == self._day:
            return
        self._day = day
        for screen in self.screen_stack:
            if isinstance(screen, StepScreen):
                screen.new_day()

    def action_help(self) -> None:
        """Show all keys of the screen in front."""
        from .screens.dialogs.help import HelpDialog

        self.push_screen(HelpDialog(self.screen))
