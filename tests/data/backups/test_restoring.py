"""Going back to a copy, and what is kept when that is done."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from thanks_tui.data.backups.examining import examine
from thanks_tui.data.backups.restoring import Restored
from thanks_tui.data.backups.restoring import restore as restore_at
from thanks_tui.data.clock import utc_now
from thanks_tui.data.errors import DamagedStoreError, NotFoundError, NotSavedError, ReadOnlyError
from thanks_tui.data.models import Application
from thanks_tui.data.store import storage
from thanks_tui.data.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that was saved twice: first Contoso, then Fabrikam as well."""
    path = tmp_path / "data" / "thanks.json"
    with Store.open(path) as store:
        store.put(Application(company="Contoso"))
        store.put(Application(company="Fabrikam"))
    return path


def restore(path: Path, backup: Path) -> Restored:
    return restore_at(path, backup, utc_now())


def companies(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return [application.company for application in store.applications()]


def test_going_back_keeps_what_was_replaced_and_the_backup(path: Path):
    previous = path.with_name("thanks.json.prev")
    done = restore(path, previous)
    assert companies(path) == ["Contoso"]
    assert done.backup.records["applications"] == 1
    assert done.kept is not None
    assert done.kept.parent == path.parent / "backups"
    assert (done.kept.name[:16], done.kept.name[-13:]) == ("thanks-00000002-", "-restore.json")
    assert companies(done.kept) == ["Contoso", "Fabrikam"]
    assert companies(previous) == ["Contoso"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert examine(path).whole
    assert not list(path.parent.glob("*.tmp")) + list(path.parent.glob(".*.tmp"))
    # And forth again.
    restore(path, done.kept)
    assert companies(path) == ["Contoso", "Fabrikam"]


def test_a_damaged_store_is_kept_as_well(path: Path):
    path.write_bytes(b"")
    done = restore(path, path.with_name("thanks.json.prev"))
    assert companies(path) == ["Contoso"]
    assert done.kept is not None
    assert done.kept.name.endswith("-damaged.json")
    assert done.kept.read_bytes() == b""


def test_a_store_that_is_gone_comes_back(path: Path):
    path.unlink()
    assert restore(path, path.with_name("thanks.json.prev")).kept is None
    assert companies(path) == ["Contoso"]


def test_a_link_to_the_store_stays_a_link(path: Path, tmp_path: Path):
    link = tmp_path / "thanks.json"
    link.symlink_to(path)
    restore(link, path.with_name("thanks.json.prev"))
    assert link.is_symlink()
    assert companies(path) == ["Contoso"]


def test_a_damaged_backup_changes_nothing(path: Path):
    before = path.read_bytes()
    broken = path.with_name("thanks.json.broken")
    broken.write_bytes(before[:-1])
    with pytest.raises(DamagedStoreError, match="Nothing was restored"):
        restore(path, broken)
    with pytest.raises(NotFoundError, match="is the store itself"):
        restore(path, path)
    assert path.read_bytes() == before
    assert sorted(each.name for each in path.parent.glob("[!.]*")) == [
        "thanks.json",
        "thanks.json.broken",
        "thanks.json.prev",
    ]


def test_nothing_is_restored_under_an_open_window(path: Path):
    before = path.read_bytes()
    with Store.open(path), pytest.raises(ReadOnlyError, match="another window"):
        restore(path, path.with_name("thanks.json.prev"))
    assert path.read_bytes() == before
    restore(path, path.with_name("thanks.json.prev"))


def test_a_failed_restore_leaves_everything_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch):
    before = path.read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(NotSavedError, match="full"):
        restore(path, path.with_name("thanks.json.prev"))
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".*.tmp"))


def test_after_a_failed_restore_the_next_save_keeps_the_previous_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    with Store.open(path) as store:
        with monkeypatch.context() as patched:
            patched.setattr(storage, "replace_file", refuse)
            with pytest.raises(NotSavedError, match="full"):
                store.restore(path.with_name("thanks.json.prev"))
        before = path.read_bytes()
        store.put(Application(company="Next"))
        assert path.with_name("thanks.json.prev").read_bytes() == before
