"""Each call of a save fails in turn: the file and the records stay as they were, and the reason is told."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.backups.names import Why
from thanks_tui.data.errors import NotSavedError
from thanks_tui.data.models import Application
from thanks_tui.data.store import storage
from thanks_tui.data.store.store import Store

from .conftest import Family
from .faults import Faults

SENTENCES = {
    errno.ENOSPC: "Not saved: the disk that holds {} is full.",
    errno.EDQUOT: "Not saved: the disk that holds {} is full.",
    errno.EFBIG: "Not saved: thanks.json has reached the size that files may have here.",
    errno.EACCES: "Not saved: there is no permission to write in {}.",
    errno.EROFS: "Not saved: {} is on a file system that is read-only.",
    errno.EIO: "Not saved: {} could not be written (Input/output error).",
    errno.EMFILE: "Not saved: {} could not be written (Too many open files).",
}
MOST_CALLS = 60


def leftovers(path: Path) -> list[Path]:
    return list(path.parent.glob(".*.tmp"))


def on_disk(path: Path) -> list[Application]:
    with Store.open(path, read_only=True) as store:
        assert store.notices == ()
        return store.applications()


def each_fault(
    store: Store, faults: Faults, problem: int, *, lasting: bool, check: Callable[[bool], None]
) -> list[str]:
    """Save with a fault at the first call, the second, and so on, until none is hit; return which were."""
    hit: list[str] = []
    for at in range(1, MOST_CALLS):
        change = Application(company=f"Change {at}")
        faults.arm(at, problem, lasting=lasting)
        told = ""
        try:
            store.put(change)
        except NotSavedError as refusal:
            told = str(refusal)
        faults.disarm()
        saved = not told
        assert saved or told == SENTENCES[problem].format(store.path.parent)
        assert (change in store.applications()) is saved
        check(saved)
        if not faults.hit:
            return hit
        hit += faults.hit[:1]
        # The next fault is to meet the same calls again.
        store.put(Application(company=f"Between {at}"))
    raise AssertionError("the save never came to an end")


@pytest.mark.parametrize("problem", SENTENCES)
def test_one_failing_call(store: Store, path: Path, family: Family, faults: Faults, problem: int):
    store.put(*family)

    def check(saved: bool) -> None:
        assert on_disk(path) == store.applications()
        assert leftovers(path) == []

    hit = each_fault(store, faults, problem, lasting=False, check=check)
    assert {"open", "fchmod", "writev", "fsync", "fstat", "close", "link", "replace", "stat"} <= set(hit)
    assert hit.count("fsync") == 2


@pytest.mark.parametrize("problem", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_fault_that_lasts(store: Store, path: Path, family: Family, faults: Faults, problem: int):
    store.put(*family)

    def check(saved: bool) -> None:
        # When even putting the old file back fails, the new one may stand there: whole, and not acknowledged.
        assert set(on_disk(path)) >= set(store.applications())
        store.put(Application(company="The next save"))
        assert on_disk(path) == store.applications()

    each_fault(store, faults, problem, lasting=True, check=check)
    assert store.close() is None
    with Store.open(path):
        assert leftovers(path) == []


@pytest.mark.parametrize("problem", [errno.ENOSPC, errno.EIO])
def test_the_first_save_ever(tmp_path: Path, faults: Faults, problem: int):
    for at in range(1, MOST_CALLS):
        path = tmp_path / str(at) / "thanks.json"
        with Store.open(path) as store:
            faults.arm(at, problem)
            with suppress(NotSavedError):
                store.put(Application(company="First"))
            faults.disarm()
            assert path.exists() is bool(store.applications())
            assert on_disk(path) == store.applications()
            assert leftovers(path) == []
            if not faults.hit:
                return
            store.put(Application(company="Next"))
            assert on_disk(path) == store.applications()
    raise AssertionError("the save never came to an end")


def test_undo_that_cannot_be_saved_can_be_tried_again(store: Store, family: Family, faults: Faults):
    store.put(*family)
    store.remove(family.application, label="Deleted")
    faults.arm(4, errno.ENOSPC)
    with pytest.raises(NotSavedError, match="full"):
        store.undo()
    faults.disarm()
    assert store.applications() == []
    assert store.undo() == "Deleted"
    assert store.applications() == [family.application]


def test_nobody_is_told_of_a_save_that_failed(store: Store, family: Family, faults: Faults):
    told: list[object] = []
    store.subscribe(told.append)
    faults.arm(4, errno.ENOSPC)
    with pytest.raises(NotSavedError):
        store.put(*family)
    assert told == []
    assert store.undo_label is None


def test_who_remembers_why_it_failed_does_not_stop_the_next_save(
    store: Store, path: Path, family: Family, monkeypatch: pytest.MonkeyPatch
):
    def full(handle: int, parts: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    store.put(*family)
    with monkeypatch.context() as patched:
        patched.setattr(os, "writev", full)
        with pytest.raises(NotSavedError) as remembered:
            store.put(Application(company="Contoso"))
    store.put(Application(company="Fabrikam", their_words="Many words. " * 1000))
    assert on_disk(path) == store.applications()
    assert remembered.value.__traceback__ is not None


@pytest.mark.parametrize("length", [1, 7, 1000])
def test_writes_may_be_short(
    store: Store, path: Path, family: Family, monkeypatch: pytest.MonkeyPatch, length: int
):
    write = os.write
    monkeypatch.setattr(os, "writev", lambda handle, parts: write(handle, b"".join(parts)[:length]))
    store.put(*family)
    assert on_disk(path) == [family.application]


@pytest.mark.parametrize("problem", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK])
def test_where_there_are_no_hard_links_the_previous_file_is_copied(
    store: Store, path: Path, family: Family, monkeypatch: pytest.MonkeyPatch, problem: int
):
    def link(*args: object, **kwargs: object) -> None:
        raise OSError(problem, os.strerror(problem))

    monkeypatch.setattr(os, "link", link)
    store.put(*family)
    before = path.read_bytes()
    store.put(replace(family.application, role="Engineer"))
    previous = path.with_name("thanks.json.prev")
    assert previous.read_bytes() == before
    assert stat.S_IMODE(previous.stat().st_mode) == 0o600
    assert leftovers(path) == []


def test_a_folder_that_cannot_be_synced_is_no_failure(
    store: Store, path: Path, family: Family, monkeypatch: pytest.MonkeyPatch
):
    fsync = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    store.put(*family)
    assert on_disk(path) == [family.application]


def fail_to_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", only_files)


def refuse_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)


@pytest.mark.parametrize("links", [True, False])
def test_a_folder_that_fails_to_sync_has_the_old_file_again(
    store: Store, path: Path, family: Family, monkeypatch: pytest.MonkeyPatch, links: bool
):
    store.put(*family)
    before = path.read_bytes()
    with monkeypatch.context() as patched:
        fail_to_sync(patched)
        if not links:
            refuse_links(patched)
        for _ in range(2):
            with pytest.raises(NotSavedError, match="Input/output error"):
                store.put(Application(company="Contoso"))
            assert path.read_bytes() == before
            assert leftovers(path) == []
    store.put(Application(company="Fabrikam"))
    assert on_disk(path) == store.applications()


def fail_after_the_rename(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a save of Contoso fail after the file is in its place, so that the old one cannot be put back."""
    real, places = os.replace, iter([True, True])

    def refuse_third(source: Path, target: Path) -> None:
        if not next(places, False):
            raise OSError(errno.EIO, "Input/output error")
        real(source, target)

    with monkeypatch.context() as patched:
        fail_to_sync(patched)
        patched.setattr(os, "replace", refuse_third)
        patched.setattr(storage, "JOURNAL_FROM", 1 << 40)
        with pytest.raises(NotSavedError, match="Input/output error"):
            store.put(Application(company="Contoso"))


def test_when_the_old_file_cannot_be_put_back_the_next_save_is_taken(
    store: Store, path: Path, family: Family, monkeypatch: pytest.MonkeyPatch
):
    store.put(*family)
    fail_after_the_rename(store, monkeypatch)
    assert leftovers(path) == []
    assert store.applications() == [family.application]
    store.put(Application(company="Fabrikam"))
    assert on_disk(path) == store.applications()


def test_what_was_not_taken_back_is_never_preferred_to_what_was_saved(
    store: Store, path: Path, family: Family, monkeypatch: pytest.MonkeyPatch
):
    store.put(*family)
    fail_after_the_rename(store, monkeypatch)
    store.put(Application(company="Fabrikam"))
    saved = store.applications()
    store.back_up(Why.ASKED)
    store.close()
    path.write_bytes(b"")
    with Store.open(path) as again:
        assert again.recovered
        assert again.applications() == saved


def test_what_was_not_taken_back_has_no_journal(
    store: Store, path: Path, family: Family, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(storage, "JOURNAL_FROM", 1)
    store.put(*family)
    fail_after_the_rename(store, monkeypatch)
    store.put(Application(company="Fabrikam"))
    assert on_disk(path) == store.applications()


class TestMacOS:
    def test_the_drive_is_made_to_write(self, store: Store, family: Family, monkeypatch: pytest.MonkeyPatch):
        import fcntl

        asked: list[int] = []
        monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
        monkeypatch.setattr(fcntl, "fcntl", lambda handle, command: asked.append(command))
        store.put(*family)
        assert asked == [51]

    @pytest.mark.parametrize(("problem", "saved"), [(errno.ENOTSUP, True), (errno.EIO, False)])
    def test_a_drive_that_cannot_is_only_synced(
        self, store: Store, family: Family, monkeypatch: pytest.MonkeyPatch, problem: int, saved: bool
    ):
        import fcntl

        def refuse(handle: int, command: int) -> None:
            raise OSError(problem, os.strerror(problem))

        monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
        monkeypatch.setattr(fcntl, "fcntl", refuse)
        try:
            store.put(*family)
        except NotSavedError:
            assert not saved
        else:
            assert saved


def test_a_temporary_name_that_is_taken_is_left_alone(store: Store, path: Path, family: Family):
    from thanks_tui.data.store import safe_write

    store.put(*family)
    target = path.with_name("target")
    target.write_text("untouched")
    start = next(safe_write._numbers)
    for number in range(start, start + 4):
        path.with_name(f".thanks.json.{os.getpid()}.{number}.tmp").symlink_to(target)
    store.put(replace(family.application, role="Engineer"))
    assert on_disk(path) == store.applications()
    assert target.read_text() == "untouched"


def test_when_every_temporary_name_is_taken_it_says_so(
    store: Store, path: Path, family: Family, monkeypatch: pytest.MonkeyPatch
):
    from thanks_tui.data.store import safe_write

    monkeypatch.setattr(safe_write, "_numbers", iter([1] * 1000))
    path.with_name(f".thanks.json.{os.getpid()}.1.tmp").touch()
    with pytest.raises(NotSavedError, match="File exists"):
        store.put(*family)
