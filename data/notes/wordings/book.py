"""Reading the wordings, and finding those that are true in a given note."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias

import msgspec

from ...models import Application, Contact, Kind, Note, Outcome, Profile, Tone
from ..fields import fields_in, fields_of
from ..points import FOLLOW_UP_POINTS, STANDARD_POINTS

_FOLDER = Path(__file__).parent
_LANGUAGE = "en"
_POINTS = frozenset(point.id for point in (*STANDARD_POINTS, *FOLLOW_UP_POINTS))
_FEW_KINDS = 4
_ONE_SIDES_NEWS = frozenset({"my_news", "your_news"})

_Texts: TypeAlias = dict[str, dict[str, str]]


class Pool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """To whom, and when, the texts of one pool are true. What is empty or missing sets no bounds."""

    kinds: tuple[Kind, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    gave_news: bool | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pools: dict[str, Pool]
    warm: _Texts
    plain: _Texts
    formal: _Texts


class Wording(msgspec.Struct, frozen=True):
    """One way of saying a point."""

    id: str
    """Stable: `point.tone.pool.key`, or the id of the user's own; notes keep it."""
    point: str
    tone: Tone | None
    """None for the user's own words, which are offered in every tone."""
    text: str
    pool: Pool
    fields: frozenset[str]
    """The fields that it needs."""

    @property
    def narrow(self) -> bool:
        """Whether it was written for a few kinds of contact, some outcomes or one side's news only."""
        few = 0 < len(self.pool.kinds) <= _FEW_KINDS
        return few or bool(self.pool.outcomes or self.fields & _ONE_SIDES_NEWS)

    def fits(self, contact: Contact, application: Application) -> bool:
        """Tell whether it is true of this contact and this application, whatever fields it needs."""
        pool = self.pool
        if pool.kinds and contact.kind not in pool.kinds:
            return False
        if pool.outcomes and application.outcome not in pool.outcomes:
            return False
        return pool.gave_news is None or pool.gave_news == told_by_them(contact, application)


def told_by_them(contact: Contact, application: Application) -> bool:
    """Tell whether the contact can be thanked for the news; where none ever came, nobody can."""
    return contact.gave_news and application.outcome is not Outcome.GHOSTED


def _wordings(point: str, file: _File) -> list[Wording]:
    tones = ((Tone.WARM, file.warm), (Tone.PLAIN, file.plain), (Tone.FORMAL, file.formal))
    return [
        Wording(f"{point}.{tone}.{pool}.{key}", point, tone, text, file.pools[pool], fields_in(text))
        for tone, pools in tones
        for pool, texts in pools.items()
        for key, text in texts.items()
    ]


@cache
def wordings_of(point_id: str) -> dict[str, Wording]:
    """Return the wordings of a point that come with the program, by id, in the order of its file.

    Each file is read once, when its point is asked for first; a point of the user's own has none.
    """
    if point_id not in _POINTS:
        return {}
    raw = (_FOLDER / f"{_LANGUAGE}-{point_id}.toml").read_bytes()
    return {wording.id: wording for wording in _wordings(point_id, msgspec.toml.decode(raw, type=_File))}


@lru_cache(maxsize=2048)
def _fitting(point: str, tone: Tone, kind: Kind, outcome: Outcome, *, gave_news: bool) -> tuple[Wording, ...]:
    """Return the program's wordings for a situation, those written for it in particular first."""
    contact = Contact(id="", application_id="", name="", kind=kind, gave_news=gave_news)
    application = Application(id="", company="", outcome=outcome)
    fitting = [
        wording
        for wording in wordings_of(point).values()
        if wording.tone is tone and wording.fits(contact, application)
    ]
    return tuple(sorted(fitting, key=lambda wording: not wording.narrow))


def _own(point_id: str, profile: Profile) -> list[Wording]:
    """Return the user's own words for a point: the text of an own point, then the wordings kept."""
    texts = [(point.id, point.text) for point in profile.own_points if point.id == point_id]
    texts += [(wording.id, wording.text) for wording in profile.own_wordings if wording.point == point_id]
    return [
        Wording(id_, point_id, None, text, Pool(), fields_in(text)) for id_, text in texts if text.strip()
    ]


def _known(note: Note, contact: Contact, application: Application) -> frozenset[str]:
    fields = fields_of(contact, application, note.tone, note.news)
    return frozenset(name for name, value in fields.items() if value)


def options(
    point_id: str, note: Note, contact: Contact, application: Application, profile: Profile
) -> tuple[Wording, ...]:
    """Return every wording that may say the point in this note, in an order that stays.

    Those of the note's tone come first, then the user's own. A wording that would not be true of this contact
    or this outcome, or that needs a field that is not known, is not among them.
    """
    gave_news = told_by_them(contact, application)
    wordings = _fitting(point_id, note.tone, contact.kind, application.outcome, gave_news=gave_news)
    known = _known(note, contact, application)
    return tuple(one for one in (*wordings, *_own(point_id, profile)) if one.fields <= known)


def find(
    wording_id: str, point_id: str, note: Note, contact: Contact, application: Application, profile: Profile
) -> Wording | None:
    """Return the wording of that id if it may say the point in this note, else None."""
    wording = wordings_of(point_id).get(wording_id)
    if wording is None:
        wording = next((own for own in _own(point_id, profile) if own.id == wording_id), None)
    if wording is None or wording.tone not in {None, note.tone}:
        return None
    if not wording.fits(contact, application) or not wording.fields <= _known(note, contact, application):
        return None
    return wording
