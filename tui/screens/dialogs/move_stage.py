"""Moving an application to another stage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from textual.widget import Widget

from ....data.models import Application, Stage
from ....data.outcomes import stage_words
from ....widgets.choice import Choice
from ....widgets.date_input import DateInput
from ....widgets.field import Field
from .form import Form, FormProblem, line, text_field


class StageMove(msgspec.Struct, frozen=True):
    """To which stage, on which day, and what the user says of it."""

    stage: Stage
    on: date
    words: str = ""


def _following(stage: Stage) -> Stage:
    """Return the stage that usually comes next."""
    stages = list(Stage)
    return stages[min(stages.index(stage) + 1, len(stages) - 1)]


class MoveStage(Form[StageMove]):
    """Asks for stage, day and words; the next stage is proposed."""

    def __init__(self, application: Application, today: date, *, given: StageMove | None = None) -> None:
        super().__init__(unsaved=given is not None)
        self._application = application
        self._today = today
        given = given or StageMove(_following(application.stage), today)
        self._stage = Choice([(stage_words(stage), stage) for stage in Stage], given.stage)
        self._on = DateInput(given.on, today)
        self._words = text_field(given.words, "Lee rang about the second seat")

    def title_words(self) -> str:
        """Return which application moves."""
        return f"{self._application.company}: {stage_words(self._application.stage)}"

    def fields(self) -> Iterable[Widget]:
        """Return stage, day and words."""
        return Field("Is now", self._stage), Field("Since", self._on), Field("In your words", self._words)

    def on_mount(self) -> None:
        """Begin at the stage."""
        super().on_mount()
        self._stage.focus()

    def read(self) -> StageMove:
        """Return the move."""
        on = self._on.value
        if on is None:
            raise FormProblem("Since when? Try today, or 12 nov.", self._on)
        if on > self._today:
            raise FormProblem("That day is still to come.", self._on)
        return StageMove(self._stage.value, on, line(self._words))
