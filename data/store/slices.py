"""Reading a table as records, in slices, so that whoever draws meanwhile gets a turn between two of them.

A document that says what its record says, letter for letter, need not be kept beside it: the record takes its
place. Most are like that. Those with fields of a newer version, or that do not fit, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import cast

import msgspec
from msgspec.structs import force_setattr

from ..models import Note, PointChoice
from .documents import Documents
from .records import TYPES

LENGTH = 100_000
"""Bytes of a slice: half a millisecond."""

_BETWEEN = re.compile(rb'\},"\d+":\{')
_packed = msgspec.json.Decoder(dict[int, msgspec.Raw])


def documents_of(table: str, line: memoryview) -> Documents:
    """Return the documents of a table of an intact file, whose JSON is `line`, as records where that will do.

    Raises as msgspec does where that is no JSON, or not a table.
    """
    # Something within a document may look like what stands between two, or it is no JSON at all.
    with suppress(msgspec.DecodeError, RecursionError):
        if bytes(line[:1]) == b"{":
            return _in_slices(table, line)
    return Documents(_packed.decode(line))


def _in_slices(table: str, line: memoryview) -> Documents:
    documents = Documents()
    decoder = msgspec.json.Decoder(dict[int, TYPES[table]]) if table in TYPES else _packed
    points: dict[PointChoice, PointChoice] = {}
    for text in slices(line):
        try:
            found = decoder.decode(text)
        except msgspec.ValidationError:
            documents.update(_packed.decode(text))
            continue
        if table == "notes":
            for note in cast("Iterable[Note]", found.values()):
                _share(note, points)
        documents.update(found if msgspec.json.encode(found) == text else _packed.decode(text))
    return documents


def slices(line: memoryview) -> Iterator[bytes]:
    """Yield JSON objects that together hold the documents of `line`, which is one.

    It is cut where one document ends and the next begins. Where that only looks so, within a document, the
    braces of what is cut off do not match, so that it is no JSON.
    """
    start, end = 1, len(line) - 1
    while start < end:
        between = _BETWEEN.search(line, start + LENGTH)
        stop = end if between is None else between.start() + 1
        yield b"{" + line[start:stop] + b"}"
        start = stop + 1


def _share(note: Note, points: dict[PointChoice, PointChoice]) -> None:
    # There are a few hundred different ones, and half a dozen in each note.
    force_setattr(note, "points", tuple([points.setdefault(each, each) for each in note.points]))
