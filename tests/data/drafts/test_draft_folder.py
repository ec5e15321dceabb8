"""Drafts on the disk: closed to others, whole or not at all, and read back as far as they can be."""

from __future__ import annotations

import errno
import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from thanks_tui.data.drafts.draft import Draft, DraftKind, Origin, TypedField
from thanks_tui.data.drafts.folder import DraftFolder
from thanks_tui.data.drafts.reading import DAMAGED, LARGEST
from thanks_tui.data.errors import NotSavedError
from thanks_tui.data.store import safe_write

WHEN = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
MOMENT = Origin(kind=DraftKind.MOMENT, title="A moment with Dana Ortiz", contact_id="b" * 32)


def draft(text: str = "our talk about the night shifts", **changes: object) -> Draft:
    made = Draft(
        when=WHEN, origin=MOMENT, at="Moment", fields=(TypedField(name="Moment", text=text, before=""),)
    )
    return replace(made, **changes)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store" / "thanks.json"


@pytest.fixture
def folder(store: Path) -> DraftFolder:
    return DraftFolder(store)


def after_a_kill(store: Path, folder: DraftFolder) -> DraftFolder:
    """Return the folder as the next window sees it when the first was killed."""
    folder.close()
    return DraftFolder(store)


def test_what_is_written_is_read_back_by_the_next_window(store: Path, folder: DraftFolder):
    written = draft("Schöne Grüße 👩‍👦\n  indented, with “quotes”\n", unsaved=True)
    folder.write(written)
    (found,) = after_a_kill(store, folder).drafts()
    assert found == replace(written, session=found.session)
    assert found.text == "Moment: Schöne Grüße 👩‍👦\n  indented, with “quotes”\n"


def test_the_folder_and_its_files_are_closed_to_others(store: Path, folder: DraftFolder):
    before = os.umask(0)
    try:
        folder.write(draft())
        folder.path.chmod(0o755)
        folder.write(draft())
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.path.iterdir()} == {0o600}
    assert folder.path == store.parent / "drafts"


def test_nothing_is_made_before_something_is_written(store: Path, folder: DraftFolder):
    assert folder.drafts() == []
    folder.tidy()
    folder.remove("a" * 32)
    folder.close()
    assert not store.parent.exists()


def test_the_newest_comes_first(store: Path, folder: DraftFolder):
    for hours in (2, 9, 5):
        folder.write(draft(f"{hours}", when=WHEN + timedelta(hours=hours)))
    assert [found.text for found in folder.drafts()] == ["Moment: 9", "Moment: 5", "Moment: 2"]


def test_writing_again_replaces_what_was_there_and_removing_takes_it_away(folder: DraftFolder):
    first = draft()
    folder.write(first)
    folder.write(replace(first, fields=(TypedField(name="", text="more"),)))
    assert [found.text for found in folder.drafts()] == ["more"]
    folder.remove(first.id)
    folder.remove(first.id)
    assert folder.drafts() == []


def test_where_nothing_was_typed_there_is_nothing_to_offer(folder: DraftFolder):
    same = (TypedField(name="Moment", text="as it was", before="as it was"),)
    folder.write(draft(fields=same))
    assert folder.drafts() == []
    read_from_a_mail = draft(fields=same, unsaved=True)
    folder.write(read_from_a_mail)
    (found,) = folder.drafts()
    assert found.text == "Moment: as it was"


def test_a_window_that_still_runs_keeps_its_drafts_to_itself(store: Path, folder: DraftFolder):
    folder.write(draft())
    other = DraftFolder(store)
    assert other.drafts() == []
    other.tidy()
    assert other.drafts() == []
    folder.close()
    assert len(other.drafts()) == 1


def test_what_a_killed_window_left_is_tidied_and_its_drafts_are_not(store: Path, folder: DraftFolder):
    folder.write(draft())
    session = folder.session
    os.close(session._handle)  # as the kernel does for whoever is killed
    session._handle = -1
    (folder.path / f".{'a' * 32}.json.77.1.tmp").write_text("half a dr")
    (folder.path / "no-window.window").write_text("")
    following = DraftFolder(store)
    following.tidy()
    assert [file.suffix for file in folder.path.iterdir()] == [".json"]
    assert len(following.drafts()) == 1


def test_a_planted_link_is_neither_followed_nor_written_through(tmp_path: Path, folder: DraftFolder):
    target = tmp_path / "target.json"
    target.write_text('{"fields": [{"text": "not ours"}]}')
    mine = draft()
    folder.make()
    (folder.path / f"{mine.id}.json").symlink_to(target)
    assert folder.drafts() == []
    before = target.read_bytes()
    folder.write(mine)
    assert target.read_bytes() == before
    assert [found.text for found in folder.drafts()] == [mine.text]
    (folder.path / "fifo.json").unlink(missing_ok=True)
    os.mkfifo(folder.path / "fifo.json")
    assert len(folder.drafts()) == 1


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path, folder: DraftFolder, store: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / f"{'a' * 32}.json").write_text('{"fields": [{"text": "not ours"}]}')
    store.parent.mkdir()
    folder.path.symlink_to(elsewhere)
    with pytest.raises(NotSavedError, match="What you type is not on the disk yet"):
        folder.write(draft())
    assert folder.drafts() == []
    assert len(list(elsewhere.iterdir())) == 1


def test_a_store_that_cannot_have_a_folder(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSavedError, match="is not a folder"):
        DraftFolder(tmp_path / "file" / "thanks.json").write(draft())


def test_a_folder_of_another_user_is_refused(folder: DraftFolder, monkeypatch: pytest.MonkeyPatch):
    folder.make()
    mine = os.geteuid()
    answers = iter([mine, mine + 1])
    monkeypatch.setattr(os, "geteuid", lambda: next(answers, mine + 1))
    with pytest.raises(NotSavedError, match="Operation not permitted"):
        folder.write(draft())


@pytest.mark.parametrize("call", ["writev", "fsync"])
def test_a_full_disk_leaves_what_was_there_and_says_so(
    folder: DraftFolder, monkeypatch: pytest.MonkeyPatch, call: str
):
    first = draft()
    folder.write(first)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(NotSavedError, match="No space left on device"):
            folder.write(replace(first, fields=(TypedField(name="", text="more"),)))
    assert [found.text for found in folder.drafts()] == [first.text]
    assert {file.suffix for file in folder.path.iterdir()} == {".json", ".window"}


def test_a_name_that_cannot_be_taken_leaves_what_was_there(
    folder: DraftFolder, monkeypatch: pytest.MonkeyPatch
):
    first = draft()
    folder.write(first)

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        with pytest.raises(OSError, match="Input/output"):
            safe_write.put_in_place(folder.path / f"{first.id}.json", [b"new"])
        patch.setattr(Path, "unlink", refused)
        with pytest.raises(NotSavedError, match="could not be removed"):
            folder.remove(first.id)
    assert [found.text for found in folder.drafts()] == [first.text]


# Damaged ones.


def test_every_beginning_of_a_draft_is_read_as_far_as_it_goes(folder: DraftFolder):
    folder.make()
    written = draft('He said "so kind", and 👋\nthen left')
    folder.write(written)
    file = folder.path / f"{written.id}.json"
    whole = file.read_bytes()
    file.unlink()
    seen: set[str] = set()
    for end in range(len(whole)):
        cut = folder.path / "cut.json"
        cut.write_bytes(whole[:end])
        (found,) = folder.drafts()
        assert found.origin.kind is DraftKind.UNKNOWN
        seen.add(found.text)
    assert any(text.startswith('He said "so kind", and 👋\nthen le') for text in seen)
    assert found.origin.title == "A moment with Dana Ortiz"


@given(st.binary(max_size=200))
def test_whatever_lies_there_is_no_crash(tmp_path_factory: pytest.TempPathFactory, data: bytes):
    folder = DraftFolder(tmp_path_factory.getbasetemp() / "anything" / "thanks.json")
    folder.make()
    (folder.path / "x.json").write_bytes(data)
    for found in folder.drafts():
        assert "\x1b" not in found.text
        assert found.when.tzinfo is not None


@pytest.mark.parametrize(
    ("held", "title", "text"),
    [
        (b"\0" * 300, DAMAGED, ""),
        (b"just some words\x1b[2J of a user", DAMAGED, "just some words[2J of a user"),
        (json.dumps({"fields": 7, "text": "kept"}).encode(), DAMAGED, "kept"),
        (b"\xff\xfe{", DAMAGED, "\ufffd\ufffd{"),
        (b'{"title": "What", "text": "\\ud83d\\ude00 \\ud83d \\n \\q"', "What", "😀 \ufffd \n \\q"),
    ],
)
def test_what_is_no_draft_is_shown_as_it_is(folder: DraftFolder, held: bytes, title: str, text: str):
    folder.make()
    (folder.path / "odd one.json").write_bytes(held)
    (folder.path / ".hidden.json").write_bytes(held)
    (folder.path / "other.txt").write_bytes(held)
    (found,) = folder.drafts()
    assert (found.id, found.origin.title, found.text) == ("odd one", title, text)
    folder.remove(found.id)
    assert folder.drafts() == []


def test_a_draft_of_a_newer_version_can_still_be_read(folder: DraftFolder):
    folder.write(draft())
    (file,) = folder.path.glob("*.json")
    held = json.loads(file.read_bytes())
    held["origin"]["kind"] = "a form to come"
    held["later"] = {"text": "and this"}
    file.write_text(json.dumps(held))
    (found,) = folder.drafts()
    assert found.origin.kind is DraftKind.UNKNOWN
    assert found.origin.title == "A moment with Dana Ortiz"
    assert found.text == "our talk about the night shifts\nand this"


def test_an_endless_one_is_cut(folder: DraftFolder):
    folder.make()
    with (folder.path / "long.json").open("wb") as file:
        file.truncate(LARGEST + 10)
    (found,) = folder.drafts()
    assert found.text == ""


def test_controls_are_cleaned_on_the_way_in_and_on_the_way_out(folder: DraftFolder):
    evil = "A \x1b]0;PWNED\x07\u202e[/b] \ud800 end"
    written = draft(evil, origin=replace(MOMENT, title=evil, source=evil), at=evil)
    folder.write(written)
    (file,) = folder.path.glob("*.json")
    assert b"\\u001b" not in file.read_bytes()
    held = json.loads(file.read_bytes())
    held["fields"][0]["text"] = evil.replace("\ud800", "")
    held["when"] = "2026-11-22T18:30:00"
    file.write_text(json.dumps(held))
    (found,) = folder.drafts()
    assert found.fields[0].text == "A ]0;PWNED[/b]  end"
    assert found.origin.title == "A ]0;PWNED[/b] end"
    assert found.when == WHEN


def test_two_origins_are_the_same_whatever_is_said_of_them():
    assert MOMENT.is_about_the_same_as(replace(MOMENT, title="A moment with Dana"))
    assert not MOMENT.is_about_the_same_as(replace(MOMENT, contact_id="c" * 32))


def test_fields_are_found_by_their_names():
    made = draft("x")
    assert made.field("Moment") == made.fields[0]
    assert made.field("Role") is None


# What an editor leaves.

NOTE = Origin(
    kind=DraftKind.NOTE, title="The note to Dana Ortiz", contact_id="b" * 32, file="note-abcd1234.txt"
)


def handed_out(text: str = "Dear Dana,") -> Draft:
    return Draft(when=WHEN, origin=NOTE, fields=(TypedField(name="", text=text, before=text),))


def test_what_was_written_in_an_editor_is_found_with_its_note(store: Path, folder: DraftFolder):
    mine = handed_out()
    folder.write(mine)
    file = folder.path / NOTE.file
    assert folder.drafts() == []
    file.write_text("Dear Dana,\n")
    assert folder.drafts() == []
    file.write_text("Dear Dana,\n\nhow \x1b[2Jare you?\n")
    (found,) = folder.drafts()
    assert found.text == "Dear Dana,\n\nhow [2Jare you?"
    assert found.origin.contact_id == "b" * 32
    assert len(after_a_kill(store, folder).drafts()) == 1
    folder.remove(mine.id)
    assert not file.exists()


def test_what_was_gone_on_with_wins_over_the_editors_file(folder: DraftFolder):
    mine = handed_out()
    folder.write(replace(mine, fields=(TypedField(name="", text="Dear Dana, at last", before="Dear Dana,"),)))
    (folder.path / NOTE.file).write_text("Dear Dana, half")
    (found,) = folder.drafts()
    assert found.text == "Dear Dana, at last"


def test_an_editors_file_that_nobody_knows_is_offered_too(store: Path, folder: DraftFolder):
    folder.make()
    old = store.parent / "note-zz_99xyz.txt"
    old.write_text("Dear somebody,\n")
    (store.parent / "note-empty123.txt").write_text("\n")
    (store.parent / "note-about-taxes-and-more.txt").write_text("the user's own")
    os.mkfifo(store.parent / "note-fifofifo.txt")
    (found,) = folder.drafts()
    assert (found.origin.kind, found.text) == (DraftKind.UNKNOWN, "Dear somebody,")
    folder.remove(found.id)
    assert not old.exists()
    assert (store.parent / "note-about-taxes-and-more.txt").exists()


def test_a_draft_names_no_file_outside_its_folder(store: Path, folder: DraftFolder):
    outside = store.parent / "note-abcd1234.txt"
    mine = handed_out()
    for name in ("../note-abcd1234.txt", "../../etc/passwd", "thanks.json"):
        folder.write(replace(mine, origin=replace(NOTE, file=name)))
        outside.write_text("the words of another")
        assert [found.id for found in folder.drafts()] == [outside.name]
        folder.remove(mine.id)
        assert outside.exists()


def test_where_the_disk_knows_no_locks_drafts_are_offered_all_the_same(
    store: Path, folder: DraftFolder, monkeypatch: pytest.MonkeyPatch
):
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", no_locks)
    folder.write(draft())
    assert len(DraftFolder(store).drafts()) == 1
