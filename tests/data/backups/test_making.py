"""Making copies of the store: whole, verified, never twice the same, and never in the way of anything."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from thanks_tui.data.backups.making import Backup, back_up
from thanks_tui.data.backups.pieces import Snapshot
from thanks_tui.data.backups.why import Why
from thanks_tui.data.errors import NotBackedUpError
from thanks_tui.data.models import Application
from thanks_tui.data.store import layout, storage
from thanks_tui.data.store.store import Store

from tests.data.store.faults import Faults

from .copies import NOW, stamped


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that was saved once."""
    path = tmp_path / "data" / "thanks.json"
    with Store.open(path) as store:
        store.put(Application(company="Contoso"))
    return path


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    return Faults(monkeypatch)


def put(path: Path, company: str) -> None:
    with Store.open(path) as store:
        store.put(Application(company=company))


def copies(path: Path) -> list[str]:
    return sorted(file.name for file in (path.parent / "backups").glob("*"))


def made(backup: Backup | None) -> Path:
    assert backup is not None
    assert backup.is_new
    assert backup.trouble == ""
    return backup.path


def test_a_copy_has_the_bytes_the_time_and_a_name_that_says_all(path: Path):
    before = path.read_bytes()
    copy = made(back_up(path, Why.ASKED, NOW))
    assert copy == path.parent / "backups" / "thanks-00000001-20261123T183000Z-asked.json"
    assert copy.read_bytes() == path.read_bytes() == before
    assert copy.stat().st_mtime_ns == path.stat().st_mtime_ns
    assert copy.stat().st_ino != path.stat().st_ino
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_it_is_closed_to_others_whatever_the_umask(path: Path, umask: int):
    before = os.umask(umask)
    try:
        copy = made(back_up(path, Why.ASKED, NOW))
    finally:
        os.umask(before)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_without_a_store_there_is_nothing_to_copy(tmp_path: Path):
    assert back_up(tmp_path / "thanks.json", Why.START, NOW) is None
    assert list(tmp_path.iterdir()) == []


def test_the_same_is_not_copied_twice_unless_somebody_asks(path: Path):
    first = made(back_up(path, Why.START, NOW))
    again = back_up(path, Why.IMPORT, NOW)
    assert again == Backup(path=first, is_new=False)
    asked = made(back_up(path, Why.ASKED, NOW))
    assert back_up(path, Why.ASKED, NOW) not in (None, Backup(path=asked, is_new=True))
    put(path, "Fabrikam")
    second = made(back_up(path, Why.START, NOW))
    assert [name[:16] for name in copies(path)] == ["thanks-00000001-"] * 3 + ["thanks-00000002-"]
    assert second.read_bytes() == path.read_bytes()


def test_what_is_kept_for_ever_is_not_taken_for_a_copy_that_goes(path: Path):
    made(back_up(path, Why.START, NOW))
    ours = made(back_up(path, Why.OURS, NOW))
    assert back_up(path, Why.OURS, NOW) == Backup(path=ours, is_new=False)


def test_two_in_one_second_have_different_names(path: Path):
    first, second = (made(back_up(path, Why.ASKED, NOW)) for _ in range(2))
    assert (first.name[16:32], second.name[16:32]) == ("20261123T183000Z", "20261123T183001Z")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\0" * 100])
def test_of_what_is_damaged_no_backup_is_made(path: Path, content: bytes):
    path.write_bytes(content)
    with pytest.raises(NotBackedUpError, match=r"No backup was made: thanks\.json is"):
        back_up(path, Why.START, NOW)
    assert copies(path) == []


def test_what_another_program_put_there_is_kept_whatever_it_is(path: Path):
    path.write_bytes(b"{")
    assert made(back_up(path, Why.THEIRS, NOW)).read_bytes() == b"{"


def test_a_snapshot_stays_what_it_was_when_the_file_is_replaced(path: Path):
    before = path.read_bytes()
    snapshot = Snapshot.at(path)
    put(path, "Fabrikam")
    copy = made(back_up(path, Why.START, NOW, source=snapshot))
    assert copy.read_bytes() == before
    assert copy.name.startswith("thanks-00000001-")
    with pytest.raises(OSError, match="Bad file descriptor"):
        snapshot.whole()


def test_a_file_that_is_written_in_place_meanwhile_makes_no_backup(path: Path):
    snapshot = Snapshot.at(path)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(NotBackedUpError, match="is damaged"):
        back_up(path, Why.START, NOW, source=snapshot)


def test_what_is_no_file_is_no_backup(path: Path):
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(NotBackedUpError, match="could not be read"):
        back_up(path, Why.START, NOW)


def test_any_thread_may_do_it_while_the_store_is_written(path: Path):
    with Store.open(path) as store:
        thread = threading.Thread(target=lambda: [back_up(path, Why.ASKED, NOW) for _ in range(10)])
        thread.start()
        for number in range(20):
            store.put(Application(company=f"Company {number}"))
        thread.join()
    for name in copies(path):
        assert layout.decode((path.parent / "backups" / name).read_bytes(), name).intact
    assert len(copies(path)) == 10


def test_the_changes_in_a_journal_are_in_it(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(storage, "JOURNAL_FROM", 1)
    with Store.open(path) as store:
        store.put(Application(company="Fabrikam"))
        assert b"Fabrikam" not in path.read_bytes()
        copy = made(back_up(path, Why.ASKED, NOW))
        contents = layout.decode(copy.read_bytes(), copy.name)
        assert (contents.intact, contents.meta["generation"]) == (True, 2)
        assert b"Fabrikam" in copy.read_bytes()
        assert copy.name.startswith("thanks-00000002-")
        # The store itself brings them into the file first.
        whole = store.back_up(Why.ASKED)
        assert whole is not None
        assert b"Fabrikam" in path.read_bytes()
        assert whole.path.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("problem", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EMFILE])
def test_each_call_may_fail_and_nothing_half_done_is_left(path: Path, faults: Faults, problem: int):
    for at in range(1, 60):
        shutil.rmtree(path.parent / "backups", ignore_errors=True)
        faults.arm(at, problem)
        backup: Backup | None = None
        with suppress(NotBackedUpError):
            backup = back_up(path, Why.START, NOW)
        faults.disarm()
        left = [name for name in copies(path) if not name.startswith("thanks-00000001-")]
        assert left == [] or faults.hit == ["unlink"]
        assert backup is None or backup.path.read_bytes() == path.read_bytes()
        if not faults.hit:
            return
    raise AssertionError("the backup never came to an end")


def test_what_reads_otherwise_than_it_was_written_is_no_backup(path: Path, monkeypatch: pytest.MonkeyPatch):
    def lossy(handle: int, parts: list[bytes]) -> int:
        return real(handle, [bytes(len(part)) for part in parts])

    real = os.writev
    monkeypatch.setattr(os, "writev", lossy)
    with pytest.raises(NotBackedUpError, match="cannot be read again"):
        back_up(path, Why.START, NOW)
    assert copies(path) == []


class TestPlanted:
    def test_a_link_in_the_place_of_the_folder_is_refused(self, path: Path, tmp_path: Path):
        target = tmp_path / "target"
        target.mkdir(0o755)
        (path.parent / "backups").symlink_to(target)
        with pytest.raises(NotBackedUpError, match="Not a directory"):
            back_up(path, Why.START, NOW)
        assert list(target.iterdir()) == []
        assert stat.S_IMODE(target.stat().st_mode) == 0o755

    def test_a_file_in_the_place_of_the_folder_is_refused(self, path: Path):
        (path.parent / "backups").write_text("mine")
        with pytest.raises(NotBackedUpError, match="Not a directory"):
            back_up(path, Why.START, NOW)
        assert (path.parent / "backups").read_text() == "mine"

    def test_a_folder_of_another_user_is_refused(self, path: Path, monkeypatch: pytest.MonkeyPatch):
        (path.parent / "backups").mkdir()
        monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
        with pytest.raises(NotBackedUpError, match="no permission"):
            back_up(path, Why.START, NOW)

    def test_a_link_at_the_name_is_left_alone(self, path: Path, tmp_path: Path):
        target = tmp_path / "target"
        target.write_text("untouched")
        room = path.parent / "backups"
        room.mkdir()
        (room / "thanks-00000001-20261123T183000Z-asked.json").symlink_to(target)
        copy = made(back_up(path, Why.ASKED, NOW))
        assert copy.name == "thanks-00000001-20261123T183001Z-asked.json"
        assert target.read_text() == "untouched"

    def test_when_every_name_is_taken_it_says_so(self, path: Path):
        room = path.parent / "backups"
        room.mkdir()
        for second in range(60):
            (room / f"thanks-00000001-20261123T1830{second:02}Z-asked.json").touch()
            (room / f"thanks-00000001-20261123T1831{second:02}Z-asked.json").touch()
        with pytest.raises(NotBackedUpError, match="File exists"):
            back_up(path, Why.ASKED, NOW)


def test_where_there_are_no_hard_links_it_is_copied(path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert made(back_up(path, Why.START, NOW)).read_bytes() == path.read_bytes()
    assert len(copies(path)) == 1


def test_a_link_to_the_store_has_its_copies_beside_the_store(path: Path, tmp_path: Path):
    link = tmp_path / "link.json"
    link.symlink_to(path)
    assert made(back_up(link, Why.START, NOW)).parent == path.parent / "backups"


def test_old_ones_that_cannot_be_removed_hinder_nothing(path: Path, monkeypatch: pytest.MonkeyPatch):
    stamped(path, range(400, 0, -1), first=0)
    put(path, "Fabrikam")
    real = os.unlink

    def refuse(name: Path, **kwargs: object) -> None:
        if str(name).endswith("-start.json"):
            raise OSError(errno.EPERM, "Operation not permitted")
        real(name)

    monkeypatch.setattr(os, "unlink", refuse)
    backup = back_up(path, Why.ASKED, datetime(2026, 11, 24, tzinfo=UTC))
    assert backup is not None
    assert backup.trouble == "Older backups could not be thinned out (Operation not permitted)."


def test_what_a_killed_program_left_half_written_goes_at_the_next_start(path: Path):
    room = path.parent / "backups"
    room.mkdir()
    left = room / ".thanks-00000001-20261123T183000Z-start.json.123.4.tmp"
    left.touch()
    (room / "mine.tmp").touch()
    Store.open(path, read_only=True).close()
    assert left.exists()
    Store.open(path).close()
    assert not left.exists()
    assert (room / "mine.tmp").exists()
