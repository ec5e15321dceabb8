"""Every sort of backup that there is can be gone back to, and what it replaces is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from thanks_tui.data.backups.examining import backups, find_backup
from thanks_tui.data.backups.files import read_as_it_is
from thanks_tui.data.backups.making import back_up
from thanks_tui.data.backups.recipients import encrypt_to
from thanks_tui.data.backups.restoring import restore
from thanks_tui.data.backups.why import Why
from thanks_tui.data.encryption.age import decrypt
from thanks_tui.data.encryption.keys import read_identities
from thanks_tui.data.encryption.locks import Identities, Recipients
from thanks_tui.data.errors import NotBackedUpError
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

from tests.keys import new_pair

NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


def save(path: Path, company: str) -> None:
    with Store.open(path) as store:
        store.put(Application(id="a" * 32, company=company))


def company_of(path: Path) -> str:
    with Store.open(path, read_only=True) as store:
        return store.application("a" * 32).company


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that was saved once."""
    path = tmp_path / "data" / "thanks.json"
    save(path, "Begun")
    return path


@pytest.mark.parametrize("encrypted", [False, True])
@pytest.mark.parametrize("why", Why)
def test_one_of_each_sort(path: Path, tmp_path: Path, why: Why, encrypted: bool):
    pair = new_pair(tmp_path)
    encrypt_to(path, Recipients(pair.public) if encrypted else None)
    made = back_up(path, why, NOW)
    assert made is not None
    save(path, "Later")
    backup = find_backup(path, made.path.name)
    done = restore(path, backup, NOW + timedelta(hours=1), opened(backup, read_identities([pair.file])))
    assert company_of(path) == "Begun"
    assert done.kept is not None
    again = restore(
        path, done.kept, NOW + timedelta(hours=2), opened(done.kept, read_identities([pair.file]))
    )
    assert company_of(path) == "Later"
    assert {made.path, done.kept, again.kept} <= set(backups(path))


@pytest.mark.parametrize("name", ["thanks.json.prev", "thanks.json.edited-1", "thanks.json.replaced-1"])
def test_those_of_earlier_versions(path: Path, name: str):
    path.with_name(name).write_bytes(path.read_bytes())
    if not name.endswith(".prev"):
        save(path, "Later")
    restore(path, find_backup(path, name), NOW)
    assert company_of(path) == "Begun"


def opened(backup: Path, keys: Identities) -> bytes | None:
    return decrypt(read_as_it_is(backup), keys) if backup.suffix == ".age" else None


def leave_no_room(folder: Path) -> None:
    (folder / "backups").write_text("no folder")


def lead_elsewhere(folder: Path) -> None:
    (folder / "backups").symlink_to(folder.parent)


@pytest.mark.parametrize("spoil", [leave_no_room, lead_elsewhere])
def test_where_none_can_be_made_the_store_is_saved_all_the_same(path: Path, spoil):
    spoil(path.parent)
    with pytest.raises(NotBackedUpError, match=r"^No backup was made"):
        back_up(path, Why.START, NOW)
    save(path, "Saved")
    assert company_of(path) == "Saved"
    assert not list(path.parent.parent.glob("thanks-*"))
