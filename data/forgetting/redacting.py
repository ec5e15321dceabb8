"""Taking a person out of the tables of a store: what is theirs goes, and what mentions them is mended.

It works on documents as they stand in a file, so that older copies, records that do not fit and the fields of
newer versions are mended too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

import msgspec

from ..store.documents import Documents, Fields
from ..store.layout import Tables
from .escapes import plain_text
from .ids import Ids, Key
from .mentions import Mentions
from .person import Person, text_in

_ADDRESS_FIELDS = frozenset({"email", "sender"})
"""Fields that hold an address and nothing else: in them it leaves no words behind."""
_USERS_OWN = frozenset({"name", "email", "phone", "link"})
"""The fields of the profile that say who the user is."""


class Redacted(msgspec.Struct, frozen=True, kw_only=True):
    """The tables without the person, and what was done for that."""

    tables: Tables
    removed: Counter[str]
    """How many documents went, by table; an entry of the trash or a clash counts once."""
    mended: Counter[str]
    """How many other documents mentioned the person, by table."""
    met_for: frozenset[str]
    """The ids of the applications for which the person was met."""
    made_of: Tables

    def is_of(self, tables: Tables) -> bool:
        """Return whether it was made of `tables`, in which nothing has changed since."""
        return tables.keys() == self.made_of.keys() and all(
            documents is self.made_of[name] for name, documents in tables.items()
        )


def contacts_in(tables: Tables) -> Iterator[Fields]:
    """Yield the documents of contacts, those in the trash too."""
    yield from _unpacked(tables.get("contacts", Documents()))
    for trashed in _unpacked(tables.get("trash", Documents())):
        yield from _contacts_in(trashed)


def redact(tables: Tables, person: Person) -> Redacted:
    """Return `tables` without `person`. What does not concern them is the very same document."""
    theirs = [document for document in contacts_in(tables) if person.is_meant_by(document)]
    ids = person.ids | {text_in(document, "id") for document in theirs} - {""}
    redaction = _Redaction(person, ids, Ids(_theirs(tables, ids)))
    after = {name: redaction.table(name, documents) for name, documents in tables.items()}
    return Redacted(
        tables=after,
        removed=+redaction.removed,
        mended=+redaction.mended,
        met_for=frozenset(text_in(document, "application_id") for document in theirs),
        made_of=dict(tables),
    )


def _theirs(tables: Tables, ids: frozenset[str]) -> Iterator[Key]:
    """Yield what tells a contact of theirs, and each note and day with them."""
    yield from (("contacts", id_) for id_ in ids)
    yield from (
        (table, text_in(document, "id"))
        for table in ("notes", "events")
        for document in _unpacked(tables.get(table, Documents()))
        if text_in(document, "contact_id") in ids
    )


class _Redaction:
    """The work on one set of tables."""

    def __init__(self, person: Person, ids: frozenset[str], theirs: Ids) -> None:
        self._person = person
        self._mentions = person.mentions
        self._ids = ids
        self._theirs = theirs
        self.removed: Counter[str] = Counter()
        self.mended: Counter[str] = Counter()

    def table(self, name: str, documents: Documents) -> Documents:
        """Return one table without the person."""
        after = Documents()
        for doc_id in documents:
            packed = documents.packed(doc_id)
            if not self._may_concern(packed):
                after[doc_id] = packed
                continue
            document: object = msgspec.json.decode(packed)
            left = self._document(name, document)
            if left is None:
                self.removed[name] += 1
                continue
            self.mended[name] += left != document
            after[doc_id] = msgspec.Raw(msgspec.json.encode(left))
        return after

    def _may_concern(self, packed: msgspec.Raw) -> bool:
        """Whether a document may have anything to do with the person; most are told by one look."""
        text = plain_text(bytes(packed))
        return self._theirs.may_be_in(text) or self._mentions.are_in(text)

    def _document(self, table: str, document: object) -> object | None:
        """Return a document as it is to be, None for one that goes."""
        if not isinstance(document, dict):
            return mended(document, self._mentions)
        fields = cast("Fields", document)
        match table:
            case "contacts":
                gone = self._is_theirs(fields)
            case "notes" | "events":
                gone = text_in(fields, "contact_id") in self._ids
            case "clashes":
                gone = self._theirs.are_in_document(table, fields)
            case "follow_ups":
                return self._follow_up(fields)
            case "trash":
                return self._trashed(fields)
            case "profile":
                return self._profile(fields)
            case _:
                gone = False
        return None if gone else mended(fields, self._mentions)

    def _is_theirs(self, contact: Fields) -> bool:
        return text_in(contact, "id") in self._ids or self._person.is_meant_by(contact)

    def _follow_up(self, fields: Fields) -> object | None:
        if text_in(fields, "contact_id") in self._ids:
            if not fields.get("step"):
                return None
            # A step that is used up stays used up, though not as theirs.
            fields = {**fields, "contact_id": None}
        return mended(fields, self._mentions)

    def _trashed(self, fields: Fields) -> object | None:
        if fields.get("what") == "contact" and any(map(self._is_theirs, _contacts_in(fields))):
            return None
        left: list[object] = []
        for each in _removed_in(fields):
            document = self._document(str(each.get("table")), each.get("document"))
            if document is not None:
                left.append({**each, "document": document})
        rest = mended({name: value for name, value in fields.items() if name != "removed"}, self._mentions)
        return {**cast("Fields", rest), "removed": left} if "removed" in fields else rest

    def _profile(self, fields: Fields) -> object | None:
        return {
            name: value if name in _USERS_OWN else mended(value, self._mentions, name)
            for name, value in fields.items()
        }


def mended(value: object, mentions: Mentions, field: str = "") -> object:
    """Return a value of JSON, which stands in `field`, with every mention in it replaced."""
    if isinstance(value, str):
        replaced = mentions.replaced(value)
        return "" if replaced != value and field in _ADDRESS_FIELDS else replaced
    if isinstance(value, dict):
        fields = cast("Fields", value)
        return {mentions.replaced(name): mended(inner, mentions, name) for name, inner in fields.items()}
    if isinstance(value, list):
        return [mended(each, mentions, field) for each in cast("list[Any]", value)]
    return value


def _unpacked(documents: Documents) -> Iterator[Fields]:
    for doc_id in documents:
        try:
            yield documents.fields(doc_id)
        except (msgspec.DecodeError, ValueError, RecursionError):
            continue


def _removed_in(trashed: Fields) -> list[Fields]:
    removed: object = trashed.get("removed")
    if not isinstance(removed, list):
        return []
    return [cast("Fields", each) for each in cast("list[object]", removed) if isinstance(each, dict)]


def _contacts_in(trashed: Fields) -> Iterator[Fields]:
    for removed in _removed_in(trashed):
        document: object = removed.get("document")
        if removed.get("table") == "contacts" and isinstance(document, dict):
            yield cast("Fields", document)
