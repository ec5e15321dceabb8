"""A note as a file: its name, its content, and how it comes onto the disk."""

from __future__ import annotations

import errno
import os
import resource
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.errors import FileThereError, NotWrittenError
from thanks_tui.data.models import Application, Contact
from thanks_tui.data.outbox import files as module
from thanks_tui.data.outbox.files import (
    file_name,
    note_as_markdown,
    note_as_text,
    write_new,
)


def name_for(person: str, company: str, suffix: str = ".eml") -> str:
    contact = Contact(id="0123456789abcdef", application_id="a", name=person)
    return file_name(contact, Application(company=company), suffix)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("person", "company", "expected"),
    [
        ("Dana Ortiz", "Northwind Robotics", "dana-ortiz-northwind-robotics.eml"),
        ("Zoë Müller-Łuczak", "Größe & Söhne GmbH", "zoe-muller-luczak-grosse-sohne-gmbh.eml"),
        ("Mary O’Brien", "X", "mary-obrien-x.eml"),
        ("李伟", "北方", "note-01234567.eml"),
        ("", "Northwind", "note-01234567-northwind.eml"),
        ("Con", "", "note-con.eml"),
        ("NUL", "///", "note-nul.eml"),
        ("com1", "", "note-com1.eml"),
        ("../../.bashrc", "..", "bashrc.eml"),
        ("C:\\Windows\\x", "a/b\x00c", "c-windows-x-a-b-c.eml"),
    ],
)
def test_the_name_says_whom_it_is_for(person: str, company: str, expected: str):
    assert name_for(person, company) == expected


def test_the_suffix_may_come_with_or_without_its_dot():
    assert name_for("Dana", "X", "md").endswith("x.md")
    assert name_for("Dana", "X", "") == "dana-x"


@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from([".eml", "txt", "", "." + "x" * 300]))
def test_any_name_is_a_safe_one(person: str, company: str, suffix: str):
    name = name_for(person, company, suffix)
    assert name.isascii()
    assert 0 < len(name) <= 100
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name[0] not in "-."
    assert name.count(".") <= 1


def test_the_content_is_the_note_and_a_line_feed():
    assert note_as_text("Dear Ana,\r\n\x1b[31mthank you.\n\n") == b"Dear Ana,\n[31mthank you.\n"
    assert (
        note_as_markdown("Dear Ana,\n\n# 1 fan of [you]\nSam")
        == b"Dear Ana,\n\n\\# 1 fan of \\[you\\]\\\nSam\n"
    )


def test_writes_for_the_user_alone(tmp_path: Path):
    path = tmp_path / "note.txt"
    before = os.umask(0)
    try:
        write_new(path, b"hello")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"hello"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names_in(tmp_path) == ["note.txt"]


def test_asks_before_it_replaces(tmp_path: Path):
    path = tmp_path / "note.txt"
    path.write_bytes(b"old")
    with pytest.raises(FileThereError, match=r"note\.txt is there already"):
        write_new(path, b"new")
    assert path.read_bytes() == b"old"
    write_new(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names_in(tmp_path) == ["note.txt"]


def test_overwriting_nothing_is_writing(tmp_path: Path):
    write_new(tmp_path / "note.txt", b"new", overwrite=True)
    assert (tmp_path / "note.txt").read_bytes() == b"new"


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_planted_link_leads_nowhere(tmp_path: Path, overwrite: bool):
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    for link in (tmp_path / "link", tmp_path / "dangling"):
        link.symlink_to(target if link.name == "link" else tmp_path / "nowhere")
        with pytest.raises(NotWrittenError, match="is a link" if overwrite else "is there already"):
            write_new(link, b"new", overwrite=overwrite)
    assert target.read_bytes() == b"mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_device_is_never_replaced(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NotWrittenError, match="is a device"):
        write_new(pipe, b"x", overwrite=True)
    with pytest.raises(NotWrittenError, match="full is a device"):
        write_new(Path("/dev/full"), b"x", overwrite=True)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.parametrize("overwrite", [False, True])
def test_says_what_is_in_the_way(tmp_path: Path, overwrite: bool):
    (tmp_path / "file").touch()
    for path, sentence in (
        (tmp_path, "is a folder. Name a file in it."),
        (tmp_path / "no" / "note.txt", f"There is no folder {tmp_path}/no."),
        (tmp_path / "file" / "note.txt", "file is no folder."),
        (tmp_path / ("x" * 300), "the name of the file is too long."),
        (tmp_path / "a\0b", "is no path."),
    ):
        with pytest.raises(NotWrittenError) as told:
            write_new(path, b"x", overwrite=overwrite)
        assert str(told.value).endswith(sentence)
    assert names_in(tmp_path) == ["file"]


def test_a_path_never_carries_escapes_into_the_sentence(tmp_path: Path):
    with pytest.raises(NotWrittenError) as told:
        write_new(tmp_path / "a\x1b]2;x\x07" / "b", b"x")
    assert "\x1b" not in str(told.value)


def test_a_write_that_breaks_off_leaves_nothing(tmp_path: Path):
    path = tmp_path / "note.txt"
    path.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(NotWrittenError, match="could not be written"):
            write_new(path, b"x" * 5000, overwrite=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["note.txt"]


def fail_to_link(number: int):
    def hardlink_to(self: Path, target: Path) -> None:
        raise OSError(number, os.strerror(number))

    return hardlink_to


def test_writes_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "hardlink_to", fail_to_link(errno.EPERM))
    write_new(tmp_path / "note.txt", b"hello")
    assert (tmp_path / "note.txt").read_bytes() == b"hello"
    assert names_in(tmp_path) == ["note.txt"]


def test_a_name_taken_at_the_last_moment_is_not_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "hardlink_to", fail_to_link(errno.EEXIST))
    with pytest.raises(FileThereError, match="is there already"):
        write_new(tmp_path / "note.txt", b"hello")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "Not written: the disk that holds /there is full."),
        (errno.EDQUOT, "Not written: the disk that holds /there is full."),
        (errno.EACCES, "Not written: there is no permission to write in /there."),
        (errno.EROFS, "Not written: /there is on a file system that is read-only."),
        (errno.EIO, "Not written: /there/note.txt could not be written (Input/output error)."),
    ],
)
def test_each_refusal_has_its_sentence(number: int, sentence: str):
    assert module._not_written(OSError(number, ""), Path("/there/note.txt")) == sentence
