"""The form of an application: new, to be changed, or read from a mail and to be confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace
from textual.widget import Widget
from textual.widgets import Button, Static

from ....data.models import Application, Outcome, ToldBy
from ....widgets.choice import Choice
from ....widgets.date_input import DateInput
from ....widgets.field import Field
from ....widgets.glyphs import outcome_words
from ....widgets.text import lit
from .form import Form, FormProblem, line, lines, text_area, text_field

_TOLD = {ToldBy.UNKNOWN: "not noted", ToldBy.PORTAL: "in their portal"}


def _told_words(told: ToldBy) -> str:
    return _TOLD.get(told, told.value if told is ToldBy.IN_PERSON else f"by {told.value}")


class ApplicationForm(Form[Application]):
    """Everything noted of one application."""

    def __init__(
        self,
        application: Application | None,
        today: date,
        *,
        unsaved: bool = False,
        notes: Sequence[str] = (),
    ) -> None:
        """Show `application`, or an empty form.

        `unsaved` says that it is not kept yet; `notes` stand above the fields and say where they come from.
        """
        super().__init__(unsaved=unsaved)
        self._application = application
        self._today = today
        self._notes = notes
        kept = application or Application(company="")
        self._kept = kept
        self._company = text_field(kept.company)
        self._role = text_field(kept.role)
        self._applied = DateInput(kept.applied_on, today)
        self._rejected = DateInput(kept.rejected_on if application else today, today)
        self._outcome = Choice([(outcome_words(outcome), outcome) for outcome in Outcome], kept.outcome)
        self._told = Choice([(_told_words(told), told) for told in ToldBy], kept.told_by)
        self._words = text_area(kept.their_words)
        self._url = text_field(kept.url)
        self._source = text_field(kept.source, "a job board, a friend, …")
        self._remarks = text_area(kept.remarks)

    def title_words(self) -> str:
        """Return whether it is a new one."""
        if self._notes:
            return "Read from the mail: is this right?"
        return "A rejection" if self._application is None else f"Change {self._kept.company}"

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
        )

    def on_mount(self) -> None:
        """Begin at the first field; with guesses to confirm, at the button that confirms them."""
        super().on_mount()
        if self._notes and self._kept.company:
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
        return replace(
            self._kept,
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
