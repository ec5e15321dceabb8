"""The file: plain TinyDB, checked to the last byte, never taken for empty, and nobody else's business."""

from __future__ import annotations

import json
import os
import random
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from thanks_tui.data.errors import (
    DamagedStoreError,
    NewerStoreError,
    NotSavedError,
    ReadOnlyError,
    StoreError,
)
from thanks_tui.data.models import Application, Profile
from thanks_tui.data.store import layout
from thanks_tui.data.store.storage import DurableStorage
from thanks_tui.data.store.store import Store
from thanks_tui.data.store.tables import PackedTinyDB
from tinydb import TinyDB, where

from .conftest import Family, make_family

TABLES = {"meta", "profile", "applications", "contacts", "notes", "follow_ups", "events", "trash", "clashes"}


@pytest.fixture
def whole(path: Path, family: Family) -> bytes:
    """The bytes of a store with one of everything in it."""
    with Store.open(path) as store:
        store.put(Profile(name="Sam Okonkwo"))
        store.put(*family)
    return path.read_bytes()


def copies(path: Path) -> list[Path]:
    """The copies in the folder of the backups."""
    return sorted((path.parent / "backups").glob("*"))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestTinyDB:
    def test_stock_tinydb_opens_it_and_sees_the_tables(self, path: Path, whole: bytes, family: Family):
        with TinyDB(path) as database:
            assert database.tables() == TABLES
            [document] = database.table("contacts").search(where("name") == "Dana Ortiz")
            assert document["id"] == family.contact.id
            assert document.doc_id == 1
            meta = database.table("meta").get(doc_id=1)
        assert meta is not None
        assert {key: meta[key] for key in ("format", "schema", "generation")} == {
            "format": "thanks-tui",
            "schema": 1,
            "generation": 2,
        }
        assert path.read_bytes() == whole

    def test_what_stock_tinydb_wrote_is_read_and_told(self, path: Path, whole: bytes, family: Family):
        with TinyDB(path) as database:
            database.table("contacts").update({"name": "Ana \x1b[1mRuiz"}, where("id") == family.contact.id)
        edited = path.read_bytes()
        with Store.open(path) as store:
            assert [contact.name for contact in store.all_contacts()] == ["Ana [1mRuiz"]
            [notice] = store.notices
            assert "changed by hand or by another program" in notice
            [kept] = copies(path)
            assert kept.name in notice
            assert kept.read_bytes() == edited
            store.put(Profile(name="Sam"))
        assert copies(path) == [kept]
        assert rb"\u001b" not in path.read_bytes()
        with Store.open(path) as store:
            assert store.notices == ()

    def test_a_second_edit_is_kept_beside_the_first(self, path: Path, whole: bytes):
        for end in (b"\n", b"\n", b" "):
            path.write_bytes(whole + end)
            with Store.open(path) as store:
                store.put(Profile(name="Sam"))
        assert {kept.read_bytes() for kept in copies(path)} == {whole + b"\n", whole + b" "}
        assert [kept.name[:16] for kept in copies(path)] == ["thanks-00000002-"] * 2
        assert all(kept.name.endswith("-edited.json") for kept in copies(path))

    def test_an_edit_that_cannot_be_kept_is_told(self, path: Path, whole: bytes):
        path.write_bytes(whole + b"\n")
        (path.parent / "backups").write_text("not a folder")
        with Store.open(path) as store:
            edited, not_kept = store.notices
            assert edited.endswith("since it was last saved.")
            assert not_kept.startswith(f"No backup was made: {path.parent / 'backups'} ")

    @pytest.mark.parametrize("kind", [TinyDB, PackedTinyDB])
    def test_the_storage_serves_tinydb(self, tmp_path: Path, kind: type[TinyDB]):
        path = tmp_path / "thanks.json"
        storage = DurableStorage(path)
        assert storage.read() is None
        with kind(storage=lambda: storage) as database:
            table = database.table("applications")
            table.insert_multiple({"company": name} for name in ("Northwind", "Contoso", "Fabrikam"))
            table.update({"role": "Analyst"}, where("company") == "Contoso")
            table.remove(where("company") == "Northwind")
            assert [document["company"] for document in table] == ["Contoso", "Fabrikam"]
            assert database.tables() == TABLES
        with TinyDB(path) as database:
            assert database.table("applications").all() == [
                {"company": "Contoso", "role": "Analyst"},
                {"company": "Fabrikam"},
            ]
        with TinyDB(storage=lambda: DurableStorage(path)) as database:
            database.drop_tables()
        with TinyDB(path) as database:
            assert len(database.table("applications")) == 0

    @pytest.mark.parametrize(
        "odd", [float("nan"), float("inf"), [{"deep": float("-inf")}], "\ud800", object(), {1: object()}]
    )
    def test_what_json_has_no_words_for_is_refused(self, tmp_path: Path, odd: object):
        path = tmp_path / "thanks.json"
        with TinyDB(storage=lambda: DurableStorage(path)) as database:
            table = database.table("applications")
            table.insert({"company": "Northwind"})
            before = path.read_bytes()
            with pytest.raises(NotSavedError, match="Not saved: "):
                table.insert({"company": odd})
            assert table.all() == [{"company": "Northwind"}]
        assert path.read_bytes() == before


class TestDamage:
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
    @given(data=st.data())
    def test_a_file_cut_off_anywhere_is_damaged(self, path: Path, whole: bytes, data: st.DataObject):
        length = data.draw(st.integers(0, len(whole) - 1))
        with pytest.raises(DamagedStoreError, match=r"thanks\.json is (empty|damaged)"):
            layout.decode(whole[:length], path.name)

    def test_a_flipped_bit_is_never_taken_silently(self, whole: bytes):
        chance = random.Random(12)
        for _ in range(1000):
            bent = bytearray(whole)
            bent[chance.randrange(len(bent))] ^= 1 << chance.randrange(8)
            try:
                contents = layout.decode(bytes(bent), "thanks.json")
            except DamagedStoreError:
                continue
            assert not contents.intact

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\0" * 300,
            b"[]",
            b"{}",
            b"null",
            b"{",
            b'{"name": "left-pad"}',
            b'{"name": {}}',
            b'{"applications": null}',
            b'{"applications": {"one": {}}}',
            b'{"applications": {"1": {}, "01": {}}}',
            b'{"applications": {"1": {}, "1": {}}}',
            b'{"applications": {"1": {"company": NaN}}}',
            b'{"applications": {"1": {"company": "\xff"}}}',
            b'{"applications": {"1": {"size": ' + b"9" * 5000 + b"}}}",
            b'{"applications": {"1": ' + b"[" * 200_000,
            '{"applications": {}}'.encode("utf-16"),
            b'{"meta": {"1": {"format": "another"}}}',
            b'{"meta": {"1": []}, "applications": {}}',
            b'{"meta": {"1": {"format": "thanks-tui", "schema": "1"}}}',
            b'{"meta": {"1": {"format": "thanks-tui", "schema": true}}}',
            b'{"meta": {"1": {"format": "thanks-tui", "schema": -1}}}',
        ],
        ids=lambda content: repr(content[:40]),
    )
    @pytest.mark.parametrize("read_only", [True, False])
    def test_what_is_no_store_is_refused_and_left_alone(self, path: Path, content: bytes, read_only: bool):
        path.parent.mkdir(mode=0o700)
        path.write_bytes(content)
        path.chmod(0o600)
        for _ in range(2):
            with pytest.raises(DamagedStoreError, match=r"^thanks\.json is .*\.$"):
                Store.open(path, read_only=read_only)
        assert path.read_bytes() == content

    @pytest.mark.parametrize("read_only", [True, False])
    def test_a_newer_file_is_read_and_left_alone(
        self, path: Path, whole: bytes, family: Family, read_only: bool
    ):
        newer = whole.replace(b'"schema":1', b'"schema":2').replace(
            b'"name":"Dana Ortiz"', b'"name":"Dana Ortiz","pronouns":["she"]'
        )
        path.write_bytes(newer[:-1] + b',"letters":{"1":[]}}')
        newer = path.read_bytes()
        for _ in range(2):
            with Store.open(path, read_only=read_only) as store:
                assert store.newer
                assert store.read_only
                assert store.applications() == [family.application]
                assert store.all_contacts() == [family.contact]
                [notice] = store.notices
                assert notice.startswith("thanks.json was written by a newer version of thanks-tui")
                with pytest.raises(ReadOnlyError, match="newer version"):
                    store.put(Profile(name="Another"))
        assert path.read_bytes() == newer
        assert copies(path) == []

    @pytest.mark.parametrize(
        "tables", ['{"applications": []', '{"applications": {"a": {}}', '{"applications": 5']
    )
    @pytest.mark.parametrize("copy", [True, False])
    def test_a_newer_file_that_makes_no_sense_is_refused_and_left_alone(
        self, path: Path, whole: bytes, tables: str, copy: bool
    ):
        if not copy:
            path.with_name("thanks.json.prev").unlink()
        newer = tables + ', "meta": {"1": {"format": "thanks-tui", "schema": 2}}}'
        path.write_text(newer)
        with pytest.raises(NewerStoreError, match="newer version of thanks-tui, and nothing of it"):
            Store.open(path)
        assert path.read_text() == newer

    def test_a_byte_order_mark_is_forgiven(self, path: Path, whole: bytes, family: Family):
        path.write_bytes(b"\xef\xbb\xbf" + whole)
        with Store.open(path) as store:
            assert store.applications() == [family.application]
            assert len(store.notices) == 1

    @pytest.mark.parametrize(
        "meta", [b"{}", b'{"1": {"format": "thanks-tui", "schema": 1, "generation": "x"}}']
    )
    def test_a_meta_that_was_tampered_with_counts_from_one(self, path: Path, meta: bytes):
        path.parent.mkdir()
        path.write_bytes(
            b'{"meta": ' + meta + b', "applications": {"1": {"id": "a", "company": "Northwind"}}}'
        )
        with Store.open(path) as store:
            store.put(Application(company="Contoso"))
            assert [application.company for application in store.applications()] == ["Northwind", "Contoso"]
            assert store.generation in {1, 2}


class TestPrivacy:
    @pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
    def test_folder_and_files_are_closed_to_others(self, tmp_path: Path, family: Family, umask: int):
        path = tmp_path / "above" / "kept" / "thanks.json"
        before = os.umask(umask)
        try:
            with Store.open(path) as store:
                store.put(*family)
                store.put(replace(family.application, role="Engineer"))
        finally:
            os.umask(before)
        assert mode(path.parent) == mode(path.parent.parent) == 0o700
        files = {file.name: mode(file) for file in path.parent.iterdir()}
        assert files == {"thanks.json": 0o600, "thanks.json.prev": 0o600, ".thanks.json.lock": 0o600}

    def test_what_was_open_to_others_is_closed_and_told(self, path: Path, whole: bytes):
        path.parent.chmod(0o755)
        path.chmod(0o644)
        with Store.open(path) as store:
            assert len(store.notices) == 2
            assert all("was open to other users" in notice for notice in store.notices)
        assert (mode(path.parent), mode(path)) == (0o700, 0o600)

    def test_reading_changes_nothing(self, path: Path, whole: bytes):
        path.parent.chmod(0o755)
        path.chmod(0o644)
        with Store.open(path, read_only=True) as store:
            assert store.notices == ()
        assert (mode(path.parent), mode(path)) == (0o755, 0o644)

    def test_a_folder_that_is_shared_on_purpose_stays_open(self, tmp_path: Path, family: Family):
        tmp_path.chmod(0o1777)
        with Store.open(tmp_path / "thanks.json") as store:
            store.put(*family)
            assert store.notices == ()
        assert mode(tmp_path) == 0o1777

    def test_a_folder_with_other_things_in_it_stays_open(self, tmp_path: Path, family: Family):
        tmp_path.chmod(0o755)
        (tmp_path / "index.html").touch()
        path = tmp_path / "thanks.json"
        with Store.open(path) as store:
            [notice] = store.notices
            assert notice == (
                f"The folder {tmp_path} is not the store's alone, so it stays open to other users; "
                "the store in it is not."
            )
            store.put(*family)
        path.chmod(0o644)
        with Store.open(path) as store:
            assert store.notices == (f"{path} was open to other users; now it is yours alone.",)
        assert (mode(tmp_path), mode(path)) == (0o755, 0o600)

    def test_a_folder_of_a_group_stays_the_groups(self, tmp_path: Path, family: Family):
        tmp_path.chmod(0o2775)
        with Store.open(tmp_path / "thanks.json") as store:
            assert len(store.notices) == 1
            store.put(*family)
        assert mode(tmp_path) == 0o2775

    def test_a_folder_that_cannot_be_listed_stays_open(
        self, path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
    ):
        def refuse(*args: object) -> None:
            raise PermissionError(13, "Permission denied")

        path.parent.chmod(0o755)
        monkeypatch.setattr(os, "scandir", refuse)
        Store.open(path).close()
        assert mode(path.parent) == 0o755

    @pytest.mark.parametrize("content", ["# mine", "{}", '{"meta":{"1":{"format":"another"}}}'])
    def test_somebody_elses_file_stays_as_it_is(self, tmp_path: Path, content: str):
        folder, link = tmp_path / "website", tmp_path / "kept" / "thanks.json"
        folder.mkdir(0o755)
        (folder / "page.txt").write_text(content)
        (folder / "page.txt").chmod(0o644)
        link.parent.mkdir()
        link.symlink_to(folder / "page.txt")
        with pytest.raises(DamagedStoreError):
            Store.open(link)
        assert (mode(folder), mode(folder / "page.txt")) == (0o755, 0o644)

    def test_the_home_folder_stays_as_it_is(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("HOME", str(tmp_path))
        tmp_path.chmod(0o755)
        with Store.open(tmp_path / "thanks.json") as store:
            assert store.notices == ()
        assert mode(tmp_path) == 0o755

    def test_what_cannot_be_closed_is_told(self, path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch):
        def refuse(*args: object, **kwargs: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        path.parent.chmod(0o755)
        path.chmod(0o644)
        monkeypatch.setattr(os, "fchmod", refuse)
        monkeypatch.setattr(os, "chmod", refuse)
        with Store.open(path) as store:
            assert [notice.endswith("could not be closed to them.") for notice in store.notices] == [True] * 2

    def test_a_folder_of_another_user_is_refused(
        self, path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
        with pytest.raises(StoreError, match="belongs to another user"):
            Store.open(path)


class TestPlace:
    def test_a_link_to_the_store_stays_a_link(self, path: Path, whole: bytes, tmp_path: Path):
        link = tmp_path / "link.json"
        link.symlink_to(path)
        with Store.open(link) as store:
            assert store.path == link
            store.put(Profile(name="Another"))
        assert link.is_symlink()
        assert b"Another" in path.read_bytes()

    def test_a_link_to_nothing_makes_what_it_points_to(self, tmp_path: Path, family: Family):
        link, target = tmp_path / "link.json", tmp_path / "kept" / "real.json"
        link.symlink_to(target)
        with Store.open(link) as store:
            store.put(*family)
        assert link.is_symlink()
        assert target.is_file()

    def test_a_link_to_itself_is_refused(self, tmp_path: Path):
        link = tmp_path / "loop.json"
        link.symlink_to(link)
        with pytest.raises(StoreError, match="could not be read"):
            Store.open(link)

    @pytest.mark.parametrize("read_only", [True, False])
    def test_a_directory_or_a_fifo_is_refused(self, tmp_path: Path, read_only: bool):
        (tmp_path / "folder.json").mkdir()
        os.mkfifo(tmp_path / "fifo.json")
        for name in ("folder.json", "fifo.json"):
            with pytest.raises(StoreError, match="is not a file"):
                Store.open(tmp_path / name, read_only=read_only)

    @pytest.mark.parametrize("place", ["file/thanks.json", "file/deeper/thanks.json"])
    def test_a_folder_that_is_a_file_is_refused(self, tmp_path: Path, place: str):
        (tmp_path / "file").touch()
        with pytest.raises(StoreError, match="is not a folder"):
            Store.open(tmp_path / place)

    def test_a_planted_link_at_the_previous_name_is_replaced(self, path: Path, whole: bytes, tmp_path: Path):
        target, previous = tmp_path / "target", path.with_name("thanks.json.prev")
        target.write_text("untouched")
        previous.unlink()
        previous.symlink_to(target)
        with Store.open(path) as store:
            store.put(Profile(name="Another"))
        assert previous.read_bytes() == whole
        assert not previous.is_symlink()
        assert target.read_text() == "untouched"

    def test_a_folder_at_the_previous_name_is_an_error_and_no_loss(self, path: Path, whole: bytes):
        previous = path.with_name("thanks.json.prev")
        previous.unlink()
        previous.mkdir()
        with Store.open(path) as store, pytest.raises(NotSavedError, match="Is a directory"):
            store.put(Profile(name="Another"))
        assert path.read_bytes() == whole
        assert not list(path.parent.glob(".*.tmp"))

    def test_leftovers_of_a_killed_save_go_at_the_next_start(self, path: Path, whole: bytes):
        ours = path.with_name(".thanks.json.123.4.tmp")
        others = [path.with_name(name) for name in ("notes.tmp", ".other.json.1.1.tmp", ".thanks.json.swp")]
        for file in (ours, *others):
            file.touch()
        Store.open(path, read_only=True).close()
        assert ours.exists()
        Store.open(path).close()
        assert not ours.exists()
        assert all(file.exists() for file in others)


class TestChangedOutside:
    @pytest.mark.parametrize("how", ["touched", "written again", "replaced"])
    def test_the_same_content_is_no_change(self, path: Path, whole: bytes, how: str):
        with Store.open(path) as store:
            for name in ("Another", "A third"):
                before = path.read_bytes()
                if how == "replaced":
                    path.rename(path.with_name("moved"))
                if how != "touched":
                    path.write_bytes(before)
                os.utime(path, (1, 1))
                store.put(Profile(name=name))
                assert path.with_name("thanks.json.prev").read_bytes() == before
            assert store.notices == ()
            assert copies(path) == []
        with Store.open(path) as store:
            assert store.profile.name == "A third"

    def test_an_edited_file_is_as_it_should_be_once_it_is_saved(self, path: Path, whole: bytes):
        path.write_bytes(whole + b"\n")
        with Store.open(path) as store:
            assert not store.intact
            store.put(Profile(name="Another"))
            assert store.intact

    def test_an_edited_file_is_compared_as_it_was_read(self, path: Path, whole: bytes):
        edited = whole.replace(b"Sam", b"Tom")
        path.write_bytes(edited)
        with Store.open(path) as store:
            os.utime(path, (1, 1))
            store.put(Profile(name="Another"))
        assert path.with_name("thanks.json.prev").read_bytes() == edited

    def test_what_became_no_file_is_a_change(self, path: Path, whole: bytes):
        with Store.open(path) as store:
            path.rename(path.with_name("moved"))
            os.mkfifo(path)
            with pytest.raises(NotSavedError, match="changed by another program"):
                store.put(Profile(name="Another"))

    def test_a_file_that_is_gone_is_made_anew_and_told(self, path: Path, whole: bytes, family: Family):
        with Store.open(path) as store:
            path.unlink()
            store.put(Profile(name="Another"))
            assert any("was gone" in notice for notice in store.notices)
        with Store.open(path) as store:
            assert store.applications() == [family.application]

    def test_a_folder_that_is_gone_is_made_anew(self, path: Path, whole: bytes, family: Family):
        with Store.open(path) as store:
            for file in path.parent.iterdir():
                file.unlink()
            path.parent.rmdir()
            store.put(Profile(name="Another"))
            with Store.open(path) as second:
                assert second.locked_out
        assert mode(path.parent) == 0o700
        with Store.open(path) as store:
            assert store.applications() == [family.application]

    def test_an_edited_file_that_is_gone_is_made_anew(self, path: Path, whole: bytes):
        path.write_bytes(whole + b" ")
        with Store.open(path) as store:
            path.unlink()
            store.put(Profile(name="Another"))
        assert b"Another" in path.read_bytes()


def test_the_file_reads_well(path: Path, whole: bytes):
    lines = whole.decode().splitlines()
    assert [line.lstrip("{").split(":")[0].strip('"') for line in lines] == [
        "meta",
        "profile",
        "applications",
        "contacts",
        "notes",
        "follow_ups",
        "events",
        "trash",
        "clashes",
    ]
    assert json.loads(whole)["profile"]["1"]["name"] == "Sam Okonkwo"


def test_a_table_of_a_newer_version_is_kept(path: Path, whole: bytes):
    path.write_bytes(whole[:-1] + b',"letters":{"7":{"id":"x","text":"kept"}}}')
    with Store.open(path) as store:
        store.put(*make_family())
    assert json.loads(path.read_bytes())["letters"] == {"7": {"id": "x", "text": "kept"}}
