"""The doors that open: how far applications have come after the rejection, counted over all records.

Figures of a handful of applications say nothing, so below `FEWEST` there is a count and no rate. Nor does it
say anything of a note that it had no answer within days, so each is given until it is time to write again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise
from statistics import median

import msgspec

from ..models import Application, Channel, Event, EventKind, Note, Purpose, Stage, State
from ..standing import THANKED
from .cadence import CADENCE
from .stages import order_of, stage_of

FEWEST = 5
"""Of fewer than these no rate and no median is told."""

TOO_FEW = "too few to say"
TOO_EARLY = "too early to say"

TIME_TO_ANSWER = CADENCE[0]
"""Days after which a note counts as answered or not: then the first follow-up is due."""

DOORS = (
    Stage.REJECTED,
    Stage.THANKED,
    Stage.ANSWERED,
    Stage.TALKING,
    Stage.INTERVIEWING,
    Stage.HIRED,
)
"""The stages that the ledger counts, in their order; closed is an end of its own and none of them."""

_YEAR = 12

Path = Mapping[Stage, date | None]
"""The stages that an application has reached, each with its first day where that is known."""


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """So many of so many."""

    part: int = 0
    whole: int = 0

    @property
    def rate(self) -> float | None:
        """The share from 0 to 1; None where there are too few to say."""
        return None if self.whole < FEWEST else self.part / self.whole

    @property
    def words(self) -> str:
        """Both numbers, with the percentage where there are enough: `3 of 12, 25 %`."""
        told = TOO_FEW if self.rate is None else f"{int(self.rate * 100 + 0.5)} %"
        return f"{self.part} of {self.whole}, {told}"


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """One stage: how many applications have reached it."""

    stage: Stage
    count: int
    share: Share
    """Thanked: of all rejections; what comes after it: of those that were thanked."""
    waits: tuple[int, ...] = ()
    """The days from the stage before, shortest first, of every application that has both days."""

    @property
    def median_days(self) -> float | None:
        """The middle of the waits; None where there are too few to say."""
        return None if len(self.waits) < FEWEST else median(self.waits)


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """What happened in one month."""

    first: date
    """Its first day."""
    rejected: int = 0
    thanked: int = 0
    """Thank-you notes that were sent."""
    followed_up: int = 0
    """Follow-ups that were sent."""
    answered: int = 0
    """Answers that came."""
    opened: int = 0
    """Steps to talking again and beyond."""


class ChannelTally(msgspec.Struct, frozen=True, kw_only=True):
    """How notes of one channel fared."""

    channel: Channel
    sent: int
    """How many notes were sent."""
    answered: Share
    """How many were answered of those that were sent `TIME_TO_ANSWER` days ago or earlier."""

    @property
    def words(self) -> str:
        """How many were answered; while nothing can be said of that, how many were sent, and why."""
        if self.answered.rate is not None:
            return f"answered {self.answered.words}"
        return f"{self.sent} sent, {TOO_FEW if self.sent < FEWEST else TOO_EARLY}"


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """What has come of it all."""

    doors: tuple[Door, ...]
    months: tuple[Month, ...] = ()
    """The months in which something happened, oldest first."""
    channels: tuple[ChannelTally, ...] = ()
    """The channels that were used."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody was thanked and nothing has opened yet, so that there is nothing to show."""
        return not any(door.count for door in self.doors[1:])


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one application adds to the ledger."""

    path: Path
    months: tuple[tuple[date, str], ...]
    """Each thing that happened: the first day of its month, and the field of `Month` that counts it."""
    channels: tuple[tuple[Channel, bool, date | None], ...]
    """The channel of each note that was sent, whether it was answered, and when it was sent."""


def part(application: Application, notes: Sequence[Note], events: Sequence[Event]) -> Part:
    """Return what an application adds to the ledger, from its own records."""
    return Part(
        path=path(application, notes, events),
        months=tuple(_in_months(application, notes, events)),
        channels=tuple(
            (note.channel, note.state is State.ANSWERED, note.sent_on)
            for note in notes
            if note.state in THANKED and note.channel is not None
        ),
    )


def added_up(parts: Sequence[Part], today: date) -> Ledger:
    """Return the ledger that parts make `today`."""
    paths = [each.path for each in parts]
    return Ledger(
        doors=tuple(_door(stage, paths) for stage in DOORS),
        months=_months(chain.from_iterable(each.months for each in parts)),
        channels=_channels(chain.from_iterable(each.channels for each in parts), today),
    )


def path(application: Application, notes: Iterable[Note], events: Iterable[Event]) -> Path:
    """Return the stages that an application has reached, from its own records.

    Whoever talks again has been answered, and so on; but that somebody was thanked is never taken for
    granted.
    """
    days: defaultdict[Stage, list[date | None]] = defaultdict(list)
    days[Stage.REJECTED].append(application.rejected_on)
    for note in notes:
        if note.state in THANKED and note.purpose is Purpose.THANK_YOU:
            days[Stage.THANKED].append(note.sent_on)
        if note.state is State.ANSWERED:
            days[Stage.ANSWERED].append(None)
    for event in events:
        stage = _MILESTONES.get(event.what) or stage_of(event)
        if stage is not None:
            days[stage].append(event.on)
    days[application.stage].append(None)
    days.pop(Stage.CLOSED, None)
    highest = max(map(order_of, days))
    for stage in DOORS[order_of(Stage.ANSWERED) : highest]:
        days[stage].append(None)
    return {stage: min(filter(None, found), default=None) for stage, found in days.items()}


_OPENED = frozenset(DOORS[order_of(Stage.TALKING) :])
_MILESTONES = {
    EventKind.REJECTED: Stage.REJECTED,
    EventKind.THANKED: Stage.THANKED,
    EventKind.ANSWERED: Stage.ANSWERED,
}


def last_months(months: Iterable[Month], today: date, count: int = _YEAR) -> tuple[Month, ...]:
    """Return the `count` months up to that of `today`, oldest first, with empty ones in the gaps."""
    known = {month.first: month for month in months}
    newest = today.year * _YEAR + today.month - 1
    numbers = range(max(newest - count + 1, _YEAR), newest + 1)
    days = [date(number // _YEAR, number % _YEAR + 1, 1) for number in numbers]
    return tuple(known.get(day) or Month(first=day) for day in days)


def _door(stage: Stage, paths: Sequence[Path]) -> Door:
    count = sum(stage in each for each in paths)
    whole = [each for each in paths if order_of(stage) <= order_of(Stage.THANKED) or Stage.THANKED in each]
    before = {later: earlier for earlier, later in pairwise(DOORS)}.get(stage)
    waits: list[int] = []
    for each in paths:
        begun, ended = each.get(before) if before else None, each.get(stage)
        # Days that run backwards come from a clock that was wrong.
        if begun is not None and ended is not None and begun <= ended:
            waits.append((ended - begun).days)
    return Door(
        stage=stage,
        count=count,
        share=Share(part=sum(stage in each for each in whole), whole=len(whole)),
        waits=tuple(sorted(waits)),
    )


def _in_months(
    application: Application, notes: Iterable[Note], events: Iterable[Event]
) -> Iterator[tuple[date, str]]:
    if application.rejected_on is not None:
        yield application.rejected_on.replace(day=1), "rejected"
    for note in notes:
        if note.state in THANKED and note.sent_on is not None:
            what = "thanked" if note.purpose is Purpose.THANK_YOU else "followed_up"
            yield note.sent_on.replace(day=1), what
    for event in events:
        if event.what is EventKind.ANSWERED:
            yield event.on.replace(day=1), "answered"
        elif stage_of(event) in _OPENED:
            yield event.on.replace(day=1), "opened"


def _months(happened: Iterable[tuple[date, str]]) -> tuple[Month, ...]:
    tallies: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for (first, what), count in Counter(happened).items():
        tallies[first][what] = count
    return tuple(Month(first=first, **tallies[first]) for first in sorted(tallies))


def _channels(sent: Iterable[tuple[Channel, bool, date | None]], today: date) -> tuple[ChannelTally, ...]:
    counts: Counter[Channel] = Counter()
    old: Counter[tuple[Channel, bool]] = Counter()
    for channel, answered, on in sent:
        counts[channel] += 1
        # What was answered at once waits as well: counted alone, it would promise too much.
        if on is None or (today - on).days >= TIME_TO_ANSWER:
            old[channel, answered] += 1
    return tuple(
        ChannelTally(
            channel=channel,
            sent=counts[channel],
            answered=Share(part=old[channel, True], whole=old[channel, True] + old[channel, False]),
        )
        for channel in Channel
        if counts[channel]
    )
