"""Step 2: list everybody met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...data.called import called
from ...data.clock import Today
from ...data.drafts.draft import DraftKind, Origin
from ...data.duplicates import find_duplicates
from ...data.followup.people import earlier_people, meetings, take_over
from ...data.kinds import missing_kinds
from ...data.models import Application, Contact
from ...data.standing import standing
from ...data.store.store import Store
from ...data.walk import keep_contacts, lead_by, remove_contact
from ...widgets.contact_card import ContactCard
from ...widgets.contact_list import ContactList
from ...widgets.row_list import RowList
from ...widgets.step_bar import Step
from ...widgets.text import lit
from ..asking import FLOW
from ..flows.coming_back import answer_came, follow_up_on, move_stage_of
from ..flows.moment import ask_moment
from .dialogs.contact_form import ContactForm
from .dialogs.paste_people import PastePeople
from .points import PointsScreen
from .step import StepScreen

EMPTY = """\
Whom did you meet?

Press  n  to add somebody, or  p  to paste several lines at once, such as
Dana Ortiz <dana@example.com>, recruiter"""


class ContactsScreen(StepScreen[None]):
    """Everybody met for one application, with the state of their note."""

    CSS_PATH = "contacts.tcss"
    STEP = Step.CONTACTS
    HELP = (
        "Everyone you actually met gets a note of their own. One remembered moment for each makes it "
        "personal. One of them can be the lead: later follow-ups go to that person."
    )
    WRITES = frozenset(
        {
            "new",
            "edit",
            "delete",
            "forget",
            "paste_people",
            "moment",
            "lead",
            "answer",
            "stage",
            "bring_along",
            "follow_up_on",
        }
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "onward", "points", tooltip="On to what the notes say"),
        Binding("escape", "app.pop_screen", "back", tooltip="Back to the rejections"),
        Binding("n", "new", "new", tooltip="Add somebody"),
        Binding("p", "paste_people", "paste", tooltip="Add several, a line each"),
        Binding("m", "moment", "moment", tooltip="What you remember of them"),
        Binding("e", "edit", "edit", tooltip="Change what is noted of them"),
        Binding("l", "lead", "lead", tooltip="Later follow-ups go to this person"),
        Binding("d", "delete", "delete", tooltip="Delete them and their note; u brings both back"),
        Binding(
            "X",
            "forget",
            "forget",
            show=False,
            tooltip="Forget this person: in every file, and for ever; asks first",
        ),
        Binding("a", "answer", "answer came", tooltip="Keep an answer that came, with its text"),
        Binding(
            "g", "stage", "stage", tooltip="Move the application on: talking again, interviewing again, …"
        ),
        Binding(
            "F",
            "follow_up_on",
            "write again",
            show=False,
            tooltip="Put a day of your own down to write again",
        ),
        Binding(
            "b", "bring_along", "from before", tooltip="Bring the people along whom you met there before"
        ),
    ]

    people = getters.query_one(ContactList)
    card = getters.query_one(ContactCard)

    def __init__(self, store: Store, today: Today, application_id: str) -> None:
        super().__init__(store, today)
        self._application_id = application_id

    def compose_body(self) -> ComposeResult:
        """Lay the list, the questions under it and the card side by side."""
        yield Static(classes="subject")
        with Horizontal():
            with Vertical(classes="master"):
                yield Static(EMPTY, classes="empty", markup=False)
                yield ContactList(self.today())
                yield Static(classes="missing")
            with VerticalScroll(classes="beside", can_focus=False):
                yield ContactCard(self.today())

    def on_mount(self) -> None:
        """Begin on the list, at the first person who is not thanked yet."""
        row = standing(
            self._application,
            self.store.contacts(self._application_id),
            self.store.notes(self._application_id),
            (),
        )
        if row.next_person is not None:
            self.people.show(self.people.rows, at=row.next_person.id)
        # Before the first frame, so that it is not laid out again for what stands beside the list.
        self._show_card()
        self.people.focus()

    def show_records(self) -> None:
        """Draw the people as the store has them now."""
        store, id_ = self.store, self._application_id
        row = standing(store.application(id_), store.contacts(id_), store.notes(id_), store.follow_ups(id_))
        where = " · ".join(part for part in (row.application.company, row.application.role) if part)
        self.query_one(".subject", Static).update(lit(where))
        self.query_one(".empty", Static).display = not row.people
        self.people.display = bool(row.people)
        self.people.show(row.people)
        self.query_one(".missing", Static).update(self._questions([contact for contact, _ in row.people]))
        self.refresh_bindings()

    def still_there(self) -> bool:
        """Return whether the application is in the store."""
        return any(each.id == self._application_id for each in self.store.applications())

    def _questions(self, contacts: Sequence[Contact]) -> Content:
        lines: list[Content] = []
        before = self._met_before()
        if before:
            names = ", ".join(called(contact) for contact in before[:3])
            more = f" and {len(before) - 3} more" if len(before) > 3 else ""
            lines.append(lit(f"You met {names}{more} there before: b brings them along."))
        questions = missing_kinds(contacts) if contacts else ()
        if questions:
            lines.append(lit(f"Nobody missing?  {' '.join(question.text for question in questions[:3])}"))
        return Content("\n").join(lines)

    @on(RowList.Highlighted)
    def _show_card(self) -> None:
        current = self.people.current
        self.card.display = current is not None
        if current is not None:
            contact, note = current
            self.card.show(contact, note, self._elsewhere(contact))

    def _elsewhere(self, contact: Contact) -> list[str]:
        return [meeting.application.company for meeting in meetings(self.store, contact)]

    @on(RowList.Selected)
    def _open_selected(self) -> None:
        self.action_onward()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that speak of a person are live only when there is one."""
        if action in self.WRITES and self.store.read_only:
            return False
        if action == "bring_along":
            return bool(self._met_before())
        if action in ("onward", "edit", "delete", "forget", "lead", "moment", "answer", "follow_up_on"):
            return self.people.current is not None
        return super().check_action(action, parameters)

    def action_onward(self) -> None:
        """Go on to the points, beginning with the person under the cursor."""
        if self.people.current is not None:
            contact_id = self.people.current[0].id
            self.go_on_to(Step.POINTS, lambda: self._open_points(contact_id))

    def _open_points(self, contact_id: str) -> None:
        self.app.push_screen(
            PointsScreen(self.store, self.today, self._application_id, contact_id), self._back_at
        )

    def _back_at(self, contact_id: str | None) -> None:
        if contact_id is not None:
            self.people.show(self.people.rows, at=contact_id)

    @work(exclusive=True, group=FLOW)
    async def action_new(self) -> None:
        """Add somebody, of the kind that is asked after first."""
        await self.write_new()

    async def write_new(self) -> None:
        """Ask for somebody new, and keep them."""
        missing = missing_kinds(self.store.contacts(self._application_id))
        contact = Contact(application_id=self._application_id, name="")
        if missing:
            contact = replace(contact, kind=missing[0].kind)
        await self.edit(contact, is_new=True)

    @work(exclusive=True, group=FLOW)
    async def action_edit(self) -> None:
        """Change what is noted of a person."""
        if self.people.current is not None:
            await self.edit(self.people.current[0], is_new=False)

    async def edit(self, contact: Contact, *, is_new: bool) -> None:
        """Show the form of `contact` until it is kept or left."""
        others = [other for other in self.store.contacts(self._application_id) if other.id != contact.id]
        verb = "Added" if is_new else "Changed"

        def form(shown: Contact) -> ContactForm:
            return ContactForm(shown, others, is_new=is_new)

        kept = await self.ask_until_kept(
            form(contact),
            lambda given: self._keep([given], f"{verb} {called(given)}"),
            again=form,
            about=Origin(
                kind=DraftKind.CONTACT,
                application_id=self._application_id,
                contact_id="" if is_new else contact.id,
                is_new=is_new,
            ),
        )
        if kept is not None:
            self.people.show(self.people.rows, at=kept.id)

    def _keep(self, contacts: Sequence[Contact], label: str) -> None:
        keep_contacts(self.store, contacts, label)

    @work(exclusive=True, group=FLOW)
    async def action_paste_people(self) -> None:
        """Add several people at once."""
        await self.paste_people()

    async def paste_people(self) -> None:
        """Ask for people in lines, and keep them."""
        known = self.store.contacts(self._application_id)
        form = PastePeople(self._application_id, known)

        def keep(contacts: Sequence[Contact]) -> None:
            self._keep(contacts, f"Added {len(contacts)} people" if len(contacts) > 1 else "Added somebody")

        await self.ask_until_kept(
            form,
            keep,
            again=lambda _: PastePeople(self._application_id, known, text=form.area.text),
            about=Origin(kind=DraftKind.PEOPLE, application_id=self._application_id),
        )

    @work(exclusive=True, group=FLOW)
    async def action_moment(self) -> None:
        """Write down what is remembered of a person."""
        if self.people.current is not None:
            await ask_moment(self, self.people.current[0])

    @work(exclusive=True, group=FLOW)
    async def action_answer(self) -> None:
        """Keep an answer that came."""
        if self.people.current is not None:
            await answer_came(self, self._application, self.people.current[0])

    @work(exclusive=True, group=FLOW)
    async def action_stage(self) -> None:
        """Move the application on."""
        await move_stage_of(self, self._application)

    @work(exclusive=True, group=FLOW)
    async def action_follow_up_on(self) -> None:
        """Put a day of the user's own down to write again."""
        if self.people.current is not None:
            await follow_up_on(self, self._application, self.people.current[0])

    @property
    def _application(self) -> Application:
        return self.store.application(self._application_id)

    def _met_before(self) -> list[Contact]:
        """Return who was met for earlier applications to the same company, and is not here yet."""
        here = self.store.contacts(self._application_id)
        before = earlier_people(self.store, self._application.company, but=self._application_id)
        return [contact for contact in before if not find_duplicates(contact, here)]

    def action_bring_along(self) -> None:
        """Take over the people met at the same company before."""
        people = self._met_before()
        if self.attempt(lambda: take_over(self.store, people, self._application)):
            self.notify("They are here too now, without the moments. Press u to take that back.")

    def action_lead(self) -> None:
        """Make this person the lead, or nobody when they are it already."""
        if self.people.current is not None:
            contact = self.people.current[0]
            self.attempt(lambda: lead_by(self.store, contact))

    @work(exclusive=True, group=FLOW)
    async def action_forget(self) -> None:
        """Forget a person in every file."""
        # So rare that the start does not wait for it.
        from ..flows.forgetting import forget_person

        if self.people.current is not None:
            await forget_person(self, self.people.current[0])

    def action_delete(self) -> None:
        """Delete a person and their note."""
        if self.people.current is None:
            return
        contact = self.people.current[0]
        if self.attempt(lambda: remove_contact(self.store, contact)):
            self.notify(f"Deleted {called(contact)}. Press u to bring them back.", markup=False)
