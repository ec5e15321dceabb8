"""The form of an application: new, to be changed, or read from a mail and to be confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace
from textual.widget import Widget
from textual.widgets import Button, Static

from ....data.models import Application, Outcome, ToldBy
from ....data.outcomes import outcome_words
from ....widgets.choice import Choice
from ....widgets.date_input import DateInput
from ....widgets.field import Field
from ....widgets.glyphs import told_words
from ....widgets.text import lit
from .follow_up_form import cadence_field, cadence_in
from .form import Form, FormProblem, line, lines, text_area, text_field


class ApplicationForm(Form[Application]):
    """Everything noted of one application."""

    def __init__(
        self,
        application: Application,
        today: date,
        *,
        is_new: bool = False,
        unsaved: bool = False,
        notes: Sequence[str] = (),
    ) -> None:
        """Show `application`.

        `is_new` says that the user adds it by hand, `unsaved` that there is something in it already that is
        not kept; `notes` stand above the fields and say where they come from.
        """
        super().__init__(unsaved=unsaved)
        self._application = application
        self._is_new = is_new
        self._notes = notes
        self._company = text_field(application.company)
        self._role = text_field(application.role)
        self._applied = DateInput(application.applied_on, today)
        self._rejected = DateInput(application.rejected_on, today)
        outcomes = [(outcome_words(outcome), outcome) for outcome in Outcome]
        self._outcome = Choice(outcomes, application.outcome)
        self._told = Choice([(told_words(told) or "not noted", told) for told in ToldBy], application.told_by)
        self._words = text_area(application.their_words)
        self._url = text_field(application.url)
        self._source = text_field(application.source, "a job board, a friend, …")
        self._remarks = text_area(application.remarks)
        self._cadence = cadence_field(application.cadence, "as always")
        self._today = today

    def title_words(self) -> str:
        """Return whether it is a new one."""
        if self._notes:
            return "Read from the mail: is this right?"
        return "A rejection" if self._is_new else f"Change {self._application.company}"

    def intro(self) -> Iterable[Widget]:
        """Return where the fields come from, when they were read from a mail."""
        for note in self._notes:
            yield Static(lit(note), classes="said quiet")

    def fields(self) -> Iterable[Widget]:
        """Return the fields in the order in which one remembers them."""
        return (
            Field("Company", self._company),
            Field("Role", self._role),
            Field("Outcome", self._outcome),
            Field("When", self._rejected),
            Field("How you heard", self._told),
            Field("Their words", self._words),
            Field("Applied", self._applied),
            Field("Link", self._url),
            Field("Found through", self._source),
            Field("Remarks", self._remarks),
            Field("Follow up after", self._cadence),
        )

    def on_mount(self) -> None:
        """Begin at the first field; with guesses to confirm, at the button that confirms them."""
        super().on_mount()
        if self._notes and self._application.company:
            self.query_one("#save", Button).focus()
        else:
            self._company.focus()

    def read(self) -> Application:
        """Return the application as the fields have it."""
        company = line(self._company)
        if not company:
            raise FormProblem("The company's name is needed, so that you find it again.", self._company)
        for field in (self._rejected, self._applied):
            if field.unread:
                raise FormProblem(
                    f"“{field.unread}” is not a date I can read. Try 12 nov, or yesterday.", field
                )
        heard = self._rejected.value
        if heard is not None and heard > self._today:
            raise FormProblem("That day is still to come.", self._rejected)
        return replace(
            self._application,
            cadence=cadence_in(self._cadence),
            company=company,
            role=line(self._role),
            outcome=self._outcome.value,
            rejected_on=self._rejected.value,
            told_by=self._told.value,
            their_words=lines(self._words),
            applied_on=self._applied.value,
            url=line(self._url),
            source=line(self._source),
            remarks=lines(self._remarks),
        )
