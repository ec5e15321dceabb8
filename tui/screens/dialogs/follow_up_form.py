"""When to follow up: the cadence, and the days on which nothing falls."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace
from textual.widget import Widget
from textual.widgets import Input, Static

from ....data.dates import full_date, read_date
from ....data.errors import UnreadableError
from ....data.followup.cadence import CADENCE, read_cadence
from ....data.models import Profile
from ....widgets.choice import Choice
from ....widgets.field import Field
from ....widgets.text import lit
from .form import Form, FormProblem, line, lines, text_area, text_field

HINT = (
    "Days after the last real contact; an answer starts the count afresh. What falls on a day off moves on."
)
_WEEKENDS: dict[str, tuple[int, ...]] = {
    "Saturday and Sunday": (5, 6),
    "Friday and Saturday": (4, 5),
    "Sunday": (6,),
    "none": (),
}


def cadence_field(cadence: tuple[int, ...], usual: str) -> Input:
    """Return the input for a cadence; `usual` stands there while it is empty."""
    return text_field(" ".join(map(str, cadence)), f"{usual}: {' '.join(map(str, CADENCE))} days")


def cadence_in(field: Input) -> tuple[int, ...]:
    """Return the cadence that stands in an input; FormProblem when it makes no sense."""
    try:
        return read_cadence(line(field))
    except UnreadableError as error:
        raise FormProblem(str(error), field) from error


class FollowUpForm(Form[Profile]):
    """The cadence, the weekly days off and single days off."""

    TITLE = "When to follow up"

    def __init__(self, profile: Profile, today: date) -> None:
        super().__init__()
        self._profile = profile
        self._today = today
        self._cadence = cadence_field(profile.cadence, "as usual")
        weekends = dict(_WEEKENDS)
        if profile.days_off not in weekends.values():
            weekends["as it is"] = profile.days_off
        self._days_off = Choice(list(weekends.items()), profile.days_off)
        self._holidays = text_area("\n".join(full_date(day) for day in profile.holidays))

    def intro(self) -> Iterable[Widget]:
        """Return what the days are counted from."""
        yield Static(lit(HINT), classes="said quiet")

    def fields(self) -> Iterable[Widget]:
        """Return cadence, weekend and single days."""
        return (
            Field("Days", self._cadence),
            Field("Days off", self._days_off),
            Field("And on", self._holidays),
            Static("Single days off, a line each: 24 dec, 1 jan 2027", classes="said quiet"),
        )

    def on_mount(self) -> None:
        """Begin at the cadence."""
        super().on_mount()
        self._cadence.focus()

    def read(self) -> Profile:
        """Return the profile with these settings."""
        holidays: list[date] = []
        for written in filter(None, map(str.strip, lines(self._holidays).splitlines())):
            day = read_date(written, self._today, future=True)
            if day is None:
                raise FormProblem(f"“{written}” is not a date I can read. Try 24 dec.", self._holidays)
            holidays.append(day)
        return replace(
            self._profile,
            cadence=cadence_in(self._cadence),
            days_off=self._days_off.value,
            holidays=tuple(sorted(set(holidays))),
        )
