"""At the start: what was typed and not kept is offered, one by one, and gone on with where it was."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ...data.called import called
from ...data.dates import say_age, show_date
from ...data.drafts.draft import Draft, DraftKind, Origin
from ...data.errors import NotFoundError, ThanksError
from ...data.followup.read import agenda_of
from ...data.models import Purpose
from ...data.standing import THANKED
from ...data.store.store import Store
from ...data.walk import text_of
from ..asking import ask
from ..drafting import drafting_of
from ..screens.agenda import AgendaScreen
from ..screens.contacts import ContactsScreen
from ..screens.dialogs.going_on import Decision, Found, GoingOn
from ..screens.points import PointsScreen
from ..screens.preview import PreviewScreen
from ..screens.rejections import RejectionsScreen
from ..screens.step import StepScreen
from .coming_back import answer_came, follow_up_on, move_stage_of
from .moment import ask_moment, ask_news
from .settings import ask_cadence, ask_profile
from .take_mail import confirm_again, take_mail

NOT_THERE = "What it belonged to is not in the store any more. Its text can still be read, and copied."
UNKNOWN = "It is not known any more where this belongs. Its text can still be read, and copied."
SENT = (
    "That note is marked as sent meanwhile, and stays as it went out. Its text can still be read, and copied."
)
CHANGED = "The note was changed since then. If you go on, the sheet begins with what you typed."


async def offer_drafts(home: RejectionsScreen, drafts: Sequence[Draft]) -> None:
    """Ask of each draft what becomes of it, and go on with those that are wanted."""
    for draft in drafts:
        await _offer(home, draft)


async def _offer(home: RejectionsScreen, draft: Draft) -> None:
    drafting = drafting_of(home)
    if _is_kept(home.store, draft):
        drafting.forget(draft)
        return
    trouble = _in_the_way(home.store, draft.origin)
    while True:
        decision = await ask(home, GoingOn(_shown(home, draft, trouble)))
        if decision is Decision.THROW_AWAY:
            drafting.forget(draft)
        if decision is not Decision.GO_ON:
            return
        drafting.go_on_with(draft)
        try:
            await home.run_action("app.home")
            await _WAYS[draft.origin.kind](home, draft.origin)
        except ThanksError as error:
            trouble = str(error)
        else:
            return
        finally:
            drafting.go_on_with(None)


def _is_kept(store: Store, draft: Draft) -> bool:
    """Return whether what was typed is in the store already: the program ended just after it was kept."""
    return draft.origin.kind is DraftKind.NOTE and _now(store, draft.origin) == draft.fields[0].text


def _now(store: Store, origin: Origin) -> str | None:
    """Return the text of the note that a draft is about, None if there is none."""
    note = store.note_for(origin.contact_id, origin.purpose)
    return None if note is None else text_of(store, note)


def _in_the_way(store: Store, origin: Origin) -> str:
    """Return why one cannot go on with what was written about `origin`; "" if one can."""
    if origin.kind not in _WAYS:
        return UNKNOWN
    try:
        if origin.application_id:
            store.application(origin.application_id)
        if origin.contact_id:
            store.contact(origin.contact_id)
    except NotFoundError:
        return NOT_THERE
    if origin.follow_up_id and origin.follow_up_id not in {each.id for each in store.follow_ups()}:
        return NOT_THERE
    if origin.kind in _OF_A_NOTE and origin.contact_id:
        note = store.note_for(origin.contact_id, origin.purpose)
        if note is not None and note.state in THANKED:
            return SENT
    return ""


def _shown(home: RejectionsScreen, draft: Draft, trouble: str) -> Found:
    store, origin = home.store, draft.origin
    now = _now(store, origin) if origin.kind is DraftKind.NOTE and not trouble else None
    changed = now is not None and now != draft.fields[0].before
    return Found(
        title=origin.title,
        where=", ".join(filter(None, (_whom(store, origin), _when(draft.when, home.today())))),
        texts=[(field.name, field.text) for field in draft.typed],
        text=draft.text,
        trouble=trouble or (CHANGED if changed else ""),
        now=now or "" if changed else "",
        can_go_on=not trouble,
    )


def _whom(store: Store, origin: Origin) -> str:
    names: list[str] = []
    people = [each for each in store.all_contacts() if each.id == origin.contact_id]
    names += [called(each) for each in people if called(each) not in origin.title]
    companies = [each.company for each in store.applications() if each.id == origin.application_id]
    names += [company for company in companies if company not in origin.title]
    return ", ".join(names)


def _when(when: datetime, today: date) -> str:
    here = when.astimezone()
    return f"{show_date(here.date(), today)} at {here:%H:%M}, {say_age(here.date(), today)}"


# Where each of them is gone on with.


async def _open(home: RejectionsScreen, *steps: StepScreen[Any]) -> None:
    for step in steps:
        await home.app.push_screen(step)


async def _people(home: RejectionsScreen, origin: Origin) -> ContactsScreen:
    people = ContactsScreen(home.store, home.today, origin.application_id)
    await _open(home, people)
    return people


async def _points(home: RejectionsScreen, origin: Origin) -> PointsScreen:
    if origin.purpose is Purpose.THANK_YOU:
        await _people(home, origin)
    points = PointsScreen(home.store, home.today, origin.application_id, origin.contact_id, origin.purpose)
    await _open(home, points)
    return points


async def _preview(home: RejectionsScreen, origin: Origin) -> PreviewScreen:
    await _points(home, origin)
    preview = PreviewScreen(home.store, home.today, origin.application_id, origin.contact_id, origin.purpose)
    await _open(home, preview)
    return preview


async def _profile(home: RejectionsScreen, _: Origin) -> None:
    await ask_profile(home, welcome=not home.store.profile.name)


async def _cadence(home: RejectionsScreen, _: Origin) -> None:
    await ask_cadence(home)


async def _application(home: RejectionsScreen, origin: Origin) -> None:
    if origin.is_new:
        await home.write_new()
    else:
        await home.edit(home.store.application(origin.application_id), is_new=False)


async def _mail(home: RejectionsScreen, _: Origin) -> None:
    home.show_taken(await take_mail(home, home.store, home.today()))


async def _mail_read(home: RejectionsScreen, origin: Origin) -> None:
    home.show_taken(await confirm_again(home, home.store, home.today(), origin))


async def _contact(home: RejectionsScreen, origin: Origin) -> None:
    people = await _people(home, origin)
    if origin.is_new:
        await people.write_new()
    else:
        await people.edit(home.store.contact(origin.contact_id), is_new=False)


async def _several(home: RejectionsScreen, origin: Origin) -> None:
    await (await _people(home, origin)).paste_people()


async def _moment(home: RejectionsScreen, origin: Origin) -> None:
    await ask_moment(await _people(home, origin), home.store.contact(origin.contact_id))


async def _answer(home: RejectionsScreen, origin: Origin) -> None:
    contact = home.store.contact(origin.contact_id) if origin.contact_id else None
    people = await _people(home, origin)
    await answer_came(people, home.store.application(origin.application_id), contact)


async def _stage(home: RejectionsScreen, origin: Origin) -> None:
    await move_stage_of(home, home.store.application(origin.application_id))


async def _day(home: RejectionsScreen, origin: Origin) -> None:
    people = await _people(home, origin)
    await follow_up_on(
        people, home.store.application(origin.application_id), home.store.contact(origin.contact_id)
    )


async def _snooze(home: RejectionsScreen, origin: Origin) -> None:
    agenda = AgendaScreen(home.store, home.today)
    await _open(home, agenda)
    rows = agenda_of(home.store, home.today())
    row = next((row for row in rows if row.follow_up.id == origin.follow_up_id), None)
    if row is None:
        raise NotFoundError(NOT_THERE)
    await agenda.put_off(row)


async def _news(home: RejectionsScreen, origin: Origin) -> None:
    points = await _points(home, origin)
    await ask_news(points, points.note)


async def _words(home: RejectionsScreen, origin: Origin) -> None:
    points = await _points(home, origin)
    lines = points.checklist.rows
    line = next((line for line in lines if line.choice.id == origin.point), None)
    if line is None:
        raise NotFoundError(NOT_THERE)
    await points.reword(line)


async def _point(home: RejectionsScreen, origin: Origin) -> None:
    await (await _points(home, origin)).write_point()


async def _note(home: RejectionsScreen, origin: Origin) -> None:
    await (await _preview(home, origin)).go_on_writing()


async def _subject(home: RejectionsScreen, origin: Origin) -> None:
    await (await _preview(home, origin)).ask_subject()


async def _sent(home: RejectionsScreen, origin: Origin) -> None:
    await (await _preview(home, origin)).ask_sent()


_OF_A_NOTE = frozenset({DraftKind.NOTE, DraftKind.SUBJECT, DraftKind.SENT, DraftKind.WORDS, DraftKind.NEWS})
"""What cannot be changed any more once the note is sent."""
_WAYS: Mapping[DraftKind, Callable[[RejectionsScreen, Origin], Awaitable[None]]] = {
    DraftKind.PROFILE: _profile,
    DraftKind.CADENCE: _cadence,
    DraftKind.APPLICATION: _application,
    DraftKind.MAIL: _mail,
    DraftKind.MAIL_READ: _mail_read,
    DraftKind.CONTACT: _contact,
    DraftKind.PEOPLE: _several,
    DraftKind.MOMENT: _moment,
    DraftKind.NEWS: _news,
    DraftKind.WORDS: _words,
    DraftKind.POINT: _point,
    DraftKind.NOTE: _note,
    DraftKind.SUBJECT: _subject,
    DraftKind.SENT: _sent,
    DraftKind.ANSWER: _answer,
    DraftKind.STAGE: _stage,
    DraftKind.DAY: _day,
    DraftKind.SNOOZE: _snooze,
}
