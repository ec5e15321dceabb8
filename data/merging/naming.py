"""What records and their fields are called where a clash is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, cast

from ..models import Outcome, Stage
from ..outcomes import outcome_words, stage_words
from ..store.documents import Fields
from ..text import clean_line, clean_text

Find: TypeAlias = Callable[[str, str], Fields | None]
"""Returns the document of a table and an id, None if there is none."""

_LABELS = {
    "url": "link to the job",
    "their_words": "their words",
    "told_by": "told by",
    "edited": "by hand",
    "rejected_on": outcome_words(Outcome.REJECTED),
}
_UNNAMED = {
    "profile": "Who signs, and your settings",
    "applications": "An application",
    "contacts": "A contact",
    "notes": "A note",
    "follow_ups": "A follow-up",
    "events": "An event",
    "trash": "Something deleted",
}


def name_of(table: str, fields: Fields, find: Find) -> str:
    """Return what a record is called, on one line: `Note to Dana Ortiz, Northwind`."""
    match table:
        case "applications":
            parts = [_word(fields, "company"), _word(fields, "role")]
        case "contacts":
            parts = [_word(fields, "name"), _company(fields, find)]
        case "notes":
            contact = find("contacts", _word(fields, "contact_id")) or {}
            parts = [f"Note to {_word(contact, 'name')}", _company(contact, find)]
        case "follow_ups":
            parts = [f"Follow-up on {_word(fields, 'due_on')}", _company(fields, find)]
        case "events":
            parts = [f"{_word(fields, 'what')} on {_word(fields, 'on')}", _company(fields, find)]
        case _:
            parts = []
    return ", ".join(part for part in parts if part) or _UNNAMED.get(
        table, f"A record of {clean_line(table)}"
    )


def label_of(field: str) -> str:
    """Return what a field is called: `told by`."""
    return _LABELS.get(field, clean_line(field.replace("_", " ")))


def said_of(field: str, value: object) -> str:
    """Return the value of a field as text, as `said`; an outcome or a stage as it is put everywhere."""
    match field, value:
        case "outcome", Outcome.REJECTED.value:
            return outcome_words(Outcome.REJECTED)
        case "stage", Stage.REJECTED.value:
            return stage_words(Stage.REJECTED)
        case _:
            return said(value)


def said(value: object) -> str:
    """Return the value of a field as text, of several lines where it has them; never empty."""
    match value:
        case None | "" | [] | {}:
            return "(empty)"
        case bool():
            return "yes" if value else "no"
        case str():
            return clean_text(value)
        case list() | tuple():
            # A record has tuples where the file has lists.
            return _listed([*cast("list[object]", value)])
        case dict():
            fields = cast("Fields", value)
            return "\n".join(f"{label_of(name)}: {said(part)}" for name, part in fields.items() if part)
        case _:
            return str(value)


def _listed(parts: list[object]) -> str:
    if not any(isinstance(part, dict) for part in parts):
        return ", ".join(said(part) for part in parts)
    return "\n".join(_part(cast("Fields", part)) if isinstance(part, dict) else said(part) for part in parts)


def _part(fields: Fields) -> str:
    """Return a point, or a wording, on one line."""
    tick = "" if "ticked" not in fields else "[x] " if fields["ticked"] else "[ ] "
    words = [
        said(value) for name, value in fields.items() if value and isinstance(value, str) and name != "id"
    ]
    return clean_line(f"{tick}{fields.get('id', '')} {' · '.join(words)}")


def _company(fields: Fields, find: Find) -> str:
    return _word(find("applications", _word(fields, "application_id")) or {}, "company")


def _word(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return clean_line(value) if isinstance(value, str) else ""
