"""Step 1: choose a rejection."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static

from ...data.clock import Today
from ...data.drafts.draft import DraftKind, Origin
from ...data.followup.agenda import due
from ...data.followup.window import window
from ...data.models import Application, SortOrder
from ...data.overview import Overview
from ...data.standing import Standing, in_order
from ...data.store.store import Store
from ...widgets.application_detail import ApplicationDetail
from ...widgets.rejection_list import RejectionList
from ...widgets.row_list import RowList
from ...widgets.step_bar import Step
from ...widgets.text import lit, lit_lines
from ...widgets.window_bar import WindowBar
from ..asking import FLOW
from .step import StepScreen

if TYPE_CHECKING:
    from .dialogs.application_form import ApplicationForm

EMPTY = """\
No rejections here yet.

Press  p  to paste the mail that told you: company, role and sender are read from it.
Press  n  to write it in by hand.

Then you list the people you met, tick what to say, and read each note before it goes."""

READING = "Reading your rejections …"

NO_MATCH = "Nothing matches. Escape shows everything again."


class RejectionsScreen(StepScreen[None]):
    """The list of rejections with the detail beside it."""

    CSS_PATH = "rejections.tcss"
    # Textual would give the keys to the filter, hidden or not, while the list is empty.
    AUTO_FOCUS = ""
    STEP = Step.REJECTION
    HELP = (
        "Choose the rejection whose people you want to thank. The dots say how far each person's note is: "
        "○ nothing yet, ◔ draft, ◑ handed over, ● sent, ◉ answered."
    )
    WRITES = frozenset({"new", "edit", "delete", "paste_mail", "stage", "rest"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", tooltip="The people you met there"),
        Binding("p", "paste_mail", "paste mail", tooltip="Read a rejection mail: paste it, or give its file"),
        Binding("n", "new", "new", tooltip="Write a rejection in by hand"),
        Binding(
            "slash", "filter", "filter", key_display="/", tooltip="Show only some: company, role or person"
        ),
        Binding("e", "edit", "edit", tooltip="Change what is noted of it"),
        Binding("d", "delete", "delete", tooltip="Delete it with its people and notes; u brings all back"),
        Binding("o", "sort", "sort", tooltip="Newest, by company, to thank first, by next follow-up"),
        Binding("v", "view", "view", tooltip="Everything noted of it, on a page"),
        Binding("R", "rest", "let rest", show=False, tooltip="Propose no more follow-ups for it, or again"),
        Binding("g", "stage", "stage", tooltip="Move it on: talking again, interviewing again, …"),
        Binding("escape", "clear_filter", "show all", tooltip="Show every rejection again"),
        Binding("down", "to_list", show=False),
    ]

    rejections = getters.query_one(RejectionList)
    detail = getters.query_one(ApplicationDetail)
    filter_line = getters.query_one("Input.filter", Input)

    def __init__(self, store: Store, today: Today, *, notice: str = "") -> None:
        """Show the rejections in `store`; `notice` stands at the end of the bar."""
        super().__init__(store, today)
        self._notice = notice
        self._standings: list[Standing] = []

    def compose_body(self) -> ComposeResult:
        """Lay the list and the detail side by side."""
        with Horizontal():
            with Vertical(classes="master"):
                yield Static(classes="heading")
                yield Input(placeholder="company, role or person", classes="filter", compact=True)
                yield Static(classes="empty")
                yield RejectionList(self.today())
            with VerticalScroll(classes="beside", can_focus=False):
                yield ApplicationDetail(self.today())
                yield WindowBar()

    def on_mount(self) -> None:
        """Begin on the list."""
        self.filter_line.display = False
        self.rejections.focus()

    def show_records(self) -> None:
        """Draw the list as the store has it now."""
        store = self.store
        overview = Overview.of(store)
        self._standings = in_order(overview.standings(), store.profile.sort)
        waiting = len(due(overview.agenda(self.today()), self.today()))
        told = f"{waiting} follow-up{'s' if waiting > 1 else ''} due  f" if waiting else ""
        self.bar.notice = "  ·  ".join(part for part in (told, self._notice) if part)
        self._narrow()

    def take(self, store: Store) -> None:
        """Show the records of the store that is open by now, and begin on the list."""
        super().take(store)
        self.rejections.focus()

    def show(self, application_id: str) -> None:
        """Bring the cursor to an application, whatever the filter says."""
        self.filter_line.value = ""
        self.filter_line.display = False
        self.rejections.show(self._standings, at=application_id)

    def _narrow(self) -> None:
        query = self.filter_line.value
        rows = Overview.of(self.store).matching(self._standings, query) if query.strip() else self._standings
        self.rejections.show(rows)
        empty = self.query_one(".empty", Static)
        empty.display = not rows
        self.rejections.display = bool(rows)
        empty.update(lit_lines(NO_MATCH if self._standings else EMPTY if self.store.is_open else READING))
        count = f"{len(rows)} of {len(self._standings)}" if query.strip() else str(len(self._standings))
        heading = f"Rejections  {count}  ·  {self.store.profile.sort.value}" if self._standings else ""
        self.query_one(".heading", Static).update(lit(heading))
        self.query_one(".heading", Static).display = bool(heading)
        self.refresh_bindings()

    @on(RowList.Highlighted)
    def _detail_follows(self) -> None:
        # The cursor is drawn before what stands beside it, so that a key is answered at once.
        self.call_after_refresh(self._show_detail)

    def _show_detail(self) -> None:
        row = self.rejections.current
        self.detail.display = row is not None
        if row is not None:
            self.detail.show(row, self.store.events(row.application.id))
            self.query_one(WindowBar).window = window(row.application, self.today())

    @on(RowList.Selected)
    def _open_selected(self) -> None:
        self.action_open()

    @on(Input.Changed, ".filter")
    def _filter_changed(self) -> None:
        self._narrow()

    @on(Input.Submitted, ".filter")
    def action_to_list(self) -> None:
        """Go from the filter to what it has left."""
        self.rejections.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that speak of a rejection are live only when there is one."""
        if action in self.WRITES and self.store.read_only:
            return False
        if action in ("open", "edit", "delete", "view", "stage", "rest"):
            return self.rejections.current is not None
        if action in ("filter", "sort"):
            return bool(self._standings)
        if action in ("clear_filter", "to_list"):
            return self.filter_line.display
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Go on to the people met there."""
        if self.rejections.current is not None:
            application_id = self.rejections.current.application.id
            self.go_on_to(Step.CONTACTS, lambda: self.open(application_id))

    def open(self, application_id: str) -> None:
        """Go on to the people met for one application."""
        from .contacts import ContactsScreen

        self.app.push_screen(ContactsScreen(self.store, self.today, application_id))

    def open_note(self, application_id: str, contact_id: str) -> None:
        """Go straight to the note to one person; the steps before it lie behind it."""
        from .points import PointsScreen
        from .preview import PreviewScreen

        self.open(application_id)
        for step in (PointsScreen, PreviewScreen):
            self.app.push_screen(step(self.store, self.today, application_id, contact_id))

    @work(exclusive=True, group=FLOW)
    async def action_new(self) -> None:
        """Write a rejection in by hand, and go on to its people."""
        await self.write_new()

    async def write_new(self) -> None:
        """Ask for a new rejection, keep it, and go on to its people."""
        added = await self.edit(Application(company="", rejected_on=self.today()), is_new=True)
        if added is not None:
            self.open(added)

    @work(exclusive=True, group=FLOW)
    async def action_edit(self) -> None:
        """Change what is noted of a rejection."""
        if self.rejections.current is not None:
            await self.edit(self.rejections.current.application, is_new=False)

    async def edit(self, application: Application, *, is_new: bool) -> str | None:
        """Show the form of `application` until it is kept or left; return the id of what was kept."""
        from ...data.walk import keep_application
        from .dialogs.application_form import ApplicationForm

        def form(shown: Application) -> ApplicationForm:
            return ApplicationForm(shown, self.today(), is_new=is_new)

        kept = await self.ask_until_kept(
            form(application),
            lambda given: keep_application(self.store, given),
            again=form,
            about=Origin(
                kind=DraftKind.APPLICATION, application_id="" if is_new else application.id, is_new=is_new
            ),
        )
        if kept is None:
            return None
        self.show(kept.id)
        return kept.id

    @work(exclusive=True, group=FLOW)
    async def action_paste_mail(self, pasted: str = "") -> None:
        """Read a rejection mail, have every guess confirmed, and go on to its people."""
        from ..flows.take_mail import take_mail

        self.show_taken(await take_mail(self, self.store, self.today(), pasted=pasted))

    def show_taken(self, taken: str | None) -> None:
        """Go on to the people of a rejection that was read from a mail, if one was kept."""
        if taken is not None:
            self.show(taken)
            self.open(taken)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted on the list for a rejection mail."""
        if self.focused is self.rejections or not self._standings:
            self.action_paste_mail(event.text)

    def action_delete(self) -> None:
        """Delete the rejection with all that hangs on it."""
        row = self.rejections.current
        if row is None:
            return
        application = row.application
        label = f"Deleted {application.company}"
        if self.attempt(lambda: self.store.remove(application, label=label)):
            self.notify(f"{label}. Press u to bring it back.", markup=False)

    @work(exclusive=True, group=FLOW)
    async def action_stage(self) -> None:
        """Move the application on."""
        from ..flows.coming_back import move_stage_of

        if self.rejections.current is not None:
            await move_stage_of(self, self.rejections.current.application)

    def action_rest(self) -> None:
        """Propose no more follow-ups for the application; or, when it rests already, propose them again."""
        from ...data.followup import reopen

        row = self.rejections.current
        if row is None:
            return
        resting = row.application.resting
        turn = reopen.wake if resting else reopen.rest
        if self.attempt(lambda: turn(self.store, row.application)):
            self.notify("Follow-ups are proposed again." if resting else "It may rest now. R wakes it again.")

    def action_filter(self) -> None:
        """Show the line to filter by."""
        self.filter_line.display = True
        self.filter_line.focus()

    def action_clear_filter(self) -> None:
        """Show everything again."""
        self.filter_line.value = ""
        self.filter_line.display = False
        self.rejections.focus()
        self.refresh_bindings()

    def action_sort(self) -> None:
        """Sort the list in the next way, and remember it."""
        from ...data.walk import keep_setting

        orders = list(SortOrder)
        profile = self.store.profile
        following = orders[(orders.index(profile.sort) + 1) % len(orders)]
        if self.attempt(lambda: keep_setting(self.store, replace(profile, sort=following))):
            # In another order one looks for what comes first, not for what one was on.
            self.rejections.action_edge(0)

    def action_view(self) -> None:
        """Show everything noted of the rejection on a page."""
        from .dialogs.detail import DetailDialog

        row = self.rejections.current
        if row is not None:
            self.app.push_screen(DetailDialog(row, self.store.events(row.application.id), self.today()))
