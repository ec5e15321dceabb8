"""Looking at the store and at its copies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from thanks_tui.data.backups.examining import backups, examine, find_backup
from thanks_tui.data.backups.why import Why
from thanks_tui.data.errors import NotFoundError, StoreError
from thanks_tui.data.models import Application, Contact
from thanks_tui.data.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that was saved twice: first Contoso, then Fabrikam as well."""
    path = tmp_path / "data" / "thanks.json"
    with Store.open(path) as store:
        store.put(Application(company="Contoso"))
        store.put(Application(company="Fabrikam"))
    return path


def test_a_whole_store_is_examined_without_a_complaint(path: Path):
    found = examine(path)
    assert found.whole
    assert (found.generation, found.records["applications"], found.records["notes"]) == (2, 2, 0)
    assert found.size == path.stat().st_size
    assert found.changed is not None
    assert found.changed.timestamp() == int(path.stat().st_mtime)


def test_a_change_from_outside_and_a_loose_record_are_told(path: Path):
    path.write_text(path.read_text().replace("Contoso", "Kontoso"))
    found = examine(path)
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
    assert "belongs to something that is not there" in examine(path).problems[0]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"meta":{"1":{"format":"thanks-tui","schema":"x"}}}']
)
def test_what_is_no_store_has_a_complaint(tmp_path: Path, content: bytes):
    path = tmp_path / "thanks.json.prev"
    path.write_bytes(content)
    found = examine(path)
    assert found.complaint.startswith("thanks.json.prev ")
    assert not found.whole


def test_a_newer_store_has_a_complaint(path: Path):
    path.write_text(path.read_text().replace('"schema":1', '"schema":99'))
    assert "newer version" in examine(path).complaint


def test_no_file_is_an_error(tmp_path: Path):
    with pytest.raises(NotFoundError, match="There is no file"):
        examine(tmp_path / "thanks.json")
    with pytest.raises(StoreError, match="could not be read"):
        examine(tmp_path / ("x" * 300))


def test_backups_come_newest_first_and_nothing_else_does(path: Path):
    shutil.copy(path, path.with_name("thanks.json.replaced-2"))
    path.with_name("thanks.json.edited-1").write_text("{")
    path.with_name("thanks.jsonx").write_text("{")
    path.with_name("thanks.json.folder").mkdir()
    path.with_name("thanks.json.link").symlink_to(path)
    room = path.parent / "backups"
    room.mkdir()
    names = [f"thanks-{number:08}-20261123T183000Z-start.json" for number in (9, 10, 100_000_000)]
    for name in names:
        shutil.copy(path, room / name)
    (room / "thanks-00000011-20261123T183000Z-start.json").symlink_to(path)
    (room / "thanks-00000011-20261323T183000Z-start.json").touch()
    (room / "other-00000011-20261123T183000Z-start.json").touch()
    (room / "holiday.jpg").touch()
    assert [each.name for each in backups(path)] == [
        *reversed(names),
        "thanks.json.replaced-2",
        "thanks.json.prev",
        "thanks.json.edited-1",
    ]
    assert backups(path.parent / "nowhere" / "thanks.json") == []


def test_a_backup_is_found_by_its_name_or_its_path(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    previous = path.with_name("thanks.json.prev")
    assert find_backup(path, "thanks.json.prev") == previous
    assert find_backup(path, str(previous)) == previous
    monkeypatch.chdir(tmp_path)
    shutil.copy(path, "elsewhere.json")
    assert find_backup(path, "elsewhere.json") == Path("elsewhere.json")
    # A path means what it says, even when the store's folder has a file of that name.
    with pytest.raises(NotFoundError, match="check lists"):
        find_backup(path, "nowhere/thanks.json.prev")


def test_a_copy_says_why_and_when_it_was_made(path: Path):
    with Store.open(path) as store:
        made = store.back_up(Why.ASKED)
    assert made is not None
    found = examine(made.path)
    assert (found.why, found.generation, found.whole, found.wrong) == ("asked", 2, True, "")
    assert found.made is not None
    assert found.changed is not None
    assert found.changed.timestamp() == int(path.stat().st_mtime)
    assert find_backup(path, made.path.name) == made.path


@pytest.mark.parametrize(("why", "wrong"), [("start", True), ("edited", False), ("asked", False)])
def test_only_a_copy_of_what_was_whole_has_to_have_its_checksum(path: Path, why: str, wrong: bool):
    room = path.parent / "backups"
    room.mkdir()
    copy = room / f"thanks-00000002-20261123T183000Z-{why}.json"
    copy.write_text(path.read_text().replace("Contoso", "Kontoso"))
    found = examine(copy)
    assert (found.intact, bool(found.wrong)) == (False, wrong)


@pytest.mark.parametrize(
    "name", ["thanks-00000002-20261123T183000Z-damaged.json", "thanks.json.replaced-damaged"]
)
def test_a_damaged_file_that_was_set_aside_is_no_fault(path: Path, name: str):
    copy = path.with_name(name)
    copy.write_bytes(b"{")
    assert examine(copy).complaint
    assert examine(copy).wrong == ""
    assert examine(shutil.copy(copy, path.with_name("thanks.json.prev"))).wrong


def test_an_encrypted_copy_is_not_looked_into(path: Path):
    copy = path.with_name("thanks-00000007-20261123T183000Z-start.json.age")
    copy.write_bytes(b"age-encryption.org/v1\n-> X25519 abc\n")
    found = examine(copy)
    assert (found.encrypted, found.generation, found.complaint, found.wrong) == (True, 7, "", "")


def test_a_copy_of_an_older_schema_can_be_used(path: Path):
    copy = path.with_name("thanks-00000000-20261123T183000Z-migration.json")
    copy.write_text('{"applications": {"1": {"company": "Contoso"}}}')
    found = examine(copy)
    assert (found.schema, found.complaint, found.records["applications"]) == (0, "", 1)
