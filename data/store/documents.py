"""Documents that stay as they came, as bytes of the file or as records, until somebody looks into one."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, TypeAlias, cast

import msgspec

Fields: TypeAlias = dict[str, Any]
"""A document as TinyDB knows it: a JSON object."""


class Documents(dict[int, Any]):
    """The documents of one table by their TinyDB id.

    Each is packed (`msgspec.Raw`), unpacked (a dict), or the record that says the same, to the letter.
    """

    touched: set[int] | None = None
    """The ids of the documents that may have changed, None if that may be any."""

    def __setitem__(self, doc_id: int, document: msgspec.Raw | Mapping[str, Any]) -> None:
        self._touch(doc_id)
        super().__setitem__(doc_id, document)

    def __delitem__(self, doc_id: int) -> None:
        self._touch(doc_id)
        super().__delitem__(doc_id)

    def pop(self, doc_id: int, *default: object) -> object:
        """Take a document out, and return it as it lies there."""
        self._touch(doc_id)
        return super().pop(doc_id, *default)

    def clear(self) -> None:
        """Take every document out."""
        self.touched = None
        super().clear()

    def _touch(self, doc_id: int) -> None:
        if self.touched is not None:
            self.touched.add(doc_id)

    def changes(self, gone: msgspec.Raw) -> dict[int, msgspec.Raw]:
        """Return the documents that may have changed, packed, and `gone` for each that was removed."""
        return {doc_id: self.packed(doc_id) if doc_id in self else gone for doc_id in self.touched or ()}

    def __getitem__(self, doc_id: int) -> Fields:
        document = super().__getitem__(doc_id)
        if not isinstance(document, dict):
            document = msgspec.json.decode(self.packed(doc_id))
            self[doc_id] = document
        return cast("Fields", document)

    def fields(self, doc_id: int) -> Fields:
        """Return one document unpacked, fresh for the caller; msgspec.DecodeError if it is no JSON object."""
        return msgspec.json.decode(self.packed(doc_id), type=Fields)

    def packed(self, doc_id: int) -> msgspec.Raw:
        """Return the bytes of one document, which stays as it is."""
        document = super().__getitem__(doc_id)
        return document if isinstance(document, msgspec.Raw) else pack(document)

    def as_it_lies(self, doc_id: int) -> object:
        """Return one document as it is."""
        return super().__getitem__(doc_id)

    def pack_all(self) -> None:
        """Pack every document that is unpacked; ValueError for one that JSON has no words for."""
        for doc_id in list(self) if self.touched is None else self.touched & self.keys():
            document = super().__getitem__(doc_id)
            if not isinstance(document, msgspec.Raw | msgspec.Struct):
                super().__setitem__(doc_id, pack(document))

    def unpacked(self) -> dict[str, Fields]:
        """Return fresh dicts by the ids in words, as a TinyDB storage hands them out."""
        return {str(doc_id): self.fields(doc_id) for doc_id in self}


def pack(document: Mapping[str, Any] | msgspec.Struct) -> msgspec.Raw:
    """Return `document` as the bytes that stand in the file; ValueError for what JSON has no words for."""
    _refuse_not_a_number(document)
    try:
        return msgspec.Raw(msgspec.json.encode(document))
    except TypeError as problem:
        raise ValueError(str(problem)) from problem


def _refuse_not_a_number(value: object) -> None:
    # msgspec writes NaN and the infinities as null, which would lose them without a word.
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} is not a number that can be kept")
    elif isinstance(value, Mapping):
        for part in cast("Mapping[str, object]", value).values():
            _refuse_not_a_number(part)
    elif isinstance(value, list | tuple):
        for part in cast("list[object]", value):
            _refuse_not_a_number(part)


class PackedStorage(ABC):
    """What a `PackedTable` asks of its storage, beside the three methods of every storage of TinyDB's.

    `tables` registers it as one of those: TinyDB itself is loaded by whoever writes.
    """

    @abstractmethod
    def documents(self, table: str) -> Documents:
        """Return the documents of `table` as they are now, not to be changed."""

    @abstractmethod
    def changing(self, table: str) -> Documents:
        """Return the documents of `table` as the batch leaves them, to be changed."""

    @abstractmethod
    def batch(self) -> AbstractContextManager[None]:
        """Return a context that gathers changes and writes them once, when the outermost ends well."""
