"""The command palette: applications, contacts, and everything that can be done now."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets import Input, OptionList

from ..widgets.text import lit
from .quick_match import match

if TYPE_CHECKING:
    from .app import ThanksApp


class Palette(CommandPalette):
    """Textual's palette, which keys that come faster than its list do not bring down."""

    has_chosen = False
    """Whether what was chosen is about to be done."""

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Close; what was chosen is done next, and then it is over."""
        # What was chosen goes to the app behind this, and so comes before what this sends there in its turn.
        self.app.call_later(self.app.call_later, self._did)
        return super().dismiss(result)  # pyright: ignore[reportArgumentType]

    def _did(self) -> None:
        self.has_chosen = False

    def _action_command_list(self, action: str) -> None:
        found = self.query_one(CommandList)
        # Before its first layout the list does not know its pages.
        if found.size.height:
            at = found.highlighted
            self.has_chosen = action == "select" and at is not None and not found.options[at].disabled
            super()._action_command_list(action)  # pyright: ignore[reportPrivateUsage]

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _choose_once(self, event: Input.Submitted | OptionList.OptionSelected) -> None:
        # A second Enter may come when the first has closed the palette already.
        if self.app.screen is not self:
            event.stop()
            event.prevent_default()


Entry = tuple[str, str, Callable[[], object]]


class _Entries(Provider):
    """What offers a list of entries: words to find it by, a line of help, and what it does."""

    AT_ONCE: ClassVar[bool] = True
    """Whether the entries are shown before something is typed."""

    @property
    def thanks(self) -> ThanksApp:
        """The app, as what it is."""
        from .app import ThanksApp

        app: Any = self.app
        assert isinstance(app, ThanksApp)  # noqa: S101 - the palette belongs to no other app
        return app

    @abstractmethod
    def entries(self) -> Iterator[Entry]:
        """Yield everything on offer."""

    async def discover(self) -> Hits:
        """Offer everything before anything is typed, unless that would be too much."""
        for title, help_line, act in self.entries() if self.AT_ONCE else ():
            yield DiscoveryHit(lit(title), act, text=title, help=help_line)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for title, help_line, act in self.entries():
            score, _ = match(matcher.fuzzy_search, query, title)
            if title.casefold().startswith(query.casefold()):
                # A name is more likely meant than a word in the middle of a job title.
                score += 1.0
            if score > 0:
                yield Hit(score, _marked(matcher, title), act, text=title, help=help_line)


def _marked(matcher: Matcher, title: str) -> Content:
    """Return `title` with what matches in it marked; the matcher's own way would read it as markup."""
    shown = lit(title)
    _, places = match(matcher.fuzzy_search, matcher.query, shown.plain)
    for place in places:
        shown = shown.stylize(matcher.match_style, place, place + 1)
    return shown


class RecordsProvider(_Entries):
    """Applications and contacts, to be opened; there may be thousands."""

    AT_ONCE = False

    def entries(self) -> Iterator[Entry]:
        """Yield each application and each contact."""
        app = self.thanks
        companies: dict[str, str] = {}
        for application in app.store.applications():
            companies[application.id] = application.company
            title = " · ".join(part for part in (application.company, application.role) if part)
            yield title, "the people you met there", lambda id_=application.id: app.go_home().open(id_)
        for contact in app.store.all_contacts():
            title = f"{contact.name or contact.email} · {companies[contact.application_id]}"
            yield (
                title,
                f"{contact.kind.value}: the note to them",
                lambda c=contact: app.go_home().open_note(c.application_id, c.id),
            )


class ScreenActionsProvider(_Entries):
    """What the keys of the screen do, and what has no key."""

    def entries(self) -> Iterator[Entry]:
        """Yield the live actions of the screen, then the settings."""
        app = self.thanks
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.description or not binding.tooltip or binding.action in seen or not active.enabled:
                continue
            seen.add(binding.action)
            run = lambda action=binding.action, node=active.node: app.run_action(action, node)  # noqa: E731
            yield binding.description.capitalize(), binding.tooltip, run
        yield "When to follow up", "The cadence and your days off", app.action_when_to_follow_up
        yield "Who signs", "Your name and what may stand under it", app.action_profile
        yield "Theme", "Paper, ink, or one of the others", app.search_themes
