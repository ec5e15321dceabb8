"""Everything in one JSON file, and back: what is written here can be read here, on any machine, any day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import cast

import msgspec

from ..errors import UnreadableError
from ..followup.family import put_settled
from ..models import AnyRecord, Application, Contact, Profile
from ..store.records import EXPORTED, LINKS, PROFILE_ID, TYPES, clean_fields, links_of, table_of
from ..store.store import Store
from ..text import clean_line

SCHEMA = 1
LARGEST = 25_000_000
"""Bytes; the letters of a lifetime are a tenth of it."""
LONGEST_ID = 100
MOST_PROBLEMS = 200
"""After as many sentences about what does not fit, only the number of the others is told."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ONE = {
    "profile": "profile",
    "applications": "application",
    "contacts": "contact",
    "notes": "note",
    "follow_ups": "follow-up",
    "events": "event",
}


class Archive(msgspec.Struct, frozen=True):
    """What was read from a file."""

    records: tuple[AnyRecord, ...]
    """In the order of the file, each after the tables that its links point into."""
    problems: tuple[str, ...]
    """A sentence for everything that was left out."""


class MergePlan(msgspec.Struct, frozen=True):
    """What an archive brings to a store."""

    added: tuple[AnyRecord, ...]
    """The records whose ids the store does not have."""
    replaced: tuple[AnyRecord, ...]
    """The archive's form of records that the store has otherwise; ours stay unless the user chooses these."""
    same: tuple[AnyRecord, ...]
    """The records that are the same in both, and what hangs on `twins`."""
    problems: tuple[str, ...]
    """A sentence for everything that was left out, on reading and now."""
    twins: tuple[Application, ...] = ()
    """The archive's applications that are here from the same mail, under another id; they are left out."""


def export_json(store: Store) -> bytes:
    """Return everything that `store` keeps, as JSON that `read_archive` takes.

    The same records always make the same bytes.
    """
    whole: dict[str, object] = {"schema": SCHEMA, "profile": store.profile}
    whole |= {table: _kept(store, table) for table in EXPORTED if table != "profile"}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def read_archive(data: bytes) -> Archive:
    """Return the records in `data`, cleaned; what does not fit is told in `problems` and left out.

    Of each record only its id, its company or name and its links have to be there. Fields that this version
    does not know are passed over, and so is a profile in which nothing is filled in. Raises UnreadableError
    when `data` is no such JSON at all, or a newer one.
    """
    try:
        root = _root(data)
        problems: list[str] = []
        records = [record for table in EXPORTED for record in _records(table, root, problems)]
    except RecursionError as problem:
        raise UnreadableError("This JSON is nested too deep to be an export of thanks-tui.") from problem
    return Archive(tuple(records), _shortened(problems))


def plan_merge(archive: Archive, store: Store) -> MergePlan:
    """Return what `archive` brings to `store`; a record whose links lead nowhere is left out.

    So is an application whose mail has made one here already, with all that hangs on it.
    """
    ours = {(table, record.id): record for table in EXPORTED for record in _kept(store, table)}
    there = set(ours)
    twins = _twins(archive, store)
    double = {("applications", twin.id) for twin in twins}
    added: list[AnyRecord] = []
    replaced: list[AnyRecord] = []
    same: list[AnyRecord] = []
    problems = list(archive.problems)
    for record in archive.records:
        table = table_of(record)
        if (table, record.id) not in ours and not double.isdisjoint(
            ((table, record.id), *links_of(table, record))
        ):
            double.add((table, record.id))
            same.append(record)
            continue
        loose = next((link for link in links_of(table, record) if link not in there), None)
        if loose is not None:
            problems.append(f"{_called(table, record)} was left out: its {_ONE[loose[0]]} is not there.")
            continue
        there.add((table, record.id))
        mine = ours.get((table, record.id))
        (added if mine is None else same if mine == record else replaced).append(record)
    return MergePlan(tuple(added), tuple(replaced), tuple(same), _shortened(problems), twins)


def _twins(archive: Archive, store: Store) -> tuple[Application, ...]:
    """Return the applications that are not here by their id, but by the Message-ID of their mail."""
    ids = {each.id for each in store.applications()}
    mails = {each.thread.message_id for each in store.applications() if each.thread is not None} - {""}
    return tuple(
        each
        for each in archive.records
        if isinstance(each, Application)
        and each.id not in ids
        and each.thread is not None
        and each.thread.message_id in mails
    )


def merge_archive(archive: Archive, store: Store, *, replace: bool = False, label: str = "") -> MergePlan:
    """Put what `archive` brings into `store`, as one transaction, and return what that was.

    The follow-ups of what it touches are brought up to date with it. Of records that differ ours are kept;
    with `replace` the archive's are taken. The same archive a second time changes nothing. `label` is what
    undoing it will be called. Raises what a transaction raises.
    """
    plan = plan_merge(archive, store)
    records = plan.added + (plan.replaced if replace else ())
    if records:
        with store.transaction(label or f"Imported {count_records(records)}") as change:
            put_settled(store, change, *records)
    return plan


def count_records(records: Iterable[AnyRecord]) -> str:
    """Return how many records there are of each sort: `1 application, 3 contacts`; or `nothing`."""
    counts = Counter(table_of(record) for record in records)
    parts = [
        _ONE[table]
        if table == "profile"
        else f"{counts[table]} {_ONE[table]}{'s' if counts[table] != 1 else ''}"
        for table in EXPORTED
        if counts[table]
    ]
    return ", ".join(parts) or "nothing"


def _kept(store: Store, table: str) -> list[AnyRecord]:
    """Return the records of one table of `store`, in the order in which they were added."""
    match table:
        case "profile":
            return [] if store.is_new else [store.profile]
        case "applications":
            return [*store.applications()]
        case "contacts":
            return [*store.all_contacts()]
        case "notes":
            return [*store.all_notes()]
        case "follow_ups":
            return [*store.follow_ups()]
        case _:
            return [*store.events()]


def _root(data: bytes) -> dict[str, object]:
    """Return the object that `data` holds, once it is sure that it is an export that we can read."""
    if len(data) > LARGEST:
        raise UnreadableError(f"This file is larger than {LARGEST // 1_000_000} MB; an export never is.")
    try:
        whole: object = msgspec.json.decode(data.removeprefix(_BYTE_ORDER_MARK))
    except ValueError as problem:
        raise UnreadableError(f"This is not JSON that can be read: {clean_line(str(problem))}.") from problem
    if not isinstance(whole, dict):
        raise UnreadableError("This JSON is not an export of thanks-tui: it holds no object.")
    root = cast("dict[str, object]", whole)
    if "meta" in root:
        raise UnreadableError(
            "This is a store's own file, not an export. To bring what is in it together with yours: "
            "thanks-tui merge FILE."
        )
    if root.keys().isdisjoint(EXPORTED):
        raise UnreadableError("This JSON is not an export of thanks-tui: there are no applications in it.")
    schema = root.get("schema", SCHEMA)
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise UnreadableError("This JSON is not an export of thanks-tui: its schema is no number.")
    if schema > SCHEMA:
        raise UnreadableError(
            "This export was written by a newer version of thanks-tui. Update, then import it."
        )
    return root


def _records(table: str, root: dict[str, object], problems: list[str]) -> Iterator[AnyRecord]:
    """Yield the records of one table that fit; tell of the others."""
    items = root.get(table)
    if table == "profile":
        items = None if items is None else [items]
    if items is not None and not isinstance(items, list):
        problems.append(f"The {_ONE[table]}s were left out: they are not in a list.")
        items = None
    ids: set[str] = set()
    for place, item in enumerate(cast("list[object]", items or []), 1):
        try:
            record = _record(table, item, ids)
        except ValueError as problem:
            called = f"{_ONE[table].capitalize()} {place}"
            problems.append(clean_line(f"{called} was left out: {_reason(problem)}."))
        else:
            ids.add(record.id)
            if record != Profile():
                yield record


def _record(table: str, item: object, ids: set[str]) -> AnyRecord:
    """Return the record that `item` is, cleaned; raises ValueError when it does not fit, or is in `ids`."""
    if not isinstance(item, dict):
        raise ValueError("it is no object")  # noqa: TRY004 - the reader of the file is told, not a programmer
    # What others write for nothing there is our default.
    fields = {name: value for name, value in cast("dict[str, object]", item).items() if value is not None}
    if table == "profile":
        fields["id"] = PROFILE_ID
    record = msgspec.convert(clean_fields(fields), TYPES[table])
    if "id" not in fields or not 0 < len(record.id) <= LONGEST_ID:
        raise ValueError("it has no id")
    if record.id in ids:
        raise ValueError("its id was there before")
    if any(link == "" for _, link in links_of(table, record)):
        raise ValueError(f"its {LINKS[table][0][0]} is empty")
    return record


def _reason(problem: ValueError) -> str:
    """Return what does not fit, in words: `Expected str, got int (name)`."""
    sentence, _, place = str(problem).replace("`", "").partition(" - at ")
    where = place.removeprefix("$.")
    return f"{sentence[:200]} ({where[:60]})" if where else sentence[:200]


def _called(table: str, record: AnyRecord) -> str:
    """Return what a record with links is called in a sentence."""
    name = record.name if isinstance(record, Contact) else record.id
    return f"{_ONE[table].capitalize()} {name}"


def _shortened(problems: list[str]) -> tuple[str, ...]:
    """Return the first of `problems`, and how many more there were."""
    more = len(problems) - MOST_PROBLEMS
    return (*problems[:MOST_PROBLEMS], f"And {more} more.") if more > 0 else tuple(problems)
