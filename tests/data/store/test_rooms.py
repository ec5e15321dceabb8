"""The folders beside the store: known as ours, closed to others, and never somebody else's."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from thanks_tui.data.models import Profile
from thanks_tui.data.store.folder import is_of_store, make_room
from thanks_tui.data.store.store import Store

COPY = "thanks-00000001-20261123T183000Z-start.json"
OURS = {"backups": COPY, "drafts": f"{'a' * 32}.json", "logs": "crash-20261123T183000Z.log"}


@pytest.fixture
def kept(path: Path) -> Path:
    with Store.open(path) as store:
        store.put(Profile(name="Sam"))
    return path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("room", OURS)
def test_one_of_ours_is_closed_and_told_and_leaves_the_folder_ours(kept: Path, room: str):
    folder = kept.parent / room
    folder.mkdir()
    (folder / OURS[room]).touch()
    folder.chmod(0o755)
    kept.parent.chmod(0o755)
    with Store.open(kept) as store:
        assert len(store.notices) == 2
        assert f"The folder {folder} was open to other users; now it is yours alone." in store.notices
    assert mode(folder) == mode(kept.parent) == 0o700


@pytest.mark.parametrize("room", OURS)
def test_somebody_elses_stays_as_it_is(kept: Path, room: str):
    folder = kept.parent / room
    folder.mkdir()
    (folder / "index.html").touch()
    folder.chmod(0o755)
    kept.parent.chmod(0o755)
    with Store.open(kept) as store:
        assert store.notices == ()
    assert mode(folder) == mode(kept.parent) == 0o755


def test_a_link_in_its_place_is_not_followed(kept: Path, tmp_path: Path):
    target = tmp_path / "target"
    target.mkdir()
    target.chmod(0o755)
    (kept.parent / "logs").symlink_to(target)
    Store.open(kept).close()
    assert mode(target) == 0o755
    with pytest.raises(NotADirectoryError):
        make_room(kept, "logs")


def test_it_is_made_closed_and_one_that_is_open_is_closed(kept: Path):
    room = make_room(kept, "backups")
    assert mode(room) == 0o700
    assert make_room(kept, "backups") == room


def test_what_cannot_be_closed_is_told(kept: Path, monkeypatch: pytest.MonkeyPatch):
    room = kept.parent / "backups"
    room.mkdir()
    room.chmod(0o755)

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    with Store.open(kept) as store:
        assert store.notices == (
            f"The folder {room} may be open to other users, and could not be closed to them.",
        )


@pytest.mark.parametrize(
    "name", ["backups", f"backups/{COPY}", "drafts/a.json", "logs/deep/file", "thanks.json.prev"]
)
def test_what_lies_in_it_is_the_stores(kept: Path, name: str):
    assert is_of_store(kept.parent / name, kept)


@pytest.mark.parametrize("name", ["export.json", "backup/file", "../backups/file"])
def test_what_lies_elsewhere_is_not(kept: Path, name: str):
    assert not is_of_store(kept.parent / name, kept)
