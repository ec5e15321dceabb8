"""What the trash of a file says was deleted there."""

from __future__ import annotations

from typing import cast

from ..store.documents import Fields
from ..store.records import TYPES
from .sides import Side


def deleted_in(side: Side) -> dict[tuple[str, str], Fields]:
    """Return, by table and id, the records that were deleted on a side, as they were then."""
    found: dict[tuple[str, str], Fields] = {}
    for trashed in side.entries("trash").values():
        removed = trashed.get("removed") if isinstance(trashed, dict) else None
        for part in cast("list[object]", removed) if isinstance(removed, list) else ():
            if isinstance(part, dict):
                _add(cast("Fields", part), found)
    return found


def _add(removed: Fields, found: dict[tuple[str, str], Fields]) -> None:
    table, document = removed.get("table"), removed.get("document")
    if table in TYPES and isinstance(document, dict):
        fields = cast("Fields", document)
        if isinstance(id_ := fields.get("id"), str):
            found[str(table), id_] = fields
