"""Marking a note as sent: how, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from textual.widget import Widget

from ....data.models import Channel
from ....widgets.choice import Choice
from ....widgets.date_input import DateInput
from ....widgets.field import Field
from .form import FormProblem, QuickForm


class Sending(msgspec.Struct, frozen=True):
    """How and when a note was sent."""

    channel: Channel
    on: date


class MarkSent(QuickForm[Sending]):
    """Asks for channel and date; what is proposed needs no more than Enter."""

    def __init__(self, name: str, proposed: Sending, today: date) -> None:
        super().__init__()
        self._name = name
        self._today = today
        self._channel = Choice([(each.value, each) for each in Channel], proposed.channel)
        self._on = DateInput(proposed.on, today)

    def title_words(self) -> str:
        """Return to whom it went."""
        return f"Sent to {self._name}"

    def fields(self) -> Iterable[Widget]:
        """Return channel and date."""
        return Field("By", self._channel), Field("On", self._on)

    def on_mount(self) -> None:
        """Begin at the day, which typing replaces and Enter keeps."""
        super().on_mount()
        self._on.focus()
        self._on.select()

    def read(self) -> Sending:
        """Return channel and date."""
        day = self._on.value
        if day is None:
            raise FormProblem("When was it sent? Try today, or 12 nov.", self._on)
        if day > self._today:
            raise FormProblem("That day is still to come.", self._on)
        return Sending(self._channel.value, day)
