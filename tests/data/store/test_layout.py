"""What is said of a file that is no store, to the word; and how one is copied where there are no links."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from thanks_tui.data.errors import DamagedStoreError, NewerStoreError
from thanks_tui.data.store import layout
from thanks_tui.data.store.migrations import SCHEMA, schema_of
from thanks_tui.data.store.safe_write import link_or_copy, previous_of, replace_file


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "thanks.json is empty; a store never is."),
        (b'{"notes": {"12": {}, "4": {}, "4": {}}}', "thanks.json is damaged: '4' stands there twice."),
        (b'{"notes": {"1": {"moved": NaN}}}', "thanks.json is damaged: NaN is not a number."),
        (b'{"notes": {"1": {"moved": -Infinity}}}', "thanks.json is damaged: -Infinity is not a number."),
        (b'{"meta": {"1": {"format": "another"}}}', "thanks.json is not a store of thanks-tui."),
    ],
)
def test_what_is_wrong_is_named(data: bytes, why: str):
    with pytest.raises(DamagedStoreError) as told:
        layout.decode(data, "thanks.json")
    assert str(told.value) == why


def test_a_link_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    (tmp_path / "target").write_text("somebody else's")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(OSError, match="symbolic links"):
        link_or_copy(tmp_path / "link", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_second_name_for_a_link_is_a_link(tmp_path: Path):
    (tmp_path / "target").write_text("somebody else's")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    link_or_copy(tmp_path / "link", tmp_path / "name")
    assert (tmp_path / "name").is_symlink()


def test_what_is_replaced_is_kept_as_the_previous_file(tmp_path: Path):
    path = tmp_path / "file"
    for word in (b"one", b"two", b"three"):
        replace_file(path, [word])
    assert (path.read_bytes(), previous_of(path).read_bytes()) == (b"three", b"two")


def test_a_newer_schema_is_named():
    with pytest.raises(NewerStoreError) as told:
        schema_of({"schema": SCHEMA + 1}, {}, "thanks.json")
    sentence = "thanks.json was written by a newer version of this program; it was left untouched."
    assert str(told.value) == sentence
