"""Somebody is found in any file, in whatever way their name is written there."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thanks_tui.data.forgetting.escapes import unescaped
from thanks_tui.data.forgetting.mentions import Mentions
from thanks_tui.data.forgetting.searching import paths_in, pieces, search

ZOE = Mentions(["Zoë 𝔒rtiz"], ["zoe@northwind.example"])
PLAIN = "so Zoë 𝔒rtiz said"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        unicodedata.normalize("NFD", PLAIN).encode(),
        PLAIN.upper().encode(),
        json.dumps({"x": PLAIN}).encode(),
        json.dumps({"x": PLAIN.replace(" ", "\n")}).encode(),
        json.dumps({"x": PLAIN.replace(" ", "\n> ")}).encode(),
        json.dumps({"x": PLAIN.replace("r", "r\u00ad")}).encode(),
        PLAIN.replace("r", "r\u200b").encode(),
        json.dumps({"x": PLAIN}).upper().replace("\\U", "\\u").encode(),
        b'"zoe\\u0040northwind.example"',
        b"zoe@\\u006eorthwind.example",
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        b"\xff\x00\xfe" + PLAIN.encode() + b"\xff",
    ],
)
def test_it_is_found_in_these_bytes(tmp_path: Path, data: bytes):
    (tmp_path / "file").write_bytes(data)
    assert search(tmp_path, ZOE).left == (tmp_path / "file",)


def test_it_is_found_in_the_names_of_files(tmp_path: Path):
    (tmp_path / "drafts").mkdir()
    file = tmp_path / "drafts" / "to zoe-ortiz_northwind.eml"
    file.write_text("")
    (tmp_path / "zoe.ortiz").write_text("")
    (tmp_path / "zoe@northwind.example.txt").write_text("")
    (tmp_path / "zoe-or\u00adtiz.txt").write_text("")
    found = search(tmp_path, Mentions(["Zoë Ortiz"], ["zoe@northwind.example"]))
    assert set(found.left) == {
        file,
        tmp_path / "zoe.ortiz",
        tmp_path / "zoe@northwind.example.txt",
        tmp_path / "zoe-or\u00adtiz.txt",
    }
    assert found.files == 4


def test_it_is_found_in_the_names_of_folders(tmp_path: Path):
    folder = tmp_path / "dana_ortiz 2026.old"
    (folder / "deep" / "Dana.Ortiz").mkdir(parents=True)
    (tmp_path / "someone-else").mkdir()
    (tmp_path / "to Dana Ortiz").symlink_to(tmp_path / "someone-else")
    found = search(tmp_path, Mentions(["Dana Ortiz"], []))
    assert set(found.left) == {folder, folder / "deep" / "Dana.Ortiz", tmp_path / "to Dana Ortiz"}
    assert (found.files, found.closed) == (0, ())


def test_in_a_home_only_the_rooms_are_the_stores(home: Path):
    (home / "Photos of Dana Ortiz").mkdir()
    (home / "backups" / "Dana Ortiz").mkdir(parents=True)
    assert search(home, Mentions(["Dana Ortiz"], [])).left == (home / "backups" / "Dana Ortiz",)


def test_what_nobody_can_look_into_is_told(tmp_path: Path):
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "b.json.age").write_bytes(b"age-encryption.org/v1 Zo\x00")
    (tmp_path / "link").symlink_to(tmp_path / "a.json")
    os.mkfifo(tmp_path / "pipe")
    found = search(tmp_path, ZOE)
    assert (found.files, found.left, found.closed) == (2, (), (tmp_path / "b.json.age",))
    assert not found.nothing_left


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "shut" / "deep").mkdir(parents=True)
    real = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, os.strerror(13), path)
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = search(tmp_path, ZOE)
    assert (found.left, found.closed) == ((), (tmp_path / "shut",))
    assert not found.nothing_left


def test_a_home_is_not_gone_through(home: Path):
    for room in ("backups", "Pictures"):
        (home / room).mkdir()
        (home / room / "deep").mkdir()
        (home / room / "deep" / "file").write_text("")
    backups = home / "backups"
    assert list(paths_in(home)) == [backups, backups / "deep", backups / "deep" / "file"]
    assert home / "Pictures" / "deep" / "file" in set(paths_in(home / "Pictures"))


def test_escapes_that_make_no_sense_stay():
    assert unescaped('\\x \\u12 \\ud800 \\" \\\\ \\/') == '\\x \\u12 \ufffd " \\ /'


@given(st.text(alphabet='ab" ', max_size=60), st.integers(0, 60))
@settings(deadline=None)
def test_no_mention_is_lost_between_two_pieces_and_none_is_made_up(text: str, place: int):
    mentions = Mentions(["aa bb"], [])
    text = text[:place] + "aa bb" + text[place:]
    found = [piece.decode() for piece in pieces(text.encode(), size=24, shared=8)]
    assert any(map(mentions.are_in, found)) == mentions.are_in(text)
    assert found[0] == text[: len(found[0])]
    assert all(piece in text for piece in found)


def test_a_large_file_is_read_in_pieces(tmp_path: Path):
    filling = ["x" * 999] * 2_000
    for place in (0, 499, 500, 1_499, 1_999):
        file = tmp_path / "large.json"
        file.write_text(json.dumps([*filling[:place], PLAIN, *filling[place:]]))
        assert search(tmp_path, ZOE).left == (file,)
    file.write_text("x" * 2_000_000 + PLAIN)
    assert search(tmp_path, ZOE).left == (file,)
    file.write_text(json.dumps(filling))
    assert search(tmp_path, ZOE).left == ()
    assert len(list(pieces(file.read_bytes()))) > 3
