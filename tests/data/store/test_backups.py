"""The copies beside the store: looking at them, and going back to one."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest
from thanks_tui.data.errors import DamagedStoreError, NotFoundError, NotSavedError, ReadOnlyError, StoreError
from thanks_tui.data.models import Application, Contact
from thanks_tui.data.store import backups
from thanks_tui.data.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that was saved twice: first Contoso, then Fabrikam as well."""
    path = tmp_path / "data" / "thanks.json"
    with Store.open(path) as store:
        store.put(Application(company="Contoso"))
        store.put(Application(company="Fabrikam"))
    return path


def companies(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return [application.company for application in store.applications()]


def test_a_whole_store_is_examined_without_a_complaint(path: Path):
    found = backups.examine(path)
    assert found.whole
    assert (found.generation, found.records["applications"], found.records["notes"]) == (2, 2, 0)
    assert found.size == path.stat().st_size
    assert found.changed is not None
    assert found.changed.timestamp() == int(path.stat().st_mtime)


def test_a_change_from_outside_and_a_loose_record_are_told(path: Path):
    path.write_text(path.read_text().replace("Contoso", "Kontoso"))
    found = backups.examine(path)
    assert not found.intact
    assert not found.whole
    assert found.complaint == ""
    with Store.open(path) as store:
        loose = Contact(application_id="nobody", name="Dana")
        application = store.applications()[0]
        store.put(Contact(id=loose.id, application_id=application.id, name="Dana"))
    path.write_text(
        path.read_text().replace(f'"application_id":"{application.id}"', '"application_id":"nobody"')
    )
    assert "belongs to something that is not there" in backups.examine(path).problems[0]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"meta":{"1":{"format":"thanks-tui","schema":"x"}}}']
)
def test_what_is_no_store_has_a_complaint(tmp_path: Path, content: bytes):
    path = tmp_path / "thanks.json.prev"
    path.write_bytes(content)
    found = backups.examine(path)
    assert found.complaint.startswith("thanks.json.prev ")
    assert not found.whole


def test_a_newer_store_has_a_complaint(path: Path):
    path.write_text(path.read_text().replace('"schema":1', '"schema":99'))
    assert "newer version" in backups.examine(path).complaint


def test_no_file_is_an_error(tmp_path: Path):
    with pytest.raises(NotFoundError, match="There is no file"):
        backups.examine(tmp_path / "thanks.json")
    with pytest.raises(StoreError, match="could not be read"):
        backups.examine(tmp_path / ("x" * 300))


def test_backups_come_newest_first_and_nothing_else_does(path: Path):
    shutil.copy(path, path.with_name("thanks.json.replaced-2"))
    path.with_name("thanks.json.edited-1").write_text("{")
    path.with_name("thanks.jsonx").write_text("{")
    path.with_name("thanks.json.folder").mkdir()
    path.with_name("thanks.json.link").symlink_to(path)
    assert [each.path.name for each in backups.backups(path)] == [
        "thanks.json.replaced-2",
        "thanks.json.prev",
        "thanks.json.edited-1",
    ]
    assert backups.backups(path.parent / "nowhere" / "thanks.json") == []


def test_a_backup_is_found_by_its_name_or_its_path(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    previous = path.with_name("thanks.json.prev")
    assert backups.find_backup(path, "thanks.json.prev") == previous
    assert backups.find_backup(path, str(previous)) == previous
    monkeypatch.chdir(tmp_path)
    shutil.copy(path, "elsewhere.json")
    assert backups.find_backup(path, "elsewhere.json") == Path("elsewhere.json")
    # A path means what it says, even when the store's folder has a file of that name.
    with pytest.raises(NotFoundError, match="check lists"):
        backups.find_backup(path, "nowhere/thanks.json.prev")


def test_going_back_keeps_what_was_replaced_and_the_backup(path: Path):
    previous = path.with_name("thanks.json.prev")
    done = backups.restore(path, previous)
    assert companies(path) == ["Contoso"]
    assert done.backup.records["applications"] == 1
    assert done.kept == path.with_name("thanks.json.replaced-2")
    assert companies(done.kept) == ["Contoso", "Fabrikam"]
    assert companies(previous) == ["Contoso"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert backups.examine(path).whole
    assert not list(path.parent.glob("*.tmp")) + list(path.parent.glob(".*.tmp"))
    # And forth again.
    backups.restore(path, done.kept)
    assert companies(path) == ["Contoso", "Fabrikam"]


def test_a_damaged_store_is_kept_as_well(path: Path):
    path.write_bytes(b"")
    done = backups.restore(path, path.with_name("thanks.json.prev"))
    assert companies(path) == ["Contoso"]
    assert done.kept == path.with_name("thanks.json.replaced-damaged")
    assert done.kept.read_bytes() == b""


def test_a_store_that_is_gone_comes_back(path: Path):
    path.unlink()
    assert backups.restore(path, path.with_name("thanks.json.prev")).kept is None
    assert companies(path) == ["Contoso"]


def test_a_link_to_the_store_stays_a_link(path: Path, tmp_path: Path):
    link = tmp_path / "thanks.json"
    link.symlink_to(path)
    backups.restore(link, path.with_name("thanks.json.prev"))
    assert link.is_symlink()
    assert companies(path) == ["Contoso"]


def test_a_damaged_backup_changes_nothing(path: Path):
    before = path.read_bytes()
    broken = path.with_name("thanks.json.broken")
    broken.write_bytes(before[:-1])
    with pytest.raises(DamagedStoreError, match="Nothing was restored"):
        backups.restore(path, broken)
    with pytest.raises(NotFoundError, match="is the store itself"):
        backups.restore(path, path)
    assert path.read_bytes() == before
    assert sorted(each.name for each in path.parent.glob("thanks.json*")) == [
        "thanks.json",
        "thanks.json.broken",
        "thanks.json.prev",
    ]


def test_nothing_is_restored_under_an_open_window(path: Path):
    before = path.read_bytes()
    with Store.open(path), pytest.raises(ReadOnlyError, match="another window"):
        backups.restore(path, path.with_name("thanks.json.prev"))
    assert path.read_bytes() == before
    backups.restore(path, path.with_name("thanks.json.prev"))


def test_a_failed_restore_leaves_everything_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch):
    before = path.read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(NotSavedError, match="full"):
        backups.restore(path, path.with_name("thanks.json.prev"))
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".*.tmp"))
