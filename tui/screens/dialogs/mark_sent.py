"""Marking a note as sent: how, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from textual.widget import Widget
from textual.widgets import Button

from ....data.models import Channel
from ....widgets.choice import Choice
from ....widgets.date_input import DateInput
from ....widgets.field import Field
from .form import Form, FormProblem


class Sending(msgspec.Struct, frozen=True):
    """How and when a note was sent."""

    channel: Channel
    on: date


class MarkSent(Form[Sending]):
    """Asks for channel and date; what is proposed needs no more than Enter."""

    def __init__(self, name: str, proposed: Sending, today: date) -> None:
        super().__init__()
        self._name = name
        self._channel = Choice([(each.value, each) for each in Channel], proposed.channel)
        self._on = DateInput(proposed.on, today)

    def title_words(self) -> str:
        """Return to whom it went."""
        return f"Sent to {self._name}"

    def fields(self) -> Iterable[Widget]:
        """Return channel and date."""
        return Field("By", self._channel), Field("On", self._on)

    def on_mount(self) -> None:
        """Begin at the button, for most notes are marked the day they go."""
        super().on_mount()
        self.query_one("#save", Button).focus()

    def read(self) -> Sending:
        """Return channel and date."""
        on = self._on.value
        if on is None:
            raise FormProblem("When was it sent? Try today, or 12 nov.", self._on)
        return Sending(self._channel.value, on)
