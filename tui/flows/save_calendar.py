"""Saving follow-ups for a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...data.errors import ThanksError
from ...data.exchange.calendar import Entries, export_ics
from ...data.followup.agenda import AgendaRow
from ...data.outbox.files import write_new
from ..asking import ask
from ..screens.dialogs.save_calendar import CalendarFile, SaveCalendar
from ..screens.dialogs.typed_path import here
from ..screens.step import StepScreen


async def save_calendar(screen: StepScreen[Any], rows: Sequence[AgendaRow]) -> None:
    """Ask for a file, and write `rows` into it as events or to-dos.

    A calendar that has read the file before finds its own entries again, so a file of ours may be replaced.
    """
    dialog = SaveCalendar(CalendarFile(here() / "follow-ups.ics", Entries.EVENTS))
    while (chosen := await ask(screen, dialog)) is not None:
        data = export_ics(rows, screen.store.now(), chosen.kind)
        try:
            write_new(chosen.path, data, overwrite=chosen.replace)
        except ThanksError as error:
            dialog = SaveCalendar(chosen)
            dialog.not_kept(str(error))
        else:
            screen.notify(f"Saved {chosen.path}", markup=False)
            break
